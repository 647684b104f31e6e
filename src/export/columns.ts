import { enumName, propertiesOf } from '../declare/entity.ts';
import type { Model } from '../declare/model.ts';
import { currencyName, type Properties, type Property, partName, type StoredQuantity } from '../declare/property.ts';
import type { EntityRow, FactRow } from '../declare/rows.ts';
import { moneyIn, quantitiesIn, spanIn } from '../declare/schema/property.ts';
import { textIn, textsOf } from '../declare/schema/value-types.ts';
import { sentenceOf } from '../declare/sentence.ts';
import type { Vocabulary } from '../declare/vocabulary.ts';
import { decimalOf } from '../money/money.ts';
import { direction, type TaggedText, tag } from '../text/language.ts';
import { UNBOUNDED_END, UNBOUNDED_START } from '../time/edtf.ts';
import type { ExportedFact, ExportedPair } from './exported-graph.ts';
import type { Json } from './json.ts';

/** An entry of a list: as JSON has it, and as a text where a format has no lists. */
export interface Item {
  readonly json: Json;
  readonly text: string;
}

export type CellValue = string | number | boolean | readonly Item[];

/** The values that a node or an edge has, by column. */
export type Attributes = { readonly [column: string]: CellValue };

/**
 * What nodes or edges have besides an id, a label and ends. Names are those of the GraphQL API. None is called `type`:
 * Sigma takes a `type` for the way to draw it, and fails on one that it does not know.
 */
export interface Column {
  readonly name: string;
  /**
   * `reference` is the id of an entity, which need not be in the graph. The rest are for {@link Item}s: `texts` are
   * values of a property, `references` ids of entities, and `list` anything else.
   */
  readonly type: 'string' | 'integer' | 'double' | 'boolean' | 'reference' | 'texts' | 'references' | 'list';
  /** The property that the model declares, where it is of one. */
  readonly property?: string;
  /** What its values are chosen from. */
  readonly vocabulary?: Vocabulary;
}

/** A column, and how its value is read from a row. */
export interface ColumnOf<R> extends Column {
  readonly read: (row: R) => CellValue | undefined;
}

/** The columns of nodes, whatever their types. */
export function nodeColumns(model: Model, languages: readonly string[]): ColumnOf<EntityRow>[] {
  return distinct([
    { name: 'entityType', type: 'string', read: ({ type }) => enumName(type) },
    { name: 'labelLanguage', type: 'string', read: ({ names }) => textIn(names, languages).language },
    { name: 'labelDirection', type: 'string', read: ({ names }) => direction(textIn(names, languages).language) },
    { name: 'description', type: 'string', read: ({ description }) => textValue(description, languages) },
    ...nodeProperties(model, languages),
    { name: 'names', type: 'list', read: ({ names }) => textsOf(names).map(textItem) },
    { name: 'preferred', type: 'list', read: ({ preferred }) => filled(textsOf(preferred).map(textItem)) },
    { name: 'descriptions', type: 'list', read: ({ description }) => filled(textsOf(description).map(textItem)) },
    { name: 'identifiers', type: 'list', read: ({ identifiers }) => filled(textsOf(identifiers).map(identifierItem)) },
    { name: 'evidence', type: 'list', read: ({ evidence }) => evidenceItems(evidence) },
  ]);
}

/** Those of them that the types declare, dates and the degree. */
export function nodeProperties(model: Model, languages: readonly string[]): ColumnOf<EntityRow>[] {
  return [
    ...declaredColumns(model.types.map(propertiesOf), languages, (row: EntityRow) => row),
    ...dateColumns((row: EntityRow) => row),
    { name: 'degree', type: 'integer', read: ({ degree }) => degree },
  ];
}

/** The columns of facts, whatever their types. */
export function factColumns(model: Model, languages: readonly string[]): ColumnOf<ExportedFact>[] {
  return distinct([
    { name: 'relationshipType', type: 'string', read: ({ type }) => type },
    { name: 'labelLanguage', type: 'string', read: (fact) => sentenceOf(model, fact, languages).language },
    ...factProperties(model, languages),
    { name: 'note', type: 'string', read: ({ row }) => textValue(row.note, languages) },
    { name: 'notes', type: 'list', read: ({ row }) => filled(textsOf(row.note).map(textItem)) },
    { name: 'evidence', type: 'list', read: ({ row }) => evidenceItems(row.evidence) },
  ]);
}

/** Those of them that the types declare, and dates. */
export function factProperties(model: Model, languages: readonly string[]): ColumnOf<ExportedFact>[] {
  const sets = model.relationships.map(({ properties }) => properties);
  return [
    ...declaredColumns(sets, languages, (fact: ExportedFact) => fact.row),
    ...dateColumns((fact: ExportedFact) => fact.row),
  ];
}

export const pairColumns: readonly ColumnOf<ExportedPair>[] = [
  { name: 'weight', type: 'integer', read: ({ count }) => count },
];

/**
 * Names that tools take for something of their own, in small letters: the ends, kinds and weights of edges, the time of
 * Gephi's tables, how Sigma draws a node, where D3 puts it, what Cytoscape puts it inside.
 */
const NAMES_OF_TOOLS = `id key value label name source target type kind weight fact relation parent timeset interval
  timestamp start end x y z vx vy fx fy index size color hidden zindex highlighted image forcelabel`.split(/\s+/);

/** The columns with a `_` behind the name of a property that a tool or another column has, whatever the case. */
export function distinct<C extends Column>(columns: readonly C[], taken: readonly string[] = NAMES_OF_TOOLS): C[] {
  const own = columns.filter(({ property }) => property === undefined).map(({ name }) => name.toLowerCase());
  const used = new Set([...taken, ...own]);
  return columns.map((column) => {
    if (column.property === undefined) return column;
    let { name } = column;
    while (used.has(name.toLowerCase())) name += '_';
    used.add(name.toLowerCase());
    return { ...column, name };
  });
}

/** The values that a row has. */
export function valuesOf<R>(columns: readonly ColumnOf<R>[], row: R): Attributes {
  const values: { [column: string]: CellValue } = {};
  for (const { name, read } of columns) {
    const value = read(row);
    if (value !== undefined) values[name] = value;
  }
  return values;
}

/** Values as the members of a JSON object. */
export function jsonOf(values: Attributes): { [column: string]: Json } {
  const json: { [column: string]: Json } = {};
  for (const [name, value] of Object.entries(values))
    json[name] = typeof value === 'object' ? value.map((item) => item.json) : value;
  return json;
}

/** A value as a text, the entries of a list with ` | ` between them, and a `\\` before each `|` and `\\` within one. */
export function textOf(value: CellValue): string {
  return typeof value === 'object'
    ? value.map(({ text }) => text.replace(/[|\\]/g, '\\$&')).join(' | ')
    : String(value);
}

/** Values as texts, numbers and truth alone, for tools that take no lists. */
export function plainOf(values: Attributes): { [column: string]: string | number | boolean } {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === 'object' ? textOf(value) : value]),
  );
}

/** A date, and the first and last day that it can cover; an end is absent where it is unbounded. */
function dateColumns<R>(rowOf: (row: R) => EntityRow | FactRow, name = 'date', own = false): ColumnOf<R>[] {
  const day = (row: R, part: 'earliest' | 'latest', unbounded: string) => {
    const found = spanIn(rowOf(row), name, own)?.[part];
    return found === unbounded ? undefined : found;
  };
  return [
    { name, type: 'string', read: (row) => spanIn(rowOf(row), name, own)?.date },
    { name: columnName(name, 'earliest', own), type: 'string', read: (row) => day(row, 'earliest', UNBOUNDED_START) },
    { name: columnName(name, 'latest', own), type: 'string', read: (row) => day(row, 'latest', UNBOUNDED_END) },
  ];
}

/** The columns of several sets of properties. A name in two of them has one column: a model gives it one kind. */
function declaredColumns<R>(
  sets: readonly Properties[],
  languages: readonly string[],
  rowOf: (row: R) => EntityRow | FactRow,
): ColumnOf<R>[] {
  const declared = Object.entries(Object.assign({}, ...sets) as Properties);
  return declared.flatMap(([name, property]) =>
    propertyColumns(name, property, languages, rowOf).map((column) => ({ ...column, property: name })),
  );
}

function propertyColumns<R>(
  name: string,
  property: Property,
  languages: readonly string[],
  rowOf: (row: R) => EntityRow | FactRow,
): ColumnOf<R>[] {
  const textual = (row: R) => optionalText(rowOf(row)[name]);
  const listed = (row: R) => filled(listOf(rowOf(row)[name]).map((each) => ({ json: each, text: each })));
  switch (property.kind) {
    case 'text':
    case 'identifier':
    case 'url':
      return [{ name, type: 'string', read: textual }];
    case 'choice':
      return [{ name, type: 'string', vocabulary: property.vocabulary, read: textual }];
    case 'reference':
      return [{ name, type: 'reference', read: textual }];
    case 'choices':
      return [{ name, type: 'texts', vocabulary: property.vocabulary, read: listed }];
    case 'references':
      return [{ name, type: 'references', read: listed }];
    case 'number':
      return [{ name, type: 'double', read: (row) => optionalNumber(rowOf(row)[name]) }];
    case 'boolean':
      return [{ name, type: 'boolean', read: (row) => optionalBoolean(rowOf(row)[name]) }];
    case 'money':
      return [
        { name, type: 'string', read: (row) => amountIn(rowOf(row), name) },
        {
          name: columnName(name, 'currency', true),
          type: 'string',
          read: (row) => optionalText(rowOf(row)[currencyName(name)]),
        },
      ];
    case 'coordinates':
      return ['latitude', 'longitude'].map((part) => ({
        name: columnName(name, part, property.own),
        type: 'double',
        read: (row) => optionalNumber(rowOf(row)[partName(name, part, property.own)]),
      }));
    case 'quantities':
      return [
        {
          name,
          type: 'list',
          read: (row) => filled(quantitiesIn(rowOf(row)[name]).map((each) => quantityItem(each, languages))),
        },
      ];
    case 'date':
      return property.own ? dateColumns(rowOf, name, true) : [];
  }
}

/** What the column of a part of a property is called. */
function columnName(name: string, part: string, own: boolean): string {
  return own ? name + part.charAt(0).toUpperCase() + part.slice(1) : part;
}

/** A text with its language: `tr Türkiye` where there is no JSON, as the graph stores it. */
function textItem(text: TaggedText): Item {
  const { language, value } = text;
  return { json: { value, language, direction: direction(language) }, text: tag(text) };
}

/** An identifier is stored as a tagged text whose tag is the catalogue. */
function identifierItem({ language: scheme, value }: { language: string; value: string }): Item {
  return { json: { scheme, value }, text: `${scheme} ${value}` };
}

function quantityItem({ name, value, label, evidence }: StoredQuantity, languages: readonly string[]): Item {
  const words = textIn(label, languages).value;
  const labels = textsOf(label).map((each) => textItem(each).json);
  return { json: { name, value, label: words, labels, evidence }, text: `${value} ${words}` };
}

function evidenceItems(evidence: readonly string[] | undefined): readonly Item[] | undefined {
  return evidence && filled(evidence.map((id) => ({ json: id, text: id })));
}

/** Stored texts, each with its language. */
export function textsJson(stored: unknown): Json[] {
  return textsOf(stored).map((text) => textItem(text).json);
}

function filled(items: readonly Item[]): readonly Item[] | undefined {
  return items.length > 0 ? items : undefined;
}

function textValue(stored: readonly string[] | undefined, languages: readonly string[]): string | undefined {
  return stored && stored.length > 0 ? textIn(stored, languages).value : undefined;
}

function optionalText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function optionalBoolean(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

function listOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function amountIn(row: EntityRow | FactRow, name: string): string | undefined {
  const money = moneyIn(row, name);
  return money ? decimalOf(money.amount, money.currency) : undefined;
}

function optionalNumber(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
