import { type Row, type Runner, statement } from '../../graph/port.ts';

/**
 * Which form the rows of a graph have: what follows from what is stated, such as folded names and the days of a date.
 * Raise it when that changes, and graphs that were filled before are brought up to date when they are next opened.
 */
export const FORMAT = 3;
/** That of a graph which does not say. */
const FIRST = 1;

/** A later version of the program filled the graph. */
export class LaterFormat extends Error {
  override readonly name = 'LaterFormat';

  constructor(format: number) {
    super(
      `A later version of Dragoman filled the graph (its format is ${format}, this version knows those up to ${FORMAT}). Start that version, or choose another graph.`,
    );
  }
}

/**
 * Whether what is in the graph has an earlier form.
 *
 * @throws LaterFormat
 */
export async function isEarlier(graph: Runner): Promise<boolean> {
  const [{ format, dossiers } = { format: FORMAT, dossiers: 0 }] = await graph.run(FORMAT_OF, {});
  if (format > FORMAT) throw new LaterFormat(format);
  return format < FORMAT && dossiers > 0;
}

/** Writes down that the graph has the form of today. */
export async function setFormat(transaction: Runner): Promise<void> {
  await transaction.run(SET_FORMAT, { format: FORMAT });
}

const FORMAT_OF = statement(
  'dossier: format',
  `MATCH (d:Dossier) WITH count(d) AS dossiers OPTIONAL MATCH (v:GraphVersion {id: 'graph'}) RETURN dossiers, v.format AS format`,
  (row: Row) => ({ dossiers: Number(row['dossiers']), format: Number(row['format'] ?? FIRST) }),
);
const SET_FORMAT = statement(
  'dossier: set format',
  "MERGE (v:GraphVersion {id: 'graph'}) SET v.format = $format",
  () => undefined,
);
