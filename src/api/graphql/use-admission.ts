import { GraphQLError } from 'graphql';
import type { Admission } from '../admission.ts';
import type { RequestPlugin } from './context.ts';

/** Gives each operation a turn and a deadline. */
export function useAdmission(admission: Admission): RequestPlugin {
  return {
    onParams({ paramsHandler, setParamsHandler, context }) {
      setParamsHandler(async (payload) => {
        try {
          return await admission.run(context.incoming, async (signal, until) => {
            context.running = { signal, until };
            return await paramsHandler(payload);
          });
        } catch (error) {
          if (error instanceof GraphQLError) return { errors: [error] };
          throw error;
        }
      });
    },
  };
}
