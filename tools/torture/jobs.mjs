/** What is killed: loads, loads of what changed, and unloads, of a dossier of YAML files and of one of tables. */
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { parse, stringify } from 'yaml';
import { PROJECT } from './process.mjs';

/** So few that a load has many batches, each acknowledged by itself. */
export const FACTS_AT_ONCE = 150;
const ROLL_CALLS = 50;
/** So many characters the note of a fact has, where it is large. */
const LARGE = 6_000;

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
 * @param {boolean} isLarge whether each fact has a note of several kilobytes, which no page of a store holds
 * @returns {Promise<Job[]>}
 */
export async function jobsIn(base, isLarge) {
  const yaml = join(PROJECT, 'seeds', 'gaza-diplomacy');
  const folders = {
    yaml: isLarge ? join(base, 'large') : yaml,
    yamlChanged: join(base, 'yaml'),
    tables: join(base, 'tables'),
    tablesChanged: join(base, 'changed'),
  };
  const note = (/** @type {string} */ text) => ({ en: isLarge ? `${text} `.repeat(LARGE / text.length) : text });
  if (isLarge)
    await changeYaml(yaml, folders.yaml, (facts) => facts.map((fact) => ({ ...fact, note: note('As reported.') })));
  // Without every fourth of its facts, and with another note at every third.
  await changeYaml(folders.yaml, folders.yamlChanged, (facts) =>
    facts
      .filter((_, at) => at % 4 !== 0)
      .map((fact, at) => (at % 3 === 0 ? { ...fact, note: note('Changed.') } : fact)),
  );
  for (const [folder, isChanged] of /** @type {const} */ ([
    [folders.tables, false],
    [folders.tablesChanged, true],
  ])) {
    await cutTables(folder, isChanged);
    if (isLarge) await noteVotes(folder, note('Vote of roll call {roll_call}.'));
  }
  return [
    { name: 'load of YAML', kind: 'load', what: folders.yaml, isFirst: true },
    { name: 'load of changed YAML', kind: 'load', what: folders.yamlChanged, isFirst: false },
    { name: 'unload of YAML', kind: 'unload', what: 'gaza-diplomacy', isFirst: false },
    { name: 'load of tables', kind: 'load', what: folders.tables, isFirst: true },
    { name: 'load of changed tables', kind: 'load', what: folders.tablesChanged, isFirst: false },
    { name: 'unload of tables', kind: 'unload', what: 'unga', isFirst: false },
  ];
}

/**
 * A dossier of YAML with other facts.
 *
 * @param {string} from
 * @param {string} to
 * @param {(facts: Record<string, unknown>[]) => Record<string, unknown>[]} change what becomes of those of a file
 */
async function changeYaml(from, to, change) {
  await cp(from, to, { recursive: true });
  for (const file of await readdir(to)) {
    const content = parse(await readFile(join(to, file), 'utf8'), { merge: true });
    if (!content?.facts) continue;
    const changed = { ...content, facts: change(content.facts) };
    await writeFile(join(to, file), stringify(changed, { aliasDuplicateObjects: false }));
  }
}

/** Gives each vote of the tables a note. */
async function noteVotes(/** @type {string} */ folder, /** @type {{ en: string }} */ note) {
  const file = join(folder, 'votes.yaml');
  const manifest = parse(await readFile(file, 'utf8'));
  for (const table of manifest.tables)
    for (const fact of table.facts ?? []) if (fact.type === 'PARTICIPATED_IN') fact.note = note;
  await writeFile(file, stringify(manifest));
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
