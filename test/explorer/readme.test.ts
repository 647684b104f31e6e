/** The questions that README asks by queries, answered by clicking alone. */
import { beforeAll, expect, it } from 'vitest';
import { type ServerProcess, startServer } from '../support/server.ts';
import { inChromium } from './browser.ts';
import { pick, search } from './hands.ts';

inChromium('the questions of README', (open) => {
  let server: ServerProcess;
  beforeAll(async () => {
    server = await startServer();
  });

  it('who is in the contact group, how was it formed, and who says so', async () => {
    const { page, close } = await open(server.url);
    await search(page, 'contact group');
    const panel = page.getByRole('complementary');
    await panel
      .getByText(/is a member of/)
      .first()
      .click();
    await panel.locator('.facts li').nth(5).waitFor();
    await panel
      .getByText(/established/)
      .first()
      .click();
    await panel
      .locator('.fact .says')
      .filter({ hasText: /established/ })
      .first()
      .click();
    await panel.getByRole('heading', { name: 'Reported by' }).waitFor();
    await panel.locator('.evidence li').first().waitFor();
    await close();
  });

  it('what both organisations took part in, themselves or through their offices', async () => {
    const { page, close } = await open(server.url);
    await page.getByText('Who took part in what?').click();
    await pick(page, 'ask-participated-all', 'Organisation of Islamic Cooperation');
    await pick(page, 'ask-participated-all', 'Arab League');
    await page.getByLabel('Also through representatives').check();
    await page.getByRole('button', { name: 'Ask', exact: true }).first().click();
    await page.getByText('2 answers').waitFor();
    await page.getByRole('rowheader', { name: /Joint extraordinary summit/ }).waitFor();
    await close();
  });

  it('what surely happened in the last quarter of 2023, and what may have', async () => {
    const { page, close } = await open(server.url);
    const answers = async (certainty: string) => {
      await page.goto(server.url);
      await page.getByText('What happened when?').click();
      const form = page.locator('details[open] .question-form');
      await form.getByLabel('When').fill('2023-10/2023-12');
      await form.getByLabel('How sure').selectOption(certainty);
      await form.getByRole('button', { name: 'Ask', exact: true }).click();
      const told = page.locator('.answer').getByText(/\d+ answer/);
      await told.waitFor();
      return Number.parseInt((await told.textContent()) ?? '', 10);
    };
    const surely = await answers('CERTAIN');
    expect(surely).toBeGreaterThan(0);
    expect(await answers('POSSIBLE')).toBeGreaterThan(surely);
    await close();
  });

  it('how two are joined, with the evidence for each step', async () => {
    const { page, close } = await open(server.url);
    await page.getByText('How are two joined?').click();
    await pick(page, 'ask-paths-from', 'South Africa');
    await pick(page, 'ask-paths-to', 'Organisation of Islamic Cooperation');
    await page.getByLabel('Steps at most').fill('6');
    await page.getByRole('button', { name: 'Ask', exact: true }).last().click();
    await page.locator('.paths li').first().locator('.says').first().click();
    await page.getByRole('complementary').locator('.evidence li').first().waitFor();
    await close();
  });

  it('what Türkiye took part in, the newest first, and in which roles, in Arabic', async () => {
    const { page, close } = await open(server.url);
    await page.getByRole('combobox', { name: 'Language' }).selectOption('ar');
    await search(page, 'تركيا');
    const panel = page.getByRole('complementary');
    await panel.locator('.kind-of-facts', { hasText: 'شارك' }).first().click();
    await panel.locator('.facts li').first().waitFor();
    await expect.poll(() => panel.locator('.facts').first().textContent()).toMatch(/\p{Script=Arabic}/u);
    await page.getByRole('button', { name: 'توسيع' }).first().click();
    // One row for each role, counted.
    await page.getByRole('dialog').getByText(/شارك/).nth(2).waitFor();
    await close();
  });
});
