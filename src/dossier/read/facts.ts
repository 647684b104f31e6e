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
import { type Fields, oneOf, PROSE, type ValueReader } from './value-reader.ts';

/** What every fact may say. */
export const FACT_KEYS = ['from', 'type', 'to', 'date', 'note', 'evidence'] as const;

/** The facts that a file states. */
export function readFacts(
  reader: ValueReader,
  written: Written | undefined,
  model: Model,
  references: Reference[],
): FactSeed[] {
  return reader.list(written, 'facts').flatMap((each) => readFact(reader, each, model, references));
}

function readFact(reader: ValueReader, written: Written, model: Model, references: Reference[]): FactSeed[] {
  const type = typeOf(reader, written, model);
  const fields =
    type && reader.map(written, `a fact of the type ${type.name}`, [...FACT_KEYS, ...Object.keys(type.properties)]);
  if (!type || !fields) return [];
  const failures = reader.failures;
  const source = endOf(reader, fields, 'from', model, references);
  const target = endOf(reader, fields, 'to', model, references);
  const date = dateOf(reader, fields);
  const values = valuesOf(reader, fields, type.properties, references);
  const isNamed = reader.failures === failures;
  const evidence = evidenceOf(reader, fields, references);
  const note = noteOf(reader, fields);
  // Without all parts of its id it is no fact that could be stated twice or close a circle.
  if (!isNamed || source === undefined || target === undefined) return [];
  checkEnds(reader, fields, type, source, target, model);
  for (const value of values) checkReference(reader, value, type, source, model);
  const location = reader.location(fields.line);
  const id = idOf(type, source, target, date, values);
  return [{ id, type, location, source, target, date, note, evidence, values, document: reader.document }];
}

/** The parts of a fact that can be read by themselves: one for each of its common keys, and one for its own properties. */
export const FACT_PARTS = ['from', 'to', 'date', 'note', 'evidence', 'own'] as const;

export type FactPart = (typeof FACT_PARTS)[number];

/** The part that a key of a fact belongs to; undefined for its type. */
export function partOfKey(key: string): FactPart | undefined {
  if (key === 'type') return undefined;
  return FACT_PARTS.find((part) => part === key) ?? 'own';
}

/** A part of a fact as it is stored. What is wrong with it by itself is told to the reader. */
export function readFactPart(
  reader: ValueReader,
  fields: Fields,
  part: FactPart,
  { properties }: RelationshipType,
  model: Model,
  references: Reference[],
): StoredRow {
  switch (part) {
    case 'from':
      return present({ source: endOf(reader, fields, part, model, references) });
    case 'to':
      return present({ target: endOf(reader, fields, part, model, references) });
    case 'date':
      return present({ date: dateOf(reader, fields) });
    case 'note':
      return present({ note: noteOf(reader, fields) });
    case 'evidence':
      return present({ evidence: evidenceOf(reader, fields, references) });
    case 'own': {
      const values = valuesOf(reader, fields, properties, references);
      for (const value of values) checkTypes(reader, value, model);
      return propertiesPart({ document: reader.document, values });
    }
  }
}

function typeOf(reader: ValueReader, written: Written, model: Model): RelationshipType | undefined {
  if (written.kind !== 'map') {
    reader.map(written, 'a fact', FACT_KEYS);
    return undefined;
  }
  const names = model.relationships.map(({ name }) => name);
  const value = reader.needed(written, 'type', oneOf(names));
  const name = value && reader.text(value, 'type', oneOf(names), { most: 100, lines: false });
  if (!value || name === undefined) return undefined;
  const type = model.relationships.find((each) => each.name === name);
  return type ?? reader.fail(value.line, `type is "${name}"; expected ${oneOf(names)}.`);
}

function endOf(
  reader: ValueReader,
  fields: Fields,
  key: 'from' | 'to',
  model: Model,
  references: Reference[],
): string | undefined {
  const written = reader.needed(fields, key, 'the id of an entity, such as Country:TR');
  const id = written && entityIdOf(reader, written, key, model);
  if (written && id !== undefined)
    references.push({ to: 'entity', id, what: key, location: reader.location(written.line) });
  return id;
}

function noteOf(reader: ValueReader, { entries }: Fields): string[] {
  const written = entries.get('note')?.value;
  return written ? reader.tagged(written, 'note', PROSE) : [];
}

function checkEnds(
  reader: ValueReader,
  { line }: Fields,
  type: RelationshipType,
  source: string,
  target: string,
  model: Model,
): void {
  if (source === target) reader.fail(line, `from and to are both "${source}"; expected two entities.`);
  const from = typeNamed(model, typeOfId(source));
  const to = typeNamed(model, typeOfId(target));
  if (!from || !to || type.ends.some((ends) => isA(from, ends.from.type) && isA(to, ends.to.type))) return;
  const pairs = generalPairs(type, model).map((ends) => `from ${ends.from.type.name} to ${ends.to.type.name}`);
  reader.fail(line, `${type.name} leads from ${from.name} to ${to.name} here; expected ${pairs.join(', or ')}.`);
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
  reader: ValueReader,
  value: PropertyValue,
  type: RelationshipType,
  source: string,
  model: Model,
): void {
  const { name, line } = value;
  checkTypes(reader, value, model);
  // Nobody represents itself.
  if (type.plays === 'participation' && name === 'onBehalfOf' && value.value === source)
    reader.fail(line, `${name} is "${source}", as from is; expected another entity, or no ${name}.`);
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
