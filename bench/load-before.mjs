#!/usr/bin/env node
/**
 * What loading the votes of the General Assembly takes compared with an earlier commit: the command of each in turn, with
 * the dossier as it has it, each on a new graph. What counts is the processor time of their processes, and of the Neo4j that
 * they write to, which what else the machine does changes least.
 *
 *   npm run build && node bench/load-before.mjs COMMIT [--rounds 3] [--engine neo4j] [--dossier seeds/unga]
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { builtAt } from '../tools/earlier.mjs';
import { startNeo4j } from '../tools/neo4j.mjs';
import { median } from './support/figures.mjs';
import { processorTime } from './support/processor.mjs';

const PROJECT = fileURLToPath(new URL('..', import.meta.url));
/** Writes its processor time in seconds when the process ends. */
const METER = `data:text/javascript,${encodeURIComponent(`
  import { writeFileSync } from 'node:fs';
  process.on('exit', () => {
    const { userCPUTime, systemCPUTime } = process.resourceUsage();
    writeFileSync(process.env.METER, String((userCPUTime + systemCPUTime) / 1e6));
  });`)}`;

/** What one load took: seconds until it had ended, and those of processor time, its own and that of Neo4j. */
/** @typedef {{ seconds: number, own: number, neo4j: number }} Load */

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '3' },
    engine: { type: 'string', default: 'embedded' },
    dossier: { type: 'string', default: 'seeds/unga' },
  },
});
const [name] = positionals;
if (name === undefined) throw new Error('Which commit? node bench/load-before.mjs COMMIT');
if (!['embedded', 'neo4j'].includes(values.engine))
  throw new Error(`The engine ${values.engine} is none: embedded or neo4j.`);
const { commit, folder } = await builtAt(name, console.log);
/** @type {{ time: number, processor: number }[]} */
const ratios = [];
console.log(`| round | now: s, processor | ${commit}: s, processor | ratio of the time | of the processor time |`);
console.log('|---|---|---|---|---|');
for (let round = 1; round <= Number(values.rounds); round++) {
  // Each is first as often as the other.
  const nowIsFirst = round % 2 === 1;
  const first = await loaded(nowIsFirst ? PROJECT : folder);
  const second = await loaded(nowIsFirst ? folder : PROJECT);
  const [now, before] = nowIsFirst ? [first, second] : [second, first];
  const ratio = { time: now.seconds / before.seconds, processor: processorOf(now) / processorOf(before) };
  ratios.push(ratio);
  const cells = [told(now), told(before), ratio.time.toFixed(2), ratio.processor.toFixed(2)];
  console.log(`| ${[round, ...cells].join(' | ')} |`);
}
const [time, processor] = [ratios.map((each) => each.time), ratios.map((each) => each.processor)];
console.log(
  `\nThe medians of the ratios: time ${median(time).toFixed(2)}, processor time ${median(processor).toFixed(2)}.`,
);

/** @param {Load} load */
function processorOf({ own, neo4j }) {
  return own + neo4j;
}

/** @param {Load} load */
function told({ seconds, own, neo4j }) {
  return `${seconds.toFixed(1)}, ${own.toFixed(1)}${neo4j > 0 ? ` + ${neo4j.toFixed(1)} of Neo4j` : ''}`;
}

/** @param {string} program the folder of the project @returns {Promise<Load>} */
async function loaded(program) {
  const home = await mkdtemp(join(tmpdir(), 'dragoman-load-before-'));
  const neo4j = values.engine === 'neo4j' ? await startNeo4j() : undefined;
  const meter = join(home, 'seconds');
  // Until there was one command, each was a program.
  const isOne = existsSync(join(program, 'dist/commands'));
  const load = isOne ? [join(program, 'dist/main.js'), 'load'] : [join(program, 'dist/load.js')];
  const used = async () => (neo4j && (await processorTime(neo4j.pid))?.all) ?? 0;
  try {
    const before = await used();
    const start = performance.now();
    const child = spawn(process.execPath, ['--import', METER, ...load, join(program, values.dossier)], {
      env: { ...process.env, NEO4J_URI: neo4j?.uri ?? '', DRAGOMAN_DATA: join(home, 'graph'), METER: meter },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const code = await new Promise((done) => child.once('close', done));
    if (code !== 0) throw new Error(`The load by ${program} ended with ${code}.`);
    const seconds = (performance.now() - start) / 1_000;
    return { seconds, own: Number(await readFile(meter, 'utf8')), neo4j: (await used()) - before };
  } finally {
    await neo4j?.stop();
    await rm(home, { recursive: true, force: true });
  }
}
