// Searches among many names on Neo4j: the time and the db hits of a search, and whether the text index served it.
//   npm run build && node tools/neo4j.mjs -- node bench/search.mjs 10000 1000000
// Each number is a size; the same searches are asked at each. Wants an empty database at NEO4J_URI, and empties it.
import neo4j from 'neo4j-driver';
import { createApi } from '../dist/api/server.js';
import { indexesOf } from '../dist/declare/model.js';
import { openNeo4j } from '../dist/graph/neo4j.js';
import { defaultModel } from '../dist/model/choice.js';
import { buildModelSchema } from '../dist/model/index.js';
import { untag } from '../dist/text/language.js';
import { searchText } from '../dist/text/search.js';

const model = await defaultModel();

const SEARCHES = ['court of justice', 'محكمة العدل', 'person number zz', 'adalet div', 'وزارة الشئون'];
const NAMES = {
  'Organization:icj': ['en International Court of Justice', 'ar محكمة العدل الدولية', 'tr Uluslararası Adalet Divanı'],
  'Organization:mofa': ['en Ministry of Foreign Affairs', 'ar وزارة الشؤون الخارجية'],
};
const FIXED = Object.entries(NAMES).map(([id, names]) => ({
  id,
  names,
  text: searchText(names.map((name) => untag(name).value)),
}));
const sizes = process.argv.slice(2).map(Number);
const uri = process.env.NEO4J_URI;
if (!uri || sizes.length === 0 || !sizes.every(Number.isInteger))
  throw new Error('usage: NEO4J_URI=… node bench/search.mjs SIZE…');

const driver = neo4j.driver(uri, undefined, { disableLosslessIntegers: true });
const graph = openNeo4j({ uri });
const run = (text, params = {}) => driver.session().run(text, params);
const [{ n }] = (await run('MATCH (n) RETURN count(n) AS n')).records.map((record) => record.toObject());
if (n > 0) throw new Error(`The database at NEO4J_URI holds ${n} nodes; this wants an empty one.`);
await graph.prepare(indexesOf(model));
console.log('| names | search | found first | db hits | index | median ms |\n|---|---|---|---|---|---|');
let held = 0;
for (const size of sizes.sort((a, b) => a - b)) {
  await run(
    `UNWIND range($from, $to) AS i CALL (i) {
       CREATE (:Entity:Actor:Person {id: 'Person:p' + i, type: 'Person', degree: i % 7, names: ['en Person number ' + i + ' of many'],
         searchText: '| person number ' + i + ' of many |\\n| شخص ' + i + ' |'}) } IN TRANSACTIONS OF 20000 ROWS`,
    { from: neo4j.int(held), to: neo4j.int(size - 1) },
  );
  if (held === 0)
    await run(
      'UNWIND $rows AS row CREATE (n:Entity:Actor:Organization {id: row.id, type: "Organization", degree: 3, names: row.names, searchText: row.text})',
      { rows: FIXED },
    );
  held = size;
  await run('CALL db.awaitIndexes(600)');
  for (const query of SEARCHES) await measure(size, query);
}
await run('MATCH (n) CALL (n) { DELETE n } IN TRANSACTIONS OF 20000 ROWS');
await graph.close();
await driver.close();

async function measure(size, query) {
  const asked = [];
  const watched = {
    ...graph,
    run(statement, params, options) {
      asked.push({ statement, params });
      return graph.run(statement, params, options);
    },
  };
  const { fetch } = createApi({
    graph: watched,
    schema: buildModelSchema(model),
    model,
    report: (message, detail) => console.error(message, detail),
    limits: { costPerMinute: 0 },
  });
  const times = [];
  let first;
  for (let round = 0; round < 9; round++) {
    const started = performance.now();
    const response = await fetch(
      new Request('http://localhost/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          query: 'query($q: String!) { search(query: $q, first: 10) { nodes { id } } }',
          variables: { q: query },
        }),
      }),
    );
    const { data, errors } = await response.json();
    if (errors) throw new Error(JSON.stringify(errors));
    first = data.search.nodes[0]?.id ?? 'nothing';
    // The first rounds are for the plan and the compiler.
    if (round > 3) times.push(performance.now() - started);
  }
  const page = asked.find(({ statement }) => statement.name === 'search page');
  const params = { ...page.params, limit: neo4j.int(page.params.limit) };
  const { summary } = await run(`PROFILE ${page.statement.text}`, params);
  const operators = flattened(summary.profile);
  const hits = operators.reduce((sum, { dbHits }) => sum + dbHits, 0);
  const index =
    operators.find(({ operatorType }) => /Index/.test(operatorType))?.operatorType.replace(/@.*/, '') ?? 'none';
  const median = times.sort((a, b) => a - b)[2].toFixed(1);
  console.log(`| ${size} | ${query} | ${first} | ${hits} | ${index} | ${median} |`);
}

function flattened(plan) {
  return [plan, ...plan.children.flatMap(flattened)];
}
