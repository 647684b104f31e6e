/** The page as people use it: on the real server with the shipped dossier, in a real browser. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { type ServerProcess, startServer } from '../support/server.ts';
import { inChromium, type Opened } from './browser.ts';
import { found, pick, rows, search } from './hands.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const LANGUAGES = ['en', 'ar', 'tr', 'fr'] as const;
const PHONE = { width: 390, height: 844 };
const PICTURE = 'in=Organization:gaza-contact-group,Country:TR,City:antalya,Event:antalya-meeting-2025';

/** What axe finds on a page. */
async function violationsIn(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() =>
    (
      window as unknown as {
        axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
      }
    ).axe.run(),
  );
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}

inChromium('the explorer', (open) => {
  let server: ServerProcess;
  beforeAll(async () => {
    server = await startServer();
  });

  async function at(hash = '', options: Parameters<typeof open>[1] = {}): Promise<Opened> {
    return await open(`${server.url}/${hash === '' ? '' : `#${hash}`}`, options);
  }

  it('opens with the dossiers, and the search has the focus', async () => {
    const { page, faults, outside, close } = await at();
    await page.getByRole('heading', { name: /Gaza/ }).waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('search-field');
    // A question that comes with the dossier: its answer, which becomes a picture.
    await page.locator('.dossier-questions button').first().click();
    await page.getByRole('dialog').getByText('Nigeria').first().waitFor();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Show these/ })
      .click();
    await expect.poll(() => rows(page)).toBeGreaterThan(5);
    expect(faults).toEqual([]);
    expect(outside).toEqual([]);
    await close();
  });

  it('finds a name in another script and shows what is known of it, down to the passage and its document', async () => {
    const { page, faults, close } = await at();
    await search(page, 'تركيا');
    await page.getByRole('complementary').getByRole('heading', { name: 'Türkiye' }).waitFor();
    await page
      .getByRole('complementary')
      .getByText(/took part in/)
      .first()
      .click();
    await page.getByRole('complementary').locator('.fact .says').first().click();
    await page.getByRole('heading', { name: 'Reported by' }).waitFor();
    await page.locator('.evidence .link').first().click();
    await page.getByRole('heading', { name: 'What it reports' }).waitFor();
    await page.getByRole('complementary').locator('p .link').first().click();
    await page.getByRole('heading', { name: /Passages, in order/ }).waitFor();
    expect(faults).toEqual([]);
    await close();
  });

  it('answers which sentence says who brought the case, and who joined it', async () => {
    const { page, close } = await at();
    await search(page, 'South Africa v. Israel');
    await page
      .getByRole('complementary')
      .getByText(/took part in/)
      .first()
      .click();
    const facts = page.getByRole('complementary').locator('.facts');
    await expect.poll(() => facts.textContent()).toMatch(/South Africa\s*brought\s*South Africa v. Israel/);
    await expect
      .poll(() => facts.textContent())
      .toMatch(/Türkiye\s*filed a declaration to intervene in\s*South Africa v. Israel/);
    await close();
  });

  it('says what both organisations took part in, themselves or through their offices', async () => {
    const { page, close } = await at(
      'ask=participated&ask.all=Organization:oic,Organization:arab-league&ask.through=1',
    );
    await page.getByText('2 answers').waitFor();
    await page.getByRole('rowheader', { name: /Joint extraordinary summit/ }).waitFor();
    await close();
  });

  it('shows how two are joined, step by step', async () => {
    const { page, close } = await at();
    await page.getByText('How are two joined?').click();
    await pick(page, 'ask-paths-from', 'Hakan Fidan');
    await pick(page, 'ask-paths-to', 'Antalya');
    await page.getByRole('button', { name: 'Ask', exact: true }).last().click();
    await page.locator('.paths li').first().waitFor();
    await close();
  });

  it('expands an entity after it has counted what is around it, and collapses it again', async () => {
    const { page, close } = await at('in=Organization:gaza-contact-group&show=Organization:gaza-contact-group');
    await page.getByRole('button', { name: 'Expand', exact: true }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog
      .getByText(/is a member of/)
      .first()
      .waitFor();
    await dialog.getByRole('button', { name: /^Add/ }).first().click();
    await page.getByRole('button', { name: 'Collapse' }).waitFor();
    await expect.poll(() => rows(page)).toBeGreaterThan(1);
    await page.getByRole('button', { name: 'Collapse' }).click();
    await expect.poll(() => rows(page)).toBe(1);
    await close();
  });

  it('opens the same picture from its link in a fresh profile, and undoes to the start', async () => {
    const first = await at();
    await search(first.page, 'Türkiye');
    await first.page.getByRole('button', { name: 'Timeline', exact: true }).click();
    const link = first.page.url();
    const second = await open(link);
    await second.page.locator('[aria-current="page"]', { hasText: 'Timeline' }).waitFor();
    await second.close();
    const undo = first.page.getByRole('button', { name: 'Undo' });
    // Faster than the browser goes back, and no further than to the start.
    const twice = () => undo.evaluate((button: HTMLElement) => [button.click(), button.click()]);
    const start = first.page.getByRole('heading', { name: 'Dossiers' });
    await expect.poll(() => twice().then(() => start.isVisible())).toBe(true);
    await twice();
    await start.waitFor();
    await first.close();
  });

  it('goes from the search to a passage by keyboard alone', async () => {
    const { page, close } = await at();
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('search-field');
    await page.keyboard.type('Antalya');
    await found(page).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.locator('.evidence .link').first().waitFor();
    await page.locator('.kind-of-facts').first().waitFor();
    await page.getByRole('rowheader').first().waitFor();
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await page.keyboard.press('p');
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('panel');
    for (let step = 0; step < 60; step++) {
      await page.keyboard.press('Tab');
      const inEvidence = await page.evaluate(() => document.activeElement?.closest('.evidence') !== null);
      if (!inEvidence) continue;
      await page.keyboard.press('Enter');
      break;
    }
    await page.getByRole('heading', { name: 'What it reports' }).waitFor();
    await close();
  });

  for (const [index, language] of LANGUAGES.entries())
    for (const view of ['start', 'answer', 'table', 'graph', 'timeline', 'map'] as const)
      it(`has nothing that axe finds in the ${view} in ${language}`, async () => {
        const hash =
          view === 'start'
            ? `lang=${language}`
            : view === 'answer'
              ? `lang=${language}&answer=gaza-diplomacy/HowJoined`
              : `lang=${language}&view=${view}&${PICTURE}&show=Country:TR`;
        const { page, faults, close } = await at(hash, { colorScheme: index % 2 === 0 ? 'light' : 'dark' });
        await page
          .locator(view === 'start' ? '.card' : view === 'answer' ? '.served table' : '.view[aria-busy="false"]')
          .first()
          .waitFor();
        if (view !== 'start' && view !== 'answer') await page.locator('.panel h2').waitFor();
        await expect
          .poll(() => page.evaluate(() => document.documentElement.dir))
          .toBe(language === 'ar' ? 'rtl' : 'ltr');
        expect(await violationsIn(page)).toEqual([]);
        expect(faults).toEqual([]);
        await close();
      });

  it('can be used on a phone', async () => {
    const { page, close } = await at(`view=graph&${PICTURE}`, { viewport: PHONE });
    await page.locator('.canvas canvas').first().waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    await close();
  });

  it('has a card for each row of its tables on a phone, which is a row for a screen reader still', async () => {
    const { page, close } = await at(PICTURE, { viewport: PHONE });
    await expect.poll(() => rows(page)).toBe(4);
    const row = page.getByRole('row', { name: /Gaza Contact Group/ }).first();
    const type = row.getByRole('cell', { name: 'organisation' });
    await expect
      .poll(() =>
        type.evaluate((cell) => {
          const name = cell.parentElement?.querySelector('[role="rowheader"], th');
          return cell.getBoundingClientRect().top - (name?.getBoundingClientRect().bottom ?? Number.POSITIVE_INFINITY);
        }),
      )
      .toBeGreaterThanOrEqual(0);
    // Nothing has to be moved aside to be read.
    const wide = await page.evaluate(() =>
      [...document.querySelectorAll('.scrolls')].some(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth),
    );
    expect(wide).toBe(false);
    await page.getByRole('columnheader', { name: 'Name' }).getByRole('button').click();
    await page.getByRole('columnheader', { name: 'Name' }).and(page.locator('[aria-sort="ascending"]')).waitFor();
    expect(await violationsIn(page)).toEqual([]);
    await close();
  });

  it('lists its keys at ?, and goes on when the list is closed', async () => {
    const { page, close } = await at(`${PICTURE}&show=Country:TR`);
    await page.locator('.panel h2').waitFor();
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await page.keyboard.press('?');
    const list = page.getByRole('dialog', { name: 'Keys' });
    await list.getByText('expand what is selected').waitFor();
    await expect
      .poll(() => list.locator('kbd').allTextContents())
      .toEqual(expect.arrayContaining(['/', 'E', 'P', 'Delete', '?']));
    await page.keyboard.press('Escape');
    await list.waitFor({ state: 'hidden' });
    await page.keyboard.press('2');
    await page.locator('.canvas canvas').first().waitFor();
    await page.keyboard.press('e');
    await page.getByRole('dialog', { name: /Expand/ }).waitFor();
    await close();
  });

  it('says when an entity of a link is no more, and shows the others', async () => {
    const { page, close } = await at('in=Country:TR,Country:NOWHERE');
    await page.getByText('1 entity is not in the graph any more').waitFor();
    await expect.poll(() => rows(page)).toBe(1);
    await close();
  });

  it('keeps what is shown when the server goes, and says so', async () => {
    const own = await startServer();
    const { page, close } = await open(`${own.url}/#in=Country:TR`);
    await page.getByRole('rowheader', { name: /Türkiye/ }).waitFor();
    await own.stop();
    await page.getByRole('button', { name: 'Graph', exact: true }).click();
    await page.getByRole('combobox', { name: 'Language' }).selectOption('tr');
    await page.getByRole('alert').first().waitFor();
    await page.getByRole('button', { name: 'Tablo', exact: true }).first().click();
    await page.getByRole('rowheader', { name: /Türkiye/ }).waitFor();
    await close();
  });

  it('asks for the token of a server that wants one, and sends it with what it asks', async () => {
    const own = await startServer({ DRAGOMAN_TOKEN: 'a-token-that-is-long-enough' });
    const { page, close } = await open(`${own.url}/`);
    await page.getByLabel('This server needs a token.').last().fill('a-token-that-is-long-enough');
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByRole('heading', { name: /Gaza/ }).waitFor();
    await close();
  });
});
