import { mkdir, rename, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readDossier } from '../../src/dossier/read/dossier.ts';
import { filesOf, textOf } from '../../src/yaml/folder.ts';
import type { Problem } from '../../src/yaml/problem.ts';
import { model } from '../support/model.ts';
import { folderOf } from './folders.ts';

/** The paths that are found, and what is wrong. */
async function found(folder: string) {
  const problems: Problem[] = [];
  const files = await filesOf(folder, { add: (problem) => void problems.push(problem) });
  return { files, problems };
}
const silent = { add: () => undefined };

describe('the files of a dossier', () => {
  test('are those of YAML in the folder and below, by path; what starts with a dot is left out', async () => {
    const folder = await folderOf({
      'b.yaml': '',
      'a/z.yml': '',
      'a.yaml': '',
      'README.md': '# No',
      '.git/x.yaml': '',
      '.hidden.yaml': '',
    });
    expect((await found(folder)).files).toEqual(['a.yaml', 'a/z.yml', 'b.yaml']);
  });

  test('are read through links inside the folder, each once', async () => {
    const folder = await folderOf({ 'a.yaml': 'x', '..data/b.yaml': 'y' });
    await symlink('a.yaml', join(folder, 'again.yaml'));
    await symlink('.', join(folder, 'loop'));
    await symlink('..data/b.yaml', join(folder, 'b.yaml'));
    expect(await found(folder)).toEqual({ files: ['a.yaml', 'b.yaml'], problems: [] });
    expect(await textOf(folder, 'b.yaml', silent)).toBe('y');
  });

  test('are not read through links out of it', async () => {
    const folder = await folderOf({ 'inner/a.yaml': '', 'secret.yaml': 'secret', 'more/b.yaml': '' });
    await symlink('../secret.yaml', join(folder, 'inner/b.yaml'));
    await symlink('../more', join(folder, 'inner/more'));
    await symlink('../nowhere', join(folder, 'inner/c.yaml'));
    await symlink('../nowhere', join(folder, 'inner/nowhere'));
    expect(await found(join(folder, 'inner'))).toMatchObject({
      files: ['a.yaml'],
      problems: [
        { file: 'b.yaml', message: 'the link leads out of the folder.' },
        { file: 'c.yaml', message: 'the link leads nowhere.' },
        { file: 'more', message: 'the link leads out of the folder.' },
      ],
    });
  });

  test('may be marked as UTF-8, and may have the line ends of Windows', async () => {
    const folder = await folderOf({ 'a.yaml': '\ufeffid: a\r\ntitle: { en: A }\r\n' });
    expect(await textOf(folder, 'a.yaml', silent)).toBe('id: a\r\ntitle: { en: A }\r\n');
  });

  test('have a digest that changes with each path and letter', async () => {
    const folder = await folderOf({ 'dossier.yaml': 'id: a\ntitle: { en: A }\n', 'a.yaml': '# x' });
    const digest = async () => (await readDossier(model, folder)).digest;
    const first = await digest();
    expect(await digest()).toBe(first);
    await writeFile(join(folder, 'a.yaml'), '# y');
    const second = await digest();
    await mkdir(join(folder, 'b'));
    await rename(join(folder, 'a.yaml'), join(folder, 'b/a.yaml'));
    expect(new Set([first, second, await digest()]).size).toBe(3);
  });
});
