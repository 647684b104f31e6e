import type * as z from 'zod';
import { labelsOf } from '../../declare/entity.ts';
import { typeOfId } from '../../declare/ids.ts';
import { type Model, typeNamed } from '../../declare/model.ts';
import type { Properties, Property, QuantitySeed } from '../../declare/property.ts';
import { at, found, plain, type Written } from '../../yaml/read.ts';
import { passageOf } from './evidence.ts';
import type { PropertyValue, Reference } from './seed.ts';
import { type Fields, NAME, type ValueReader } from './value-reader.ts';

/** The values that a row gives for its properties, without those that are wrong. */
export function valuesOf(
  reader: ValueReader,
  fields: Fields,
  properties: Properties,
  references: Reference[],
): PropertyValue[] {
  return Object.entries(properties).flatMap(([name, property]) => {
    const written = fields.entries.get(name)?.value;
    if (written) return givenFor(reader, name, property, written, references);
    const byDefault = property.kind === 'choice' ? property.byDefault : undefined;
    if (byDefault !== undefined) return [{ name, property, value: byDefault, line: fields.line }];
    if (!property.optional) reader.missing(fields, name, expectation(property));
    return [];
  });
}

/** What a property that is not optional wants to be. */
function expectation(property: Property): string {
  return property.seed.safeParse('').error?.issues[0]?.message ?? 'a text';
}

function givenFor(
  reader: ValueReader,
  name: string,
  property: Property,
  written: Written,
  references: Reference[],
): PropertyValue[] {
  if (isText(property) && written.kind !== 'text') {
    reader.fail(written.line, `${name} ${found(written)}; expected a text.`);
    return [];
  }
  const result = property.seed.safeParse(plain(written), { error: plainWords });
  if (!result.success) {
    for (const issue of result.error.issues) failOf(reader, name, property, written, issue);
    return [];
  }
  for (const id of referencesIn(property, result.data))
    references.push({ to: 'entity', id, what: name, location: reader.location(written.line) });
  const value =
    property.kind === 'quantities' ? quantitiesOf(reader, name, written, references, result.data) : result.data;
  return [{ name, property, value, line: written.line }];
}

/** The ids of entities that a value names. */
function referencesIn({ kind }: Property, value: unknown): readonly string[] {
  // The seed of the property has checked it.
  if (kind === 'reference') return [value as string];
  return kind === 'references' ? (value as readonly string[]) : [];
}

function isText({ kind }: Property): boolean {
  return !['choices', 'references', 'coordinates', 'quantities'].includes(kind);
}

function failOf(reader: ValueReader, name: string, property: Property, whole: Written, issue: z.core.$ZodIssue): void {
  const where = [name, ...issue.path].join('.');
  const written = at(whole, issue.path);
  if (property.kind === 'date') reader.fail(whole.line, `${where}: ${issue.message}`);
  else if (issue.code === 'unrecognized_keys') {
    for (const key of issue.keys) {
      const line = at(whole, [...issue.path, key])?.line ?? whole.line;
      reader.fail(line, `${where} has the key "${key}"; expected ${expectedOf(issue)}.`);
    }
  } else if (written === undefined) {
    const parent = at(whole, issue.path.slice(0, -1)) ?? whole;
    reader.fail(parent.line, `${where} is missing; expected ${issue.message}.`);
  } else reader.fail(written.line, `${where} ${found(written)}; expected ${issue.message}.`);
}

function expectedOf({ message }: z.core.$ZodIssue): string {
  return message === NO_SUCH_KEY ? 'no other keys than those of a quantity: name, value, label, evidence' : message;
}

const NO_SUCH_KEY = 'no such key';

/** Where a declaration gives no words of its own. */
function plainWords(issue: z.core.$ZodRawIssue): string {
  if (issue.code === 'unrecognized_keys') return NO_SUCH_KEY;
  return issue.code === 'invalid_type' && issue.expected === 'object' ? 'a map' : 'a text';
}

/** The quantities with their languages in the usual form; their evidence must exist. */
function quantitiesOf(
  reader: ValueReader,
  name: string,
  written: Written,
  references: Reference[],
  value: unknown,
): QuantitySeed[] {
  const names = new Set<string>();
  // The seed of a property of quantities has checked it.
  return (value as readonly QuantitySeed[]).map((quantity, index) => {
    const where = `${name}.${index}`;
    const line = at(written, [index])?.line ?? written.line;
    if (names.has(quantity.name))
      reader.fail(line, `${where}.name is "${quantity.name}" again; expected each name once.`);
    names.add(quantity.name);
    const label = at(written, [index, 'label']);
    const labels = label ? reader.tagged(label, `${where}.label`, NAME) : [];
    for (const reference of [quantity.evidence].flat()) {
      const id = passageOf(reference, reader.document);
      const what = `${where}.evidence`;
      if (id === undefined) reader.fail(line, `${what} is "${reference}"; expected <document>/${reference}.`);
      else
        references.push({
          to: 'passage',
          id,
          what,
          location: reader.location(at(written, [index, 'evidence'])?.line ?? line),
        });
    }
    return { ...quantity, label: byLanguage(labels) };
  });
}

function byLanguage(tagged: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    tagged.map((text) => [text.slice(0, text.indexOf(' ')), text.slice(text.indexOf(' ') + 1)]),
  );
}

/** Refuses references of a property that are not to the type that it declares; the type is told by the id. */
export function checkTypes(reader: ValueReader, { name, property, value, line }: PropertyValue, model: Model): void {
  if (property.kind !== 'reference' && property.kind !== 'references') return;
  for (const id of referencesIn(property, value)) {
    const type = typeNamed(model, typeOfId(id));
    if (!type || !labelsOf(type).includes(property.to))
      reader.fail(
        line,
        `${name} is "${id}"; expected the id of ${/^[AEIO]/.test(property.to) ? 'an' : 'a'} ${property.to}.`,
      );
  }
}
