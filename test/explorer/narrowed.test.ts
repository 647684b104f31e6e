/** What one document reports and what one dossier states, alone, in every view. */
import { beforeAll, expect, it } from 'vitest';
import { type ServerProcess, startServer } from '../support/server.ts';
import { inChromium } from './browser.ts';
import { rows } from './hands.ts';

const PICTURE = 'in=Organization:gaza-contact-group,Country:TR,Country:EG,City:antalya,Event:antalya-meeting-2025';
/** It reports where cities lie, and nothing else. */
const CITIES = 'SourceDocument:cities-json-1-1-60';

inChromium('what a document reports', (open) => {
  let server: ServerProcess;
  beforeAll(async () => {
    server = await startServer();
  });

  it('is all that the views show, and they say what they leave out', async () => {
    const { page, faults, close } = await open(`${server.url}/#${PICTURE}&show=${CITIES}`);
    await expect.poll(() => rows(page)).toBe(5);
    const only = page.getByRole('button', { name: 'Only what this reports' });
    await only.click();
    await page.getByText('3 entities are left out by the filters').waitFor();
    await expect.poll(() => rows(page)).toBe(2);
    await expect.poll(() => only.getAttribute('aria-pressed')).toBe('true');
    const view = async (name: string) => {
      await page.getByRole('button', { name, exact: true }).first().click();
      await page.locator('.view[aria-busy="false"]').waitFor();
    };
    await view('Graph');
    await page.getByRole('application', { name: 'Graph: 2 entities, 1 fact' }).waitFor();
    await view('Timeline');
    await page.getByText('Nothing that is shown has a date.').waitFor();
    await view('Map');
    await page
      .getByRole('button', { name: /^Antalya/ })
      .first()
      .waitFor();
    expect(await page.getByRole('button', { name: 'Egypt' }).count()).toBe(0);
    await only.click();
    await view('Table');
    await expect.poll(() => rows(page)).toBe(5);
    expect(faults).toEqual([]);
    await close();
  });

  it('can be put into an empty picture', async () => {
    const { page, close } = await open(`${server.url}/#show=Passage:gaza-diplomacy-2025/P2.S1`);
    await page
      .getByRole('complementary')
      .getByRole('button', { name: 'Add to what is shown', exact: true })
      .first()
      .click();
    await page.getByRole('rowheader', { name: /South Africa v. Israel/ }).waitFor();
    await close();
  });
});
