/** The page of three models: what it shows, asks and offers comes from the model that is served. */
import { expect, it } from 'vitest';
import type { Model } from '../../src/declare/model.ts';
import { BASE, type Files, folderOf } from '../dossier/folders.ts';
import { model as diplomacy } from '../support/model.ts';
import { fixtureModel } from '../support/models.ts';
import { inChromium } from './browser.ts';
import { rows, search } from './hands.ts';
import { servingPage } from './serving.ts';

const [ownership, museum] = await Promise.all([fixtureModel('ownership'), fixtureModel('museum')]);

/**
 * A server of a model whose graph has a dossier with these things.
 *
 * @param port any, where none is said
 * @param others further dossiers
 */
async function serving(model: Model, things: string, port = 0, others: readonly Files[] = []) {
  const all = [{ ...BASE, 'things.yaml': `document: doc\n\n${things}` }, ...others];
  return await servingPage(model, await Promise.all(all.map(folderOf)), port);
}

const DIPLOMACY = `entities:
  - { id: Country:TR, names: { en: Türkiye }, code: TR, evidence: P1 }
  - { id: City:ankara, names: { en: Ankara }, evidence: P1 }
  - { id: Event:summit, names: { en: The summit }, eventKind: SUMMIT, date: 2024-05-02, evidence: P1 }
facts:
  - { from: Country:TR, type: PARTICIPATED_IN, to: Event:summit, role: HOST, evidence: P1 }
  - { from: Event:summit, type: HELD_IN, to: City:ankara, evidence: P1 }
`;
const OWNERSHIP = `entities:
  - { id: Company:acme, names: { en: Acme }, evidence: P1 }
  - { id: Person:ada, names: { en: Ada }, evidence: P1 }
  - { id: Payment:grant, names: { en: A grant }, amount: 1200.50 EUR, date: 2011-03, evidence: P1 }
facts:
  - { from: Company:acme, type: PAID, to: Payment:grant, role: PAYER, evidence: P1 }
  - { from: Person:ada, type: PAID, to: Payment:grant, role: BENEFICIARY, evidence: P1 }
`;
const MUSEUM = `entities:
  - { id: Piece:vase, names: { en: A vase }, inventory: I1, evidence: P1 }
  - { id: Holder:ada, names: { en: Ada }, evidence: P1 }
  - { id: Sale:one, names: { en: The first sale }, saleKind: AUCTION, date: 1911-03, evidence: P1 }
facts:
  - { from: Holder:ada, type: HELD, to: Piece:vase, date: 1900/1911, evidence: P1 }
  - { from: Sale:one, type: SOLD, to: Piece:vase, evidence: P1 }
`;

inChromium('the explorer of another model', (open) => {
  it.each([
    {
      model: diplomacy,
      things: DIPLOMACY,
      entity: 'The summit',
      forms: ['Who took part in what?', 'How are two joined?', 'Who acts with whom?', 'What happened when?'],
    },
    {
      model: ownership,
      things: OWNERSHIP,
      entity: 'A grant',
      forms: ['Who took part in what?', 'How are two joined?', 'Who acts with whom?', 'What happened when?'],
    },
    {
      model: museum,
      things: MUSEUM,
      entity: 'A vase',
      forms: ['Who took part in what?', 'How are two joined?', 'What happened when?'],
    },
  ])('$model.name: forms, panel, expansion and every view', async ({ model, things, entity, forms }) => {
    const { url } = await serving(model, things);
    const { page, faults, close } = await open(url);
    await expect
      .poll(() => page.locator('.dossier-questions button').allTextContents())
      .toEqual(model.questions.map(({ title }) => title.find((each) => each.startsWith('en '))?.slice(3)));
    await expect.poll(() => page.locator('.questions summary strong').allTextContents()).toEqual(forms);
    // In a language whose script is another, a name that only the API has would be seen.
    await page.locator('.top select').first().selectOption('ar');
    for (const { title } of model.questions.filter(({ title }) => title.some((each) => each.startsWith('ar ')))) {
      const words = title.find((each) => each.startsWith('ar '))?.slice(3) ?? '';
      await page.getByRole('button', { name: words }).click();
      await page.locator('dialog .served').waitFor();
      expect(await page.locator('dialog .raw').allTextContents(), words).toEqual([]);
      await page.keyboard.press('Escape');
      await page.locator('dialog').waitFor({ state: 'detached' });
    }
    await page.locator('.top select').first().selectOption('en');
    await search(page, entity);
    const panel = page.getByRole('complementary');
    await panel.getByRole('heading', { name: entity }).first().waitFor();
    await panel.locator('.kind-of-facts').first().click();
    await panel.locator('.facts .says').first().waitFor();
    await panel.getByRole('button', { name: 'Expand', exact: true }).click();
    await page.getByRole('dialog').locator('button.primary').click();
    await expect.poll(() => rows(page)).toBe(3);
    for (const view of ['Graph', 'Timeline', 'Map', 'Table']) {
      await page.getByRole('button', { name: view, exact: true }).first().click();
      await page.locator('.view[aria-busy="false"]').waitFor();
      expect(await page.getByRole('alert').count()).toBe(0);
    }
    for (const form of forms.filter((each) => each !== 'How are two joined?')) {
      await page.goto(url);
      await page.getByText(form).click();
      await page.locator('details[open] .question-form button.primary').click();
      await page.locator('.answer[aria-busy="false"] p').first().waitFor();
      expect(await page.getByRole('alert').count()).toBe(0);
    }
    expect(faults).toEqual([]);
    await close();
  });

  it('searches and shows what one of several dossiers states alone', async () => {
    const other = {
      'dossier.yaml': 'id: other\ntitle: { en: Another }\n',
      'all.yaml': `document: other
documents:
  - { id: SourceDocument:other, title: { en: Another }, passages: [{ locator: P1, summary: { en: Says it } }] }
entities:
  - { id: City:summerville, names: { en: Summerville }, evidence: P1 }
`,
    };
    const { url } = await serving(diplomacy, DIPLOMACY, 0, [other]);
    const { page, close } = await open(url);
    const options = page.locator('#search-field-list [role="option"]');
    await page.locator('#search-field').fill('summ');
    await expect.poll(() => options.count()).toBe(2);
    const card = page.locator('.card', { has: page.getByRole('heading', { name: 'Another' }) });
    await card.getByRole('button', { name: 'Search and ask in this one only' }).click();
    await page.getByText('Search and questions keep to Another.').waitFor();
    await page.locator('#search-field').fill('summe');
    await expect.poll(() => options.allTextContents()).toEqual([expect.stringContaining('Summerville')]);
    await options.first().click();
    await page.getByRole('rowheader', { name: 'Summerville' }).waitFor();
    expect(page.url()).toContain('dossiers=other');
    await page.getByRole('button', { name: 'All dossiers' }).click();
    await page.locator('.narrowed').waitFor({ state: 'detached' });
    await close();
  });

  it('is told when the server is started with another model, keeps the link, and goes on', async () => {
    const before = await serving(diplomacy, DIPLOMACY);
    const { page, close } = await open(`${before.url}/#in=Country:TR,Event:summit&show=Country:TR`);
    await page.getByRole('rowheader', { name: 'Türkiye' }).waitFor();
    await before.stop();
    const after = await serving(museum, MUSEUM, before.port);
    await page.getByRole('combobox', { name: 'Language' }).selectOption('fr');
    await page.getByText('relancé avec un autre modèle').waitFor();
    await page.getByText('2 entités ne sont plus dans le graphe').waitFor();
    expect(page.url()).toContain('in=Country:TR,Event:summit');
    await page.getByRole('combobox', { name: 'Langue' }).selectOption('en');
    await search(page, 'A vase');
    await page.getByRole('rowheader', { name: 'A vase' }).waitFor();
    await close();
    await after.stop();
  });
});
