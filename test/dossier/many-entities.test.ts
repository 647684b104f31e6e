/** Generated entities of FollowTheMoney, through the manifest of the guide: memory, and loads that are cut off. */
import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { indexesOf } from '../../src/declare/model.ts';
import { loadDossier } from '../../src/dossier/load.ts';
import type { Progress } from '../../src/dossier/read/dossier.ts';
import { HashIndex, HashSet } from '../../src/dossier/spill/hash.ts';
import { Numbers } from '../../src/dossier/spill/numbers.ts';
import type { Graph } from '../../src/graph/port.ts';
import { modelOfFolder } from '../../src/which-model.ts';
import { writeEntities } from '../../tools/entities.mjs';
import { openTemporary } from '../support/engines.ts';
import { said } from './drawn.ts';
import { emptied, folderOf } from './folders.ts';

const GUIDE = fileURLToPath(new URL('../../docs/guide/followthemoney.yaml', import.meta.url));
const COUNT = 600;

async function folderOfMany(): Promise<string> {
  const folder = await folderOf({ 'dossier.yaml': 'id: many\ntitle: { en: Many }\nmodel: ownership\n' });
  await copyFile(GUIDE, join(folder, 'followthemoney.yaml'));
  await writeEntities(join(folder, 'entities.ftm.json'), { count: COUNT });
  return folder;
}

test('the same seed makes the same file, in the shares of the shipped dossier', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'dragoman-entities-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = async (name: string, seed: number, count: number) => {
    await writeEntities(join(folder, name), { count, seed });
    return await readFile(join(folder, name), 'utf8');
  };
  const text = await file('a', 1, 4_740);
  expect(await file('b', 1, 4_740)).toBe(text);
  expect(await file('c', 2, 4_740)).not.toBe(text);
  expect(text.startsWith(await file('d', 1, 100))).toBe(true);
  const counts = new Map<string, number>();
  for (const line of text.trimEnd().split('\n')) {
    const { schema } = JSON.parse(line);
    counts.set(schema, (counts.get(schema) ?? 0) + 1);
  }
  const shares = { Payment: 290, Address: 89, Company: 56, Person: 22, Organization: 17 };
  expect([...counts.keys()].sort()).toEqual(Object.keys(shares).sort());
  for (const [schema, share] of Object.entries(shares)) {
    expect(counts.get(schema)).toBeGreaterThan(share * 8);
    expect(counts.get(schema)).toBeLessThan(share * 12);
  }
});

test('a load that is killed in the middle and begun again ends in the graph of a load in one go', {
  timeout: 600_000,
}, async () => {
  const folder = await folderOfMany();
  const model = await modelOfFolder(folder);
  const graph = await openTemporary();
  onTestFinished(() => graph.close());
  await graph.prepare(indexesOf(model));
  const options = { factsAtOnce: 200 };
  const { entities, passages } = await loadDossier(graph, model, folder, options);
  expect(passages).toBe(COUNT + 1);
  expect(entities).toBeGreaterThan(COUNT);
  const whole = await said(graph);
  await emptied(graph);
  let isKilled = false;
  const killed: Graph = {
    ...graph,
    // Nor does it say that it has ended: the next load waits until it has been silent for long.
    async write(work) {
      if (isKilled) throw new Error('killed');
      return await graph.write(work);
    },
  };
  const onProgress = ({ phase, done, total }: Progress) => {
    isKilled ||= phase === 'write' && done > total / 2;
  };
  await expect(loadDossier(killed, model, folder, { ...options, onProgress })).rejects.toThrow('killed');
  expect(await said(graph)).not.toEqual(whole);
  await loadDossier(graph, model, folder, options);
  expect(await said(graph)).toEqual(whole);
});

/** Bytes of typed arrays that some work allocates. */
function allocated(work: () => { close(): void }): number {
  const before = process.memoryUsage().arrayBuffers;
  const made = work();
  const after = process.memoryUsage().arrayBuffers;
  made.close();
  return after - before;
}

test('what is known of a table takes some megabytes of memory, however long the table is', () => {
  const MB = 1e6;
  // Eight million entities and passages, the most that a dossier may state.
  expect(allocated(() => new Numbers(2 ** 24))).toBeLessThan(9 * MB);
  expect(allocated(() => new Numbers(2 ** 20))).toBeLessThan(9 * MB);
  const hashes = Array.from({ length: 20_000 }, (_, at) => Math.imul(at + 1, 2_654_435_761) >>> 0);
  // With a page of it in memory, as with all of it.
  for (const inMemory of [512, undefined]) {
    const [set, index] = [new HashSet(inMemory), new HashIndex(inMemory)];
    onTestFinished(() => set.close());
    onTestFinished(() => index.close());
    for (const hash of hashes) {
      set.add(hash);
      index.set(hash, hash + 1);
    }
    expect(hashes.every((hash) => set.has(hash) && index.get(hash) === hash + 1)).toBe(true);
  }
});
