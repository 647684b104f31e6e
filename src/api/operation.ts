import type { Plugin, YogaInitialContext } from 'graphql-yoga';
import { Operation } from '../declare/operation.ts';
import type { Runner } from '../graph/port.ts';
import { acceptedLanguages } from '../text/language.ts';

/** Gives each operation its own {@link Operation} as the context of its resolvers. */
export function useOperation(graph: Runner, factTypes: ReadonlySet<string>): Plugin<YogaInitialContext> {
  return {
    onExecute({ executeFn, setExecuteFn }) {
      setExecuteFn((args) => {
        const { request } = args.contextValue as YogaInitialContext;
        const languages = acceptedLanguages(request.headers.get('accept-language'));
        return executeFn({
          ...args,
          contextValue: new Operation(graph, {
            languages,
            factTypes,
            origin: new URL(request.url).origin,
            signal: request.signal,
          }),
        });
      });
    },
  };
}
