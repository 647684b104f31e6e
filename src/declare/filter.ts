import type { Value } from '../graph/port.ts';
import {
  absent,
  allOf,
  anyOf,
  type Condition,
  compared,
  isIn,
  type Parameter,
  property as propertyOf,
  type Variable,
} from '../graph/query.ts';
import { InvalidDate, interval } from '../time/edtf.ts';
import { nameOfEnum } from './entity.ts';
import { BadUserInput, quoted } from './errors.ts';
import { kindOfId, passagePrefix } from './ids.ts';
import { type ArgumentPrice, EACH } from './price.ts';
import { ownVocabulary, type Vocabulary } from './vocabulary.ts';

/**
 * Collects the parameters of a query. Conditions take values only through it, so that the same combination of filters
 * gives the same text.
 */
export class Scope {
  readonly params: Record<string, Value> = {};
  /** What the client named by its id, by argument: each must exist. */
  readonly named: Named[] = [];
  #count = 0;

  /** Whether nothing was added: the statement tests nothing that a client gave. */
  get isEmpty(): boolean {
    return this.#count === 0;
  }

  /** Adds a value and gives what stands for it. */
  add(value: Value): Parameter {
    const parameter = `p${this.#count++}`;
    this.params[parameter] = value;
    return { parameter };
  }

  /** Adds ids that must be those of something in the graph. */
  ids(argument: string, ids: readonly string[]): Parameter {
    this.name(argument, ids);
    return this.add(ids);
  }

  /** Adds ids of dossiers. */
  dossiers(argument: string, ids: readonly string[]): Parameter {
    for (const id of ids) this.named.push({ argument, id, of: 'dossier' });
    return this.add(ids);
  }

  /** Names ids of documents. */
  documents(argument: string, ids: readonly string[]): void {
    for (const id of ids) this.named.push({ argument, id });
  }

  /** Names ids of entities. @throws BadUserInput for that of a document, which no entity has */
  name(argument: string, ids: readonly string[]): void {
    for (const id of ids) {
      if (kindOfId(id).of === 'document') throw unknownId(argument, id);
      this.named.push({ argument, id });
    }
  }
}

/** An id that a client named: of an entity or a document, which its form tells, or of a dossier. */
export interface Named {
  readonly argument: string;
  readonly id: string;
  readonly of?: 'dossier';
}

/** What the variables of a query are where a condition is put. */
export interface FilterTarget {
  /** The relationship. */
  readonly fact: Variable;
  /** The nodes at its ends, where they are matched. */
  readonly source: Variable;
  readonly target: Variable;
}

/** What the client gave for a filter, after the schema's coercion. */
export type FilterValue = { readonly [field: string]: unknown };

/** A GraphQL input type by what it is, turned into the schema's by the compiler, and what it adds to a cost. */
export type InputKind = { readonly price: ArgumentPrice } & (
  | {
      readonly list: true;
      readonly of: 'ID' | 'String' | 'EntityType' | 'RelationshipType' | Vocabulary | { readonly input: string };
    }
  | { readonly of: 'EDTF' | 'String' | 'Float' | 'Boolean' | { readonly input: string }; readonly required?: true }
  | { readonly of: 'Boolean' | Vocabulary; readonly default: boolean | string }
);

/** Where the facts of an id of a filter are found: at an end, and by a property where the client switches that on. */
export interface Anchor {
  readonly side: 'source' | 'target';
  readonly or: { readonly property: string; readonly where: string } | undefined;
}

/** The variables of a condition over a node alone. */
export function nodeAt(variable: Variable): FilterTarget {
  return { fact: variable, source: variable, target: variable };
}

/** One field of a filter: its input, and the conditions that a value of it becomes. */
export interface FilterField {
  readonly description: string | undefined;
  readonly input: InputKind;
  /** The ids of this field are those of entities at this end, so that a root list can be read from there. */
  readonly anchor?: Anchor;
  /**
   * The conditions, ANDed. `value` is never null or undefined.
   *
   * @throws BadUserInput naming `argument` and the value
   */
  conditions(value: unknown, at: FilterTarget, scope: Scope, filter: FilterValue, argument: string): Condition[];
}

const MAX_IDS = 200;

/** A list of a filter, which must have values and not too many. @throws BadUserInput */
export function listed(argument: string, value: unknown, most = MAX_IDS): string[] {
  // The schema's coercion made it a list of strings: enum values and ids.
  const values = value as string[];
  if (values.length === 0)
    throw new BadUserInput(`${argument}: the list is empty. Leave it out, or name at least one value.`);
  if (values.length > most)
    throw new BadUserInput(`${argument}: ${values.length} values are too many. Give at most ${most}.`);
  return [...new Set(values)];
}

/** The conditions of every field of a filter that the client gave. @throws BadUserInput */
export function conditionsOf(
  fields: { readonly [name: string]: FilterField },
  filter: FilterValue | null | undefined,
  at: FilterTarget,
  scope: Scope,
  argument = 'filter',
): Condition[] {
  if (!filter) return [];
  return Object.entries(fields).flatMap(([name, field]) => {
    const value = filter[name];
    return value === undefined || value === null
      ? []
      : field.conditions(value, at, scope, filter, `${argument}.${name}`);
  });
}

/**
 * One of these values of a stored property of the fact.
 *
 * With `or`, another property may hold the value instead, when the client switches that on by the field `where`.
 */
export function among(
  property: string,
  of: 'ID' | 'String' | Vocabulary,
  options: { description?: string; or?: string; where?: string } = {},
): FilterField {
  const { or, where: switchedOnBy } = options;
  const either = or && switchedOnBy ? { property: or, where: switchedOnBy } : undefined;
  return {
    description: options.description,
    input: { list: true, of, price: EACH },
    ...(property === 'source' || property === 'target' ? { anchor: { side: property, or: either } } : {}),
    conditions(value, { fact }, scope, filter, argument) {
      const values = listed(argument, value);
      const list = of === 'ID' ? scope.ids(argument, values) : scope.add(values);
      const own = isIn(propertyOf(fact, property), list);
      return [either && filter[either.where] ? anyOf(own, isIn(propertyOf(fact, either.property), list)) : own];
    },
  };
}

/** The entity at an end is of one of these types. */
export function amongTypes(end: 'source' | 'target', description?: string): FilterField {
  return {
    description,
    input: { list: true, of: 'EntityType', price: EACH },
    conditions: (value, at, scope, _filter, argument) => [
      isIn(propertyOf(at[end], 'type'), scope.add(listed(argument, value).map(nameOfEnum))),
    ],
  };
}

/** A field that another field reads. */
export function flag(description: string): FilterField {
  return { description, input: { of: 'Boolean', default: false, price: 'nothing' }, conditions: () => [] };
}

/** Reported by a passage of one of these documents. */
export function reportedIn(): FilterField {
  return {
    description: 'Only what a passage of one of these documents reports.',
    input: { list: true, of: 'ID', price: EACH },
    conditions(value, { fact }, scope, _filter, argument) {
      const documents = listed(argument, value);
      const other = documents.find((id) => kindOfId(id).of !== 'document');
      if (other !== undefined) throw new BadUserInput(`${argument}: ${quoted(other)} is not the id of a document.`);
      scope.documents(argument, documents);
      const prefixes = scope.add(documents.map(passagePrefix));
      return [{ is: 'reported', of: fact, prefixes }];
    },
  };
}

/** What a filter by dossiers lets through, in every list alike. */
const STATED = 'Only what one of these dossiers states.';

/** Stated by one of these dossiers. @param of what has to be: the fact, or an entity at its end */
export function statedBy(of: keyof FilterTarget): FilterField {
  return {
    description: STATED,
    input: { list: true, of: 'ID', price: EACH },
    conditions: (value, at, scope, _filter, argument) => [statedCondition(at[of], value, scope, argument)],
  };
}

/** One of some dossiers states a row. */
export function statedCondition(of: Variable, dossiers: unknown, scope: Scope, argument: string): Condition {
  return { is: 'stated', of, dossiers: scope.dossiers(argument, listed(argument, dossiers)) };
}

export const Certainty = ownVocabulary(
  'Certainty',
  'How sure it must be that a date falls within an interval, where the date is not known to the day.',
  {
    CERTAIN: 'It surely falls in the interval: every reading of its date does.',
    POSSIBLE: 'Its date allows it: at least one reading of it does.',
    POSSIBLE_OR_UNDATED: 'That, or no date is known.',
  },
);

/** `during` and `certainty` of a filter, over the date of what `of` picks. */
export function during(
  of: keyof FilterTarget,
  description: string,
  byDefault = 'POSSIBLE',
): { during: FilterField; certainty: FilterField } {
  return {
    during: {
      description,
      input: { of: 'EDTF', price: EACH },
      conditions: (value, at, scope, filter, argument) => [
        duringCondition(at[of], String(value), String(filter['certainty'] ?? byDefault), scope, argument),
      ],
    },
    certainty: {
      description: undefined,
      input: { of: Certainty, default: byDefault, price: 'nothing' },
      conditions: () => [],
    },
  };
}

/**
 * The date of `variable` falls within an interval: the one predicate for it.
 *
 * CERTAIN asks that every reading of the date falls within it; POSSIBLE that one does; POSSIBLE_OR_UNDATED also lets
 * through what has no date.
 *
 * @param stored what a day of the date is stored as: of a property of its own, under another name
 * @throws BadUserInput naming `argument` and the interval
 */
export function duringCondition(
  variable: Variable,
  edtf: string,
  certainty: string,
  scope: Scope,
  argument: string,
  stored = (day: string) => day,
): Condition {
  const { first, last } = checkedInterval(edtf, argument);
  const from = scope.add(first);
  const to = scope.add(last);
  const day = (name: string) => propertyOf(variable, stored(name));
  const possible = [compared(day('earliest'), '<=', to), compared(day('latest'), '>=', from)];
  if (certainty === 'CERTAIN')
    return allOf(...possible, compared(day('surelyFrom'), '<=', to), compared(day('surelyTo'), '>=', from));
  return certainty === 'POSSIBLE' ? allOf(...possible) : anyOf(allOf(...possible), absent(day('earliest')));
}

/** @throws BadUserInput */
function checkedInterval(edtf: string, argument: string): { first: string; last: string } {
  try {
    return interval(edtf);
  } catch (error) {
    if (error instanceof InvalidDate) throw new BadUserInput(`${argument}: ${error.message}`);
    throw error;
  }
}

/** An unknown id, said as every argument says it. */
export function unknownId(argument: string, id: string): BadUserInput {
  return new BadUserInput(`${argument}: nothing has the id ${quoted(id)}.`);
}
