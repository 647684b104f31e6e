/** Once a test run: the built server on an empty folder, with the dossier that the package ships. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** The address of the GraphQL endpoint. */
    endpoint: string;
  }
}

const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
const START_MS = 300_000;
const STOP_MS = 60_000;

/** @throws when the server is not built, or does not listen in a minute */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  if (!existsSync(MAIN)) throw new Error(`There is no ${MAIN}. Build the server first: npm run build`);
  const folder = await mkdtemp(join(tmpdir(), 'dragoman-clients-'));
  const server = spawn(process.execPath, [MAIN, 'serve'], {
    // Nothing of the caller's environment, which may name a Neo4j or another dossier.
    env: { PATH: process.env['PATH'], HOST: '127.0.0.1', PORT: '0', DRAGOMAN_DATA: folder },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const clear = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  const killNow = () => {
    server.kill('SIGKILL');
    clear();
  };
  process.on('exit', killNow);
  const stop = async () => {
    await ended(server);
    process.off('exit', killNow);
    clear();
  };
  try {
    project.provide('endpoint', await addressOf(server));
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
}

/** The address in the line that the server prints when it listens. */
function addressOf(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const fail = (reason: string) => reject(new Error(`The server does not listen: ${reason}.`));
    const late = setTimeout(() => fail(`it said nothing for ${START_MS / 1000} s`), START_MS);
    server.once('exit', (code) => {
      clearTimeout(late);
      fail(`it ended with ${code}`);
    });
    let said = '';
    server.stdout?.on('data', (chunk) => {
      said += chunk;
      const [, address] = /^Dragoman listens at (\S+)/m.exec(said) ?? [];
      if (address === undefined) return;
      clearTimeout(late);
      resolve(address);
    });
  });
}

/** Asks the server to stop, and kills it where it does not. */
function ended(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    const late = setTimeout(() => server.kill('SIGKILL'), STOP_MS);
    server.once('exit', () => {
      clearTimeout(late);
      resolve();
    });
    server.kill('SIGTERM');
  });
}
