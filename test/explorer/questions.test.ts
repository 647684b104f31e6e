/** The questions as forms: what is asked again, what is compared, and what cannot be asked. */
import { readFileSync } from 'node:fs';
import { beforeAll, expect, it } from 'vitest';
import { type ServerProcess, startServer } from '../support/server.ts';
import { inChromium } from './browser.ts';
import { pick, rows } from './hands.ts';

inChromium('the questions', (open) => {
  let server: ServerProcess;
  beforeAll(async () => {
    server = await startServer();
  });

  it('compares one with all others, alike and together, and keeps the answer when it is asked again', async () => {
    const { page, faults, close } = await open(server.url);
    await page.getByText('Who acts with whom?').click();
    await pick(page, 'ask-together-actors', 'Arab League');
    await page.getByLabel('In the same role').check();
    await page.getByRole('button', { name: 'Ask', exact: true }).locator('visible=true').click();
    const pairs = page.getByRole('region', { name: 'Who acts with whom?' });
    await pairs.locator('tbody tr').first().waitFor();
    await expect
      .poll(() => pairs.getByRole('columnheader').allTextContents())
      .toContainEqual(expect.stringMatching('Alike'));
    await expect.poll(() => pairs.locator('tbody tr').first().textContent()).toMatch(/Arab.*%$/);
    await page.locator('.answer', { hasText: 'in the same role' }).waitFor();
    const before = await rows(page);
    await page.getByText('Questions', { exact: true }).click();
    // By its name, also where its name was chosen on a page before.
    await page.locator('.chips', { hasText: 'Arab' }).waitFor();
    await page.getByRole('button', { name: 'Ask', exact: true }).locator('visible=true').click();
    await expect.poll(() => rows(page)).toBe(before);
    expect(faults).toEqual([]);
    await close();
  });

  it('says how far it looked for a way between two that are not joined', async () => {
    const { page, close } = await open(
      `${server.url}/#ask=paths&ask.from=Country:ZA&ask.to=Organization:oic&ask.length=1`,
    );
    await page.getByText('Nothing joins them within 1 step. Up to 6 can be asked for.').waitFor();
    await close();
  });

  it('tells the answer from what was asked about and what stands beside, in the table and on a phone', async () => {
    const asked = 'ask=participated&ask.all=Organization:oic,Organization:arab-league&ask.through=1';
    for (const viewport of [
      { width: 1280, height: 860 },
      { width: 390, height: 844 },
    ]) {
      const { page, close } = await open(`${server.url}/#${asked}`, { viewport });
      const standings = page.locator('.standing');
      await expect
        .poll(() => standings.allTextContents())
        .toEqual([...Array(2).fill('answer'), ...Array(2).fill('asked about'), ...Array(4).fill('beside it')]);
      const first = page.getByRole('row', { name: /Joint extraordinary summit/ }).first();
      await first.getByRole('cell', { name: 'answer' }).waitFor();
      await page.getByRole('columnheader', { name: 'Type' }).getByRole('button').click();
      await page.getByRole('columnheader', { name: 'Type' }).and(page.locator('[aria-sort="ascending"]')).waitFor();
      expect((await standings.allTextContents()).slice(0, 2)).toEqual(['answer', 'answer']);
      await close();
    }
  });

  it('has a table for other programs that tells the answer, too', async () => {
    const { page, close } = await open(
      `${server.url}/#ask=participated&ask.all=Organization:oic,Organization:arab-league&ask.through=1`,
    );
    await page.locator('.standing').first().waitFor();
    await page.getByRole('button', { name: 'Save or share' }).click();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'This list (CSV)' }).click(),
    ]);
    const [head = '', ...lines] = readFileSync(await file.path(), 'utf8')
      .trim()
      .split('\r\n');
    expect(head).toMatch(/source in answer,target in answer$/);
    expect(lines.find((line) => line.includes('organised'))).toMatch(/asked about,answer$/);
    await close();
  });

  it('says whether representatives count', async () => {
    const { page, close } = await open(`${server.url}/#ask=participated&ask.all=Organization:oic`);
    await page.locator('.answer', { hasText: 'themselves alone' }).waitFor();
    await close();
  });

  it('asks of a decade, and refuses what is no date', async () => {
    const { page, close } = await open(server.url);
    await page.getByText('What happened when?').click();
    const form = page.locator('details[open] .question-form');
    await form.getByLabel('When').fill('the twenties');
    await form.getByRole('button', { name: 'Ask', exact: true }).click();
    await form.getByText('This is no date.').waitFor();
    expect(await page.locator('.answer').count()).toBe(0);
    await form.getByLabel('When').fill('2020s');
    await form.getByRole('button', { name: 'Ask', exact: true }).click();
    await page
      .locator('.answer', { hasText: /2020.*2029/ })
      .getByText(/answers/)
      .waitFor();
    await close();
  });

  it('says of a link what the server says of its date', async () => {
    const { page, close } = await open(`${server.url}/#view=timeline&ask=happened&ask.during=nineties`);
    await page
      .locator('.answer .problem')
      .getByText(/nineties/)
      .first()
      .waitFor();
    await close();
  });

  it('brings an entity with what is around it, where it was not in the picture', async () => {
    const { page, close } = await open(`${server.url}/#in=Country:TR&show=Organization:gaza-contact-group`);
    await page.getByRole('complementary').getByRole('button', { name: 'Expand', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: /^Add/ }).first().click();
    await page
      .getByRole('rowheader', { name: /Gaza Contact Group/ })
      .first()
      .waitFor();
    await close();
  });

  it('says that no place is known where states are all that there is', async () => {
    const { page, close } = await open(`${server.url}/#view=map&in=Country:TR,Country:EG`);
    await page.getByText('No place that is shown is known by its coordinates.').waitFor();
    await close();
  });

  it('shows on the map where an activity was held, though the place is not in the picture', async () => {
    const { page, close } = await open(`${server.url}/#view=map&in=Event:antalya-meeting-2025`);
    await page.getByRole('button', { name: /Antalya\. 1 activity/ }).waitFor();
    await close();
  });
});
