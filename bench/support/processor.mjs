/** The processor time of another process, by what its threads are for. Linux alone tells it. */
import { readdir, readFile } from 'node:fs/promises';

/** How many ticks of processor time Linux counts in a second. */
const TICKS = 100;

/**
 * Seconds since a JVM started: of all its threads, and of those that compile its code and those that collect garbage.
 *
 * @typedef {{ all: number, compiling: number, collecting: number }} ProcessorTime
 */

/**
 * @param {number} pid of a JVM
 * @returns {Promise<ProcessorTime | undefined>} undefined where the system does not tell
 */
export async function processorTime(pid) {
  const whole = await threadAt(`/proc/${pid}`);
  if (!whole) return undefined;
  const time = { all: whole.seconds, compiling: 0, collecting: 0 };
  for (const id of await readdir(`/proc/${pid}/task`)) {
    const thread = await threadAt(`/proc/${pid}/task/${id}`);
    if (!thread) continue;
    if (/^C[12] Compiler/.test(thread.name)) time.compiling += thread.seconds;
    else if (/^(?:G1|GC Thread)/.test(thread.name)) time.collecting += thread.seconds;
  }
  return time;
}

/**
 * What was used between two readings.
 *
 * @param {ProcessorTime} before
 * @param {ProcessorTime} after
 * @returns {ProcessorTime}
 */
export function used(before, after) {
  return {
    all: after.all - before.all,
    compiling: after.compiling - before.compiling,
    collecting: after.collecting - before.collecting,
  };
}

/** @param {string} folder */
async function threadAt(folder) {
  const text = await readFile(`${folder}/stat`, 'utf8').catch(() => undefined);
  const [, name, rest] = /^\d+ \((.*)\) (.*)$/s.exec(text ?? '') ?? [];
  if (name === undefined || rest === undefined) return undefined;
  // proc(5): fields 14 and 15, here counted from the third.
  const fields = rest.split(' ');
  return { name, seconds: (Number(fields[11]) + Number(fields[12])) / TICKS };
}
