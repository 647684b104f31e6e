/** The votes of the General Assembly several times over, as a dossier of tables: later roll calls repeat earlier ones. */
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { copyFile, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { createGunzip, createGzip } from 'node:zlib';

const SEED = fileURLToPath(new URL('../../seeds/unga/', import.meta.url));
/** A whole number of leap years, longer than the roll calls span. */
const YEARS = 76;
/** More than the numbers of roll calls. */
const NUMBERS = 100_000;

/**
 * The folder of a dossier in which each roll call, with its votes, comes so many times: with another number, and on the
 * same day of a later year. It is made where it is not there yet.
 *
 * @param {number} times
 * @param {string} folder
 */
export async function repeatedVotes(times, folder) {
  if (existsSync(folder)) return folder;
  const draft = `${folder}-draft`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true });
  for (const file of ['dossier.yaml', 'questions.yaml', 'votes.yaml', 'countries.csv'])
    await copyFile(join(SEED, file), join(draft, file));
  await repeat('roll_calls.csv.gz', draft, times, (line, again) => {
    const [number = '', session, date = '', ...rest] = line.split(',');
    const [year = '', ...day] = date.split('-');
    return [later(number, again), session, [Number(year) + again * YEARS, ...day].join('-'), ...rest].join(',');
  });
  await repeat('votes.csv.gz', draft, times, (line, again) => {
    const [number = '', ...rest] = line.split(',');
    return [later(number, again), ...rest].join(',');
  });
  await rename(draft, folder);
  return folder;
}

/** @param {string} number of a roll call @param {number} again */
function later(number, again) {
  return String(Number(number) + again * NUMBERS);
}

/**
 * @param {string} file
 * @param {string} folder
 * @param {number} times
 * @param {(line: string, again: number) => string} change what a line becomes when it comes again
 */
async function repeat(file, folder, times, change) {
  async function* lines() {
    for (let again = 0; again < times; again++) {
      let isHeader = true;
      for await (const line of createInterface({ input: createReadStream(join(SEED, file)).pipe(createGunzip()) })) {
        if (isHeader) {
          if (again === 0) yield `${line}\n`;
        } else yield `${again === 0 ? line : change(line, again)}\n`;
        isHeader = false;
      }
    }
  }
  await pipeline(Readable.from(lines()), createGzip({ level: 1 }), createWriteStream(join(folder, file)));
}
