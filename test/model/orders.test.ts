/** Lists ordered by properties: a page costs the page, and what adds an order gives it to the rows that are there. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSqlite } from '../../src/graph/sqlite/graph.ts';
import { type Client, clientOf, type Run } from '../support/ask.ts';
import { loadFiles } from '../support/dossier.ts';
import { forEachEngine, onNeo4j } from '../support/engines.ts';
import { HEAD, modelFrom } from '../support/models.ts';
import { neo4jHits, sqlitePlan } from '../support/plans.ts';

const COMPANIES = 2_000;

/** The model, with what is said of its properties besides. */
const modelWith = (said: string) =>
  modelFrom({
    'model.yaml': `${HEAD}
entities:
  Company:
    description: A company.
    words: { en: company }
    list: companies
    properties:
      size: { kind: number, description: How large it is.${said} }
      capital: { kind: money, description: What it has.${said} }
      sector: { kind: text, description: What it does.${said} }
      made: { kind: date, description: When it was made.${said} }
relationships:
  OWNS:
    description: Who owns what.
    words: { en: "owns[ {share} of]" }
    node: Ownership
    list: { name: ownerships, description: Who owns what. }
    from: { type: Company, as: owner, field: { facts: owned, description: What it owns. } }
    to: { type: Company, as: asset, field: { facts: owners, description: Who owns it. } }
    properties: { share: { kind: number, unit: "%", description: How much.${said} } }
`,
  });
const model = await modelWith(', filter: true, order: true');

const slug = (index: number) => `Company:c${String(index).padStart(4, '0')}`;
/** So many companies, and what the first owns of the others. */
function rows(companies: number): string {
  return JSON.stringify({
    document: 'd',
    entities: Array.from({ length: companies }, (_, index) => ({
      id: slug(index),
      names: { en: `C ${index}` },
      evidence: 'P1',
      // One in ten says nothing of itself.
      ...(index % 10 === 9
        ? {}
        : {
            size: `${(index * 7) % 501}`,
            capital: `${index % 77}.00 EUR`,
            sector: `s ${index % 13}`,
            made: `${1900 + (index % 99)}`,
          }),
    })),
    // The first owns a share of every other.
    facts: Array.from({ length: companies - 1 }, (_, index) => ({
      from: slug(0),
      type: 'OWNS',
      to: slug(index + 1),
      evidence: 'P1',
      ...(index % 10 === 9 ? {} : { share: `${(index * 7) % 101}` }),
    })),
  });
}

const FILES = {
  'dossier.yaml': 'id: drawn\ntitle: { en: Drawn }\n',
  'documents.yaml':
    'documents: [{ id: "SourceDocument:d", title: { en: D }, date: 2025-01-01, passages: [{ locator: P1, summary: { en: D } }] }]\n',
  'rows.yaml': rows(COMPANIES),
};

const LISTS = [
  ...['SIZE', 'CAPITAL', 'SECTOR', 'MADE'].map(
    (field) => `list: companies(PAGE orderBy: { field: ${field}, direction: DIRECTION }) ROWS`,
  ),
  'list: ownerships(PAGE orderBy: { field: SHARE, direction: DIRECTION }) ROWS',
  `entity(id: "${slug(0)}") { ... on Company { list: owned(PAGE orderBy: { field: SHARE, direction: DIRECTION }) ROWS } }`,
  `entity(id: "${slug(5)}") { ... on Company { list: owners(PAGE orderBy: { field: SHARE, direction: DIRECTION }) ROWS } }`,
].flatMap((list) =>
  ['first: 20', 'last: 20'].flatMap((page) =>
    ['ASC', 'DESC'].map((direction) => list.replace('PAGE', page).replace('DIRECTION', direction)),
  ),
);

async function pageOf(client: Client, list: string): Promise<Run> {
  const { errors, runs } = await client.post(`{ ${list.replace('ROWS', '{ nodes { id } }')} }`);
  expect(errors).toBeUndefined();
  const [page] = runs.filter(({ name }) => name.endsWith(' page'));
  if (!page) throw new Error(list);
  return page;
}

describe('on SQLite', () => {
  let folder: string;
  let close: () => Promise<void>;
  let client: Client;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dragoman-test-'));
    const graph = await openSqlite(folder);
    close = () => graph.close();
    await loadFiles(graph, model, FILES);
    client = clientOf(graph, 0, model);
  });
  afterAll(async () => {
    await close();
    await rm(folder, { recursive: true });
  });

  it.each(LISTS)('an index gives a page in its order: %s', async (list) => {
    const plan = sqlitePlan(folder, await pageOf(client, list));
    const read = plan.filter((step) => / [er] USING (?!INTEGER PRIMARY KEY)/.test(step));
    expect(read).not.toEqual([]);
    for (const step of read)
      expect(step).toMatch(/^SEARCH . USING (COVERING )?INDEX (entity|fact)_\w+__order \(.*[<>]\?/);
    expect(plan.filter((step) => step.startsWith('SCAN e') || step.startsWith('SCAN r'))).toEqual([]);
  });

  it.each([
    ['companies(filter: { sectors: ["s 3"] })', 'entity_Company_sector_id'],
    ['companies(filter: { size: { least: 500 } })', 'entity_Company_size'],
    ['companies(filter: { capital: { currency: "EUR", least: "76" } })', 'entity_Company_capital__currency_capital'],
    ['ownerships(filter: { share: { least: 100 } })', 'fact_OWNS_share'],
  ])('what passes %s is counted by the index %s', async (list, index) => {
    const { errors, runs } = await client.post(`{ ${list} { totalCount } }`);
    expect(errors).toBeUndefined();
    const [total] = runs.filter(({ name }) => name.endsWith(' total'));
    expect(total && sqlitePlan(folder, total).join('\n')).toContain(`INDEX ${index} `);
  });
});

onNeo4j('on Neo4j', (engine) => {
  let client: Client;
  beforeAll(async () => {
    const graph = await engine.open();
    await loadFiles(graph, model, FILES);
    client = clientOf(graph, 0, model);
  }, 300_000);

  // A row is looked at some five times: for its key, its label, and what is read of it.
  it.each(LISTS)('a page costs the page: %s', { timeout: 120_000 }, async (list) => {
    expect(await neo4jHits(await pageOf(client, list))).toBeLessThan(400);
  });
});

forEachEngine((engine) => {
  it('what adds an order fills in the keys of the rows that are there', { timeout: 300_000 }, async () => {
    const few = { ...FILES, 'rows.yaml': rows(30) };
    const graph = await engine.open();
    await loadFiles(graph, await modelWith(''), few);
    await loadFiles(graph, model, few);
    const { companies, ownerships } = await clientOf(graph, 0, model).ask(
      `{ companies(first: 100, orderBy: { field: SIZE, direction: DESC }) { totalCount nodes { size } }
         ownerships(first: 100, orderBy: { field: SHARE, direction: DESC }) { totalCount nodes { share } } }`,
    );
    const largestFirst = (values: (number | null)[]) => [...values].sort((a, b) => (b ?? -1) - (a ?? -1));
    const sizes = companies.nodes.map((each: { size: number | null }) => each.size);
    const shares = ownerships.nodes.map((each: { share: number | null }) => each.share);
    expect([sizes.length, shares.length]).toEqual([30, 29]);
    expect(sizes).toEqual(largestFirst(sizes));
    expect(shares).toEqual(largestFirst(shares));
  });
});
