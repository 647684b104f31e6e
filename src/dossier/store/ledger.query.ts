import { written } from '../../graph/port.ts';

const nothing = () => undefined;

export const LEDGER = written(
  'dossier: ledger',
  {
    cypher: () =>
      'MATCH (b:LoadedBatch) WHERE b.dossier = $dossier RETURN b.head AS head, b.batch AS batch ORDER BY batch',
    sql: () => 'SELECT head, batch FROM loaded_batch WHERE dossier = $dossier ORDER BY batch',
    columns: { head: 'value', batch: 'value' },
  },
  (row) => ({ head: row['head'], batch: Number(row['batch']) }),
);

export const OPEN = written(
  'dossier: open ledger',
  {
    cypher: () => 'CREATE (:LoadedBatch {dossier: $dossier, head: $head, batch: -1})',
    sql: () => 'INSERT INTO loaded_batch (dossier, head, batch) VALUES ($dossier, $head, -1)',
    columns: {},
  },
  nothing,
);

export const FINISH = written(
  'dossier: finish batch',
  {
    cypher: () => 'CREATE (:LoadedBatch {dossier: $dossier, batch: $batch})',
    sql: () => 'INSERT INTO loaded_batch (dossier, batch) VALUES ($dossier, $batch)',
    columns: {},
  },
  nothing,
);

export const CLEAR = written(
  'dossier: clear ledger',
  {
    cypher: () => 'MATCH (b:LoadedBatch) WHERE b.dossier = $dossier DELETE b',
    sql: () => 'DELETE FROM loaded_batch WHERE dossier = $dossier',
    columns: {},
  },
  nothing,
);
