/** While a server runs, other processes load, unload and save on the same embedded graph, and it answers from what they left. */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { post, type ServerProcess, startServer } from '../support/server.ts';
import { BASE, folderOf } from './folders.ts';

const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
/** The state is asked for again so often until it is the new one; how long that takes on a busy machine is not said. */
const ASKING = { interval: 100, timeout: 60_000 };
const run = promisify(execFile);

let server: ServerProcess;
let data: string;

async function dragoman(...args: string[]): Promise<string> {
  const { PATH = '', HOME = '' } = process.env;
  const { stdout } = await run(process.execPath, [MAIN, ...args], { env: { PATH, HOME, DRAGOMAN_DATA: data } });
  return stdout;
}

/** What the server says that there is of a topic, and of dossiers. */
async function served(): Promise<{ topic: string | null; dossiers: string[]; tag: string | null }> {
  const { body } = await post(server.url, { query: '{ entity(id: "Topic:a") { label } dossiers { id } }' });
  const file = await fetch(`${server.url}/graphs/dossier.nodes.csv`, { method: 'HEAD' });
  return {
    topic: body.data.entity?.label ?? null,
    dossiers: body.data.dossiers.map(({ id }: { id: string }) => id),
    tag: file.headers.get('etag'),
  };
}

describe('a server that runs', () => {
  test('answers from what a load, a save and an unload beside it left', async () => {
    const topic = (name: string) => `entities:\n  - { id: Topic:a, names: { en: ${name} }, evidence: doc/P1 }\n`;
    data = join(await folderOf({}), 'graph');
    server = await startServer({ DRAGOMAN_DATA: data, DRAGOMAN_LOG: 'silent' });
    const before = await served();
    expect(before).toMatchObject({ topic: null, dossiers: ['gaza-diplomacy'] });

    expect(await dragoman('load', await folderOf({ ...BASE, 'a.yaml': topic('First') }))).toMatch(/^Loaded test/);
    await expect.poll(served, ASKING).toMatchObject({ topic: 'First', dossiers: ['gaza-diplomacy', 'test'] });
    const first = await served();
    expect(first.tag).not.toBe(before.tag);

    await dragoman('load', await folderOf({ ...BASE, 'a.yaml': topic('Second') }));
    await expect.poll(served, ASKING).toMatchObject({ topic: 'Second' });

    const folder = await folderOf({});
    expect(await dragoman('save', 'test', folder)).toMatch(
      /^Saved test in .*: 1 entity, 0 facts, 1 document, 2 passages \(/,
    );
    expect(await readFile(join(folder, 'entities/topic.yaml'), 'utf8')).toContain('en: Second');
    expect(await served()).toMatchObject({ topic: 'Second' });

    expect(await dragoman('unload', 'test')).toMatch(/^Took out test/);
    await expect.poll(served, ASKING).toMatchObject({ topic: null, dossiers: ['gaza-diplomacy'] });
  });
});
