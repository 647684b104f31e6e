/** The page is followed word for word: its sheet, its commands, what they print, and what the server answers. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
const MAIN = join(PROJECT, 'dist/main.js');
const PATIENCE = { timeout: 300_000 };

/** What stands in the blocks of the page, in order, by their language. */
const page = await readFile(join(PROJECT, 'docs/guide/from-a-spreadsheet.md'), 'utf8');
const blocks = (language: string) =>
  [...page.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(([, text = '']) => text);

let folder: string;
let server: ChildProcess | undefined;
let environment: { [name: string]: string };
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dragoman-sheet-'));
  const { PATH = '', HOME = '' } = process.env;
  environment = { PATH, HOME, PORT: '0', DRAGOMAN_DATA: join(folder, 'graph') };
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

/** What a command of the page prints. */
function printed(command: string): Promise<string> {
  const [, ...args] = command.trim().split(' ');
  return new Promise((resolve) =>
    execFile(process.execPath, [MAIN, ...args], { cwd: folder, env: environment }, (_error, stdout, stderr) =>
      resolve(stdout + stderr),
    ),
  );
}

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

  expect(await printed(draft)).toBe(drafted);
  expect(await readFile(manifest, 'utf8')).toContain(shown);
  for (const edit of blocks('diff')) await writeFile(manifest, edited(await readFile(manifest, 'utf8'), edit));
  await writeFile(join(folder, 'my-dossier/dossier.yaml'), head);
  expect(await printed(check)).toBe(checked);

  const [, ...args] = serve.trim().split(' ');
  const started = spawn(process.execPath, [MAIN, ...args], { cwd: folder, env: environment });
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
