#!/usr/bin/env node
/**
 * What a question costs whose answer its reader has already, on an embedded graph with the shipped dossier: the two
 * requests in turn, one at a time, in milliseconds at the median.
 *
 *   node bench/again.mjs
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median } from './support/figures.mjs';
import { startSystem } from './support/servers.mjs';

const WARM = 300;
const TIMES = 1_000;

const QUERIES = {
  'an entity': '{ entity(id: "Country:TR") { label } }',
  'its participations': `{ entity(id: "Country:TR") { ... on Actor { participations(first: 50) {
    totalCount nodes { role label date { label } activity { id label } evidence { locator summary { value } } }
  } } } }`,
  'paths with their evidence': `{ paths(from: "Country:ZA", to: "Organization:oic", maxLength: 6) {
    length edges { label source { label } target { label } evidence { locator summary { value } } }
  } }`,
};

const folder = await mkdtemp(join(tmpdir(), 'dragoman-again-'));
const server = await startSystem('dragoman', {
  ...{ DRAGOMAN_DATA: folder, DRAGOMAN_DOSSIER: '', DRAGOMAN_LIMITS: 'costPerMinute=0' },
});
try {
  console.log('| a question with a GET | answer, bytes | 200, ms | 304, ms | over |');
  console.log('|---|---|---|---|---|');
  for (const [name, query] of Object.entries(QUERIES)) {
    const url = `${server.url}?query=${encodeURIComponent(query)}`;
    const first = await fetch(url);
    const tag = first.headers.get('etag') ?? '';
    const { length } = await first.text();
    /** @type {{ whole: number[], known: number[] }} */
    const took = { whole: [], known: [] };
    for (let time = 0; time < WARM + TIMES; time++) {
      const whole = await timed(url, {}, 200);
      const known = await timed(url, { 'if-none-match': tag }, 304);
      if (time < WARM) continue;
      took.whole.push(whole);
      took.known.push(known);
    }
    const [whole, known] = [median(took.whole), median(took.known)];
    const figures = [length, whole.toFixed(2), known.toFixed(2), (known / whole).toFixed(2)];
    console.log(`| ${[name, ...figures].join(' | ')} |`);
  }
} finally {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}

/** @param {string} url @param {Record<string, string>} headers @param {number} expected its status */
async function timed(url, headers, expected) {
  const started = performance.now();
  const response = await fetch(url, { headers });
  await response.arrayBuffer();
  if (response.status !== expected) throw new Error(`${response.status} for ${url}`);
  return performance.now() - started;
}
