import { passagePrefix } from '../declare/ids.ts';
import type { Model } from '../declare/model.ts';
import { statement } from '../graph/port.ts';
import { documentOf } from './evidence.ts';
import { batchesOf, type Existing, othersOf, type Reading, readExisting } from './existing.ts';
import { contributionsOf, quantitiesIn } from './merge.ts';
import { quantityNames, statedPart } from './rows.ts';
import { type StoredRow, textOf, textsOf } from './stored.ts';

/** Something of another dossier that names a row which only this dossier states. */
export interface Dependent {
  /** The id that would be of nothing. */
  readonly on: string;
  /** The id of the row that names it. */
  readonly id: string;
  readonly dossier: string;
  readonly file: string;
}

/** What of other dossiers still names these rows, which are about to go. By id. */
export async function dependentsOn(
  reading: Reading,
  model: Model,
  dossier: string,
  going: { readonly entities: readonly Existing[]; readonly passages: readonly Existing[] },
): Promise<Dependent[]> {
  const passages = new Set(going.passages.map(({ id }) => id));
  const documents = new Set([...passages].map(documentOf));
  return inOrder([
    ...(await onEntities(reading, model, dossier, going.entities)),
    ...(await onPassages(reading, model, dossier, documents, (id) => passages.has(id))),
  ]);
}

export function inOrder(dependents: readonly Dependent[]): Dependent[] {
  return [...dependents].sort((a, b) => (a.on + a.id < b.on + b.id ? -1 : 1));
}

/** What of other dossiers still names these entities. */
export async function onEntities(
  reading: Reading,
  model: Model,
  dossier: string,
  going: readonly Existing[],
): Promise<Dependent[]> {
  const found: Dependent[] = [];
  for (const batch of batchesOf(going)) {
    const ids = batch.map(({ id }) => id);
    for (const { on, naming } of await reading.run(ENDS, { ids, dossier })) {
      found.push(...dependents(on, naming, dossier, () => true));
    }
    for (const { statement: of, property } of references(model)) {
      for (const { naming } of await reading.run(of, { ids, dossier })) {
        const on = textOf(naming.row, property) ?? '';
        found.push(...dependents(on, naming, dossier, (row) => row[property] === on));
      }
    }
  }
  return found;
}

/**
 * What of other dossiers still names these passages.
 *
 * @param documents the ids of the documents that they are of
 */
export async function onPassages(
  reading: Reading,
  model: Model,
  dossier: string,
  documents: Iterable<string>,
  isGoing: (passage: string) => boolean,
): Promise<Dependent[]> {
  const prefixes = [...documents].map(passagePrefix);
  if (prefixes.length === 0) return [];
  const quantities = quantityNames(model);
  const facts = await reading.run(FACTS_CITING, { prefixes, dossier });
  const entities = await reading.run(entitiesCiting(quantities), { prefixes, dossier });
  return [...facts, ...entities].flatMap((naming) =>
    [...citedIn(naming.row, quantities)]
      .filter(isGoing)
      .flatMap((passage) => dependents(passage, naming, dossier, (row) => citedIn(row, quantities).has(passage))),
  );
}

/** The dossiers, other than this one, whose own statement of a row names the id. */
function dependents(on: string, naming: Existing, dossier: string, names: (row: StoredRow) => boolean): Dependent[] {
  if (othersOf(naming, dossier).length === 0) return [];
  return contributionsOf(naming.row, statedPart)
    .filter((each) => each.dossier !== dossier && names(each.row))
    .map((each) => ({ on, id: naming.id, dossier: each.dossier, file: each.file }));
}

/** The passages that a row names, those of its quantities included. */
function citedIn(row: StoredRow, quantities: ReadonlySet<string>): Set<string> {
  const figures = [...quantities].flatMap((property) => quantitiesIn(row, property));
  return new Set([...textsOf(row, 'evidence'), ...figures.flatMap(({ evidence }) => evidence)]);
}

const OF_ANOTHER = (row: string) => `any(other IN ${row}.dossiers WHERE other <> $dossier)`;

const ENDS = statement(
  'dossier: facts of others at entities',
  `UNWIND $ids AS id MATCH (:Entity {id: id})-[row]-(:Entity) WHERE ${OF_ANOTHER('row')} RETURN id AS on, properties(row) AS row ORDER BY on, row.id`,
  (row) => ({ on: String(row['on']), naming: readExisting(row) }),
);

/** Statements for what names an entity by a property: whom a fact is on behalf of. */
function references(model: Model) {
  const patterns = [
    ...model.relationships.map((each) => ({ pattern: `(:Entity)-[row:${each.name}]->(:Entity)`, of: each })),
    ...model.types.map((each) => ({ pattern: `(row:${each.name})`, of: each })),
  ];
  return patterns.flatMap(({ pattern, of }) =>
    Object.entries(of.properties).flatMap(([property, { kind }]) =>
      kind === 'reference' ? [{ property, statement: naming(of.name, pattern, property) }] : [],
    ),
  );
}

const naming = (name: string, pattern: string, property: string) =>
  statement(
    `dossier: ${name}.${property} of others`,
    `MATCH ${pattern} WHERE row.${property} IN $ids AND ${OF_ANOTHER('row')} RETURN properties(row) AS row ORDER BY row.id`,
    (row) => ({ naming: readExisting(row) }),
  );

const CITES = 'any(prefix IN $prefixes WHERE any(passage IN row.evidence WHERE passage STARTS WITH prefix))';

const FACTS_CITING = statement(
  'dossier: facts of others that cite',
  `MATCH (:Entity)-[row]->(:Entity) WHERE ${OF_ANOTHER('row')} AND ${CITES} RETURN properties(row) AS row ORDER BY row.id`,
  readExisting,
);

const entitiesCiting = (quantities: ReadonlySet<string>) => {
  const perhaps = [CITES, ...[...quantities].map((property) => `row.${property} IS NOT NULL`)].join(' OR ');
  return statement(
    'dossier: entities of others that cite',
    `MATCH (row:Entity) WHERE ${OF_ANOTHER('row')} AND (${perhaps}) RETURN properties(row) AS row ORDER BY row.id`,
    readExisting,
  );
};
