import { propertiesOf } from '../../declare/entity.ts';
import { type Model, typeNamed } from '../../declare/model.ts';
import { type Properties, type Property, partName } from '../../declare/property.ts';
import { moneyIn } from '../../declare/schema/property.ts';
import { decimalOf } from '../../money/money.ts';
import { untag } from '../../text/language.ts';
import { quantitiesIn } from '../change/merge.ts';
import { type StoredRow, textOf, textsOf } from '../store/stored.ts';

/** What a file of a dossier writes: the values that YAML has, all scalars as texts. */
export type Restated = string | readonly Restated[] | RestatedMap;
export interface RestatedMap {
  readonly [key: string]: Restated;
}

/** A document as a file of a dossier writes it, without its passages. */
export function documentOf(row: StoredRow): RestatedMap {
  return {
    ...texts(row, ['id']),
    title: byLanguage(textsOf(row, 'title')),
    ...texts(row, ['language', 'date', 'url', 'license']),
  };
}

export function passageOf(row: StoredRow): RestatedMap {
  return { ...texts(row, ['locator']), summary: byLanguage(textsOf(row, 'summary')) };
}

/** @throws TypeError the model has no such type */
export function entityOf(model: Model, row: StoredRow): RestatedMap {
  const id = textOf(row, 'id') ?? '';
  const type = typeNamed(model, id.slice(0, id.indexOf(':')));
  if (!type) throw new TypeError(`The model ${model.name} has no type of ${id}.`);
  return {
    id,
    ...namesOf(row),
    ...tagged(row, 'description'),
    ...identifiersOf(row),
    ...propertiesIn(propertiesOf(type), row),
    ...evidenceOf(textsOf(row, 'evidence')),
  };
}

/** @throws TypeError the model has no such type */
export function factOf(model: Model, row: StoredRow): RestatedMap {
  const id = textOf(row, 'id') ?? '';
  const type = model.relationships.find(({ name }) => name === id.slice(0, id.indexOf('|')));
  if (!type) throw new TypeError(`The model ${model.name} has no type of ${id}.`);
  return {
    from: textOf(row, 'source') ?? '',
    type: type.name,
    to: textOf(row, 'target') ?? '',
    ...propertiesIn(type.properties, row),
    ...texts(row, ['date']),
    ...tagged(row, 'note'),
    ...evidenceOf(textsOf(row, 'evidence')),
  };
}

/** Texts by language, a list where a language has several. */
export function byLanguage(stored: readonly string[]): RestatedMap {
  return grouped(stored);
}

/** Those that are preferred are stored before the others, wherever they were written. */
function namesOf(row: StoredRow): RestatedMap {
  const names = textsOf(row, 'names');
  const preferred = textsOf(row, 'preferred');
  const others = names.filter((name) => !preferred.includes(name));
  return { names: byLanguage(others.length > 0 ? others : names), ...tagged(row, 'preferred') };
}

function identifiersOf(row: StoredRow): RestatedMap {
  const stored = textsOf(row, 'identifiers');
  return stored.length > 0 ? { identifiers: grouped(stored) } : {};
}

/** What stands after the first space of each by what stands before it: texts by language, identifiers by catalogue. */
export function grouped(stored: readonly string[]): RestatedMap {
  const groups = new Map<string, string[]>();
  for (const each of stored) {
    const { language: key, value } = untag(each);
    groups.set(key, [...(groups.get(key) ?? []), value]);
  }
  return Object.fromEntries([...groups].map(([key, values]) => [key, oneOrSeveral(values)]));
}

function tagged(row: StoredRow, property: string): RestatedMap {
  const stored = textsOf(row, property);
  return stored.length > 0 ? { [property]: byLanguage(stored) } : {};
}

function texts(row: StoredRow, properties: readonly string[]): RestatedMap {
  return Object.fromEntries(
    properties.flatMap((property) => {
      const text = textOf(row, property);
      return text === undefined ? [] : [[property, text]];
    }),
  );
}

/** Passages as references that any file can hold: `<document>/<locator>`. */
export function evidenceOf(passages: readonly string[]): RestatedMap {
  return passages.length > 0 ? { evidence: oneOrSeveral(passages.map(reference)) } : {};
}

function reference(passage: string): string {
  return passage.slice('Passage:'.length);
}

/** A value by itself, or a list of several. */
export function oneOrSeveral(values: readonly string[]): Restated {
  const [only = '', ...others] = values;
  return others.length === 0 ? only : values;
}

function propertiesIn(properties: Properties, row: StoredRow): RestatedMap {
  return Object.fromEntries(
    Object.entries(properties).flatMap(([name, property]) => {
      const value = propertyIn(name, property, row);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** The value of a property as a dossier writes it: what its `seed` takes, and its `store` made the row of. */
function propertyIn(name: string, property: Property, row: StoredRow): Restated | undefined {
  switch (property.kind) {
    case 'text':
    case 'identifier':
    case 'url':
    case 'choice':
    case 'reference':
    case 'date':
      return textOf(row, name);
    case 'choices':
    case 'references': {
      const values = textsOf(row, name);
      return values.length > 0 ? oneOrSeveral(values) : undefined;
    }
    case 'number':
      return numberIn(row, name);
    case 'boolean':
      return typeof row[name] === 'boolean' ? String(row[name]) : undefined;
    case 'money': {
      const money = moneyIn(row, name);
      return money ? `${decimalOf(money.amount, money.currency)} ${money.currency}` : undefined;
    }
    case 'coordinates': {
      const latitude = numberIn(row, partName(name, 'latitude', property.own));
      const longitude = numberIn(row, partName(name, 'longitude', property.own));
      return latitude !== undefined && longitude !== undefined ? { latitude, longitude } : undefined;
    }
    case 'quantities': {
      const quantities = quantitiesIn(row, name).map(({ name: of, value, label, evidence }) => ({
        name: of,
        value: decimal(value),
        label: byLanguage(label),
        ...evidenceOf(evidence),
      }));
      return quantities.length > 0 ? quantities : undefined;
    }
  }
}

function numberIn(row: StoredRow, name: string): string | undefined {
  const value = row[name];
  return typeof value === 'number' ? decimal(value) : undefined;
}

const DIGITS = new Intl.NumberFormat('en-US', { useGrouping: false, maximumFractionDigits: 20 });

/** A number in digits alone: dossiers write no exponents. */
export function decimal(value: number): string {
  const text = String(value);
  return text.includes('e') ? DIGITS.format(value) : text;
}
