import { passagePrefix } from '../declare/ids.ts';
import type { Model } from '../declare/model.ts';
import { statement } from '../graph/port.ts';
import { UNBOUNDED_END } from '../time/edtf.ts';
import { type Reading, type Rows, readExisting } from './existing.ts';
import { type Changes, dayOf, documentsBehind, Planner, type Stated, witnessOf } from './plan.ts';
import type { Kind } from './rows.ts';
import type { StoredRow } from './stored.ts';
import type { Plan } from './write.ts';

/** What a dossier states, row by row. */
export type Statements = { readonly [kind in Kind]: Stated };

export type ExistingRows = { readonly [kind in Kind]: Rows };

/**
 * Reads what the graph has of all that a dossier states, stated or names, and works out what has to change.
 *
 * @param named ids that the dossier names besides those that it states
 */
export async function changeOf(
  reading: Reading,
  model: Model,
  dossier: string,
  statements: Statements,
  named: { readonly [kind in 'document' | 'passage' | 'entity']: Iterable<string> },
): Promise<{ readonly plan: Plan; readonly existing: ExistingRows }> {
  const existing: ExistingRows = {
    document: await nodes(reading, 'document', dossier, [...statements.document.keys(), ...named.document]),
    passage: await nodes(reading, 'passage', dossier, [...statements.passage.keys(), ...named.passage]),
    entity: await nodes(reading, 'entity', dossier, [...statements.entity.keys(), ...named.entity]),
    fact: await facts(reading, dossier, statements.fact.keys()),
  };
  const planner = new Planner(model, dossier);
  const document = planner.changes('document', statements.document, existing.document, () => undefined);
  const redated = redatedBy(document);
  await addOpenEnded(reading, redated, existing);
  await addDocumentsBehind(reading, statements, existing);

  const witness = witnessOf(documentsAfter(existing.document, document));
  const changes = (kind: Kind) => planner.changes(kind, statements[kind], existing[kind], witness);
  return {
    plan: { document, passage: changes('passage'), entity: changes('entity'), fact: changes('fact') },
    existing,
  };
}

async function nodes(
  reading: Reading,
  kind: 'document' | 'passage' | 'entity',
  dossier: string,
  ids: readonly string[],
): Promise<Rows> {
  const rows = await reading.nodesOf(kind, dossier);
  return add(
    rows,
    await reading.nodes(
      kind,
      ids.filter((id) => !rows.has(id)),
    ),
  );
}

async function facts(reading: Reading, dossier: string, ids: Iterable<string>): Promise<Rows> {
  const rows = await reading.factsOf(dossier);
  return add(rows, await reading.facts([...ids].filter((id) => !rows.has(id))));
}

function add(rows: Rows, more: Rows): Rows {
  for (const [id, row] of more) rows.set(id, row);
  return rows;
}

/** The documents whose day changes, so that what has no end is witnessed until another day. */
export function redatedBy({ write }: Changes): string[] {
  return write.filter(({ before, row }) => before && dayOf(before.row) !== dayOf(row)).map(({ id }) => id);
}

/** Adds rows of any dossier that cite one of these documents and have a date without an end. */
export async function addOpenEnded(
  reading: Reading,
  documents: readonly string[],
  existing: Pick<ExistingRows, 'entity' | 'fact'>,
): Promise<void> {
  if (documents.length === 0) return;
  const keys = await reading.run(OPEN_FACTS_CITING, { documents });
  const ids = keys.map((key) => key.slice(key.indexOf('|') + 1));
  add(existing.fact, await reading.facts(ids.filter((id) => !existing.fact.has(id))));
  for (const row of await reading.run(OPEN_ENDED, { prefixes: documents.map(passagePrefix) })) {
    existing.entity.set(row.id, row);
  }
}

async function addDocumentsBehind(reading: Reading, statements: Statements, existing: ExistingRows): Promise<void> {
  const rows = [statements.entity, statements.fact, existing.entity, existing.fact].flatMap((each) =>
    [...each.values()].map(({ row }) => row),
  );
  const ids = [...documentsBehind(rows)].filter((id) => !existing.document.has(id));
  add(existing.document, await reading.nodes('document', ids));
}

export function documentsAfter(existing: Rows, { write, remove }: Changes): Map<string, StoredRow> {
  const after = new Map([...existing].map(([id, { row }]) => [id, row] as const));
  for (const { id, row } of write) after.set(id, row);
  for (const { id } of remove) after.delete(id);
  return after;
}

/** An EDTF interval without an end ends in `/..`, and so does the id of such a fact. */
const OPEN_FACTS_CITING = statement(
  'dossier: open-ended facts that cite documents',
  "MATCH (p:Passage) WHERE p.document IN $documents UNWIND p.facts AS key WITH key WHERE key ENDS WITH '/..' RETURN DISTINCT key ORDER BY key",
  (row) => String(row['key']),
);

const OPEN_ENDED = statement(
  'dossier: open-ended entities that cite documents',
  `MATCH (n:Entity) WHERE n.latest = '${UNBOUNDED_END}' AND any(prefix IN $prefixes WHERE any(passage IN n.evidence WHERE passage STARTS WITH prefix)) RETURN properties(n) AS row, labels(n) AS labels ORDER BY n.id`,
  readExisting,
);
