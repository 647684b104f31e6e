import { GraphQLError } from 'graphql';
import type { ErrorCode } from '../../declare/errors.ts';
import type { RequestPlugin } from './yoga-context.ts';

/** Tells a client that sends the hash of a query alone to send the query: none is kept by its hash here. */
export function usePersistedQueries(): RequestPlugin {
  return {
    onParams({ params }) {
      // Whether the parameters are an object is checked later.
      if (params?.query || !params?.extensions?.['persistedQuery']) return;
      // Some clients compare the message of the protocol, some the code.
      throw new GraphQLError('PersistedQueryNotSupported', {
        extensions: {
          code: 'PERSISTED_QUERY_NOT_SUPPORTED' satisfies ErrorCode,
          http: { spec: true, status: 400 },
        },
      });
    },
  };
}
