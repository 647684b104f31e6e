#!/usr/bin/env node
/**
 * Loading files of FollowTheMoney of several sizes into an embedded graph, through the manifest of the guide for any such
 * file: how long it takes, and whether memory grows with the file. Each load is a process of its own, on a new graph. One
 * size is loaded once more into another graph, where the process is killed in the middle of its writing, and begun again:
 * what either graph states is then saved, and the same to the byte.
 *
 *   npm run build && node bench/entities.mjs [--sizes 100000,1000000] [--killed 1000000]
 */
import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { indexesOf } from '../dist/declare/model.js';
import { loadDossier } from '../dist/dossier/load.js';
import { saveDossier } from '../dist/dossier/save/save.js';
import { openGraph } from '../dist/graph/open.js';
import { collectSooner } from '../dist/memory.js';
import { modelOfFolder } from '../dist/which-model.js';
import { writeEntities } from '../tools/entities.mjs';

const PROGRAM = fileURLToPath(import.meta.url);
const MANIFEST = fileURLToPath(new URL('../docs/guide/followthemoney.yaml', import.meta.url));
const DOSSIER = 'generated-entities';
const ENTITIES = 'entities.ftm.json';
const MB = 1e6;

/**
 * @typedef {object} Step what a process did
 * @property {number} seconds
 * @property {number} checking seconds until it began to write
 * @property {number} cpu seconds
 * @property {number} peak MB that were resident
 * @property {number} facts
 * @property {number} entities
 * @property {number} written rows
 */

/** @typedef {{ step: 'load' | 'save', dossier: string, graph: string, to?: string }} Task */

/**
 * Measures, and prints meanwhile.
 *
 * @param {{ sizes: readonly number[], killed: number }} options how many entities the files have, and which of the sizes is
 *   killed and begun again
 * @returns {Promise<string>} a table, and what came of the load that was killed
 */
export async function measureEntities({ sizes, killed }) {
  /** @type {string[]} */
  const lines = [];
  const say = (/** @type {string} */ line) => {
    lines.push(line);
    console.log(line);
  };
  const home = await mkdtemp(join(tmpdir(), 'dragoman-bench-entities-'));
  try {
    say('| entities | file, MB | s | checking, s | entities/s | facts | facts/s | processor, s | peak RSS, MB |');
    say('|---|---|---|---|---|---|---|---|---|');
    const saves = [];
    for (const size of sizes) {
      const dossier = await dossierOf(home, size);
      const graph = join(home, 'graph');
      const { size: bytes } = await stat(join(dossier, ENTITIES));
      say(row(size, bytes, await inChild({ step: 'load', dossier, graph })));
      const saved = join(home, `saved-${size}`);
      saves.push({ size, ...(await inChild({ step: 'save', dossier, graph, to: saved })) });
      await rm(graph, { recursive: true });
    }
    say('');
    for (const { size, seconds, peak } of saves)
      say(`- Saving the ${shown(size)} again took ${seconds.toFixed(1)} s, and ${peak} MB at the peak.`);
    say(await killedAndBegunAgain(home, killed));
    return lines.join('\n');
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

/** @param {string} home @param {number} size @throws when the graph is another than after a load in one go */
async function killedAndBegunAgain(home, size) {
  const task = { dossier: join(home, `entities-${size}`), graph: join(home, 'graph') };
  const to = join(home, 'saved-begun-again');
  const written = await killedIn({ step: 'load', ...task });
  const rest = await inChild({ step: 'load', ...task });
  await inChild({ step: 'save', ...task, to });
  const digest = await digestOf(join(home, `saved-${size}`));
  if ((await digestOf(to)) !== digest) throw new Error('A load that was killed and begun again left another graph.');
  return `- The ${shown(size)}, killed when ${shown(written)} rows were written and begun again: ${rest.seconds.toFixed(1)} s, ${rest.checking.toFixed(1)} of them to check; ${shown(rest.written)} rows were left to write; ${rest.peak} MB at the peak. What the graph then states is the same to the byte as after a load in one go: the saved folders have the SHA-256 ${digest.slice(0, 16)}….`;
}

/** @param {number} count */
function shown(count) {
  return count.toLocaleString('en');
}

/** @param {number} size @param {number} bytes @param {Step} step */
function row(size, bytes, { seconds, checking, cpu, peak, facts }) {
  const rates = [Math.round(size / seconds), shown(facts), Math.round(facts / seconds)];
  return `| ${[shown(size), (bytes / MB).toFixed(0), seconds.toFixed(1), checking.toFixed(1), ...rates, cpu.toFixed(1), peak].join(' | ')} |`;
}

/** A folder with a generated file and the manifest for it. @param {string} home @param {number} count */
async function dossierOf(home, count) {
  const folder = join(home, `entities-${count}`);
  await mkdir(folder);
  await writeEntities(join(folder, ENTITIES), { count });
  await copyFile(MANIFEST, join(folder, 'followthemoney.yaml'));
  await writeFile(
    join(folder, 'dossier.yaml'),
    `id: ${DOSSIER}\ntitle: { en: Generated entities }\nmodel: ownership\n`,
  );
  return folder;
}

/** Of the names and the bytes of all files. @param {string} folder */
async function digestOf(folder) {
  const hash = createHash('sha256');
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const path of entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()) {
    hash.update(path.slice(folder.length));
    for await (const part of createReadStream(path)) hash.update(part);
  }
  return hash.digest('hex');
}

/** @param {Task} task @returns {Promise<Step>} */
function inChild(task) {
  const child = fork(PROGRAM, ['--child', JSON.stringify(task)]);
  /** @type {Step | undefined} */
  let step;
  child.on('message', (message) => {
    const { done } = /** @type {{ done?: Step }} */ (message);
    step = done ?? step;
  });
  return new Promise((resolve, reject) =>
    child.once('close', (code) => (code === 0 && step ? resolve(step) : reject(new Error(`${task.step} failed`)))),
  );
}

/** Kills a load when half of its rows are written. @param {Task} task @returns {Promise<number>} how many were */
function killedIn(task) {
  const child = fork(PROGRAM, ['--child', JSON.stringify(task)]);
  let rows = 0;
  child.on('message', (message) => {
    const { written = 0, total = 0 } = /** @type {{ written?: number, total?: number }} */ (message);
    if (written < total / 2 || rows > 0 || total === 0) return;
    rows = written;
    child.kill('SIGKILL');
  });
  return new Promise((resolve, reject) =>
    child.once('close', () => (rows > 0 ? resolve(rows) : reject(new Error('It ended before it could be killed.')))),
  );
}

/** @param {Task} task @returns {Promise<Step>} */
async function child({ step, dossier, graph: folder, to = '' }) {
  const model = await modelOfFolder(dossier);
  // As the command does.
  const graph = await openGraph({ folder, isForOne: true });
  collectSooner();
  await graph.prepare(indexesOf(model));
  const start = performance.now();
  let checking = 0;
  const onProgress = (/** @type {{ phase: string, done: number, total: number }} */ { phase, done, total }) => {
    if (phase !== 'write') return;
    checking ||= (performance.now() - start) / 1_000;
    process.send?.({ written: done, total });
  };
  const report =
    step === 'load'
      ? await loadDossier(graph, model, dossier, { onProgress })
      : { written: 0, ...(await saveDossier(graph, model, DOSSIER, to)) };
  const seconds = (performance.now() - start) / 1_000;
  await graph.close();
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const { facts, entities, written } = report;
  const cpu = (userCPUTime + systemCPUTime) / 1e6;
  return { seconds, checking, cpu, peak: Math.round((maxRSS * 1_000) / MB), facts, entities, written };
}

if (process.argv[1] === PROGRAM) {
  const { values } = parseArgs({
    options: {
      sizes: { type: 'string', default: '100000,1000000' },
      killed: { type: 'string' },
      child: { type: 'string' },
    },
  });
  if (values.child) {
    process.send?.({ done: await child(JSON.parse(values.child)) });
    process.disconnect?.();
  } else {
    const sizes = values.sizes.split(',').map(Number);
    await measureEntities({ sizes, killed: Number(values.killed ?? sizes.at(-1)) });
  }
}
