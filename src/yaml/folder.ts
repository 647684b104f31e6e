import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { Findings, Problem } from './problem.ts';

export interface TextFile {
  /** The path inside the folder, with `/`. */
  readonly file: string;
  readonly text: string;
}

export interface FolderText {
  /** By path. */
  readonly files: readonly TextFile[];
  readonly problems: readonly Problem[];
  /** Of the paths and the contents: SHA-256, in hexadecimal. */
  readonly digest: string;
}

/** Reading YAML takes a second and 100 MB of memory for each megabyte. */
export const MAX_FILE_MB = 2;

/** The texts of the YAML files of a folder. */
export async function readFolder(folder: string): Promise<FolderText> {
  const files: TextFile[] = [];
  const problems: Problem[] = [];
  const digest = createHash('sha256');
  const findings = { add: (problem: Problem) => void problems.push(problem) };
  for (const file of await filesOf(folder, findings)) {
    const text = await textOf(folder, file, findings);
    if (text === undefined) continue;
    files.push({ file, text });
    digest.update(`${file}\0${text}\0`);
  }
  return { files, problems, digest: digest.digest('hex') };
}

/**
 * The paths of the YAML files of a folder and the folders in it, inside the folder and with `/`, in order. Links are
 * followed inside the folder, each file comes once, and what starts with a dot is left out.
 */
export async function filesOf(folder: string, findings: Findings): Promise<readonly string[]> {
  return await new FolderScan(folder, findings).all();
}

/** The text of a file; undefined where it cannot be read. */
export async function textOf(folder: string, file: string, findings: Findings): Promise<string | undefined> {
  const fail = (message: string, line = 0) => findings.add({ file, line, message });
  const bytes = await readWithin(join(folder, file), fail);
  if (bytes === undefined) return undefined;
  if (!isUtf8(bytes)) {
    fail('this line is not UTF-8.', lineThatIsNotUtf8(bytes));
    return undefined;
  }
  return new TextDecoder().decode(bytes);
}

/** Finds the YAML files of a folder. */
class FolderScan {
  readonly #folder: string;
  readonly #files: string[] = [];
  readonly #findings: Findings;
  readonly #seen = new Set<string>();

  constructor(folder: string, findings: Findings) {
    this.#folder = folder;
    this.#findings = findings;
  }

  async all(): Promise<readonly string[]> {
    const root = await realpath(this.#folder).catch(() => undefined);
    if (root === undefined || !(await stat(root)).isDirectory()) {
      this.#findings.add({ file: '', line: 0, message: 'there is no such folder.' });
      return [];
    }
    this.#seen.add(root);
    await this.#enter('', root);
    return this.#files.sort();
  }

  async #enter(inside: string, root: string): Promise<void> {
    // Real files first, so that a link to one is the one that is left out.
    const entries = await readdir(join(this.#folder, inside), { withFileTypes: true });
    entries.sort((a, b) => Number(a.isSymbolicLink()) - Number(b.isSymbolicLink()) || (a.name < b.name ? -1 : 1));
    for (const { name } of entries) {
      if (!name.startsWith('.')) await this.#meet(inside === '' ? name : `${inside}/${name}`, root);
    }
  }

  async #meet(path: string, root: string): Promise<void> {
    const real = await realpath(join(this.#folder, path)).catch(() => undefined);
    const isYaml = /\.ya?ml$/i.test(path);
    if (real === undefined) {
      if (isYaml) this.#findings.add({ file: path, line: 0, message: 'the link leads nowhere.' });
      return;
    }
    const what = await stat(real);
    if (!what.isDirectory() && !isYaml) return;
    if (this.#seen.has(real)) return;
    this.#seen.add(real);
    if (!real.startsWith(root.endsWith(sep) ? root : root + sep)) {
      this.#findings.add({ file: path, line: 0, message: 'the link leads out of the folder.' });
      return;
    }
    if (what.isDirectory()) await this.#enter(path, root);
    else if (what.isFile()) this.#files.push(path);
    else this.#findings.add({ file: path, line: 0, message: 'this is no file.' });
  }
}

async function readWithin(path: string, fail: (message: string) => void): Promise<Buffer | undefined> {
  const { size } = await stat(path);
  if (size > MAX_FILE_MB * 1e6) {
    const megabytes = (size / 1e6).toFixed(1);
    fail(
      `the file has ${megabytes} MB; expected at most ${MAX_FILE_MB} MB. Divide it, or keep what is regular in it as a table (seeds/README.md).`,
    );
    return undefined;
  }
  try {
    return await readFile(path);
  } catch (error) {
    fail(`the file cannot be read: ${error instanceof Error ? error.message : String(error)}.`);
    return undefined;
  }
}

/** No character of UTF-8 has the byte of a line feed in it. */
function lineThatIsNotUtf8(bytes: Buffer): number {
  let line = 1;
  for (let start = 0; start < bytes.length; line++) {
    const feed = bytes.indexOf(10, start);
    const end = feed === -1 ? bytes.length : feed;
    if (!isUtf8(bytes.subarray(start, end))) return line;
    start = end + 1;
  }
  return line;
}
