/** Graphs of any size for tests, written straight through the port in the stored form, without a dossier. */

import { Activity } from '../../src/core/interfaces.ts';
import { dayOf, derivedOf } from '../../src/declare/derived.ts';
import { isA, labelsOf, propertiesOf } from '../../src/declare/entity.ts';
import { factId, idOfOrderKey, orderKey, passageId } from '../../src/declare/ids.ts';
import { indexesOf, typeNamed } from '../../src/declare/model.ts';
import { ofKind, orderedIn, type Properties, type Seeding } from '../../src/declare/property.ts';
import { FactCreation } from '../../src/dossier/store/create-facts.ts';
import { reportFacts } from '../../src/dossier/store/facts.query.ts';
import { batchesOf, groupedBy } from '../../src/dossier/store/groups.ts';
import { LABEL, type NodeKind } from '../../src/dossier/store/stored.ts';
import type { Graph, Params, Query } from '../../src/graph/port.ts';
import { searchText, sortName } from '../../src/text/search.ts';
import { bounds, parseDate } from '../../src/time/edtf.ts';
import { model } from './model.ts';

export interface EntitySpec {
  /** Tells the type: `Event:summit`. */
  readonly id: string;
  /** Each `<language> <name>`. Default: the slug, in English. */
  readonly names?: readonly string[];
  /** Ids of passages. */
  readonly evidence?: readonly string[];
  /** What its type declares, as a seed would give it. */
  readonly [property: string]: unknown;
}

export interface FactSpec {
  readonly type: string;
  readonly source: string;
  readonly target: string;
  readonly date?: string | undefined;
  readonly evidence?: readonly string[];
  readonly [property: string]: unknown;
}

export interface PassageSpec {
  readonly document: string;
  readonly locator: string;
}

export interface GraphSpec {
  readonly entities: readonly EntitySpec[];
  readonly facts: readonly FactSpec[];
  /** The ids of documents. */
  readonly documents?: readonly string[];
  readonly passages?: readonly PassageSpec[];
}

type StoredRow = { readonly [property: string]: Params[string] };

/** Writes a graph into an empty store, with its indexes and all that a loader derives: degrees, counts, orders. */
export async function writeGraph(graph: Graph, spec: GraphSpec): Promise<void> {
  const { documents = [], passages = [] } = spec;
  await graph.prepare(indexesOf(model));
  const facts = spec.facts.map(factRow);
  const derived = derive(facts);
  await writeNodes(
    graph,
    'document',
    ['SourceDocument'],
    documents.map((id) => ({ id, title: [`en ${id}`], language: 'en' })),
  );
  await writeNodes(
    graph,
    'passage',
    ['Passage'],
    passages.map((passage, index) => {
      const id = passageId(passage.document, passage.locator);
      const order = orderKey(String(index).padStart(8, '0'), id);
      return { ...passage, id, order, summary: [`en What ${passage.locator} says.`], facts: [] };
    }),
  );
  for (const [type, entities] of groupedBy(spec.entities, ({ id }) => id.slice(0, id.indexOf(':')))) {
    const rows = entities.map((entity) => entityRow(type, entity, derived));
    await writeNodes(graph, 'entity', labelsOf(typeOf(type)), rows);
  }
  for (const [type, rows] of groupedBy(facts, ({ type }) => type)) await writeFacts(graph, type, rows);
}

async function writeNodes(graph: Graph, kind: NodeKind, labels: readonly string[], rows: readonly StoredRow[]) {
  const write: Query<void> = {
    name: `write ${labels.join(':')}`,
    of: { form: 'write nodes', kind, label: LABEL[kind], labels },
    read: () => undefined,
  };
  for (const batch of batchesOf(rows)) await graph.write((transaction) => transaction.run(write, { rows: batch }));
}

async function writeFacts(graph: Graph, type: string, facts: readonly StoredFact[]) {
  const creation = new FactCreation(relationshipOf(type));
  for (const batch of batchesOf(facts)) {
    const rows = batch.map(({ row }) => row);
    const byPassage = groupedBy(
      rows.flatMap(({ evidence, order }) => (evidence as string[]).map((passage) => ({ passage, order }))),
      ({ passage }) => passage,
    );
    const reported = Array.from(byPassage, ([id, come]) => ({ id, gone: [], come: come.map(({ order }) => order) }));
    await graph.write(async (transaction) => {
      await creation.create(transaction, rows);
      await transaction.run(reportFacts, { type, rows: reported, gone: [] });
    });
  }
}

interface StoredFact {
  readonly type: string;
  readonly row: StoredRow & {
    readonly id: string;
    readonly source: string;
    readonly target: string;
    readonly order: string;
  };
}

function factRow({ type, source, target, date, evidence = [], ...given }: FactSpec): StoredFact {
  const relationship = relationshipOf(type);
  const said = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const values = { ...defaultsOf(relationship.properties), ...said };
  // A test gives what the property's seed would accept.
  const identity = relationship.identity.map((name) => given[name] as string | undefined);
  const id = factId({ type, source, target, identity, date });
  const properties = stored(relationship.properties, values, id);
  const span = date === undefined ? {} : dated(date, id);
  const order = String(span['order'] ?? orderKey(undefined, id));
  return { type, row: { ...properties, ...span, id, source, target, order, evidence } };
}

function entityRow(type: string, { id, names, evidence, ...given }: EntitySpec, derived: Derived): StoredRow {
  const tagged = names ?? [`en ${id.slice(type.length + 1).replaceAll('-', ' ')}`];
  const plain = tagged.map((name) => name.slice(name.indexOf(' ') + 1));
  const declaration = typeOf(type);
  const count = derived.participants(id);
  const activity = isA(declaration, Activity)
    ? {
        order: orderKey(undefined, id),
        participantCount: count,
        participantOrder: `${String(count).padStart(8, '0')}|${id}`,
      }
    : {};
  const own = stored(propertiesOf(declaration), given, id);
  const { earliest, latest } = own;
  return {
    id,
    type,
    names: tagged,
    searchText: searchText(plain),
    sortName: `${sortName(plain[0] ?? '')}\t${id}`,
    degree: derived.degree(id),
    ...(evidence ? { evidence } : {}),
    ...activity,
    ...own,
    ...(latest === undefined || latest === earliest ? {} : { until: latest }),
  };
}

function defaultsOf(properties: Properties): { readonly [name: string]: string } {
  return Object.fromEntries(
    ofKind(properties, 'choice').flatMap(([name, { byDefault }]) =>
      byDefault === undefined ? [] : [[name, byDefault]],
    ),
  );
}

function stored(properties: Properties, values: { readonly [name: string]: unknown }, id: string): StoredRow {
  const stated: StoredRow = Object.assign(
    {},
    ...Object.entries(properties).map(([name, property]) =>
      // A test gives what the property's seed would accept.
      values[name] === undefined ? {} : property.store(name, values[name] as never, SEEDING),
    ),
  );
  const { date } = stated;
  const days = typeof date === 'string' ? dated(date, id) : {};
  return { ...stated, ...days, ...derivedOf(properties, orderedIn(properties), stated, { id, witness: WITNESS }) };
}

function dated(date: string, id: string): Params {
  const days = bounds(parseDate(date), WITNESS);
  return { date, ...days, order: orderKey(dayOf(days), id) };
}

const WITNESS = '2025-08-02';
const SEEDING: Seeding = { passage: (reference) => reference };

interface Derived {
  readonly degree: (id: string) => number;
  readonly participants: (id: string) => number;
}

const PARTICIPATIONS = new Set(
  model.relationships.filter(({ plays }) => plays === 'participation').map(({ name }) => name),
);

function derive(facts: readonly StoredFact[]): Derived {
  const degrees = new Map<string, number>();
  const participants = new Map<string, Set<string>>();
  for (const { type, row } of facts) {
    for (const end of [row.source, row.target]) degrees.set(end, (degrees.get(end) ?? 0) + 1);
    if (PARTICIPATIONS.has(type)) setAt(participants, row.target, () => new Set<string>()).add(row.source);
  }
  return {
    degree: (id) => degrees.get(id) ?? 0,
    participants: (id) => participants.get(id)?.size ?? 0,
  };
}

/** The ids of facts in the order of the lists that hold them: by date, the undated last, ties by id. */
export function inOrder(facts: readonly FactSpec[], direction: 'ASC' | 'DESC' = 'ASC'): string[] {
  const keys = facts.map((fact) => factRow(fact).row.order).sort();
  const isDated = (key: string) => !key.startsWith('9999');
  const dated = keys.filter(isDated);
  const undated = keys.filter((key) => !isDated(key));
  return (direction === 'ASC' ? [...dated, ...undated] : [...dated.reverse(), ...undated.reverse()]).map(idOfOrderKey);
}

/** The id that a fact is stored under. */
export function idOf(fact: FactSpec): string {
  return factRow(fact).row.id;
}

function relationshipOf(type: string) {
  const relationship = model.relationships.find(({ name }) => name === type);
  if (!relationship) throw new Error(`There is no relationship type ${type}.`);
  return relationship;
}

function typeOf(name: string) {
  const type = typeNamed(model, name);
  if (!type) throw new Error(`There is no entity type ${name}.`);
  return type;
}

function setAt<V>(map: Map<string, V>, key: string, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
