import { mkdir, rename, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readFolder } from '../../src/yaml/folder.ts';
import { folderOf } from './folders.ts';

const paths = async (folder: string) => (await readFolder(folder)).files.map(({ file }) => file);

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
    expect(await paths(folder)).toEqual(['a.yaml', 'a/z.yml', 'b.yaml']);
  });

  test('are read through links inside the folder, each once', async () => {
    const folder = await folderOf({ 'a.yaml': 'x', '..data/b.yaml': 'y' });
    await symlink('a.yaml', join(folder, 'again.yaml'));
    await symlink('.', join(folder, 'loop'));
    await symlink('..data/b.yaml', join(folder, 'b.yaml'));
    expect(await readFolder(folder)).toMatchObject({
      files: [
        { file: 'a.yaml', text: 'x' },
        { file: 'b.yaml', text: 'y' },
      ],
      problems: [],
    });
  });

  test('are not read through links out of it', async () => {
    const folder = await folderOf({ 'inner/a.yaml': '', 'secret.yaml': 'secret', 'more/b.yaml': '' });
    await symlink('../secret.yaml', join(folder, 'inner/b.yaml'));
    await symlink('../more', join(folder, 'inner/more'));
    await symlink('../nowhere', join(folder, 'inner/c.yaml'));
    await symlink('../nowhere', join(folder, 'inner/nowhere'));
    expect(await readFolder(join(folder, 'inner'))).toMatchObject({
      files: [{ file: 'a.yaml' }],
      problems: [
        { file: 'b.yaml', message: 'the link leads out of the folder of the dossier.' },
        { file: 'c.yaml', message: 'the link leads nowhere.' },
        { file: 'more', message: 'the link leads out of the folder of the dossier.' },
      ],
    });
  });

  test('may be marked as UTF-8, and may have the line ends of Windows', async () => {
    const folder = await folderOf({ 'a.yaml': '\ufeffid: a\r\ntitle: { en: A }\r\n' });
    expect((await readFolder(folder)).files[0]?.text).toBe('id: a\r\ntitle: { en: A }\r\n');
  });

  test('have a digest that changes with each path and letter', async () => {
    const folder = await folderOf({ 'a.yaml': 'x' });
    const first = (await readFolder(folder)).digest;
    expect((await readFolder(folder)).digest).toBe(first);
    await writeFile(join(folder, 'a.yaml'), 'y');
    const second = (await readFolder(folder)).digest;
    await mkdir(join(folder, 'b'));
    await rename(join(folder, 'a.yaml'), join(folder, 'b/a.yaml'));
    expect(new Set([first, second, (await readFolder(folder)).digest]).size).toBe(3);
  });
});
