import { createHash } from 'node:crypto';
import type { GraphQLSchema } from 'graphql';
import { BadUserInput, quoted } from '../../declare/errors.ts';
import { factTypesOf, type Model } from '../../declare/model.ts';
import { Operation } from '../../declare/operation.ts';
import type { Shared } from '../../declare/shared.ts';
import { dossiersIn, graphVersion } from '../../dossier/store/dossiers.ts';
import type { Format } from '../../export/format.ts';
import type { ExportSource } from '../../export/source.ts';
import type { Graph } from '../../graph/port.ts';
import { acceptedLanguages, canonicalLanguage } from '../../text/language.ts';
import { Answer, type Incoming, parametersOf } from '../http/message.ts';

/** Of what graphs are made as files. */
export interface ExportOptions {
  readonly graph: Graph;
  readonly shared: Shared;
  readonly schema: GraphQLSchema;
  readonly model: Model;
  /** The address of the server, where it is told. */
  readonly url: string | undefined;
}

/** The parameters that every file takes. */
export const COMMON = ['languages'];

/** A graph that is about to be written, and what was left out of it. */
export interface Exported {
  readonly source: ExportSource;
  readonly omitted?: { readonly nodes: number | null; readonly edges: number | null };
}

/** What a request for a file comes down to. */
export interface Opened {
  readonly method: string;
  readonly operation: Operation;
  readonly parameters: URLSearchParams;
  readonly model: Model;
  readonly headers: Readonly<Record<string, string>>;
  /** The client has the file already. */
  readonly isKnown: boolean;
}

/** Begins to answer requests for files: who asks, in which languages, and what tells the file from others. */
export function opening({ graph, shared, model, url: base = '' }: ExportOptions) {
  const factTypes = factTypesOf(model);
  return async ({ method, target, headers: given }: Incoming, signal: AbortSignal): Promise<Opened> => {
    const parameters = parametersOf(target);
    const languages = languagesOf(given.get('accept-language'), parameters);
    const operation = new Operation(graph, { languages, factTypes, shared, base, signal });
    const tag = await tagOf(operation, target, languages);
    const headers = { vary: 'Accept-Language', 'cache-control': 'no-cache', ...(tag ? { etag: tag } : {}) };
    const isKnown = tag !== undefined && matches(given.get('if-none-match'), tag);
    return { method, operation, parameters, model, headers, isKnown };
  };
}

/** The answer that has a graph as a file. */
export function written(
  { method, operation, model, headers }: Opened,
  file: { readonly name: string; readonly format: Format; readonly title: string } & Exported,
): Answer {
  const { name, format, title, source, omitted } = file;
  const { languages, base } = operation;
  return new Answer(method === 'HEAD' ? null : format.write(source, { model, languages, title, base }), {
    headers: {
      ...headers,
      'content-type': format.mediaType,
      'content-disposition': `attachment; filename="${name}.${format.extension}"`,
      ...(omitted
        ? { 'x-omitted-nodes': String(omitted.nodes ?? 'many'), 'x-omitted-edges': String(omitted.edges ?? 'many') }
        : {}),
    },
  });
}

/** @throws BadUserInput */
function languagesOf(accepted: string | null, parameters: URLSearchParams): string[] {
  const wanted = parameters.getAll('languages').flatMap((each) => each.split(','));
  try {
    return [...wanted.slice(0, 20).map(canonicalLanguage), ...acceptedLanguages(accepted)];
  } catch (error) {
    throw new BadUserInput(`languages: ${error instanceof Error ? error.message : quoted(wanted)}`);
  }
}

/**
 * What a file is told from another by: what the graph holds and what is asked of it. None while a dossier is being
 * loaded, for then the same question may have another answer the next moment.
 */
async function tagOf(operation: Operation, target: string, languages: readonly string[]): Promise<string | undefined> {
  const [version, dossiers] = await Promise.all([graphVersion(operation), dossiersIn(operation)]);
  if (dossiers.some(({ state }) => state !== 'loaded')) return undefined;
  const held = dossiers.map(({ id, digest }) => [id, digest]);
  const text = JSON.stringify([version, held, target, languages]);
  return `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
}

function matches(header: string | null, tag: string): boolean {
  const wanted = header?.split(',') ?? [];
  return wanted.some((each) => ['*', tag].includes(each.trim().replace(/^W\//, '')));
}
