import { written } from '../../graph/port.ts';

/** The format of a graph which does not say. */
const FIRST = 1;

export const FORM_OF = written(
  'dossier: form',
  {
    cypher: () =>
      "OPTIONAL MATCH (d:Dossier) WITH d ORDER BY d.id WITH collect(d.id) AS dossiers OPTIONAL MATCH (v:GraphVersion {id: 'graph'}) RETURN dossiers, v.format AS format, v.model AS model",
    sql: () =>
      'SELECT (SELECT json_group_array(id) FROM (SELECT id FROM dossier ORDER BY id)) AS dossiers, (SELECT format FROM graph_version) AS format, (SELECT definition FROM model) AS model',
    columns: { dossiers: 'json', format: 'value', model: 'value' },
  },
  ({ dossiers, format, model }) => ({
    // Dossiers have ids.
    dossiers: dossiers as readonly string[],
    format: Number(format ?? FIRST),
    model: typeof model === 'string' ? model : undefined,
  }),
);

export const SET_FORM = written(
  'dossier: set form',
  {
    cypher: () => "MERGE (v:GraphVersion {id: 'graph'}) SET v.format = $format, v.model = $model",
    sql: () =>
      `INSERT INTO graph_version (k, format) VALUES (1, $format) ON CONFLICT (k) DO UPDATE SET format = excluded.format;
       INSERT INTO model (k, definition) VALUES (1, $model) ON CONFLICT (k) DO UPDATE SET definition = excluded.definition`,
    columns: {},
  },
  () => undefined,
);
