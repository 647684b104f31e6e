/**
 * Starts the built server, asks it the acceptance tests, and stops it: node .ci/acceptance.mjs FOLDER COUNTS
 *
 * The tests are those of `acceptance.test.mjs` in FOLDER that acceptance-tests.txt names, one a line; all of them where
 * it names none. How many passed and failed is written to COUNTS. The environment says which graph the server uses.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const START_MS = 180_000;
const STOP_MS = 10_000;
const [folder = '', countsFile = ''] = process.argv.slice(2);

const server = spawn(process.execPath, ['dist/main.js', 'serve'], {
  env: { ...process.env, HOST: '127.0.0.1', PORT: '0', DRAGOMAN_LOG: 'warn' },
  stdio: ['ignore', 'pipe', 'inherit'],
});
process.on('exit', () => server.kill('SIGKILL'));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(143));

const names = namesOfTests();
const counts = await ask(await addressOf(server));
writeFileSync(countsFile, JSON.stringify(counts));
const stopped = await stop();
const missed = names.length > 0 && counts.passed + counts.failed !== names.length;
if (missed) console.error(`${names.length} tests are named in .ci/acceptance-tests.txt, but another number ran.`);
process.exit(counts.failed === 0 && counts.passed > 0 && stopped && !missed ? 0 : 1);

function namesOfTests() {
  const list = fileURLToPath(new URL('acceptance-tests.txt', import.meta.url));
  return existsSync(list) ? readFileSync(list, 'utf8').split('\n').filter(Boolean) : [];
}

/** The address in the line that the server prints when it listens. */
function addressOf({ stdout }) {
  return new Promise((resolve) => {
    const give = (reason) => {
      console.error(`The server does not listen: ${reason}.`);
      process.exit(1);
    };
    const ended = (code) => give(`it ended with ${code}`);
    const late = setTimeout(() => give(`it said nothing for ${START_MS / 1000} s`), START_MS);
    let said = '';
    const listen = (chunk) => {
      said += chunk;
      const [, address] = /^Dragoman listens at (\S+)/m.exec(said) ?? [];
      if (address === undefined) return;
      clearTimeout(late);
      server.off('exit', ended);
      stdout.off('data', listen);
      resolve(address);
    };
    server.once('exit', ended);
    stdout.on('data', listen);
    stdout.on('data', (chunk) => process.stdout.write(chunk));
  });
}

/** Runs the tests, and reads from the last lines of Node's test runner how many passed and failed. */
function ask(address) {
  const patterns = names.map((name) => `--test-name-pattern=^${name.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')}$`);
  const tests = join(folder, 'acceptance.test.mjs');
  const runner = spawn(process.execPath, ['--test', '--test-reporter=spec', ...patterns, tests], {
    env: { ...process.env, GRAPHQL_URL: address },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  runner.stdout.on('data', (chunk) => {
    process.stdout.write(chunk);
    said += chunk;
  });
  return new Promise((resolve) => {
    runner.once('close', (code) => {
      const count = (what) => Number(new RegExp(`^(?:#|ℹ) ${what} (\\d+)$`, 'm').exec(said)?.[1] ?? 0);
      const failed = count('fail') + count('cancelled');
      resolve({ passed: count('pass'), failed: code === 0 ? failed : Math.max(failed, 1) });
    });
  });
}

/** Stops the server as an operator would, and says whether it ended well. */
function stop() {
  return new Promise((resolve) => {
    const late = setTimeout(() => {
      console.error(`The server had not ended ${STOP_MS / 1000} s after SIGTERM.`);
      resolve(false);
    }, STOP_MS);
    server.once('exit', (code, signal) => {
      clearTimeout(late);
      if (code !== 0) console.error(`The server ended with ${code ?? signal}.`);
      resolve(code === 0);
    });
    server.kill('SIGTERM');
  });
}
