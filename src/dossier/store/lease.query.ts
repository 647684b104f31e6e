import { type Row, written } from '../../graph/port.ts';

/** Who changes the graph. */
export interface Holder {
  /** The id of the dossier that is loaded or taken out. */
  readonly dossier: string;
  /** The machine that the process runs on. */
  readonly host: string;
  readonly process: number;
  /** Milliseconds since 1970, by the clock of the store. */
  readonly since: number;
}

export interface StoredHolder extends Holder {
  readonly token: string;
  readonly place: string;
  readonly silence: number;
}

const nothing = () => undefined;

/** Milliseconds since 1970, in SQL. */
const NOW = "CAST(unixepoch('subsec') * 1000 AS INTEGER)";

/** To set a property takes the lock of the node, until the transaction ends. In SQLite a transaction has the lock of all. */
export const LOCK = written(
  'dossier: lock graph',
  {
    cypher: () => "MERGE (v:GraphVersion {id: 'graph'}) SET v.beat = coalesce(v.beat, 0)",
    sql: () =>
      'INSERT INTO graph_version (k, beat) VALUES (1, 0) ON CONFLICT (k) DO UPDATE SET beat = coalesce(beat, 0)',
    columns: {},
  },
  nothing,
);

export const HOLDER = written(
  'dossier: holder of the lease',
  {
    cypher: () =>
      `MATCH (v:GraphVersion {id: 'graph'}) WHERE v.token IS NOT NULL
       RETURN v.token AS token, v.changing AS dossier, v.host AS host, v.process AS process, v.place AS place, v.since AS since, timestamp() - v.beat AS silence`,
    sql: () =>
      `SELECT token, changing AS dossier, host, process, place, since, ${NOW} - beat AS silence FROM graph_version WHERE token IS NOT NULL`,
    columns: {
      token: 'value',
      dossier: 'value',
      host: 'value',
      process: 'value',
      place: 'value',
      since: 'value',
      silence: 'value',
    },
  },
  (row: Row): StoredHolder => ({
    token: String(row['token']),
    dossier: String(row['dossier']),
    host: String(row['host']),
    process: Number(row['process']),
    place: String(row['place']),
    since: Number(row['since']),
    silence: Number(row['silence']),
  }),
);

export const TAKE = written(
  'dossier: take lease',
  {
    cypher: () =>
      `MATCH (v:GraphVersion {id: 'graph'})
       SET v.token = $token, v.changing = $dossier, v.host = $host, v.process = $process, v.place = $place, v.since = timestamp(), v.beat = timestamp()`,
    sql: () =>
      `UPDATE graph_version SET token = $token, changing = $dossier, host = $host, process = $process, place = $place, since = ${NOW}, beat = ${NOW}`,
    columns: {},
  },
  nothing,
);

export const HOLD = written(
  'dossier: hold lease',
  {
    cypher: () =>
      "MATCH (v:GraphVersion {id: 'graph'}) SET v.beat = timestamp() WITH v WHERE v.token = $token RETURN count(v) AS count",
    sql: () =>
      `UPDATE graph_version SET beat = ${NOW}; SELECT count(*) AS count FROM graph_version WHERE token = $token`,
    columns: { count: 'value' },
  },
  (row) => Number(row['count']),
);

export const RELEASE = written(
  'dossier: release lease',
  {
    cypher: () =>
      "MATCH (v:GraphVersion {id: 'graph'}) WHERE v.token = $token REMOVE v.token, v.changing, v.host, v.process, v.place, v.since, v.beat",
    sql: () =>
      'UPDATE graph_version SET token = NULL, changing = NULL, host = NULL, process = NULL, place = NULL, since = NULL, beat = NULL WHERE token = $token',
    columns: {},
  },
  nothing,
);
