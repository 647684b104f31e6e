import { GraphQLError } from 'graphql';
import { Turns } from '../../declare/turns.ts';
import type { Admission } from '../admission.ts';
import { withLongData } from './long-answer.ts';
import { EVENT_STREAM } from './media-type.ts';
import type { RequestPlugin } from './yoga-context.ts';

/** Gives each operation a turn and a deadline. */
export function useAdmission(admission: Admission): RequestPlugin {
  return {
    onParams({ paramsHandler, setParamsHandler, context }) {
      setParamsHandler(async (payload) => {
        try {
          return await admission.run(context.incoming, async (signal, until) => {
            const turns = new Turns(signal);
            context.running = { signal, until, turns };
            const result = await paramsHandler(payload);
            return context.type === EVENT_STREAM ? result : withLongData(result, turns);
          });
        } catch (error) {
          if (error instanceof GraphQLError) return { errors: [error] };
          throw error;
        }
      });
    },
  };
}
