import { type Query, type Row, written } from '../../graph/port.ts';
import { factAs, type Print } from '../../graph/query.ts';
import type { StoredRow } from '../store/stored.ts';

const readRow = ({ row }: Row): StoredRow => row as StoredRow;
const all = (print: Print) => print.value({ of: factAs('r'), names: 'all' });
const ofDossier =
  'r.provenance IN (SELECT k FROM provenance WHERE EXISTS (SELECT 1 FROM json_each(dossiers) WHERE value = $dossier))';

/** The facts that a dossier states from entities, in no order. */
export const FACTS_FROM_SOME: Query<StoredRow> = written(
  'dossier: facts of a dossier from entities',
  {
    cypher: () =>
      'UNWIND $ids AS id MATCH (:Entity {id: id})-[r]->(:Entity) WHERE $dossier IN r.dossiers RETURN properties(r) AS row',
    sql: (print) =>
      `SELECT ${all(print)} AS row FROM json_each($ids) AS each CROSS JOIN entity AS a ON a.id = each.value
       CROSS JOIN fact AS r ON r.source = a.k WHERE +${ofDossier}`,
    columns: { row: 'json' },
  },
  readRow,
);

/** A page of those of one type from one entity, by their place in order. */
export const factsFromOne = (type: string): Query<StoredRow> =>
  written(
    `dossier: page of ${type} of a dossier from one`,
    {
      cypher: () =>
        `MATCH (:Entity {id: $id})-[r:${type}]->(:Entity) WHERE r.order > $after AND $dossier IN r.dossiers RETURN properties(r) AS row ORDER BY r.order LIMIT $limit`,
      sql: (print) =>
        `SELECT ${all(print)} AS row FROM fact AS r WHERE r.source = (SELECT k FROM entity WHERE id = $id) AND r.type = '${type}'
         AND r."order" > $after AND +${ofDossier} ORDER BY r."order" LIMIT $limit`,
      columns: { row: 'json' },
    },
    readRow,
  );
