#!/usr/bin/env node
/**
 * What loading the votes of the General Assembly into an embedded graph takes compared with an earlier commit: the command
 * of each in turn, with the dossier as it has it, each on a new graph, and the processor time of their processes, which what else the machine does
 * changes least.
 *
 *   npm run build && node bench/load-before.mjs COMMIT [--rounds 3] [--dossier seeds/unga]
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { builtAt } from '../tools/earlier.mjs';
import { median } from './support/figures.mjs';

const PROJECT = fileURLToPath(new URL('..', import.meta.url));
/** Writes its processor time in seconds when the process ends. */
const METER = `data:text/javascript,${encodeURIComponent(`
  import { writeFileSync } from 'node:fs';
  process.on('exit', () => {
    const { userCPUTime, systemCPUTime } = process.resourceUsage();
    writeFileSync(process.env.METER, String((userCPUTime + systemCPUTime) / 1e6));
  });`)}`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '3' }, dossier: { type: 'string', default: 'seeds/unga' } },
});
const [name] = positionals;
if (name === undefined) throw new Error('Which commit? node bench/load-before.mjs COMMIT');
const { commit, folder } = await builtAt(name, console.log);
/** @type {{ now: number[], before: number[] }} */
const seconds = { now: [], before: [] };
console.log(`| round | now, s | ${commit}, s | ratio |\n|---|---|---|---|`);
for (let round = 1; round <= Number(values.rounds); round++) {
  // Each is first as often as the other.
  const sides = /** @type {const} */ (round % 2 === 1 ? ['now', 'before'] : ['before', 'now']);
  for (const side of sides) seconds[side].push(await processorTime(side === 'now' ? PROJECT : folder));
  const [now = Number.NaN, before = Number.NaN] = [seconds.now.at(-1), seconds.before.at(-1)];
  console.log(`| ${round} | ${now.toFixed(1)} | ${before.toFixed(1)} | ${(now / before).toFixed(2)} |`);
}
const ratios = seconds.now.map((now, round) => now / (seconds.before[round] ?? Number.NaN));
console.log(`\nThe median of the ratios: ${median(ratios).toFixed(2)}.`);

/** @param {string} program the folder of the project */
async function processorTime(program) {
  const home = await mkdtemp(join(tmpdir(), 'dragoman-load-before-'));
  const meter = join(home, 'seconds');
  // Until there was one command, each was a program.
  const isOne = existsSync(join(program, 'dist/commands'));
  const load = isOne ? [join(program, 'dist/main.js'), 'load'] : [join(program, 'dist/load.js')];
  const child = spawn(process.execPath, ['--import', METER, ...load, join(program, values.dossier)], {
    env: { ...process.env, NEO4J_URI: '', DRAGOMAN_DATA: join(home, 'graph'), METER: meter },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  try {
    const code = await new Promise((done) => child.once('close', done));
    if (code !== 0) throw new Error(`The load by ${program} ended with ${code}.`);
    return Number(await readFile(meter, 'utf8'));
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}
