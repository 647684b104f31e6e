/**
 * The package as its users have it: packed, and run from an empty folder with Node alone. It asks the registry for its
 * dependencies, so it runs in CI alone, or where DRAGOMAN_PACKAGE is `on`.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
const PATIENCE = { interval: 100, timeout: 300_000 };
const isTried = process.env['CI'] === 'true' || process.env['DRAGOMAN_PACKAGE'] === 'on';
if (!isTried) process.stderr.write('Skipped: the package as it is installed, since DRAGOMAN_PACKAGE is not on.\n');

const run = promisify(execFile);
/** No variables of the npm that runs the tests. */
const { PATH = '', HOME = '' } = process.env;
const ENVIRONMENT = { PATH, HOME };

describe.runIf(isTried && process.platform !== 'win32')('the package', () => {
  let folder: string;
  let tarball: string;
  let files: string[];
  let server: ChildProcess | undefined;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dragoman-package-'));
    const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
    const { stdout } = await run('npm', args, { cwd: PROJECT, env: ENVIRONMENT });
    const [packed] = JSON.parse(stdout) as [{ filename: string; files: { path: string }[] }];
    tarball = packed.filename;
    files = packed.files.map(({ path }) => path);
  });
  afterAll(async () => {
    if (server?.pid !== undefined && server.exitCode === null && server.signalCode === null)
      process.kill(-server.pid, 'SIGKILL');
    await rm(folder, { recursive: true, force: true });
  });

  it('has what it runs with and what explains it, and nothing else', () => {
    for (const file of [
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'dist/main.js',
      'dist/explorer/index.html',
      'dist/models/diplomacy.json',
      'docs/guide/README.md',
      'languages/en.json',
      'models/diplomacy/model.yaml',
      'schema/dossier-file.schema.json',
      'schema/model.schema.json',
      'seeds/gaza-diplomacy/dossier.yaml',
    ])
      expect(files).toContain(file);
    expect(files.filter((file) => /^(src|test|bench|tools|explorer|clients|\.ci)\//.test(file))).toEqual([]);
    expect(files.filter((file) => file.endsWith('.map'))).toEqual([]);
  });

  it('serves a dossier from an empty folder', async () => {
    await mkdir(join(folder, 'my-dossier'));
    const written = {
      'dossier.yaml': 'id: my-dossier\ntitle: { en: Mine }\n',
      'mine.yaml': `document: report
documents:
  - { id: SourceDocument:report, title: { en: A report }, language: en, date: 2024, passages: [{ locator: P1, summary: { en: It says so. } }] }
entities:
  - { id: Topic:peace, names: { en: Peace, ar: السلام }, evidence: P1 }
`,
    };
    for (const [name, text] of Object.entries(written)) await writeFile(join(folder, 'my-dossier', name), text);
    const env = { ...ENVIRONMENT, PORT: '0' };
    const started = spawn('npx', ['--yes', `./${tarball}`, 'serve', 'my-dossier'], {
      cwd: folder,
      env,
      detached: true,
    });
    server = started;
    let output = '';
    for (const stream of [started.stdout, started.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    const address = () => /listens at (http:\S+)\/graphql/.exec(output)?.[1];
    await expect.poll(() => address() ?? (started.exitCode === null ? undefined : output), PATIENCE).toBeDefined();
    const url = address() ?? '';
    const answer = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ entity(id: "Topic:peace") { label(languages: ["ar"]) } }' }),
    });
    expect(await answer.json()).toEqual({ data: { entity: { label: 'السلام' } } });
    const page = await fetch(`${url}/`);
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('<script')]);
    const ended = new Promise((resolve) => started.once('close', resolve));
    process.kill(-(started.pid ?? 0), 'SIGTERM');
    await ended;
  });

  it('is installed for production without a compiler, where it is built', async () => {
    const place = join(folder, 'production');
    for (const each of ['package.json', 'package-lock.json', '.npmrc', 'tools', 'dist', 'models', 'languages'])
      await cp(join(PROJECT, each), join(place, each), { recursive: true });
    await run('npm', ['ci', '--omit=dev'], { cwd: place, env: ENVIRONMENT });
    const { stdout } = await run(process.execPath, ['dist/main.js', 'schema'], { cwd: place, env: ENVIRONMENT });
    expect(stdout).toContain('type Query');
  });
});
