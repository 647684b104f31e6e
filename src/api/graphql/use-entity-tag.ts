import type { ExecutionResult } from 'graphql';
import { graphState } from '../../dossier/store/dossiers.ts';
import type { Runner } from '../../graph/port.ts';
import { acceptedLanguages } from '../../text/language.ts';
import { isKnown, tagOf, wantsNone } from '../http/tags.ts';
import { observed } from '../operation.ts';
import { programVersion } from '../program.ts';
import type { Observer } from '../request-context.ts';
import { EVENT_STREAM } from './media-type.ts';
import type { RequestPlugin, YogaContext } from './yoga-context.ts';

export interface EntityTagOptions {
  readonly graph: Runner;
  readonly base: string;
  readonly observers: readonly Observer[];
}

/**
 * Gives the answer to a GET a tag, and does not answer again who has it: a graph that has not changed answers the same
 * question alike. Nothing is said so while a dossier is loaded, nor of an answer with errors.
 */
export function useEntityTag({ graph, base, observers }: EntityTagOptions): RequestPlugin {
  /** The graph is looked at before it is asked, so that a tag is never newer than its answer. */
  async function tagOfAnswer({ requestContext, incoming, running, type }: YogaContext, asked: readonly unknown[]) {
    if (!running) throw new Error('A tag was made without a turn.');
    const { signal, until } = running;
    const runner = observed(graph, requestContext, until, observers);
    const state = await graphState({ run: (statement, params) => runner.run(statement, params, { signal }) });
    if (state === undefined) return undefined;
    const languages = acceptedLanguages(incoming.headers.get('accept-language'));
    return tagOf(await programVersion(), base, state, asked, languages, type);
  }

  return {
    onParams({ request, paramsHandler, setParamsHandler, context }) {
      if (request.method !== 'GET' || context.type === EVENT_STREAM) return;
      setParamsHandler(async (payload) => {
        const { query, variables, operationName } = payload.params;
        const tag = await tagOfAnswer(context, [query, variables ?? null, operationName ?? null]);
        if (tag === undefined) return await paramsHandler(payload);
        const known = context.incoming.headers.get('if-none-match');
        if (isKnown(known, tag)) return withHttp({}, { status: 304, tag });
        const result = await paramsHandler(payload);
        if (Symbol.asyncIterator in result || result.errors) return result;
        return wantsNone(known) ? withHttp({}, { status: 304, tag }) : withHttp(result, { tag });
      });
    },
  };
}

function withHttp(result: ExecutionResult, { status, tag }: { status?: number; tag: string }): ExecutionResult {
  const http = { ...(status === undefined ? {} : { status }), headers: { etag: tag } };
  return { ...result, extensions: { ...result.extensions, http } };
}
