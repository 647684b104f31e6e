/** A bare loop that writes what the loader writes: the bound that a load is measured against. */
import { indexesOf } from '../../dist/declare/model.js';
import { loadDossier } from '../../dist/dossier/load.js';
import { reportFacts } from '../../dist/dossier/store/facts.query.js';
import { statement, written } from '../../dist/graph/port.js';
import { defaultModel } from '../../dist/model/choice.js';
import { openTemporary } from '../../tools/temporary.mjs';
import * as whole from '../../tools/whole.mjs';

const model = await defaultModel();

/** What the loader writes of the dossier, without its checks: read from a graph that it was loaded into. */
export async function bareRows(folder) {
  const graph = await openTemporary();
  await graph.prepare(indexesOf(model));
  await loadDossier(graph, model, folder);
  const options = { timeout: 600_000 };
  const nodes = await graph.run(
    written('nodes', whole.NODES, (row) => row),
    {},
    options,
  );
  const facts = await graph.run(
    written('facts', whole.FACTS, ({ type, row }) => ({ type, row })),
    {},
    options,
  );
  await graph.close();
  facts.sort((a, b) => (a.row.target < b.row.target ? -1 : 1));
  const derived = nodes.map(({ row }) => {
    const { degree, facts: keys, participantCount, participantOrder, ...rest } = row;
    return { rest, later: { degree, facts: keys, participantCount, participantOrder } };
  });
  return { nodes: nodes.map(({ labels }, at) => ({ labels, ...derived[at] })).filter(({ rest }) => rest.id), facts };
}

/** What facts of an end share, so that it is sent once. */
const SHARED = ['date', 'earliest', 'latest', 'surelyFrom', 'surelyTo', 'evidence', 'dossiers', 'files'];

/** Writes them in batches, as the loader does, and tells how many facts they are. */
export async function bareLoop(graph, rows) {
  const writer = graph.engine === 'neo4j' ? writerOnNeo4j(graph) : writerOnSqlite(graph);
  for (const [labels, group] of grouped(
    rows.nodes.filter(({ labels: all }) => !all.includes('Dossier')),
    (node) => node.labels.join(':'),
  )) {
    for (const batch of batches(group, 1_000))
      await writer.nodes(
        labels.split(':'),
        batch.map(({ rest }) => rest),
      );
  }
  // As the loader does: each end is looked for once, what a roll call's votes share is sent once, and a batch is sent while
  // the one before it is written.
  for (const [type, group] of grouped(rows.facts, (fact) => fact.type)) {
    const all = new Set(group.flatMap(({ row }) => Object.keys(row)));
    const own = ['id', ...[...all].filter((key) => !['id', 'source', 'target', 'order', ...SHARED].includes(key))];
    const create = {
      name: 'bare',
      of: { form: 'create facts', type, end: 'target', shared: SHARED, own },
      read: () => null,
    };
    let last = Promise.resolve();
    for (const batch of batches(group, 2_500)) {
      const params = listed(batch, SHARED, own);
      const before = last;
      last = writer.facts(type, create, params, batch);
      last.catch(() => undefined);
      await before;
    }
    await last;
  }
  await writer.derived(rows.nodes);
  return rows.facts.length;
}

const withoutAbsent = (row) => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined));

const kindOf = (labels) => ({ SourceDocument: 'document', Passage: 'passage' })[labels[0]] ?? 'entity';

function writerOnSqlite(graph) {
  const derive = written(
    'bare',
    {
      cypher: () => '',
      sql: () => `UPDATE entity SET degree = row.degree, participantCount = row.count, participantOrder = row.place
        FROM (SELECT value ->> 'id' AS id, value ->> 'degree' AS degree, value ->> 'participantCount' AS count, value ->> 'participantOrder' AS place FROM json_each($rows)) AS row
        WHERE entity.id = row.id`,
      columns: {},
    },
    () => null,
  );
  return {
    nodes: (labels, rows) =>
      graph.write((transaction) =>
        transaction.run(
          { name: 'bare', of: { form: 'write nodes', kind: kindOf(labels), label: '', labels }, read: () => null },
          { rows: rows.map((row) => ({ degree: 0, ...row })) },
        ),
      ),
    facts: (type, create, params, batch) =>
      graph.write(async (transaction) => {
        const cited = batch.flatMap(({ row }) => row.evidence.map((id) => ({ id, order: row.order })));
        const reported = [...grouped(cited, ({ id }) => id)].map(([id, come]) => ({
          id,
          gone: [],
          come: come.map(({ order }) => order),
        }));
        await Promise.all([
          transaction.run(create, params),
          transaction.run(reportFacts, { type, rows: reported, gone: [] }),
        ]);
      }),
    async derived(nodes) {
      const rows = nodes.filter(({ later }) => later.degree !== undefined);
      for (const batch of batches(rows, 1_000))
        await graph.write((transaction) =>
          transaction.run(derive, { rows: batch.map(({ rest, later }) => withoutAbsent({ id: rest.id, ...later })) }),
        );
    },
  };
}

function writerOnNeo4j(graph) {
  const write = (text, rows) =>
    graph.write((transaction) =>
      transaction.run(
        statement('bare', text, () => null),
        { rows },
      ),
    );
  // The lock of a node keeps batches apart.
  const lock = statement('lock', "MERGE (v:GraphVersion {id: 'bare'}) SET v.id = v.id", () => null);
  return {
    nodes: (labels, rows) => write(`UNWIND $rows AS row CREATE (n:${labels.join(':')}) SET n = row`, rows),
    facts: (_type, create, params) =>
      graph.write((transaction) => Promise.all([transaction.run(lock, {}), transaction.run(create, params)])),
    async derived(nodes) {
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
    },
  };
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
  const [first] = groups.values();
  const provenance = first ? [{ dossiers: first.dossiers, files: first.files }] : [];
  return { ends: [...places.keys()], groups: [...groups.values()], provenance };
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
