/** A graph as plain data in memory, for the evaluation that the server's answers are compared with. */
import { type Bounds, bounds, interval, parseDate } from '../../src/time/edtf.ts';
import type { EntitySpec, FactSpec, GraphSpec } from '../support/rows.ts';

export interface Name {
  readonly language: string;
  readonly value: string;
}

export interface Entity {
  readonly id: string;
  /** As the schema's `EntityType` has it: `LEGAL_CASE`. */
  readonly type: string;
  readonly names: readonly Name[];
  readonly date?: string | undefined;
  readonly eventKind?: string | undefined;
}

export interface Fact {
  readonly id: string;
  readonly type: string;
  readonly source: string;
  readonly target: string;
  readonly role?: string | undefined;
  readonly onBehalfOf?: string | undefined;
  readonly date?: string | undefined;
  /** The ids of the documents whose passages report it. */
  readonly documents: readonly string[];
}

export interface World {
  readonly spec: GraphSpec;
  readonly entities: readonly Entity[];
  readonly facts: readonly Fact[];
  readonly documents: readonly string[];
}

const TYPES: { readonly [type: string]: { readonly enum: string; readonly is: readonly string[] } } = {
  Country: { enum: 'COUNTRY', is: ['Actor', 'Place'] },
  Territory: { enum: 'TERRITORY', is: ['Place'] },
  City: { enum: 'CITY', is: ['Place'] },
  Organization: { enum: 'ORGANIZATION', is: ['Actor'] },
  Office: { enum: 'OFFICE', is: ['Actor'] },
  Person: { enum: 'PERSON', is: ['Actor'] },
  Event: { enum: 'EVENT', is: ['Activity'] },
  LegalCase: { enum: 'LEGAL_CASE', is: ['Activity'] },
  Instrument: { enum: 'INSTRUMENT', is: ['Activity'] },
  Topic: { enum: 'TOPIC', is: [] },
};

export const ENTITY_TYPES = Object.values(TYPES).map((type) => type.enum);

/** The names of what an id is the id of: its type and interfaces, and `Entity`. */
export function kindsOf(id: string): readonly string[] {
  const type = id.slice(0, id.indexOf(':'));
  return [type, ...(TYPES[type]?.is ?? []), 'Entity'];
}

export const isActivity = ({ id }: Entity) => kindsOf(id).includes('Activity');

/** The schema's enum value of the type that an id tells. */
export function typeOfId(id: string): string {
  return TYPES[id.slice(0, id.indexOf(':'))]?.enum ?? '';
}

export function worldOf(spec: GraphSpec): World {
  return {
    spec,
    documents: spec.documents ?? [],
    entities: spec.entities.map(entityOf),
    facts: spec.facts.map(factOf),
  };
}

function entityOf({ id, names = [], date, eventKind }: EntitySpec): Entity {
  return {
    id,
    type: typeOfId(id),
    names: names.map((name) => ({
      language: name.slice(0, name.indexOf(' ')),
      value: name.slice(name.indexOf(' ') + 1),
    })),
    date: date as string | undefined,
    eventKind: eventKind as string | undefined,
  };
}

/** The id of a fact, as DESIGN writes it. */
export function factIdOf({ type, source, target, date, ...rest }: FactSpec): string {
  const { role, onBehalfOf } = rest as { role?: string; onBehalfOf?: string };
  return [type, source, target, role ?? '', onBehalfOf ?? '', date ?? ''].join('|');
}

function factOf(fact: FactSpec): Fact {
  const { role, onBehalfOf } = fact as { role?: string; onBehalfOf?: string };
  const documents = (fact.evidence ?? []).map(
    (passage) => `SourceDocument:${passage.slice('Passage:'.length, passage.indexOf('/'))}`,
  );
  const { type, source, target, date } = fact;
  return { id: factIdOf(fact), type, source, target, role, onBehalfOf, date, documents };
}

export function entityById({ entities }: World, id: string): Entity {
  const found = entities.find((entity) => entity.id === id);
  if (!found) throw new Error(`The graph has no ${id}.`);
  return found;
}

/** Of how many facts it is an end. */
export function degreeOf({ facts }: World, id: string): number {
  return facts.filter(({ source, target }) => source === id || target === id).length;
}

/** The day of the latest document in the graphs of tests: what was open had not ended before it. */
const WITNESS = '2025-08-02';

const known = new Map<string, Bounds>();

function boundsOf(date: string): Bounds {
  const found = known.get(date) ?? bounds(parseDate(date), WITNESS);
  known.set(date, found);
  return found;
}

/** DESIGN, "Time": `during` takes Q. */
export function fallsIn(date: string | undefined, during: string | null | undefined, certainty = 'POSSIBLE'): boolean {
  if (during === null || during === undefined) return true;
  if (date === undefined) return certainty === 'POSSIBLE_OR_UNDATED';
  const asked = interval(during);
  const { earliest, latest, surelyFrom, surelyTo } = boundsOf(date);
  if (certainty !== 'CERTAIN') return earliest <= asked.last && latest >= asked.first;
  const { kind, qualified } = parseDate(date);
  if (qualified) return false;
  if (kind === 'interval') return surelyFrom <= asked.last && surelyTo >= asked.first;
  return earliest >= asked.first && latest <= asked.last;
}

/** The day that something is ordered by: the earliest, else the latest; undefined for the undated. */
function dayOf(date: string | undefined): string | undefined {
  if (date === undefined) return undefined;
  const { earliest, latest } = boundsOf(date);
  return earliest === '0000-00-00' ? latest : earliest;
}

export type Direction = 'ASC' | 'DESC';

/** By code point, as both engines compare. */
export function byCodePoint(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/** Rows by some keys, one after the other, all in one direction. */
export function sortedBy<T>(
  rows: readonly T[],
  direction: Direction,
  ...keys: ((row: T) => string | number)[]
): readonly T[] {
  const sign = direction === 'ASC' ? 1 : -1;
  return [...rows].sort((a, b) => {
    for (const key of keys) {
      const [x, y] = [key(a), key(b)];
      const order = typeof x === 'number' ? x - Number(y) : byCodePoint(x, String(y));
      if (order !== 0) return sign * order;
    }
    return 0;
  });
}

/** By date; the undated last in both directions; ties by id, in the direction asked for. */
export function sortedByDate<T extends { readonly id: string; readonly date?: string | undefined }>(
  rows: readonly T[],
  direction: Direction,
): readonly T[] {
  const dated = rows.filter(({ date }) => dayOf(date) !== undefined);
  const undated = rows.filter(({ date }) => dayOf(date) === undefined);
  return [
    ...sortedBy(
      dated,
      direction,
      ({ date }) => dayOf(date) ?? '',
      ({ id }) => id,
    ),
    ...sortedBy(undated, direction, ({ id }) => id),
  ];
}

/** How often each value occurs, as facets say it: the most frequent first, then by value. */
export function facetOf(values: readonly (string | undefined)[]): { value: string; count: number }[] {
  const present = values.filter((value) => value !== undefined);
  return [...new Set(present)]
    .map((value) => ({ value, count: present.filter((each) => each === value).length }))
    .sort((a, b) => b.count - a.count || byCodePoint(a.value, b.value));
}

/** True where the list is not given, or holds the value. */
export function among(list: readonly string[] | null | undefined, value: string | undefined): boolean {
  return !list || (value !== undefined && list.includes(value));
}
