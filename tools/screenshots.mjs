// Takes the pictures of the explorer that README and the guide show, in a Chromium: npm run screenshots
//   node tools/screenshots.mjs FOLDER   writes every view, language and theme there, to be looked at
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const PROJECT = fileURLToPath(new URL('..', import.meta.url));
const GROUP =
  'in=Organization:gaza-contact-group,Country:TR,Event:antalya-meeting-2025,Country:EG,Country:ID,Country:JO,Country:NG,Country:PS,Country:QA,Country:SA';

/** What is shown: the address after `#`, the size and the theme. */
const SHOWN = {
  'docs/images/explorer.png': { hash: `view=graph&${GROUP}&show=Organization:gaza-contact-group` },
  'docs/guide/images/explorer-start.png': { hash: '' },
  'docs/guide/images/explorer-together.png': {
    hash: 'view=table&ask=participated&ask.all=Organization:oic,Organization:arab-league&ask.through=1',
  },
  'docs/guide/images/explorer-timeline.png': {
    hash: 'view=timeline&ask=happened&ask.during=2023-10/2025-08&ask.certainty=POSSIBLE&ask.unit=MONTH',
  },
  'docs/guide/images/explorer-arabic.png': { hash: `lang=ar&view=graph&${GROUP}&show=Country:TR`, theme: 'dark' },
};

const folder = process.argv[2];
const data = mkdtempSync(join(tmpdir(), 'dragoman-screenshots-'));
const server = spawn(process.execPath, [join(PROJECT, 'dist/main.js'), 'serve'], {
  env: { ...process.env, PORT: '0', DRAGOMAN_DATA: data, DRAGOMAN_LOG: 'silent' },
  stdio: ['ignore', 'pipe', 'inherit'],
});
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--force-color-profile=srgb'],
});
try {
  const url = await listening();
  const pictures = folder
    ? everyView(folder)
    : Object.entries(SHOWN).map(([path, shown]) => [join(PROJECT, path), shown]);
  for (const [path, shown] of pictures) {
    mkdirSync(join(path, '..'), { recursive: true });
    await take(url, path, shown);
    console.log(path);
  }
} finally {
  await browser.close();
  // It writes to its graph until it has ended.
  const ended = new Promise((done) => server.once('exit', done));
  server.kill();
  await ended;
  rmSync(data, { recursive: true, force: true });
}

/** Every view in every language, the themes in turn, and the main ones on a phone. */
function everyView(into) {
  const views = ['start', 'table', 'graph', 'timeline', 'map'];
  const ofLanguage = (language, at) =>
    views.map((view, turn) => {
      const hash = view === 'start' ? `lang=${language}` : `lang=${language}&view=${view}&${GROUP}&show=Country:TR`;
      const theme = (at + turn) % 2 === 0 ? 'light' : 'dark';
      return [join(into, `${language}-${view}-${theme}.png`), { hash, theme }];
    });
  const phone = ['start', 'graph', 'table'].map((view) => [
    join(into, `phone-${view}.png`),
    { hash: view === 'start' ? '' : `view=${view}&${GROUP}`, width: 390, height: 844 },
  ]);
  return [...['en', 'ar', 'tr', 'fr'].flatMap(ofLanguage), ...phone];
}

async function take(url, path, { hash, theme = 'light', width = 1280, height = 800 }) {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: theme,
    locale: 'en-GB',
    reducedMotion: 'reduce',
    deviceScaleFactor: 1,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(300_000);
  await page.goto(`${url}/#${hash}`);
  await page
    .locator(hash.includes('view=') ? '.view[aria-busy="false"]' : '.card')
    .first()
    .waitFor();
  if (hash.includes('view=graph')) await page.locator('.canvas[data-settled]').waitFor();
  if (hash.includes('show=')) await page.locator('.panel h2').waitFor();
  await page.waitForLoadState('networkidle');
  await page.screenshot({ path });
  await context.close();
}

/** @returns {Promise<string>} where the server listens */
function listening() {
  return new Promise((done) => {
    let output = '';
    server.stdout.setEncoding('utf8').on('data', (part) => {
      output += part;
      const [, url] = /listens at (http:\S+)\/graphql/.exec(output) ?? [];
      if (url) done(url);
    });
  });
}
