import { type Query, type Row, written } from '../../graph/port.ts';
import { factAs } from '../../graph/query.ts';
import type { StoredRow } from '../store/stored.ts';

/** A page of the facts of one type that a dossier states, by their place in order. */
export const factsOfType = (type: string): Query<StoredRow> =>
  written(
    `dossier: page of ${type} of a dossier`,
    {
      cypher: () =>
        `MATCH ()-[r:${type}]->() USING INDEX r:${type}(order) WHERE r.order > $after AND $dossier IN r.dossiers RETURN properties(r) AS row ORDER BY r.order LIMIT $limit`,
      sql: (print) =>
        `SELECT ${print.value({ of: factAs('r'), names: 'all' })} AS row FROM fact AS r WHERE r.type = '${type}' AND r."order" > $after
         AND +r.provenance IN (SELECT k FROM provenance WHERE EXISTS (SELECT 1 FROM json_each(dossiers) WHERE value = $dossier))
         ORDER BY r."order" LIMIT $limit`,
      columns: { row: 'json' },
    },
    ({ row }: Row) => row as StoredRow,
  );
