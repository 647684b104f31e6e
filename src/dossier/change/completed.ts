import { type EntityType, propertiesOf } from '../../declare/entity.ts';
import { orderKey } from '../../declare/ids.ts';
import { type Model, typeNamed } from '../../declare/model.ts';
import { searchText, sortName } from '../../text/fold.ts';
import { choose, untag } from '../../text/language.ts';
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
      return { ...row, order: orderKey(undefined, idOf(row)), ...datedPart(row, 'date', witness) };
    case 'entity':
      return { ...row, ...namePart(row), ...spansPart(row, typeNamed(model, textOf(row, 'type') ?? ''), witness) };
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

function spansPart(row: StoredRow, type: EntityType | undefined, witness: Witness): StoredRow {
  const spans = type ? Object.entries(propertiesOf(type)).filter(([, { kind }]) => kind === 'span') : [];
  if (spans.length === 0) return {};
  const parts = spans.map(([name]) => datedPart(row, name, witness));
  const whole: StoredRow = Object.assign({ order: orderKey(undefined, idOf(row)) }, ...parts);
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
