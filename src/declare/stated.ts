import type { Value } from '../graph/port.ts';

/** A row as it is stored, whatever it is of. */
type Stored = { readonly [property: string]: Value | undefined };
type Stating = { readonly [property: string]: Value };

/** What one dossier states of a row. */
export interface Contribution {
  readonly dossier: string;
  /** Where, inside the dossier's folder. */
  readonly file: string;
  readonly row: Stating;
}

/** What follows from a date, and is made anew whenever a row is written. */
const DAYS = ['earliest', 'latest', 'surelyFrom', 'surelyTo', 'until', 'order'];
/** What follows from the facts around a node. Only writing facts changes it. */
export const DERIVED = ['degree', 'participantCount', 'participantOrder', 'facts'];
const COMPUTED = new Set([...DAYS, ...DERIVED, 'searchText', 'sortName', 'dossiers', 'files', 'contributions']);
/** What follows from a property of a model. */
const FOLLOWS = /_(earliest|latest|surelyFrom|surelyTo|order)$/;

function isComputed(property: string): boolean {
  return COMPUTED.has(property) || FOLLOWS.test(property);
}

/** The contributions that a stored row was made of. */
export function contributionsOf(stored: Stating): Contribution[] {
  const files = textsIn(stored['files']);
  const kept = textsIn(stored['contributions']);
  return textsIn(stored['dossiers']).map((dossier, index) => {
    const json = kept[index];
    return { dossier, file: files[index] ?? '', row: json === undefined ? statedPart(stored) : readStated(json) };
  });
}

/**
 * A stored row as one dossier states it, with what was computed of the whole: its days, where it states the date; and its
 * degree.
 *
 * @returns undefined where the dossier does not state it
 */
export function statedBy<R extends Stored>(stored: R, dossier: string): R | undefined {
  const index = textsIn(stored['dossiers']).indexOf(dossier);
  if (index < 0) return undefined;
  const json = textsIn(stored['contributions'])[index];
  if (json === undefined) return stored;
  const computed = Object.entries(stored).filter(([property]) => isComputed(property));
  // A contribution has all that a row of its kind must have, as the merged row has.
  return { ...Object.fromEntries(computed), ...readStated(json) } as R;
}

/** A row of one dossier is its contribution, but for what was computed. */
function statedPart(stored: Stating): Stating {
  return Object.fromEntries(Object.entries(stored).filter(([property]) => !isComputed(property)));
}

function readStated(json: string): Stating {
  // The loader wrote it.
  return JSON.parse(json) as Stating;
}

function textsIn(value: Value | undefined): readonly string[] {
  // The lists asked for hold texts alone.
  return Array.isArray(value) ? (value as readonly string[]) : [];
}
