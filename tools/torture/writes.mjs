/** The writes of a load or an unload. */
import { HOLD } from '../../dist/dossier/store/lease.query.js';

/** @typedef {import('../../dist/graph/port.js').Graph} Graph */

/**
 * Tells of each write once it was acknowledged, but for those that only say that the writer lives: how many there are of
 * these is a matter of time.
 *
 * @param {Graph} graph
 * @param {() => unknown} acknowledged the write is over when this is
 * @returns {Graph}
 */
export function tellingWrites(graph, acknowledged) {
  return {
    ...graph,
    async write(work) {
      let onlyHolds = true;
      const result = await graph.write((transaction) =>
        work({
          run(query, ...given) {
            if (query.name !== HOLD.name) onlyHolds = false;
            return transaction.run(query, ...given);
          },
        }),
      );
      if (!onlyHolds) await acknowledged();
      return result;
    },
  };
}
