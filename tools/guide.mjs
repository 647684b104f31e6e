// Writes the answers and the pictures of docs/guide anew, from the shipped dossier on the embedded graph, and the tables of
// the keys of a model and of the values of vocabularies.
//   npm run guide            writes them
//   npm run guide -- --check says which are not true any more, and exits with 1
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { exportRoutes } from '../dist/api/exports/routes.js';
import { createApi } from '../dist/api/server.js';
import { indexesOf } from '../dist/declare/model.js';
import { loadDossier } from '../dist/dossier/load.js';
import { defaultModel } from '../dist/model/choice.js';
import { jsonSchemas } from '../dist/model/definition.js';
import { buildModelSchema } from '../dist/model/index.js';
import { drawn } from './picture.mjs';
import { openTemporary } from './temporary.mjs';

const model = await defaultModel();

const guide = fileURLToPath(new URL('../docs/guide/', import.meta.url));
const seeds = fileURLToPath(new URL('../seeds/gaza-diplomacy', import.meta.url));
const origin = 'http://127.0.0.1:4000';
const check = process.argv.includes('--check');

const graph = await openTemporary();
await graph.prepare(indexesOf(model));
await loadDossier(graph, model, seeds);
const schema = buildModelSchema(model);
const report = (message, detail) => console.error(message, detail);
const { fetch } = createApi({
  graph,
  schema,
  model,
  report,
  routesOf: (served) => exportRoutes({ ...served, graph, url: undefined }),
});

const stale = [];
for (const name of readdirSync(guide).filter((each) => each.endsWith('.md'))) {
  const text = readFileSync(guide + name, 'utf8');
  write(name, await answered(valued(tabled(text))));
  for (const [, address, image] of text.matchAll(/<!-- picture: (\S+) -->\n!\[[^\]]*\]\((\S+)\)/g)) {
    const response = await fetch(new Request(origin + address));
    if (response.status !== 200) throw new Error(`${name}: ${address} answers ${await response.text()}`);
    write(image, drawn(await response.json()));
  }
}
await graph.close();
if (check && stale.length > 0) {
  console.error(`Not true any more: ${stale.join(', ')}. npm run guide writes them anew.`);
  process.exitCode = 1;
}

/** The text with each table of keys behind `<!-- keys: Entity -->`; `model` is the head of a model. */
function tabled(text) {
  const { head } = jsonSchemas();
  return text.replace(/(<!-- keys: (\w+) -->\n)(?:\|.*\n)*/g, (_, mark, name) => {
    const form = name === 'model' ? head : head.$defs[name];
    return mark + (form.oneOf ? tableOfForms(form.oneOf) : tableOf(form));
  });
}

/** The text with the values of a vocabulary behind each `<!-- values: EventKind -->`. */
function valued(text) {
  return text.replace(/(<!-- values: (\w+) -->\n)(?:\|.*\n)*/g, (_, mark, name) => {
    const { values } = model.vocabularies.find((each) => each.name === name);
    const rows = Object.entries(values).map(
      ([value, { description, words }]) => `| \`${value}\` | ${description} | ${Object.values(words).join(', ')} |`,
    );
    return mark + ['| value | what it means | in words |', '|---|---|---|', ...rows, ''].join('\n');
  });
}

function tableOf({ properties, required = [] }) {
  const rows = Object.entries(properties).map(
    ([key, { description }]) => `| \`${key}\` | ${required.includes(key) ? 'needed' : ''} | ${description} |`,
  );
  return ['| key | | what it says |', '|---|---|---|', ...rows, ''].join('\n');
}

/** Of forms that differ by their kind, each key once, with the kinds that have it. */
function tableOfForms(forms) {
  const kinds = new Map();
  for (const { properties } of forms)
    for (const [key, { description }] of Object.entries(properties)) {
      const row = kinds.get(key) ?? { description, of: [] };
      kinds.set(key, { ...row, of: [...row.of, properties.kind.const] });
    }
  const rows = [...kinds].map(
    ([key, { description, of }]) =>
      `| \`${key}\` | ${of.length === forms.length ? 'all' : of.join(', ')} | ${description} |`,
  );
  return ['| key | of kinds | what it says |', '|---|---|---|', ...rows, ''].join('\n');
}

/** The text with each answer behind its query. */
async function answered(text) {
  const parts = text.split(/(```graphql\n[\s\S]*?```\n\n```json\n[\s\S]*?```)/);
  const written = [];
  for (const part of parts) {
    const [, query] = /^```graphql\n([\s\S]*?)```\n\n```json\n/.exec(part) ?? [];
    written.push(
      query === undefined ? part : `\`\`\`graphql\n${query}\`\`\`\n\n\`\`\`json\n${await answer(query)}\n\`\`\``,
    );
  }
  return written.join('');
}

async function answer(query) {
  const response = await fetch(
    new Request(`${origin}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    }),
  );
  const { data, errors } = await response.json();
  if (errors) throw new Error(`${query}\n${JSON.stringify(errors)}`);
  return compact(data);
}

/** JSON with small lists and objects on one line, as a person would write it. */
function compact(value, indent = '') {
  const line = JSON.stringify(value, null, 1)?.replace(/\n\s*/g, ' ') ?? 'null';
  if (line.length + indent.length <= 110 || value === null || typeof value !== 'object') return line;
  const inner = `${indent}  `;
  const items = Array.isArray(value)
    ? value.map((item) => inner + compact(item, inner))
    : Object.entries(value).map(([key, item]) => `${inner}${JSON.stringify(key)}: ${compact(item, inner)}`);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return `${open}\n${items.join(',\n')}\n${indent}${close}`;
}

function write(name, text) {
  let before;
  try {
    before = readFileSync(guide + name, 'utf8');
  } catch {
    before = undefined;
  }
  if (before === text) return;
  stale.push(name);
  if (!check) writeFileSync(guide + name, text);
}
