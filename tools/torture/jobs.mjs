/** What is killed: loads, loads of what changed, and unloads, of a dossier of YAML files and of one of tables. */
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { parse, stringify } from 'yaml';
import { PROJECT } from './process.mjs';

/** So few that a load has many batches, each acknowledged by itself. */
export const FACTS_AT_ONCE = 150;
const ROLL_CALLS = 50;

/**
 * @typedef {object} Job
 * @property {string} name
 * @property {'load' | 'unload'} kind
 * @property {string} what a folder, or the id of a dossier
 * @property {boolean} isFirst whether it loads what the graph has nothing of, so that a server would finish it
 */

/**
 * Each begins with what the one before it left; the first and the last with nothing.
 *
 * @param {string} base a folder for the dossiers
 * @returns {Promise<Job[]>}
 */
export async function jobsIn(base) {
  const yaml = join(PROJECT, 'seeds', 'gaza-diplomacy');
  const folders = {
    yamlChanged: join(base, 'yaml'),
    tables: join(base, 'tables'),
    tablesChanged: join(base, 'changed'),
  };
  await changeYaml(yaml, folders.yamlChanged);
  await cutTables(folders.tables, false);
  await cutTables(folders.tablesChanged, true);
  return [
    { name: 'load of YAML', kind: 'load', what: yaml, isFirst: true },
    { name: 'load of changed YAML', kind: 'load', what: folders.yamlChanged, isFirst: false },
    { name: 'unload of YAML', kind: 'unload', what: 'gaza-diplomacy', isFirst: false },
    { name: 'load of tables', kind: 'load', what: folders.tables, isFirst: true },
    { name: 'load of changed tables', kind: 'load', what: folders.tablesChanged, isFirst: false },
    { name: 'unload of tables', kind: 'unload', what: 'unga', isFirst: false },
  ];
}

/** The dossier without every fourth of its facts, and with another note at every third. */
async function changeYaml(/** @type {string} */ from, /** @type {string} */ to) {
  await cp(from, to, { recursive: true });
  for (const file of await readdir(to)) {
    const content = parse(await readFile(join(to, file), 'utf8'), { merge: true });
    if (!content?.facts) continue;
    const kept = content.facts.filter((/** @type {unknown} */ _, /** @type {number} */ at) => at % 4 !== 0);
    const facts = kept.map((/** @type {object} */ fact, /** @type {number} */ at) =>
      at % 3 === 0 ? { ...fact, note: { en: 'Changed.' } } : fact,
    );
    await writeFile(join(to, file), stringify({ ...content, facts }, { aliasDuplicateObjects: false }));
  }
}

/**
 * The first roll calls of the General Assembly with their votes; when changed, other ones in part, without every ninth
 * vote, and with another vote of every state whose code has a U.
 */
async function cutTables(/** @type {string} */ to, /** @type {boolean} */ isChanged) {
  const from = join(PROJECT, 'seeds', 'unga');
  await mkdir(to);
  for (const file of ['dossier.yaml', 'votes.yaml', 'countries.csv']) await cp(join(from, file), join(to, file));
  const rows = async (/** @type {string} */ file) =>
    gunzipSync(await readFile(join(from, file)))
      .toString('utf8')
      .trimEnd()
      .split('\n');
  const write = (/** @type {string} */ file, /** @type {readonly string[]} */ lines) =>
    writeFile(join(to, file), gzipSync(`${lines.join('\n')}\n`));
  const [callsHead = '', ...calls] = await rows('roll_calls.csv.gz');
  const [votesHead = '', ...votes] = await rows('votes.csv.gz');
  const first = isChanged ? 5 : 0;
  const taken = calls.slice(first, first + ROLL_CALLS);
  const numbers = new Set(taken.map((row) => row.split(',')[0]));
  const cast = votes.filter((row) => numbers.has(row.split(',')[0]));
  const changed = cast
    .filter((_, at) => at % 9 !== 0)
    .map((row) => (/,.*U.*,/.test(row) ? row.replace(/,(?:yes|no)$/, ',abstain') : row));
  await write('roll_calls.csv.gz', [callsHead, ...taken]);
  await write('votes.csv.gz', [votesHead, ...(isChanged ? changed : cast)]);
}
