/** A bare loop that writes what the loader writes: the bound that a load is measured against. */
import { indexesOf } from '../../dist/declare/model.js';
import { loadDossier } from '../../dist/dossier/load.js';
import { openEmbedded } from '../../dist/graph/embedded.js';
import { statement } from '../../dist/graph/port.js';
import { model } from '../../dist/model/index.js';

/** What the loader writes of the dossier, without its checks: read from a graph in memory that it was loaded into. */
export async function bareRows(folder) {
  const graph = openEmbedded({ memory: true });
  await graph.prepare(indexesOf(model));
  await loadDossier(graph, model, folder);
  const nodes = await graph.run(
    statement(
      'nodes',
      'MATCH (n) WHERE n.id IS NOT NULL RETURN labels(n) AS labels, properties(n) AS row',
      (row) => row,
    ),
    {},
  );
  const facts = await graph.run(
    statement(
      'facts',
      'MATCH (a)-[r]->(b) RETURN type(r) AS type, properties(r) AS row ORDER BY r.target',
      (row) => row,
    ),
    {},
  );
  await graph.close();
  const derived = nodes.map(({ row }) => {
    const { degree, facts: keys, participantCount, participantOrder, ...rest } = row;
    return { rest, later: { degree, facts: keys, participantCount, participantOrder } };
  });
  return { nodes: nodes.map(({ labels }, at) => ({ labels, ...derived[at] })), facts };
}

/** Writes them in batches, as the loader does, and tells how many facts they are. */
export async function bareLoop(graph, { nodes, facts }) {
  const write = (text, rows) =>
    graph.write((transaction) =>
      transaction.run(
        statement('bare', text, () => null),
        { rows },
      ),
    );
  for (const [labels, group] of grouped(nodes, (node) => node.labels.join(':'))) {
    for (const rows of batches(group, 1_000)) {
      await write(
        `UNWIND $rows AS row CREATE (n:${labels}) SET n = row`,
        rows.map(({ rest }) => rest),
      );
    }
  }
  // As the loader does: each end is looked for once, what a roll call's votes share is sent once, and a batch is sent while
  // the one before it is written, which the lock of a node keeps apart.
  await write('UNWIND $rows AS row MERGE (:GraphVersion {id: row})', ['bare']);
  const lock = statement('lock', "MATCH (v:GraphVersion {id: 'bare'}) SET v.id = v.id", () => null);
  for (const [type, group] of grouped(facts, (fact) => fact.type)) {
    const shared = ['date', 'earliest', 'latest', 'surelyFrom', 'surelyTo', 'evidence', 'dossiers', 'files'];
    const all = new Set(group.flatMap(({ row }) => Object.keys(row)));
    const own = ['id', ...[...all].filter((key) => !['id', 'source', 'target', 'order', ...shared].includes(key))];
    const stored = [
      ['target', '$ends[g.end]'],
      ['source', '$ends[row[0]]'],
      ['order', 'g.day + row[1]'],
      ...shared.map((key) => [key, `g.${key}`]),
      ...own.map((key, at) => [key, `row[${at + 1}]`]),
    ];
    const create = statement(
      'bare',
      `UNWIND range(0, size($ends) - 1) AS place MATCH (n:Entity {id: $ends[place]}) WITH place, n ORDER BY place
       WITH collect(n) AS ends UNWIND $groups AS g UNWIND g.rows AS row WITH g, row, ends[g.end] AS b, ends[row[0]] AS a
       ${creation(graph.engine, type, stored)}`,
      () => null,
    );
    let last = Promise.resolve();
    for (const rows of batches(group, 2_500)) {
      const params = listed(rows, shared, own);
      const before = last;
      last = graph.write((transaction) => Promise.all([transaction.run(lock, {}), transaction.run(create, params)]));
      last.catch(() => undefined);
      await before;
    }
    await last;
  }
  const set = (label, name) => `UNWIND $rows AS row MATCH (n:${label} {id: row.id}) SET n.${name} = row.${name}`;
  for (const [label, name] of [
    ['Entity', 'degree'],
    ['Entity', 'participantCount'],
    ['Entity', 'participantOrder'],
    ['Passage', 'facts'],
  ]) {
    const rows = nodes
      .filter(({ later }) => later[name] !== undefined)
      .map(({ rest, later }) => ({ id: rest.id, [name]: later[name] }));
    for (const some of batches(rows, 1_000)) await write(set(label, name), some);
  }
  return facts.length;
}

/** The quicker way on each engine, as the loader has it. */
function creation(engine, type, stored) {
  return engine === 'neo4j'
    ? `CREATE (a)-[r:${type}]->(b) SET ${stored.map(([key, value]) => `r.${key} = ${value}`).join(', ')}`
    : `CREATE (a)-[:${type} {${stored.map((each) => each.join(': ')).join(', ')}}]->(b)`;
}

/** Facts as lists: the ids of their ends, and by target what they share and what each has of its own. */
function listed(rows, shared, own) {
  const places = new Map();
  const placeOf = (id) => {
    if (!places.has(id)) places.set(id, places.size);
    return places.get(id);
  };
  const groups = new Map();
  for (const { row } of rows) {
    const day = row.order.slice(0, -row.id.length);
    const key = `${row.target} ${day} ${row.evidence}`;
    if (!groups.has(key)) {
      const some = Object.fromEntries(
        shared.filter((each) => row[each] !== undefined).map((each) => [each, row[each]]),
      );
      groups.set(key, { ...some, end: placeOf(row.target), day, rows: [] });
    }
    groups.get(key).rows.push([placeOf(row.source), ...own.map((each) => row[each] ?? null)]);
  }
  return { ends: [...places.keys()], groups: [...groups.values()] };
}

function grouped(rows, key) {
  const groups = new Map();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group) group.push(row);
    else groups.set(key(row), [row]);
  }
  return groups;
}

function* batches(all, size) {
  for (let start = 0; start < all.length; start += size) yield all.slice(start, start + size);
}
