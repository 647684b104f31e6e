import type { Model } from '../../declare/model.ts';
import { statement } from '../../graph/port.ts';
import { type Existing, type Reading, readExisting } from '../existing.ts';
import { LABEL } from '../rows.ts';
import { textOf } from '../stored.ts';

/** How many rows a page has, about. */
const NODES = 500;
const FACTS = 5_000;

/** The nodes of a kind that a dossier states, in pages by id. A page may be removed before the next is asked for. */
export async function* nodePages(
  reading: Reading,
  kind: 'passage' | 'entity',
  dossier: string,
): AsyncGenerator<Existing[]> {
  for (let after = ''; ; ) {
    const page = await reading.run(NODES_OF[kind], { dossier, after, limit: NODES });
    if (page.length > 0) yield page;
    if (page.length < NODES) return;
    after = page.at(-1)?.id ?? '';
  }
}

/**
 * The facts that a dossier states, in pages. They are read from the nodes that have few, each time with all that these
 * have, and only what joins two that have many is read from those: so a fact with two light ends may come twice, unless
 * its page was removed before the next is asked for.
 */
export async function* factPages(reading: Reading, model: Model, dossier: string): AsyncGenerator<Existing[]> {
  const heavy: string[] = [];
  let light: string[] = [];
  let degrees = 0;
  for (let after = ''; ; ) {
    const nodes = await reading.run(DEGREES, { after, limit: NODES });
    for (const { id, degree } of nodes) {
      if (degree > FACTS) heavy.push(id);
      else if (degree > 0) light.push(id);
      if (degree > FACTS) continue;
      degrees += degree;
      if (degrees < FACTS) continue;
      yield* distinct(await reading.run(FACTS_AT, { ids: light, dossier }));
      light = [];
      degrees = 0;
    }
    if (nodes.length < NODES) break;
    after = nodes.at(-1)?.id ?? '';
  }
  if (light.length > 0) yield* distinct(await reading.run(FACTS_AT, { ids: light, dossier }));
  for (const id of heavy) yield* betweenHeavy(reading, model, dossier, id, heavy);
}

async function* betweenHeavy(
  reading: Reading,
  model: Model,
  dossier: string,
  id: string,
  heavy: readonly string[],
): AsyncGenerator<Existing[]> {
  for (const { name } of model.relationships) {
    for (let after = ''; ; ) {
      const page = await reading.run(factsFrom(name), { id, heavy, after, dossier, limit: FACTS });
      if (page.length > 0) yield page;
      if (page.length < FACTS) break;
      after = textOf(page.at(-1)?.row, 'order') ?? '';
    }
  }
}

function* distinct(rows: readonly Existing[]): Generator<Existing[]> {
  const byId = new Map(rows.map((row) => [row.id, row]));
  if (byId.size > 0) yield [...byId.values()];
}

const nodesOf = (label: string) =>
  statement(
    `dossier: page of ${label} of a dossier`,
    `MATCH (n:${label}) WHERE n.id > $after AND $dossier IN n.dossiers RETURN properties(n) AS row, labels(n) AS labels ORDER BY n.id LIMIT $limit`,
    readExisting,
  );

const NODES_OF = { passage: nodesOf(LABEL.passage), entity: nodesOf(LABEL.entity) };

const DEGREES = statement(
  'dossier: page of degrees',
  'MATCH (n:Entity) WHERE n.id > $after RETURN n.id AS id, n.degree AS degree ORDER BY id LIMIT $limit',
  (row) => ({ id: String(row['id']), degree: Number(row['degree']) }),
);

const FACTS_AT = statement(
  'dossier: facts of a dossier at entities',
  'UNWIND $ids AS id MATCH (:Entity {id: id})-[r]-(:Entity) WHERE $dossier IN r.dossiers RETURN properties(r) AS row ORDER BY r.id',
  readExisting,
);

const factsFrom = (type: string) =>
  statement(
    `dossier: page of ${type} of a dossier`,
    `MATCH (:Entity {id: $id})-[r:${type}]->(b:Entity) WHERE r.source = $id AND r.order > $after AND b.id IN $heavy AND $dossier IN r.dossiers RETURN properties(r) AS row ORDER BY r.order LIMIT $limit`,
    readExisting,
  );
