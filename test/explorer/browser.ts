/** A real browser for the suites of the page: Debian's Chromium, or the one that CHROMIUM names. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe } from 'vitest';

const EXECUTABLE = [process.env['CHROMIUM'], '/usr/bin/chromium', '/usr/bin/chromium-browser'].find(
  (each) => each && existsSync(each),
);

/** What a browser without a screen and without a network needs. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

let told = false;

/**
 * Declares a suite that opens pages. It is skipped where there is no Chromium, which is said once; under CI that is a
 * failure.
 */
export function inChromium(name: string, suite: (open: OpenPage) => void): void {
  if (!EXECUTABLE) {
    if (process.env['CI']) throw new Error('The suites of the explorer cannot run: no Chromium was found (CHROMIUM).');
    if (!told)
      process.stderr.write(
        'Skipped: the suites of the explorer, since no Chromium was found. CHROMIUM can name one.\n',
      );
    told = true;
  }
  describe.skipIf(!EXECUTABLE)(name, () => {
    let browser: Browser;
    beforeAll(async () => {
      build();
      // Skipped without one, so there is one.
      browser = await chromium.launch({ executablePath: EXECUTABLE as string, args: ARGUMENTS });
    });
    afterAll(() => browser?.close());
    suite(async (url, options = {}) => {
      const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 860 }, ...options });
      const page = await context.newPage();
      if (SLOWNESS > 1) await slowDown(page);
      const faults: string[] = [];
      page.on('pageerror', (error) => faults.push(error.message));
      page.on('console', (message) => {
        // A policy that was broken, or an error that nobody caught.
        if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) faults.push(message.text());
      });
      const outside: string[] = [];
      page.on('request', (request) => {
        const { origin } = new URL(request.url());
        if (origin !== new URL(url).origin && !/^(?:blob|data):/.test(request.url())) outside.push(request.url());
      });
      await page.goto(url);
      return { page, faults, outside, close: () => context.close() };
    });
  });
}

/**
 * How many times slower the pages are than this machine, for a hunt after tests that do not wait for what they expect:
 * `SLOW_PAGES=5 npx vitest run test/explorer`.
 */
const SLOWNESS = Number(process.env['SLOW_PAGES'] ?? 1);

/** Makes what a page computes slower, and what it asks for late, by another time each. */
async function slowDown(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWNESS });
  await page.route('**/*', async (route) => {
    await setTimeout(Math.random() * 300 * SLOWNESS);
    await route.continue().catch(() => {});
  });
}

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));

/** Builds the page where its sources are newer than what is there. */
function build(): void {
  const sources = join(PROJECT, 'explorer');
  const newest = Math.max(
    ...readdirSync(join(sources, 'src'), { recursive: true, encoding: 'utf8' }).map(
      (file) => statSync(join(sources, 'src', file)).mtimeMs,
    ),
  );
  const made = statSync(join(PROJECT, 'dist/explorer/index.html'), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (made < newest) spawnSync('npm', ['run', '--silent', 'build:explorer'], { cwd: PROJECT, stdio: 'ignore' });
}

/** Opens a page in a fresh profile. */
export type OpenPage = (url: string, options?: BrowserContextOptions) => Promise<Opened>;

export interface Opened {
  readonly page: Page;
  /** What the page did wrong: errors, and what its policy forbade. */
  readonly faults: readonly string[];
  /** Addresses of other servers that it asked. */
  readonly outside: readonly string[];
  readonly close: () => Promise<void>;
}
