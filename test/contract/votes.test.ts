/** Who votes alike, among some of the real votes: counted here straight from the tables, and asked of the server. */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { indexesOf } from '../../src/declare/model.ts';
import { loadDossier } from '../../src/dossier/load.ts';
import { unloadDossier } from '../../src/dossier/unload.ts';
import type { Graph } from '../../src/graph/port.ts';
import { type Client, clientOf } from '../support/ask.ts';
import { forEachEngine } from '../support/engines.ts';
import { model } from '../support/model.ts';

/** Of so many roll calls one, over all years. */
const EACH = 40;
const GAZA = fileURLToPath(new URL('../../seeds/gaza-diplomacy', import.meta.url));
const UNGA = fileURLToPath(new URL('../../seeds/unga', import.meta.url));
const FIRST = /^(\d+),\d+,(\d{4})-/;

const linesOf = async (file: string) =>
  gunzipSync(await readFile(join(UNGA, file)))
    .toString()
    .trim()
    .split(/\r?\n/);
const isTaken = (line: string) => Number.parseInt(line, 10) % EACH === 0;

/** The roll calls that are taken, as tables, by year, and who voted how in each. */
async function votesTaken() {
  const [heading = '', ...lines] = await linesOf('votes.csv.gz');
  const votes = lines.filter(isTaken);
  const [headingOfCalls = '', ...linesOfCalls] = await linesOf('roll_calls.csv.gz');
  const rollCalls = linesOfCalls.filter(isTaken);
  const years = new Map(
    rollCalls.flatMap((line) => {
      const [, call, year] = FIRST.exec(line) ?? [];
      return call === undefined ? [] : [[call, Number(year)] as const];
    }),
  );
  const calls = new Map<string, { country: string; vote: string }[]>();
  for (const line of votes) {
    const [call = '', country = '', vote = ''] = line.split(',');
    calls.set(call, [...(calls.get(call) ?? []), { country: `Country:${country}`, vote }]);
  }
  const tables = {
    'votes.csv.gz': [heading, ...votes].join('\n'),
    'roll_calls.csv.gz': [headingOfCalls, ...rollCalls].join('\n'),
  };
  return { tables, calls, years };
}

type Votes = Awaited<ReturnType<typeof votesTaken>>;

/** How many roll calls of some years each two agreed in, the most first: `<id> <id>` and the count. */
function agreeing({ calls, years }: Votes, from: number, to: number): [string, number][] {
  const counts = new Map<string, number>();
  for (const [call, votes] of calls) {
    const year = years.get(call) ?? 0;
    if (year < from || year > to) continue;
    for (const one of votes)
      for (const other of votes)
        if (one.country < other.country && one.vote === other.vote) {
          const pair = `${one.country} ${other.country}`;
          counts.set(pair, (counts.get(pair) ?? 0) + 1);
        }
  }
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
}

const PAIRS = `query($during: EDTF) { coParticipations(first: 100, sameRole: true, filter: { eventKinds: [VOTE], during: $during }) {
  totalCount nodes { a { id } b { id } count }
} }`;
const LIKE_TURKIYE = `query($during: EDTF) { entity(id: "Country:TR") { ... on Actor {
  coParticipants(first: 100, sameRole: true, filter: { during: $during, eventKinds: [VOTE] }) { totalCount edges { count node { id } } }
} } }`;
const ALL = '{ coParticipations(first: 3) { totalCount nodes { a { id } b { id } count } } }';

const votes = await votesTaken();

forEachEngine((engine) => {
  let folder: string;
  let graph: Graph;
  let client: Client;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dragoman-votes-'));
    await cp(UNGA, folder, { recursive: true });
    for (const [file, table] of Object.entries(votes.tables))
      await writeFile(join(folder, file), gzipSync(`${table}\n`));
    graph = await engine.open();
    await graph.prepare(indexesOf(model));
    await loadDossier(graph, model, folder);
    client = clientOf(graph);
  }, 300_000);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('the pairs that agree most over all years', async () => {
    const expected = agreeing(votes, 1946, 2020);
    const { coParticipations } = await client.ask(PAIRS);
    expect(coParticipations.totalCount).toBe(expected.length);
    expect(
      coParticipations.nodes.map(({ a, b, count }: { a: { id: string }; b: { id: string }; count: number }) => [
        `${a.id} ${b.id}`,
        count,
      ]),
    ).toEqual(expected.slice(0, 100));
  });

  it('who votes like Türkiye during a decade', async () => {
    const expected = agreeing(votes, 1990, 1999).flatMap(([pair, count]) => {
      const both = pair.split(' ');
      return both.includes('Country:TR') ? [{ count, node: { id: both.find((id) => id !== 'Country:TR') } }] : [];
    });
    const { entity } = await client.ask(LIKE_TURKIYE, { during: '1990/1999' });
    expect(entity.coParticipants.totalCount).toBe(expected.length);
    expect(entity.coParticipants.edges).toEqual(
      expected.sort((a, b) => b.count - a.count || (String(a.node.id) < String(b.node.id) ? -1 : 1)).slice(0, 100),
    );
  });

  it('a few statements answer, however many votes there are', async () => {
    const statements = ['graph version', 'co-participation activities', 'Entity by id'];
    expect((await client.post(PAIRS)).statements).toEqual(statements);
    expect((await client.post(LIKE_TURKIYE, { during: '1990/1999' })).statements).toEqual([
      'Entity by id',
      ...statements,
    ]);
  });

  it('without memory for it the store gives the same answer, or refuses', async () => {
    const store = clientOf(graph, 0);
    for (const query of [PAIRS, LIKE_TURKIYE])
      expect(await store.ask(query, { during: '1995/1997' })).toEqual(await client.ask(query, { during: '1995/1997' }));
    const { errors } = await store.post(PAIRS);
    expect(errors?.map(({ extensions }) => extensions?.code)).toEqual(['TOO_COSTLY']);
  });

  it('those who ask at the same time wait for one reading', async () => {
    const another = clientOf(graph);
    const answers = await Promise.all(Array.from({ length: 5 }, () => another.post(PAIRS)));
    const ran = answers.flatMap(({ statements }) => statements);
    expect(ran.filter((name) => name === 'participations: counts')).toHaveLength(1);
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
  });

  it('a load and an unload change what a running server answers', { timeout: 900_000 }, async () => {
    const before = await client.ask(ALL);
    await loadDossier(graph, model, GAZA);
    const both = await client.ask(ALL);
    expect(both.coParticipations.totalCount).toBeGreaterThan(before.coParticipations.totalCount);
    expect(both).toEqual(await clientOf(graph).ask(ALL));
    await unloadDossier(graph, model, 'gaza-diplomacy');
    expect(await client.ask(ALL)).toEqual(before);
  });
});
