import type { GraphQLSchema } from 'graphql';
import { BadUserInput, quoted } from '../../declare/errors.ts';
import type { Model } from '../../declare/model.ts';
import { Operation } from '../../declare/operation.ts';
import { checkedLanguages } from '../../declare/schema/value-types.ts';
import type { Shared } from '../../declare/shared.ts';
import type { Turns } from '../../declare/turns.ts';
import { graphState } from '../../dossier/store/dossiers.ts';
import type { ExportedGraph } from '../../export/exported-graph.ts';
import type { Format } from '../../export/format.ts';
import type { Graph, Snapshot } from '../../graph/port.ts';
import { acceptedLanguages } from '../../text/language.ts';
import type { Lifetime } from '../admission.ts';
import { Answer, type Incoming, parametersOf } from '../http/message.ts';
import { isKnown, tagOf, wantsNone } from '../http/tags.ts';
import { programVersion } from '../program.ts';

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
export const COMMON = [
  { name: 'languages', type: '[LanguageTag!]', description: 'Languages to try in turn for names and words.' },
];

/** What a table takes besides. */
export const OF_TABLES = [
  {
    name: 'bom',
    type: 'Boolean',
    description:
      'Whether a table begins with a byte-order mark, by which Excel reads it as UTF-8. No other format has one.',
  },
];

/** A graph that is about to be written, and what was left out of it. */
export interface Exported {
  readonly graph: ExportedGraph;
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
  readonly isThere: boolean;
  /** The client wants no file that can be made. */
  readonly isUnwanted: boolean;
}

/**
 * Answers requests for files, each from one state of the graph: that is let go when the file ends.
 *
 * @returns what answers a request by work on what it comes down to: who asks, in which languages, and what tells the file
 *   from others
 */
export function opening({ graph, shared, model, url: base = '' }: ExportOptions) {
  async function opened(
    snapshot: Snapshot,
    { method, target, headers: given }: Incoming,
    signal: Lifetime,
  ): Promise<Opened> {
    const parameters = parametersOf(target);
    const languages = languagesOf(given.get('accept-language'), parameters);
    const operation = new Operation(snapshot, { languages, model, shared, base, signal });
    const tag = await tagOfFile(operation, target);
    const headers = { vary: 'Accept-Language', 'cache-control': 'no-cache', ...(tag ? { etag: tag } : {}) };
    const known = given.get('if-none-match');
    const isThere = tag !== undefined && isKnown(known, tag);
    const isUnwanted = tag !== undefined && wantsNone(known);
    return { method, operation, parameters, model, headers, isThere, isUnwanted };
  }

  return async (request: Incoming, signal: Lifetime, work: (opened: Opened) => Promise<Answer>): Promise<Answer> => {
    const snapshot = graph.snapshot();
    // Also where the client goes before the file begins.
    signal.whenAborted(() => snapshot.release());
    let isStreamed = false;
    try {
      const answer = await work(await opened(snapshot, request, signal));
      const { body, status, headers } = answer;
      if (body === null || typeof body !== 'object' || !(Symbol.asyncIterator in body)) return answer;
      isStreamed = true;
      return new Answer(releasing(body, snapshot), { status, headers });
    } finally {
      if (!isStreamed) snapshot.release();
    }
  };
}

/** A text that is read from a snapshot, which is released when the text ends. */
async function* releasing<T>(text: AsyncIterable<T>, snapshot: Snapshot): AsyncGenerator<T> {
  try {
    yield* text;
  } finally {
    snapshot.release();
  }
}

/** The answer that has a graph as a file. */
export function written(
  { method, operation, parameters, model, headers, isUnwanted }: Opened,
  file: { readonly name: string; readonly format: Format; readonly title: string } & Exported,
): Answer {
  const { name, format, title, graph, omitted } = file;
  const { languages, base } = operation;
  const bom = hasMark(parameters);
  if (isUnwanted) return new Answer(null, { status: 304, headers });
  const text = inTurns(format.write(graph, { model, languages, title, base, bom }), operation.turns);
  return new Answer(method === 'HEAD' ? null : text, {
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

/** Characters of a file that are written about as fast as a value of an answer. */
const CHARACTERS = 20;

/** Writes a file in the turns that other operations leave. */
async function* inTurns(pieces: AsyncIterable<string>, turns: Turns): AsyncGenerator<string, void, undefined> {
  for await (const piece of pieces) {
    yield piece;
    if (turns.isOver(piece.length / CHARACTERS)) await turns.later();
  }
}

/** @throws BadUserInput */
function hasMark(parameters: URLSearchParams): boolean {
  const bom = parameters.get('bom') ?? 'false';
  if (bom !== 'true' && bom !== 'false') throw new BadUserInput(`bom: ${quoted(bom)} is neither true nor false.`);
  return bom === 'true';
}

/** @throws BadUserInput */
function languagesOf(accepted: string | null, parameters: URLSearchParams): string[] {
  const wanted = parameters.getAll('languages').flatMap((each) => each.split(','));
  return [...checkedLanguages(wanted), ...acceptedLanguages(accepted)];
}

/** What a file is told from others by. None while a dossier is being loaded. */
async function tagOfFile(operation: Operation, target: string): Promise<string | undefined> {
  const state = await graphState(operation);
  const { base, languages } = operation;
  return state && tagOf(await programVersion(), base, state, target, languages);
}
