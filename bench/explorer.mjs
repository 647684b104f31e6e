#!/usr/bin/env node
/**
 * The explorer in a Chromium without a GPU, on an embedded graph with all votes: how much is loaded, how long a reader
 * waits, and how long the page's thread is busy without a pause, since no frame is drawn meanwhile. The longest task is
 * told in processor time, which says the same on a busy machine.
 *
 *   node bench/explorer.mjs FOLDER    of a graph with seeds/unga
 */
import { chromium } from 'playwright-core';
import { median } from './support/figures.mjs';
import { asked, startSystem } from './support/servers.mjs';

const ROUNDS = 5;
const EXPANSIONS = 100;
const [folder = ''] = process.argv.slice(2);

const server = await startSystem('dragoman', {
  ...{ DRAGOMAN_DATA: folder, DRAGOMAN_DOSSIER: 'none', DRAGOMAN_LIMITS: 'costPerMinute=0' },
});
const home = new URL('/', server.url).href;
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--enable-precise-memory-info'],
});

/** A row of the table: what was waited for. @typedef {{ what: string, size?: string, wait: number, busy: number }} Row */
console.log('| what | of | until it is there, ms | longest task, ms of processor time |');
console.log('|---|---|---|---|');
try {
  await opening();
  await large();
  await votes();
  await memory();
} finally {
  await browser.close();
  await server.stop();
}
/** @param {Row} row */
function tell({ what, size = '', wait, busy }) {
  console.log(`| ${what} | ${size} | ${wait.toFixed(0)} | ${busy.toFixed(0)} |`);
}

/** A page that waits as long as a busy machine takes. */
async function newPage() {
  const page = await browser.newPage();
  page.setDefaultTimeout(300_000);
  return page;
}

/** The first load, up to where one can type; the median of some. */
async function opening() {
  /** @type {{ wait: number, busy: number, bytes: number }[]} */
  const taken = [];
  for (let round = 0; round < ROUNDS; round++) {
    const page = await newPage();
    let bytes = 0;
    const wire = await page.context().newCDPSession(page);
    await wire.send('Network.enable');
    wire.on('Network.loadingFinished', ({ encodedDataLength }) => {
      bytes += encodedDataLength;
    });
    const { wait, busy } = await watched(page, async () => {
      await page.goto(home);
      await page.locator('.card').first().waitFor();
      await page.locator('#search-field').focus();
    });
    taken.push({ wait, busy, bytes });
    await page.close();
  }
  const of = (/** @type {'wait' | 'busy' | 'bytes'} */ key) => median(taken.map((each) => each[key]));
  tell({
    what: 'first load, until a name can be typed',
    size: `${(of('bytes') / 1024).toFixed(0)} KiB over the wire`,
    wait: of('wait'),
    busy: of('busy'),
  });
}

/** A picture of 500 entities and 2,000 facts, in each view, and what a reader does with the graph of it. */
async function large() {
  const ids = (await someIds()).join(',');
  const size = '500 entities, 2,000 facts';
  const page = await newPage();
  const settled = page.locator('.canvas[data-settled]');
  const first = await watched(page, async () => {
    await page.goto(`${home}#view=graph&in=${ids}`);
    await page.locator('.canvas canvas').first().waitFor();
    await settled.waitFor();
  });
  tell({ what: 'a large graph, until it rests', size, ...first });
  const pan = await watched(page, async () => {
    await page.mouse.move(400, 500);
    await page.mouse.down();
    for (let step = 1; step <= 30; step++) await page.mouse.move(400 + step * 5, 500 + step * 2);
    await page.mouse.up();
  });
  tell({ what: 'the same, moved', size: '30 steps', ...pan });
  const zoom = await watched(page, async () => {
    for (let step = 1; step <= 10; step++) await page.mouse.wheel(0, -120);
    await painted(page);
  });
  tell({ what: 'the same, nearer', size: '10 steps of the wheel', ...zoom });
  await page.getByRole('button', { name: 'Fit', exact: true }).click();
  const find = page.locator('.graph-tools input');
  const chosen = await watched(page, async () => {
    await find.fill('South Africa');
    await find.press('Enter');
    await page.locator('.panel h2').waitFor();
    await painted(page);
    await settled.waitFor();
  });
  tell({ what: 'a state in it, found and chosen', size: 'with 490 neighbours', ...chosen });
  const dragged = await watched(page, async () => {
    const box = await page.locator('.canvas').boundingBox();
    const [x, y] = [(box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + (box?.height ?? 0) / 2];
    await page.mouse.move(x, y);
    await page.mouse.down();
    for (let step = 1; step <= 10; step++) await page.mouse.move(x + step * 4, y + step * 4);
    await page.mouse.up();
    await settled.waitFor();
  });
  tell({ what: 'the same state, dragged', size: '10 steps', ...dragged });
  const dark = await watched(page, async () => {
    await page.emulateMedia({ colorScheme: 'dark' });
    await painted(page);
    await settled.waitFor();
  });
  tell({ what: 'the same in the other theme', ...dark });
  const less = await watched(page, async () => {
    await page.locator('.legend button').first().click();
    await painted(page);
    await settled.waitFor();
  });
  tell({ what: 'a type left out of it', ...less });
  await page.close();
  for (const [view, there] of /** @type {const} */ ([
    ['table', '[aria-label="Facts"] tbody > tr'],
    ['timeline', '.view svg'],
    ['map', '.view svg'],
  ])) {
    const other = await newPage();
    const shown = await watched(other, async () => {
      await other.goto(`${home}#view=${view}&in=${ids}`);
      await other.locator('.view[aria-busy="false"]').waitFor();
      await other.locator(there).first().waitFor();
      await painted(other);
    });
    tell({ what: `the same in the ${view}`, size, ...shown });
    await other.close();
  }
}

/**
 * Waits until two frames are drawn, so that what was begun in the first is done.
 *
 * @param {import('playwright-core').Page} page
 */
async function painted(page) {
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

/** @returns {Promise<string[]>} the ids of 490 roll calls and 10 states */
async function someIds() {
  /** @type {string[]} */
  const events = [];
  for (let after = ''; events.length < 490; ) {
    const query = `{ activities(first: 100${after ? `, after: "${after}"` : ''}) { nodes { id } pageInfo { endCursor } } }`;
    const { data } = await asked(server.url, JSON.stringify({ query }));
    const { activities } = data;
    events.push(...activities.nodes.map((/** @type {{ id: string }} */ { id }) => id));
    after = activities.pageInfo.endCursor;
  }
  const states = ['TR', 'ZA', 'EG', 'FR', 'US', 'GB', 'CN', 'IN', 'BR', 'MX'].map((code) => `Country:${code}`);
  return [...states, ...events.slice(0, 490)];
}

/** What readers of the votes look at. */
async function votes() {
  const page = await newPage();
  const panel = page.getByRole('complementary');
  await page.goto(home);
  const picked = await watched(page, async () => {
    await page.locator('#search-field').fill('Turkey');
    await page.locator('#search-field-list [role="option"]').first().click();
    await panel.locator('.kind-of-facts').first().waitFor();
  });
  tell({ what: 'a state found, and its panel', size: 'over 6,000 facts', ...picked });
  const counted = await watched(page, async () => {
    await panel.getByRole('button', { name: 'Expand', exact: true }).click();
    await page.locator('dialog .expansions li').first().waitFor();
  });
  tell({ what: 'what is around it, counted', ...counted });
  const brought = await watched(page, async () => {
    await page.locator('dialog .expansions button').first().click();
    await page.locator('[aria-label="Entities"] tbody > tr').nth(20).waitFor();
  });
  tell({ what: 'the first expansion', size: '50 roll calls', ...brought });
  await page.close();
  for (const [what, hash, there, size] of /** @type {const} */ ([
    [
      'all roll calls on a line of time',
      'view=timeline&ask=happened&ask.unit=YEAR',
      '.buckets rect',
      '6,203 roll calls',
    ],
    [
      'who voted most like one of them in a decade',
      'ask=together&ask.actors=Country:ZA&ask.sameRole=1&ask.during=199X',
      '[aria-label="Who acts with whom?"] tbody tr',
      'all others, with their shares',
    ],
    [
      'who votes alike, as a weighted graph',
      'view=graph&ask=together&ask.sameRole=1&ask.minimum=4500',
      '.canvas[data-settled]',
      'pairs that share 4,500',
    ],
  ])) {
    const fresh = await newPage();
    const taken = await watched(fresh, async () => {
      await fresh.goto(`${home}#${hash}`);
      await fresh.locator(there).first().waitFor();
      await fresh.locator('.answer[aria-busy="false"] p').first().waitFor();
    });
    tell({ what, size, ...taken });
    await fresh.close();
  }
}

/** What the page holds after many expansions and collapses, beside what it held before. */
async function memory() {
  const page = await newPage();
  const wire = await page.context().newCDPSession(page);
  const held = async () => {
    await wire.send('HeapProfiler.collectGarbage');
    const { usedSize } = await wire.send('Runtime.getHeapUsage');
    return usedSize / 1024 ** 2;
  };
  await page.goto(`${home}#view=table&in=Country:TR&show=Country:TR`);
  const turn = async () => {
    await page.getByRole('complementary').getByRole('button', { name: 'Expand', exact: true }).click();
    await page.locator('dialog .expansions button').first().click();
    await page.locator('[aria-label="Entities"] tbody > tr').nth(20).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('complementary').getByRole('button', { name: 'Collapse', exact: true }).click();
    await page.locator('[aria-label="Entities"] tbody > tr').nth(2).waitFor({ state: 'detached' });
  };
  await turn();
  const before = await held();
  const { wait, busy } = await watched(page, async () => {
    for (let at = 0; at < EXPANSIONS; at++) await turn();
  });
  const after = await held();
  const size = `${before.toFixed(1)} MiB before, ${after.toFixed(1)} MiB after`;
  tell({ what: `${EXPANSIONS} expansions and collapses`, size, wait, busy });
  await page.close();
}

/**
 * How long something takes, and the longest task of the page's thread meanwhile, both in milliseconds.
 *
 * @param {import('playwright-core').Page} page
 * @param {() => Promise<unknown>} what
 */
async function watched(page, what) {
  await browser.startTracing(page, { categories: ['toplevel', '__metadata'] });
  const begun = performance.now();
  await what();
  const wait = performance.now() - begun;
  /** @type {{ traceEvents: { name: string, tid: number, pid: number, tdur?: number, args: { name?: string } }[] }} */
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
  const main = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  const busy = traceEvents.reduce(
    (most, { name, pid, tid, tdur = 0 }) =>
      /RunTask/.test(name) && main.has(`${pid} ${tid}`) ? Math.max(most, tdur / 1000) : most,
    0,
  );
  return { wait, busy };
}
