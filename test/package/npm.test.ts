/** A server that npm started ends with npm; one that something else started does not end with that. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
const PATIENCE = { interval: 100 };

const started: { readonly parent: ChildProcess; readonly data: string }[] = [];
afterAll(() => {
  for (const { parent, data } of started) {
    killGroup(parent);
    rmSync(data, { recursive: true, force: true });
  }
});

describe.skipIf(process.platform === 'win32')('a server', () => {
  it.each(['SIGTERM', 'SIGHUP', 'SIGKILL'] as const)('ends when npm, which started it, is gone: %s', async (signal) => {
    const { parent, isServing, output } = await start('npm', ['start']);
    parent.kill(signal);
    await expect.poll(isServing, PATIENCE).toBe(false);
    // In an orderly way, as when it is told to.
    await expect.poll(output, PATIENCE).toContain('"msg":"stopping"');
  });

  it('ends when npm started it by a shell within a shell', async () => {
    const { parent, isServing } = await start('npm', ['exec', '-c', `sh -c 'node dist/main.js serve; true'; true`]);
    parent.kill('SIGKILL');
    await expect.poll(isServing, PATIENCE).toBe(false);
  });

  it.each([
    ['a shell', 'sh', ['-c', 'node dist/main.js serve; true']],
    ['a program that npm started', 'npm', ['exec', '-c', 'node -e "$SPAWN"; true']],
  ])('outlives %s that started it', async (_, command, args) => {
    const { parent, isServing } = await start(command, args);
    parent.kill('SIGKILL');
    await new Promise((resolve) => parent.once('exit', resolve));
    // Several times as long as one that npm started takes to notice, on a machine that is not busy.
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    expect(await isServing()).toBe(true);
  });
});

/** Starts a command that starts a server, and waits until that listens. All end with the file. */
async function start(command: string, args: readonly string[]) {
  const data = mkdtempSync(join(tmpdir(), 'dragoman-npm-'));
  const { PATH = '', HOME = '' } = process.env;
  const SPAWN = "require('child_process').spawn('node', ['dist/main.js', 'serve'], { stdio: 'inherit' })";
  const parent = spawn(command, args, {
    cwd: PROJECT,
    env: { PATH, HOME, PORT: '0', DRAGOMAN_DATA: data, DRAGOMAN_DOSSIER: 'none', SPAWN },
    stdio: ['ignore', 'pipe', 'ignore'],
    // A process group of its own, by which all of it is ended.
    detached: true,
  });
  started.push({ parent, data });
  let output = '';
  parent.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  const url = () => /listens at (http:\S+)\/graphql/.exec(output)?.[1];
  await expect.poll(url, PATIENCE).toBeDefined();
  const isServing = () =>
    fetch(`${url()}/live`).then(
      ({ ok }) => ok,
      () => false,
    );
  return { parent, isServing, output: () => output };
}

function killGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // All of it has ended.
  }
}
