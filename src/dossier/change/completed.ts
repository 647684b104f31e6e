import { derivedOf } from '../../declare/derived.ts';
import { type EntityType, isDated, propertiesOf } from '../../declare/entity.ts';
import { orderKey, typeOfFactId } from '../../declare/ids.ts';
import { type Model, ordersOf, typeNamed } from '../../declare/model.ts';
import { orderedIn, type Properties } from '../../declare/property.ts';
import { choose, untag } from '../../text/language.ts';
import { searchText, sortName } from '../../text/search.ts';
import { daysOf } from '../read/dates.ts';
import { type Kind, type StoredRow, textOf, textsOf } from '../store/stored.ts';

/** The first day of the latest document among those of some passages. */
export type Witness = (evidence: readonly string[]) => string | undefined;

/** A row with what follows from what is stated: texts to search and sort by, days, and its place in order. */
export function completed(kind: Kind, row: StoredRow, model: Model, witness: Witness): StoredRow {
  switch (kind) {
    case 'document': {
      const { order: _, ...days } = datedPart(row, 'date', witness);
      return { ...row, ...days };
    }
    case 'passage':
      return { ...row, order: naturalOrder(row) };
    case 'fact':
      return {
        ...row,
        order: orderKey(undefined, idOf(row)),
        ...datedPart(row, 'date', witness),
        ...followingPart(row, model, witness),
      };
    case 'entity': {
      const type = typeNamed(model, textOf(row, 'type') ?? '');
      const own = type && { properties: propertiesOf(type), orders: ordersOf(model, type) };
      return { ...row, ...namePart(row), ...datePart(row, type, witness), ...ofProperties(row, own, witness) };
    }
  }
}

/** The names of the properties that hold quantities. */
export function quantityNames(model: Model): ReadonlySet<string> {
  return new Set(
    [...model.interfaces, ...model.types].flatMap(({ properties }) =>
      Object.entries(properties).flatMap(([name, { kind }]) => (kind === 'quantities' ? [name] : [])),
    ),
  );
}

function namePart(row: StoredRow): StoredRow {
  const names = textsOf(row, 'names').map(untag);
  const name = choose(names, ['en'])?.value ?? '';
  // A tab sorts before every letter, so that a name comes before the names that it begins.
  return { searchText: searchText(names.map(({ value }) => value)), sortName: `${sortName(name)}\t${idOf(row)}` };
}

/** What follows from the properties of a fact that its type declares. */
export function followingPart(row: StoredRow, model: Model, witness: Witness): StoredRow {
  const id = idOf(row);
  const type = model.relationships.find(({ name }) => name === typeOfFactId(id));
  return ofProperties(row, type && { properties: type.properties, orders: orderedIn(type.properties) }, witness);
}

/** What follows from the properties of a row that its type declares. */
function ofProperties(
  row: StoredRow,
  of: { readonly properties: Properties; readonly orders: readonly string[] } | undefined,
  witness: Witness,
): StoredRow {
  if (!of) return {};
  return derivedOf(of.properties, of.orders, row, { id: idOf(row), witness: witness(textsOf(row, 'evidence')) });
}

/** The days and the place in order of an activity. */
function datePart(row: StoredRow, type: EntityType | undefined, witness: Witness): StoredRow {
  if (!type || !isDated(type)) return {};
  const whole: StoredRow = { order: orderKey(undefined, idOf(row)), ...datedPart(row, 'date', witness) };
  const { earliest, latest } = whole;
  // For what can have been on more than one day: so the others are found by the one that they are ordered by.
  return latest === undefined || latest === earliest ? whole : { ...whole, until: latest };
}

/** A date with its days and its place in order; nothing where the row has no date. */
function datedPart(row: StoredRow, name: string, witness: Witness): StoredRow {
  const date = textOf(row, name);
  if (date === undefined) return {};
  return { ...daysOf(date, witness(textsOf(row, 'evidence')), idOf(row)), [name]: date };
}

/** P2 comes before P10, and P1 before P1.S1. */
function naturalOrder(row: StoredRow): string {
  const locator = textOf(row, 'locator') ?? '';
  return `${locator.replace(/\d+/g, (digits) => digits.padStart(8, '0'))}\t${idOf(row)}`;
}

function idOf(row: StoredRow): string {
  return textOf(row, 'id') ?? '';
}
