import type { DossierRow } from '../../declare/dossiers.ts';
import { propertiesOf } from '../../declare/entity.ts';
import { typeOfFactId, typeOfId } from '../../declare/ids.ts';
import { type Model, typeNamed } from '../../declare/model.ts';
import { type Properties, type Property, partName } from '../../declare/property.ts';
import type { Question } from '../../declare/question.ts';
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

/** What `dossier.yaml` says of a dossier; texts are tagged. */
export function headOf({ id, title, description }: Pick<DossierRow, 'id' | 'title' | 'description'>): RestatedMap {
  return { id, title: byLanguage(title), ...tagged('description', description) };
}

export function questionOf({ title, document, variables }: Question): RestatedMap {
  return { title: byLanguage(title), document, ...(variables === undefined ? {} : { variables }) };
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
  const type = typeNamed(model, typeOfId(id));
  if (!type) throw new TypeError(`The model ${model.name} has no type of ${id}.`);
  return {
    id,
    ...namesOf(textsOf(row, 'names'), textsOf(row, 'preferred')),
    ...tagged('description', textsOf(row, 'description')),
    ...identifiersOf(textsOf(row, 'identifiers')),
    ...propertiesBy(propertiesOf(type), (name, property) => propertyIn(name, property, row)),
    ...evidenceOf(textsOf(row, 'evidence')),
  };
}

/** @throws TypeError the model has no such type */
export function factOf(model: Model, row: StoredRow): RestatedMap {
  const id = textOf(row, 'id') ?? '';
  const type = model.relationships.find(({ name }) => name === typeOfFactId(id));
  if (!type) throw new TypeError(`The model ${model.name} has no type of ${id}.`);
  return {
    from: textOf(row, 'source') ?? '',
    type: type.name,
    to: textOf(row, 'target') ?? '',
    ...propertiesBy(type.properties, (name, property) => propertyIn(name, property, row)),
    ...texts(row, ['date']),
    ...tagged('note', textsOf(row, 'note')),
    ...evidenceOf(textsOf(row, 'evidence')),
  };
}

/** Texts by language, a list where a language has several. */
export function byLanguage(stored: readonly string[]): RestatedMap {
  return grouped(stored);
}

/** Those that are preferred are stored before the others, wherever they were written. */
export function namesOf(names: readonly string[], preferred: readonly string[]): RestatedMap {
  const others = names.filter((name) => !preferred.includes(name));
  return { names: byLanguage(others.length > 0 ? others : names), ...tagged('preferred', preferred) };
}

/** Identifiers, each after its catalogue and a space, under their key, where there are some. */
export function identifiersOf(stored: readonly string[]): RestatedMap {
  return stored.length > 0 ? { identifiers: grouped(stored) } : {};
}

/** What stands after the first space of each by what stands before it: texts by language, identifiers by catalogue. */
function grouped(stored: readonly string[]): RestatedMap {
  const groups = new Map<string, string[]>();
  for (const each of stored) {
    const { language: key, value } = untag(each);
    groups.set(key, [...(groups.get(key) ?? []), value]);
  }
  return Object.fromEntries([...groups].map(([key, values]) => [key, oneOrSeveral(values)]));
}

/** Tagged texts under a key, where there are some. */
export function tagged(key: string, stored: readonly string[]): RestatedMap {
  return stored.length > 0 ? { [key]: byLanguage(stored) } : {};
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

/** The properties that have a value. */
export function propertiesBy(
  properties: Properties,
  restate: (name: string, property: Property) => Restated | undefined,
): RestatedMap {
  return Object.fromEntries(
    Object.entries(properties).flatMap(([name, property]) => {
      const value = restate(name, property);
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
