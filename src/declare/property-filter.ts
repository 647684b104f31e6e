import { type Condition, compared, hasAny, property as propertyOf, type Variable } from '../graph/query.ts';
import { checkCurrency, InvalidMoney, minorUnits } from '../money/money.ts';
import { BadUserInput, quoted } from './errors.ts';
import { among, Certainty, duringCondition, type FilterField, type InputKind, listed, type Scope } from './filter.ts';
import { EACH } from './price.ts';
import { currencyName, type Properties, type Property, partName } from './property.ts';

/** A field of an input. */
export interface InputField {
  readonly description?: string | undefined;
  readonly input: InputKind;
}

/** The inputs that filters by properties share, by name. */
export const RANGES: {
  readonly [name: string]: {
    readonly description: string;
    readonly fields: { readonly [name: string]: InputField };
  };
} = {
  NumberRange: {
    description: 'Numbers between two, both included. Where one is left out, there is no such bound.',
    fields: { least: { input: { of: 'Float', price: EACH } }, most: { input: { of: 'Float', price: EACH } } },
  },
  MoneyRange: {
    description: 'Amounts of a currency between two, both included. Where one is left out, there is no such bound.',
    fields: {
      currency: { description: 'A code of ISO 4217: `EUR`.', input: { of: 'String', required: true, price: EACH } },
      least: { description: 'A decimal number: `1200.50`.', input: { of: 'String', price: EACH } },
      most: { input: { of: 'String', price: EACH } },
    },
  },
  DateRange: {
    description: 'Dates within an interval.',
    fields: {
      during: { input: { of: 'EDTF', required: true, price: EACH } },
      certainty: { input: { of: Certainty, default: 'POSSIBLE', price: 'nothing' } },
    },
  },
};

/** The fields of a filter that follow from properties: of facts, or of entities, on whose node all of a place is. */
export function propertyFilters(properties: Properties): { readonly [field: string]: FilterField } {
  return Object.fromEntries(
    Object.entries(properties).flatMap(([name, property]) => {
      const made = property.filter === undefined ? undefined : fieldOf(name, property);
      return property.filter === undefined || made === undefined ? [] : [[property.filter, made]];
    }),
  );
}

function fieldOf(name: string, property: Property): FilterField | undefined {
  switch (property.kind) {
    case 'text':
    case 'identifier':
      return among(name, 'String', { description: 'With one of these, letter for letter.' });
    case 'choice':
      return among(name, property.vocabulary, { description: 'With one of these.' });
    case 'reference':
      return among(name, 'ID', { description: 'With one of these.' });
    case 'choices':
      return amongSeveral(name, { list: true, of: property.vocabulary, price: EACH });
    case 'references':
      return amongSeveral(name, { list: true, of: 'ID', price: EACH });
    case 'boolean':
      return {
        description: 'Only those of which it is true, or only those of which it is false.',
        input: { of: 'Boolean', price: 'nothing' },
        conditions: (value, { fact }, scope) => [compared(propertyOf(fact, name), '=', scope.add(value === true))],
      };
    case 'number':
      return {
        description: within(property),
        input: { of: { input: 'NumberRange' }, price: 'by fields' },
        conditions: (value, { fact }, scope, _filter, argument) => numbers(fact, name, value as Range, scope, argument),
      };
    case 'money':
      return {
        description: within(property),
        input: { of: { input: 'MoneyRange' }, price: 'by fields' },
        conditions: (value, { fact }, scope, _filter, argument) =>
          amounts(fact, name, value as AmountRange, scope, argument),
      };
    case 'date':
      return {
        description: within(property),
        input: { of: { input: 'DateRange' }, price: 'by fields' },
        conditions(value, { fact }, scope, _filter, argument) {
          const { during, certainty } = value as { during: string; certainty: string };
          const stored = (day: string) => partName(name, day, property.own);
          return [duringCondition(fact, during, certainty, scope, `${argument}.during`, stored)];
        },
      };
    default:
      return undefined;
  }
}

const within = ({ description }: Property) => `Within these bounds: ${lowered(description)}`;

function lowered(sentence: string): string {
  return sentence.slice(0, 1).toLowerCase() + sentence.slice(1);
}

function amongSeveral(name: string, input: InputKind & { readonly list: true }): FilterField {
  return {
    description: 'With at least one of these.',
    input,
    conditions(value, { fact }, scope, _filter, argument) {
      const values = listed(argument, value);
      return [hasAny(propertyOf(fact, name), input.of === 'ID' ? scope.ids(argument, values) : scope.add(values))];
    },
  };
}

interface Range {
  readonly least?: number | null;
  readonly most?: number | null;
}

/** @throws BadUserInput */
function numbers(row: Variable, name: string, { least, most }: Range, scope: Scope, argument: string): Condition[] {
  if (typeof least === 'number' && typeof most === 'number') checkOrder(least, most, `${least}`, `${most}`, argument);
  return between(row, name, least, most, scope);
}

interface AmountRange {
  readonly currency: string;
  readonly least?: string | null;
  readonly most?: string | null;
}

/** @throws BadUserInput */
function amounts(
  row: Variable,
  name: string,
  { currency, least, most }: AmountRange,
  scope: Scope,
  argument: string,
): Condition[] {
  readingMoney(currency, `${argument}.currency`, () => checkCurrency(currency));
  const units = (bound: string | null | undefined, of: string) =>
    typeof bound === 'string' ? readingMoney(bound, `${argument}.${of}`, () => minorUnits(bound, currency)) : undefined;
  const [from, to] = [units(least, 'least'), units(most, 'most')];
  if (from !== undefined && to !== undefined) checkOrder(from, to, `${least}`, `${most}`, argument);
  return [
    compared(propertyOf(row, currencyName(name)), '=', scope.add(currency)),
    ...between(row, name, from, to, scope),
  ];
}

/** @throws BadUserInput naming the argument and what stands there */
function readingMoney<T>(written: string, argument: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof InvalidMoney)
      throw new BadUserInput(`${argument}: ${quoted(written)}; expected ${error.message}.`);
    throw error;
  }
}

function checkOrder(from: number, to: number, least: string, most: string, argument: string): void {
  if (from > to)
    throw new BadUserInput(`${argument}: least is ${least} and most is ${most}; expected least to be at most most.`);
}

function between(
  row: Variable,
  name: string,
  least: number | null | undefined,
  most: number | null | undefined,
  scope: Scope,
): Condition[] {
  const stored = propertyOf(row, name);
  return [
    ...(typeof least === 'number' ? [compared(stored, '>=', scope.add(least))] : []),
    ...(typeof most === 'number' ? [compared(stored, '<=', scope.add(most))] : []),
  ];
}
