import type { Runner } from '../../graph/port.ts';
import { FORMAT_OF, SET_FORMAT } from './format.query.ts';

/**
 * Which form the rows of a graph have: what follows from what is stated, such as folded names and the days of a date.
 * Raise it when that changes, and graphs that were filled before are brought up to date when they are next opened.
 */
export const FORMAT = 3;
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
