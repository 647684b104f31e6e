#!/usr/bin/env node
/**
 * How long the server takes from its start to its first answer, on a folder that holds the shipped dossier, and the
 * memory that it has then.
 *
 *   node bench/start.mjs [--rounds 11]
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { median } from './support/figures.mjs';
import { asked, residentOf, startSystem } from './support/servers.mjs';

const QUESTION = JSON.stringify({ query: '{ entity(id: "Country:TR") { label } }' });

/**
 * @typedef {object} StartResult
 * @property {number[]} milliseconds of each start, from the command to the first answer
 * @property {number} median of them
 * @property {number} resident MiB after the first answer, the median
 */

/**
 * Of the shipped dossier, on a folder of its own, as `npm start` has it: the limits and the log as they are.
 *
 * @param {{ rounds: number }} options
 * @returns {Promise<StartResult>}
 */
export async function measureStart({ rounds }) {
  const folder = await mkdtemp(join(tmpdir(), 'dragoman-start-'));
  const environment = { DRAGOMAN_DATA: folder, DRAGOMAN_DOSSIER: '', DRAGOMAN_LIMITS: '', DRAGOMAN_LOG: '' };
  try {
    // The first start loads the dossier.
    await (await startSystem('dragoman', environment)).stop();
    return await startsOf(environment, rounds);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * How long a server takes that finds its graph filled.
 *
 * @param {Record<string, string>} environment where that is
 * @param {number} rounds
 * @returns {Promise<StartResult>}
 */
export async function startsOf(environment, rounds) {
  const milliseconds = [];
  const resident = [];
  for (let round = 0; round < rounds; round++) {
    const started = performance.now();
    const server = await startSystem('dragoman', environment);
    await asked(server.url, QUESTION);
    milliseconds.push(performance.now() - started);
    resident.push(await residentOf(server));
    await server.stop();
  }
  return { milliseconds, median: median(milliseconds), resident: median(resident) };
}

async function main() {
  const { values } = parseArgs({ options: { rounds: { type: 'string', default: '11' }, json: { type: 'string' } } });
  const result = await measureStart({ rounds: Number(values.rounds) });
  console.log(`${result.median.toFixed(0)} ms from the start to the first answer, the median of ${values.rounds}`);
  console.log(`${result.resident.toFixed(0)} MiB resident after it`);
  if (values.json) await writeFile(values.json, JSON.stringify(result, null, 1));
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) await main();
