import { type EntityType, isA, labelsOf } from '../../declare/entity.ts';
import { factId, typeOfId } from '../../declare/ids.ts';
import { type Model, typeNamed } from '../../declare/model.ts';
import type { Ends, RelationshipType } from '../../declare/relationship.ts';
import type { Written } from '../../yaml/read.ts';
import type { StoredRow } from '../store/stored.ts';
import { dateOf } from './documents.ts';
import { entityIdOf } from './entities.ts';
import { evidenceOf } from './evidence.ts';
import { present, propertiesPart } from './parts.ts';
import { checkTypes, valuesOf } from './properties.ts';
import type { FactSeed, PropertyValue, Reference } from './seed.ts';
import { type Fields, oneOf, PROSE, type Sheet } from './sheet.ts';

const KEYS = ['from', 'type', 'to', 'date', 'note', 'evidence'];

/** The facts that a file states. */
export function readFacts(
  sheet: Sheet,
  written: Written | undefined,
  model: Model,
  references: Reference[],
): FactSeed[] {
  return sheet.list(written, 'facts').flatMap((each) => readFact(sheet, each, model, references));
}

function readFact(sheet: Sheet, written: Written, model: Model, references: Reference[]): FactSeed[] {
  const type = typeOf(sheet, written, model);
  const fields =
    type && sheet.map(written, `a fact of the type ${type.name}`, [...KEYS, ...Object.keys(type.properties)]);
  if (!type || !fields) return [];
  const failures = sheet.failures;
  const source = endOf(sheet, fields, 'from', model, references);
  const target = endOf(sheet, fields, 'to', model, references);
  const date = dateOf(sheet, fields);
  const values = valuesOf(sheet, fields, type.properties, references);
  const isNamed = sheet.failures === failures;
  const evidence = evidenceOf(sheet, fields, references);
  const note = noteOf(sheet, fields);
  // Without all parts of its id it is no fact that could be stated twice or close a circle.
  if (!isNamed || source === undefined || target === undefined) return [];
  checkEnds(sheet, fields, type, source, target, model);
  for (const value of values) checkReference(sheet, value, type, source, model);
  const spot = sheet.spot(fields.line);
  const id = idOf(type, source, target, date, values);
  return [{ id, type, spot, source, target, date, note, evidence, values, document: sheet.document }];
}

/** The parts of a fact that can be read by themselves: one for each of its common keys, and one for its own properties. */
export const FACT_PARTS = ['from', 'to', 'date', 'note', 'evidence', 'own'] as const;

export type FactPart = (typeof FACT_PARTS)[number];

/** The part that a key of a fact belongs to; undefined for its type. */
export function partOfKey(key: string): FactPart | undefined {
  if (key === 'type') return undefined;
  return FACT_PARTS.find((part) => part === key) ?? 'own';
}

/** A part of a fact as it is stored. What is wrong with it by itself is told to the sheet. */
export function readFactPart(
  sheet: Sheet,
  fields: Fields,
  part: FactPart,
  { properties }: RelationshipType,
  model: Model,
  references: Reference[],
): StoredRow {
  switch (part) {
    case 'from':
      return present({ source: endOf(sheet, fields, part, model, references) });
    case 'to':
      return present({ target: endOf(sheet, fields, part, model, references) });
    case 'date':
      return present({ date: dateOf(sheet, fields) });
    case 'note':
      return present({ note: noteOf(sheet, fields) });
    case 'evidence':
      return present({ evidence: evidenceOf(sheet, fields, references) });
    case 'own': {
      const values = valuesOf(sheet, fields, properties, references);
      for (const value of values) checkTypes(sheet, value, model);
      return propertiesPart({ document: sheet.document, values });
    }
  }
}

function typeOf(sheet: Sheet, written: Written, model: Model): RelationshipType | undefined {
  if (written.kind !== 'map') {
    sheet.map(written, 'a fact', KEYS);
    return undefined;
  }
  const names = model.relationships.map(({ name }) => name);
  const value = sheet.needed(written, 'type', oneOf(names));
  const name = value && sheet.text(value, 'type', oneOf(names), { most: 100, lines: false });
  if (!value || name === undefined) return undefined;
  const type = model.relationships.find((each) => each.name === name);
  return type ?? sheet.fail(value.line, `type is "${name}"; expected ${oneOf(names)}.`);
}

function endOf(
  sheet: Sheet,
  fields: Fields,
  key: 'from' | 'to',
  model: Model,
  references: Reference[],
): string | undefined {
  const written = sheet.needed(fields, key, 'the id of an entity, such as Country:TR');
  const id = written && entityIdOf(sheet, written, key, model);
  if (written && id !== undefined) references.push({ to: 'entity', id, what: key, spot: sheet.spot(written.line) });
  return id;
}

function noteOf(sheet: Sheet, { entries }: Fields): string[] {
  const written = entries.get('note')?.value;
  return written ? sheet.tagged(written, 'note', PROSE) : [];
}

function checkEnds(
  sheet: Sheet,
  { line }: Fields,
  type: RelationshipType,
  source: string,
  target: string,
  model: Model,
): void {
  if (source === target) sheet.fail(line, `from and to are both "${source}"; expected two entities.`);
  const from = typeNamed(model, typeOfId(source));
  const to = typeNamed(model, typeOfId(target));
  if (!from || !to || type.ends.some((ends) => isA(from, ends.from.type) && isA(to, ends.to.type))) return;
  const pairs = generalPairs(type, model).map((ends) => `from ${ends.from.type.name} to ${ends.to.type.name}`);
  sheet.fail(line, `${type.name} leads from ${from.name} to ${to.name} here; expected ${pairs.join(', or ')}.`);
}

/** The pairs of ends of a relationship, without those that an earlier pair allows as well. */
function generalPairs(type: RelationshipType, model: Model): Ends[] {
  const types = (declaration: { name: string }): EntityType[] =>
    model.types.filter((each) => labelsOf(each).includes(declaration.name));
  return type.ends.filter(
    (ends, index) =>
      !type.ends
        .slice(0, index)
        .some(
          (earlier) =>
            types(ends.from.type).every((each) => isA(each, earlier.from.type)) &&
            types(ends.to.type).every((each) => isA(each, earlier.to.type)),
        ),
  );
}

function checkReference(
  sheet: Sheet,
  value: PropertyValue,
  type: RelationshipType,
  source: string,
  model: Model,
): void {
  const { name, line } = value;
  checkTypes(sheet, value, model);
  // Nobody represents itself.
  if (type.plays === 'participation' && name === 'onBehalfOf' && value.value === source)
    sheet.fail(line, `${name} is "${source}", as from is; expected another entity, or no ${name}.`);
}

function idOf(
  type: RelationshipType,
  source: string,
  target: string,
  date: string | undefined,
  values: readonly PropertyValue[],
): string {
  const value = (name: string) => {
    const found = values.find((each) => each.name === name)?.value;
    return found === undefined ? undefined : String(found);
  };
  return factId({ type: type.name, source, target, identity: type.identity.map(value), date });
}
