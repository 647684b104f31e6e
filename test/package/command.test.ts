/** What `dragoman` says of how it is used, and what it ends with. */
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
const FILE = join(PROJECT, 'package.json');
const COMMANDS = ['serve', 'load', 'unload', 'save', 'check', 'draft', 'schema'];

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dragoman-command-'));
});
afterAll(() => rm(folder, { recursive: true }));

function dragoman(...args: string[]): Promise<{ code: unknown; stdout: string; stderr: string }> {
  const { PATH = '', HOME = '' } = process.env;
  const env = { PATH, HOME, DRAGOMAN_DATA: join(folder, 'graph') };
  return new Promise((resolve) =>
    execFile(
      process.execPath,
      [join(PROJECT, 'dist/main.js'), ...args],
      { env, cwd: folder },
      (error, stdout, stderr) => resolve({ code: error?.code ?? 0, stdout, stderr }),
    ),
  );
}

describe('dragoman', () => {
  it('lists its commands', async () => {
    const { code, stdout } = await dragoman('--help');
    expect(code).toBe(0);
    for (const command of COMMANDS) expect(stdout).toMatch(new RegExp(`^  ${command} .*\\S`, 'm'));
  });

  it.each(COMMANDS)('%s has help, which opens no graph', async (command) => {
    const { code, stdout } = await dragoman(command, '--help');
    expect([code, stdout]).toEqual([0, expect.stringContaining(`Usage: dragoman ${command}`)]);
    expect(await readdir(folder)).toEqual([]);
  });

  it.each([
    [[], /^Usage: dragoman/],
    [['lod', 'x'], /unknown command 'lod'\n\(Did you mean load\?\)/],
    [['chek'], /Did you mean check\?/],
    [['load'], /missing required argument 'folder'\n.*dragoman load --help/],
    [['load', 'a', 'b'], /too many arguments for 'load'/],
    [['serve', '--prot'], /unknown option '--prot'/],
    [['draft'], /missing required argument 'files'/],
    [['--verson'], /unknown option '--verson'\n\(Did you mean --version\?\)/],
  ])('%j is misused, which it says, and ends with 2', async (args, told) => {
    const { code, stdout, stderr } = await dragoman(...args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(told);
    expect(await readdir(folder)).toEqual([]);
  });

  it.each([
    [['draft', 'nowhere.csv'], /^nowhere\.csv: there is no such file\.$/m],
    [['check', 'nowhere'], /^nowhere: there is no dossier\.yaml and no model\.yaml in it/],
    [['load', 'nowhere'], /nowhere/],
    [['serve', 'nowhere'], /nowhere/],
    [
      ['draft', 'nowhere.csv', '--to', FILE],
      /^.*package\.json: it, or a part of its path, is no folder; expected one\.$/m,
    ],
    [['draft', 'nowhere.csv', '--to', 'n'.repeat(300)], /^n{300}: the name is longer than the system takes\.$/m],
    [['save', 'nothing', FILE], /^.*package\.json: it, or a part of its path, is no folder; expected one\.$/m],
    [
      ['save', 'nothing', join(FILE, 'a')],
      /^.*package\.json: it is there and is no folder; expected one, or a name that is free\.$/m,
    ],
    [
      ['schema', '--write', FILE],
      /^.*package\.json: it is there and is no folder; expected one, or a name that is free\.$/m,
    ],
    [['unload', 'nothing'], /^No dossier "nothing" is loaded/],
  ])('%j cannot be done, which it says in a sentence, and ends with 1', async (args, told) => {
    const { code, stdout, stderr } = await dragoman(...args);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(told);
    expect(stderr).not.toMatch(/^ {4}at /m);
  });

  it('checks dossiers and models, and writes nothing', async () => {
    await rm(join(folder, 'graph'), { recursive: true, force: true });
    const dossier = await dragoman('check', join(PROJECT, 'seeds/gaza-diplomacy'));
    expect(dossier).toEqual({
      code: 0,
      stdout: expect.stringMatching(/^The dossier gaza-diplomacy is right: /),
      stderr: '',
    });
    const model = await dragoman('check', join(PROJECT, 'models/diplomacy'));
    expect(model).toEqual({ code: 0, stdout: expect.stringMatching(/^The model diplomacy is right: /), stderr: '' });
    expect(await readdir(folder)).toEqual([]);
  });

  it('says in which model it read a dossier that is wrong, and why', async () => {
    const wrong = await mkdtemp(join(tmpdir(), 'dragoman-wrong-'));
    await writeFile(join(wrong, 'dossier.yaml'), 'id: wrong\ntitle: { en: Wrong }\nentities: []\n');
    const { code, stderr } = await dragoman('check', wrong);
    await rm(wrong, { recursive: true });
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^It was read in the model diplomacy, since nothing says another\.\n.*dossier\.yaml:3: .*\nThe dossier in \S+ has a problem\.\n$/,
    );
  });

  it('prints the schema', async () => {
    expect(await dragoman('schema')).toEqual({ code: 0, stdout: expect.stringContaining('type Query {'), stderr: '' });
  });
});
