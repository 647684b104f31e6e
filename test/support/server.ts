/** The server as its users start it: a process of its own, asked over HTTP. */
import { type ChildProcess, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
const MAIN = join(PROJECT, 'dist', 'main.js');
/** The machine may be busy. */
const START_MS = 300_000;

export type Environment = { readonly [name: string]: string };

export interface ServerProcess {
  /** Without a slash at the end. */
  readonly url: string;
  readonly port: number;
  readonly process: ChildProcess;
  /** What it wrote to its standard output and its standard error so far. */
  readonly output: () => string;
  /** The lines of its log. */
  readonly log: () => { readonly [key: string]: unknown }[];
  /** Its exit code, once it has ended. */
  readonly ended: Promise<number | null>;
  /** Ends it in an orderly way. */
  stop(): Promise<number | null>;
}

/** What to end with the suites of the file: a hook that a hook or a test declares would never run. */
const launched: { readonly child: ChildProcess; readonly ended: Promise<unknown>; readonly data: string }[] = [];
afterAll(async () => {
  for (const { child, ended, data } of launched.splice(0)) {
    child.kill('SIGKILL');
    await ended;
    rmSync(data, { recursive: true, force: true });
  }
});

/** Starts a server on a free port with a graph in a folder of its own, and waits until it listens. It ends with the file. */
export async function startServer(environment: Environment = {}): Promise<ServerProcess> {
  const server = await launch(environment);
  const url = await listening(server);
  return { ...server, url, port: Number(new URL(url).port) };
}

/** Starts a server that may not listen for a while. It ends with the file. */
export async function beginServer(environment: Environment): Promise<Launched & { listens(): Promise<string> }> {
  const server = await launch(environment);
  return { ...server, listens: () => listening(server) };
}

/** Runs a server that is expected to end by itself. */
export async function runServer(environment: Environment): Promise<{ code: number | null; output: string }> {
  const { ended, output } = await launch(environment);
  return { code: await ended, output: output() };
}

export type Launched = Omit<ServerProcess, 'url' | 'port'>;

async function launch(environment: Environment): Promise<Launched> {
  const data = await mkdtemp(join(tmpdir(), 'dragoman-server-'));
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [MAIN, 'serve'], {
    cwd: data,
    env: { PATH, HOME, PORT: '0', DRAGOMAN_DATA: data, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const stop = () => {
    child.kill('SIGTERM');
    return ended;
  };
  launched.push({ child, ended, data });
  const log = () =>
    output
      .split('\n')
      .filter((line) => line.startsWith('{"level"'))
      .map((line) => JSON.parse(line) as { [key: string]: unknown });
  return { process: child, output: () => output, log, ended, stop };
}

async function listening({ process: child, ended, output }: Launched): Promise<string> {
  const end = performance.now() + START_MS;
  let over = false;
  void ended.then(() => {
    over = true;
  });
  for (;;) {
    const [, url] = /listens at (http:\S+)\/graphql/.exec(output()) ?? [];
    if (url) return url;
    if (over || performance.now() > end) {
      child.kill('SIGKILL');
      throw new Error(`The server did not start. It said:\n${output()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** The answer to a GraphQL request. */
export async function post(url: string, body: unknown, headers: Readonly<Record<string, string>> = {}) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: bodyOf(text) };
}

interface Body {
  // A test knows the shape of what it asked for; the assertions fail where it is another.
  // biome-ignore lint/suspicious/noExplicitAny: see above
  readonly data?: any;
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
}

function bodyOf(text: string): Body {
  try {
    return JSON.parse(text) as Body;
  } catch {
    return {};
  }
}
