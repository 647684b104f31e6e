/** The server and the loader as processes, asked over HTTP. */
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const PROJECT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const START_MS = 300_000;

/**
 * @param {string} program of `dist/`
 * @param {readonly string[]} args
 * @param {Record<string, string>} environment
 * @param {string} [folder] of the project, as it is to be run; default: this one
 */
export function launch(program, args, environment, folder = PROJECT) {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(
    process.execPath,
    [...(environment['NODE_ARGS'] ?? '').split(' ').filter(Boolean), join(folder, 'dist', program), ...args],
    {
      env: { PATH, HOME, PORT: '0', DRAGOMAN_LOG: 'error', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const killNow = () => child.kill('SIGKILL');
  process.once('exit', killNow);
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text) => {
      output = (output + text).slice(-100_000);
    });
  /** @type {Promise<number | null>} */
  const ended = new Promise((resolve) =>
    child.once('close', (code) => {
      process.off('exit', killNow);
      resolve(code);
    }),
  );
  return { child, ended, output: () => output };
}

/** @param {Record<string, string>} environment @param {string} [folder] of the project; default: this one */
export async function startServer(environment, folder) {
  const server = launch('main.js', ['serve'], environment, folder);
  return { ...server, url: await listening(server) };
}

/**
 * Where a server listens, once it does.
 *
 * @param {ReturnType<typeof launch>} server
 * @throws when it ends before, or takes minutes
 */
export async function listening(server) {
  let over = false;
  void server.ended.then(() => {
    over = true;
  });
  for (const end = performance.now() + START_MS; ; ) {
    const [, url] = /listens at (http:\S+)\/graphql/.exec(server.output()) ?? [];
    if (url) return url;
    if (over || performance.now() > end) {
      server.child.kill('SIGKILL');
      throw new Error(`The server did not start. It said:\n${server.output()}`);
    }
    await pause(20);
  }
}

/** @param {string} url @param {unknown} body @param {Record<string, string>} headers */
export async function post(url, body, headers = {}) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json', ...headers },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(60_000),
  });
  return { status: response.status, text: await response.text() };
}

/** Resident memory of a process in MiB. @param {number | undefined} pid */
export async function residentOf(pid) {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
}

/** @param {number} milliseconds */
export function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
