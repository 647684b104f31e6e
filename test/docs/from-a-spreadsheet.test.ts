/** The page is followed word for word: its sheet, its commands, what they print, and what the server answers. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { environmentIn, guidePage, MAIN, printed } from './walk.ts';

const PATIENCE = { timeout: 300_000 };

const { page, blocks } = await guidePage('from-a-spreadsheet.md');

let folder: string;
let server: ChildProcess | undefined;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dragoman-sheet-'));
});
afterAll(async () => {
  const running = server;
  if (running && running.exitCode === null) {
    const ended = new Promise((resolve) => running.once('close', resolve));
    running.kill('SIGKILL');
    await ended;
  }
  await rm(folder, { recursive: true, force: true });
});

/** A text after an edit, whose lines stand behind a minus before it and behind a plus after it. */
function edited(text: string, edit: string): string {
  const lines = (sign: string) =>
    edit
      .split('\n')
      .flatMap((line) => (line.startsWith(sign) ? [line.slice(1)] : []))
      .join('\n');
  expect(text).toContain(lines('-'));
  return text.replace(lines('-'), lines('+'));
}

/** As Excel saves it where the language is Arabic. */
function inWindows1256(text: string): Buffer {
  const decoder = new TextDecoder('windows-1256');
  const codes = new Map(Array.from({ length: 256 }, (_, code) => [decoder.decode(Uint8Array.of(code)), code]));
  return Buffer.from([...text.replaceAll('\n', '\r\n')].map((sign) => codes.get(sign) ?? 63));
}

test('a sheet of attendances becomes a served dossier', async () => {
  const [draft = '', check = '', serve = ''] = blocks('sh');
  const [drafted, checked] = blocks('text');
  const [shown = '', head = ''] = blocks('yaml');
  const manifest = join(folder, 'my-dossier/attendance.yaml');
  await writeFile(join(folder, 'attendance.csv'), inWindows1256(blocks('csv')[0] ?? ''));

  expect(await printed(draft, folder)).toBe(drafted);
  expect(await readFile(manifest, 'utf8')).toContain(shown);
  for (const edit of blocks('diff')) await writeFile(manifest, edited(await readFile(manifest, 'utf8'), edit));
  await writeFile(join(folder, 'my-dossier/dossier.yaml'), head);
  expect(await printed(check, folder)).toBe(checked);

  const [, ...args] = serve.trim().split(' ');
  const started = spawn(process.execPath, [MAIN, ...args], { cwd: folder, env: environmentIn(folder) });
  server = started;
  let output = '';
  for (const stream of [started.stdout, started.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const address = () => /listens at (http:\S+)\/graphql/.exec(output)?.[1];
  await expect.poll(() => address() ?? (started.exitCode === null ? undefined : output), PATIENCE).toBeDefined();
  const answer = await fetch(`${address()}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'accept-language': /`Accept-Language: (\w+)`/.exec(page)?.[1] ?? '',
    },
    body: JSON.stringify({ query: blocks('graphql')[0] }),
  });
  expect(await answer.json()).toEqual({ data: JSON.parse(blocks('json')[0] ?? '') });
});
