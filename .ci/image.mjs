// The stages of the image where there is no engine to build it: node .ci/image.mjs
//
// Each stage is a folder. It gets what its COPY lines name, of the project only what .dockerignore lets in; the npm commands
// of its RUN lines are run there. The last stage is started by its ENTRYPOINT and CMD and asked for the page, an asset and an answer.
import { spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const PROJECT = fileURLToPath(new URL('..', import.meta.url));
const START_MS = 300_000;

const scratch = await mkdtemp(join(tmpdir(), 'dragoman-image-'));
try {
  const stage = await built(await instructions());
  await answers(stage);
  console.log('The last stage serves the page, its assets and answers.');
} finally {
  await rm(scratch, { recursive: true, force: true });
}

/** @returns {Promise<[instruction: string, argument: string][]>} */
async function instructions() {
  const text = await readFile(join(PROJECT, 'Dockerfile'), 'utf8');
  return text
    .replace(/^#.*\n/gm, '')
    .replace(/\\\n\s*/g, ' ')
    .split('\n')
    .filter(Boolean)
    .map((line) => [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)]);
}

/**
 * Makes the stages, one after the other.
 *
 * @param {[string, string][]} lines
 */
async function built(lines) {
  const letIn = (await readFile(join(PROJECT, '.dockerignore'), 'utf8'))
    .split('\n')
    .flatMap((line) => (line.startsWith('!') ? [line.slice(1)] : []));
  const stages = new Map();
  let stage = {
    root: '',
    work: '/',
    environment: {},
    entry: /** @type {string[]} */ ([]),
    command: /** @type {string[]} */ ([]),
  };
  for (const [instruction, argument] of lines) {
    if (instruction === 'FROM') {
      const name = / AS (\S+)/.exec(argument)?.[1] ?? 'last';
      stage = { root: join(scratch, name), work: '/', environment: {}, entry: [], command: [] };
      await mkdir(stage.root);
      stages.set(name, stage);
    }
    const within = (path) => join(stage.root, path.startsWith('/') ? path : join(stage.work, path));
    if (instruction === 'WORKDIR') {
      stage.work = argument;
      await mkdir(within('.'), { recursive: true });
    }
    if (instruction === 'ENV')
      Object.assign(stage.environment, Object.fromEntries(argument.split(' ').map((pair) => pair.split('='))));
    if (instruction === 'ENTRYPOINT') stage.entry = JSON.parse(argument);
    if (instruction === 'CMD') stage.command = JSON.parse(argument);
    if (instruction === 'COPY') {
      const [, from, rest] = /^(?:--from=(\S+) )?(.*)$/.exec(argument) ?? [];
      const paths = rest.split(' ');
      const to = paths.pop();
      for (const path of paths) {
        if (!from && !letIn.includes(path)) throw new Error(`.dockerignore keeps ${path} out.`);
        const source = from ? join(stages.get(from).root, path) : join(PROJECT, path);
        // Packages that were installed for a folder of the project alone would not be in a fresh clone.
        const filter = (each) => from !== undefined || basename(each) !== 'node_modules';
        await cp(source, to.endsWith('/') ? join(within(to), basename(path)) : within(to), { recursive: true, filter });
      }
    }
    if (instruction === 'RUN')
      for (const command of argument.split(' && ').filter((each) => each.startsWith('npm ')))
        await run(command, within('.'));
  }
  return stage;
}

/** @returns {Promise<void>} */
function run(command, cwd) {
  console.log(`$ ${command}`);
  return new Promise((done, failed) => {
    const child = spawn(command, { cwd, shell: true, stdio: 'inherit' });
    child.once('close', (code) => (code === 0 ? done() : failed(new Error(`${command} ended with ${code}.`))));
  });
}

/** Starts a stage as its image would, at an address of this machine, and asks for what a reader asks for first. */
async function answers({ root, work, environment, entry, command }) {
  const [program, ...args] = [...entry, ...command];
  const data = join(scratch, 'graph');
  const { PATH, HOME } = process.env;
  const child = spawn(program === 'node' ? process.execPath : program, args, {
    cwd: resolve(join(root, work)),
    env: { PATH, HOME, ...environment, HOST: '127.0.0.1', PORT: '0', DRAGOMAN_DATA: data },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((done) => child.once('close', done));
  try {
    const url = await Promise.race([listening(child), ended.then((code) => fail(`The server ended with ${code}.`))]);
    const page = await text(`${url}/`);
    const asset = /src="([^"]+\.js)"/.exec(page)?.[1] ?? fail('The page names no script.');
    await text(new URL(asset, `${url}/`));
    const answer = await text(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ dossiers { id state } model { name } }' }),
    });
    if (!JSON.parse(answer).data?.dossiers?.length) fail(`The server has no dossier: ${answer}`);
  } finally {
    child.kill('SIGTERM');
    await ended;
  }
}

/** @returns {Promise<string>} where the server listens */
function listening(child) {
  return new Promise((done, failed) => {
    const late = setTimeout(() => failed(new Error('The server did not start.')), START_MS);
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (part) => {
      output += part;
      const [, url] = /listens at (http:\S+)\/graphql/.exec(output) ?? [];
      if (!url) return;
      clearTimeout(late);
      done(url);
    });
  });
}

async function text(url, init = {}) {
  const response = await fetch(url, init);
  const body = await response.text();
  return response.ok ? body : fail(`${url} answers ${response.status}: ${body.slice(0, 200)}`);
}

/** @returns {never} */
function fail(message) {
  throw new Error(message);
}
