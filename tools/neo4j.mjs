#!/usr/bin/env node
/**
 * A real Neo4j without Docker: its jars come from Maven Central once, and run on the Java that is there.
 *
 *   node tools/neo4j.mjs [--port N] [--home DIR]             serves until it is interrupted, and prints its address
 *   node tools/neo4j.mjs [...] -- npx vitest run test/graph  runs a command with NEO4J_URI set, and stops after it
 *
 * Without --home its data are gone afterwards. It listens on this machine alone, and asks for no password.
 */
import { execFile, spawn } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { mkdir, mkdtemp, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { constants, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';

const VERSION = '5.26.30';
const ARTIFACTS = ['org.neo4j:neo4j', 'org.neo4j.app:neo4j-server', 'org.neo4j:neo4j-bolt'];
const OLDEST_JAVA = 17;
const START_MS = 600_000;
const STOP_MS = 20_000;

const run = promisify(execFile);
const project = dirname(dirname(fileURLToPath(import.meta.url)));
const cache = resolve(process.env['DRAGOMAN_CACHE'] ?? join(project, '.cache'), `neo4j-${VERSION}`);
const java = process.env['JAVA_HOME'] ? join(process.env['JAVA_HOME'], 'bin', 'java') : 'java';

/**
 * Whether a Neo4j can be started here.
 *
 * @returns {Promise<string | undefined>} what is missing, in one line; undefined when nothing is
 */
export async function missing() {
  const found = await run(java, ['-version']).catch(() => undefined);
  const version = Number(/version "(\d+)/.exec(found?.stderr ?? '')?.[1]);
  if (!found) return `no Java ${OLDEST_JAVA} was found (JAVA_HOME or PATH)`;
  if (version < OLDEST_JAVA) return `Java is ${version}, and Neo4j ${VERSION} needs ${OLDEST_JAVA}`;
  if (existsSync(join(cache, 'lib'))) return undefined;
  const maven = await run('mvn', ['-v']).catch(() => undefined);
  return maven ? undefined : `Neo4j ${VERSION} is not in ${cache}, and no mvn was found to fetch it`;
}

/**
 * A Neo4j that runs.
 *
 * @typedef {object} Neo4jServer
 * @property {string} uri `bolt://127.0.0.1:PORT`
 * @property {string} home the folder of its data, configuration and logs
 * @property {number} pid the id of its process, a new one after each `start`
 * @property {(signal?: NodeJS.Signals) => Promise<void>} kill sends a signal (default: SIGKILL) and waits for the end,
 *   save after SIGSTOP and SIGCONT, which freeze it and wake it
 * @property {() => Promise<void>} start starts it again, after `kill`, with the same data and address
 * @property {() => Promise<void>} stop stops it for good; data in a temporary home are removed
 */

/**
 * Starts a Neo4j and waits until it answers. It ends with this process, however this ends.
 *
 * @param {{ home?: string, port?: number, memory?: string, pageCache?: string, libs?: string, say?: (line: string) => void }} [options]
 *   home: a folder to keep, made if missing (default: a temporary one). port: default is a free one. memory: of the heap
 *   (default: `1g`). pageCache: what it keeps of its files (default: `512m`). libs: a folder with the jars (default: the cache, filled when it is empty). say: hears of a download
 * @returns {Promise<Neo4jServer>}
 * @throws when a jar cannot be fetched, or the server ends or does not answer in ten minutes: with its last words
 */
export async function startNeo4j({ home, port, memory = '1g', pageCache = '512m', libs, say = () => {} } = {}) {
  const jars = libs ?? (await fetchedLibs(say));
  const kept = home === undefined ? undefined : resolve(home);
  const folder = kept ?? (await mkdtemp(join(tmpdir(), 'dragoman-neo4j-')));
  const at = port ?? (await freePort());
  const uri = `bolt://127.0.0.1:${at}`;
  await configure(folder, at, pageCache);
  const log = join(folder, 'logs', 'console.log');

  /** @type {{ child: import('node:child_process').ChildProcess, ended: Promise<void> } | undefined} */
  let running;
  const killNow = () => {
    running?.child.kill('SIGKILL');
    if (!kept) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };

  async function start() {
    if (running) throw new Error(`${uri} is running`);
    const output = await open(log, 'a');
    const child = spawn(java, javaArguments(jars, folder, memory), { stdio: ['ignore', output.fd, output.fd] });
    const process = {
      child,
      ended: new Promise((done) => child.once('close', done).once('error', done)).then(() => {}),
    };
    running = process;
    const release = guard(child.pid, kept ? undefined : folder);
    void process.ended.then(() => {
      if (running === process) running = undefined;
      release();
    });
    await output.close();
    try {
      await Promise.race([answers(uri), process.ended.then(() => Promise.reject(new Error('it ended')))]);
    } catch (error) {
      const words = (await readFile(log, 'utf8').catch(() => '')).split('\n').slice(-20).join('\n');
      await stop();
      throw new Error(`Neo4j at ${uri} did not start. Its last words:\n${words}`, { cause: error });
    }
  }

  /** @param {NodeJS.Signals} [signal] */
  async function kill(signal = 'SIGKILL') {
    const process = running;
    process?.child.kill(signal);
    if (signal !== 'SIGSTOP' && signal !== 'SIGCONT') await process?.ended;
  }

  async function stop() {
    const process = running;
    // What is thrown away needs no orderly end.
    process?.child.kill(kept ? 'SIGTERM' : 'SIGKILL');
    const late = setTimeout(() => process?.child.kill('SIGKILL'), STOP_MS);
    await process?.ended;
    clearTimeout(late);
    globalThis.process.off('exit', killNow);
    if (!kept) await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }

  process.on('exit', killNow);
  await start();
  return {
    uri,
    home: folder,
    get pid() {
      return running?.child.pid ?? 0;
    },
    kill,
    start,
    stop,
  };
}

/**
 * Runs a command of `neo4j-admin` on a home that a server has been started in, and that none runs in.
 *
 * @param {string} home
 * @param {readonly string[]} args such as `['database', 'import', 'full', 'neo4j', …]`
 * @returns {Promise<string>} what it printed
 * @throws when it fails: with what it printed
 */
export async function admin(home, args) {
  const jars = join(await fetchedLibs(() => {}), '*');
  const folder = resolve(home);
  const environment = { ...process.env, NEO4J_HOME: folder, NEO4J_CONF: join(folder, 'conf') };
  const options = { env: environment, maxBuffer: 64 << 20 };
  const { stdout } = await run(java, ['-Xmx1g', '-cp', jars, 'org.neo4j.cli.AdminTool', ...args], options);
  return stdout;
}

/**
 * The folder with the jars, fetched when it is not there: into another folder first, so that a download that was cut off
 * is not taken for a whole one.
 *
 * @param {(line: string) => void} say
 */
function fetchedLibs(say) {
  // Two that are started at once wait for the same download.
  fetched ??= fetchLibs(say).finally(() => {
    fetched = undefined;
  });
  return fetched;
}

/** @type {Promise<string> | undefined} */
let fetched;

/** @param {(line: string) => void} say */
async function fetchLibs(say) {
  const lib = join(cache, 'lib');
  if (existsSync(lib)) return lib;
  say(`Fetching Neo4j ${VERSION} from Maven Central into ${cache}: 123 MB, once.`);
  await mkdir(dirname(cache), { recursive: true });
  const draft = await mkdtemp(`${cache}-draft-`);
  try {
    const dependencies = ARTIFACTS.map((artifact) => {
      const [group, name] = artifact.split(':');
      return `<dependency><groupId>${group}</groupId><artifactId>${name}</artifactId><version>${VERSION}</version></dependency>`;
    });
    await writeFile(
      join(draft, 'pom.xml'),
      `<project><modelVersion>4.0.0</modelVersion><groupId>dragoman</groupId><artifactId>neo4j</artifactId><version>1</version><dependencies>${dependencies.join('')}</dependencies></project>`,
    );
    const goal = ['-q', '-B', 'dependency:copy-dependencies', `-DoutputDirectory=${join(draft, 'lib')}`];
    await run('mvn', goal, { cwd: draft, maxBuffer: 64 << 20 });
    await rename(draft, cache).catch((error) => {
      // Another process was faster: its jars are as good.
      if (!existsSync(lib)) throw error;
    });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return lib;
}

/**
 * @param {string} home
 * @param {number} port
 * @param {string} pageCache
 */
async function configure(home, port, pageCache) {
  const folders = ['data', 'logs', 'run', 'plugins', 'import'];
  for (const folder of ['conf', ...folders]) await mkdir(join(home, folder), { recursive: true });
  const settings = [
    ...folders.map((folder) => `server.directories.${folder}=${join(home, folder)}`),
    'server.default_listen_address=127.0.0.1',
    `server.bolt.listen_address=127.0.0.1:${port}`,
    `server.bolt.advertised_address=127.0.0.1:${port}`,
    'server.http.enabled=false',
    'server.https.enabled=false',
    // The default is half of the machine's memory.
    `server.memory.pagecache.size=${pageCache}`,
    'dbms.security.auth_enabled=false',
    'db.tx_log.preallocate=false',
    'dbms.usage_report.enabled=false',
    'client.allow_telemetry=false',
  ];
  await writeFile(join(home, 'conf', 'neo4j.conf'), `${settings.join('\n')}\n`);
}

/**
 * @param {string} jars
 * @param {string} home
 * @param {string} memory
 */
function javaArguments(jars, home, memory) {
  const opened = ['java.nio', 'java.io', 'sun.nio.ch', 'java.util.concurrent'];
  return [
    `-Xmx${memory}`,
    '-XX:+UseG1GC',
    '-XX:+IgnoreUnrecognizedVMOptions',
    '-XX:+UnlockExperimentalVMOptions',
    '-XX:+TrustFinalNonStaticFields',
    ...opened.map((name) => `--add-opens=java.base/${name}=ALL-UNNAMED`),
    '-Dlog4j2.disable.jmx=true',
    '-cp',
    join(jars, '*'),
    'org.neo4j.server.CommunityEntryPoint',
    `--home-dir=${home}`,
    `--config-dir=${join(home, 'conf')}`,
    '--console-mode',
  ];
}

/**
 * Kills the server, and removes its home, when this process is killed and can do neither: a shell waits for that.
 *
 * @param {number | undefined} pid
 * @param {string | undefined} home
 * @returns {() => void} to call when the server has ended: its id may become that of another process
 */
function guard(pid, home) {
  if (pid === undefined || process.platform === 'win32') return () => {};
  const script = 'cat > /dev/null; kill -9 "$1" 2> /dev/null && [ -n "$2" ] && sleep 1 && rm -rf "$2"';
  // In a group of its own, so that Ctrl-C leaves it for last.
  const shell = spawn('sh', ['-c', script, 'sh', String(pid), home ?? ''], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  shell.on('error', () => {});
  shell.unref();
  // The pipe alone must not keep this process alive; it is a socket, whose type here does not say that it has this.
  /** @type {any} */ (shell.stdin).unref();
  return () => {
    shell.kill('SIGKILL');
    shell.stdin?.destroy();
  };
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}

/**
 * Resolves when the server answers a statement.
 *
 * @param {string} uri
 */
async function answers(uri) {
  const { default: neo4j } = await import('neo4j-driver');
  const driver = neo4j.driver(uri, undefined, { connectionTimeout: 1_000, connectionAcquisitionTimeout: 2_000 });
  const end = performance.now() + START_MS;
  try {
    for (;;) {
      try {
        await driver.executeQuery('RETURN 1', {}, { database: 'neo4j' });
        return;
      } catch (error) {
        if (performance.now() > end) throw error;
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
    }
  } finally {
    await driver.close();
  }
}

async function main() {
  const split = process.argv.indexOf('--');
  const own = process.argv.slice(2, split < 0 ? undefined : split);
  const [command, ...args] = split < 0 ? [] : process.argv.slice(split + 1);
  const { values } = parseArgs({ args: own, options: { port: { type: 'string' }, home: { type: 'string' } } });
  const reason = await missing();
  if (reason) throw new Error(reason);
  const server = await startNeo4j({
    ...(values.port === undefined ? {} : { port: Number(values.port) }),
    ...(values.home === undefined ? {} : { home: values.home }),
    say: (line) => console.error(line),
  });
  const interrupted = new Promise((done) => {
    for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, () => done(signal));
  });
  if (command === undefined) {
    console.log(server.uri);
    await interrupted;
    await server.stop();
    return 0;
  }
  const child = spawn(command, args, { stdio: 'inherit', env: { ...process.env, NEO4J_URI: server.uri } });
  void interrupted.then((signal) => child.kill(signal));
  try {
    return await new Promise((done, failed) => {
      child.once('error', failed);
      child.once('exit', (code, signal) => done(code ?? 128 + constants.signals[signal ?? 'SIGKILL']));
    });
  } finally {
    await server.stop();
  }
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  main().then(
    (code) => process.exit(code),
    (error) => {
      console.error(error.message);
      process.exit(1);
    },
  );
}
