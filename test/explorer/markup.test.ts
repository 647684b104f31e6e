/** A dossier whose names and summaries are markup and controls of direction: all of it stays text. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ServerProcess, startServer } from '../support/server.ts';
import { inChromium } from './browser.ts';
import { rows } from './hands.ts';

const MARKUP = '<img src=x onerror=window.harmed=1>&lt;b&gt;</title><script>window.harmed=1</script>';
/** Turns the direction around, and never ends it. */
const TURNED = '\u202Egnirts a \u2066\u200F';
const FORMULA = '=HYPERLINK("http://localhost:9/","x")';

const QUOTED = (text: string) => JSON.stringify(text);
const FILES = {
  'dossier.yaml': `id: markup
title: { en: ${QUOTED(MARKUP)} }
description: { en: ${QUOTED(TURNED + MARKUP)} }
`,
  'all.yaml': `document: doc
documents:
  - id: SourceDocument:doc
    title: { en: ${QUOTED(MARKUP)} }
    date: 2024-06-01
    passages: [{ locator: P1, summary: { en: ${QUOTED(MARKUP + TURNED)} } }]
entities:
  - { id: Country:aa, names: { en: [${QUOTED(MARKUP)}, ${QUOTED(TURNED)}] }, description: { en: ${QUOTED(MARKUP)} }, code: AA, evidence: P1 }
  - { id: City:bb, names: { en: ${QUOTED(TURNED)} }, coordinates: { latitude: 1, longitude: 2 }, evidence: P1 }
  - { id: Event:cc, names: { en: ${QUOTED(FORMULA)} }, eventKind: MEETING, date: 2024-01-01, evidence: P1 }
facts:
  - { from: Country:aa, type: PARTICIPATED_IN, to: Event:cc, role: HOST, evidence: P1, note: { en: ${QUOTED(MARKUP)} } }
  - { from: Event:cc, type: HELD_IN, to: City:bb, evidence: P1 }
`,
};

inChromium('names that are markup', (open) => {
  let server: ServerProcess;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dragoman-markup-'));
    for (const [name, text] of Object.entries(FILES)) await writeFile(join(folder, name), text);
    server = await startServer({ DRAGOMAN_DOSSIER: folder });
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const WHOLE = 'in=Country:aa,City:bb,Event:cc';

  it.each(['', ...['table', 'graph', 'timeline', 'map'].map((view) => `view=${view}&${WHOLE}&show=Country:aa`)])(
    'are text at #%s',
    async (hash) => {
      const { page, faults, outside, close } = await open(`${server.url}/#${hash}`);
      await page.getByText('<img src=x').first().waitFor();
      await page.locator(hash ? '.view[aria-busy="false"]' : '.card').waitFor();
      const made = await page.evaluate(() => ({
        harmed: 'harmed' in window,
        elements: document.querySelectorAll('img, b, script:not([src])').length,
        title: document.title,
      }));
      expect(made).toEqual({ harmed: false, elements: 0, title: 'Dragoman' });
      expect(faults).toEqual([]);
      expect(outside).toEqual([]);
      await close();
    },
  );

  it('are text down to the passage, and what turns the direction turns nothing beside it', async () => {
    const { page, close } = await open(`${server.url}/#${WHOLE}&show=Passage:doc/P1`);
    await page.getByRole('complementary').getByText('<img src=x').first().waitFor();
    // Every name stands in an element that isolates it, or in one of its own line.
    const loose = await page.evaluate(() => {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const found: string[] = [];
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (!/[\u202A-\u202E\u2066-\u2069]/.test(node.textContent ?? '')) continue;
        const around = node.parentElement?.closest('bdi, :not(html)[dir]');
        if (!around) found.push(node.parentElement?.outerHTML ?? '');
      }
      return found;
    });
    expect(loose).toEqual([]);
    await close();
  });

  it('are text in what is saved: a drawing, and a list whose cells are no formulas', async () => {
    const { page, close } = await open(`${server.url}/#view=graph&${WHOLE}`, { acceptDownloads: true });
    await page.locator('.canvas[data-settled]').waitFor();
    const saved = async (name: RegExp) => {
      await page.getByText('Save or share').click();
      const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name }).click()]);
      const parts: Buffer[] = [];
      for await (const part of await download.createReadStream()) parts.push(part as Buffer);
      await page.keyboard.press('Escape');
      return Buffer.concat(parts).toString();
    };
    const svg = await saved(/SVG/);
    const elements = await page.evaluate((text) => {
      const parsed = new DOMParser().parseFromString(text, 'image/svg+xml');
      return {
        wrong: parsed.querySelectorAll('parsererror, script, img, image, foreignObject').length,
        labels: [...parsed.querySelectorAll('text')].map((each) => each.textContent),
      };
    }, svg);
    expect(elements.wrong).toBe(0);
    expect(elements.labels).toContain(MARKUP);
    await page.getByRole('button', { name: 'Table', exact: true }).first().click();
    await expect.poll(() => rows(page)).toBe(3);
    const csv = await saved(/CSV/);
    expect(csv).toContain('img src=x');
    expect(csv).not.toMatch(/(^|,)"?=/m);
    await close();
  });
});
