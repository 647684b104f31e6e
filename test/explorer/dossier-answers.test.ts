/** The questions that the shipped dossiers bring, as the page answers them. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { modelOf } from '../../src/model/declarations.ts';
import { shippedModel } from '../../src/model/shipped.ts';
import { BASE, folderOf } from '../dossier/folders.ts';
import { model as diplomacy } from '../support/model.ts';
import { inChromium } from './browser.ts';
import { rows } from './hands.ts';
import { servingPage } from './serving.ts';

const seed = (path: string) => fileURLToPath(new URL(`../../seeds/${path}`, import.meta.url));
const shipped = await shippedModel('ownership');
if (!shipped) throw new Error('The model ownership is not shipped.');
const ownership = modelOf(shipped);

interface Brought {
  readonly title: Readonly<Record<string, string>>;
  readonly document: string;
  readonly variables?: string;
}

const questionsIn = (dossier: string): readonly Brought[] =>
  parse(readFileSync(seed(`${dossier}/questions.yaml`), 'utf8')).questions;
const nameOf = ({ document }: Brought) => /query (\w+)/.exec(document)?.[1] ?? '';

/** A few votes, in place of the 869,937 of the dossier whose questions these are. */
const VOTES = `document: doc

entities:
  - { id: Country:TR, names: { en: Türkiye }, code: TR, evidence: P1 }
  - { id: Country:EG, names: { en: Egypt }, code: EG, evidence: P1 }
  - { id: Country:JO, names: { en: Jordan }, code: JO, evidence: P1 }
  - { id: Event:one, names: { en: NUCLEAR TESTS }, eventKind: VOTE, date: 2012-12-03, evidence: P1 }
  - { id: Event:two, names: { en: NUCLEAR WEAPONS }, eventKind: VOTE, date: 2013-12-03, evidence: P1 }
facts:
  - { from: Country:TR, type: PARTICIPATED_IN, to: Event:one, role: VOTED_YES, evidence: P1 }
  - { from: Country:EG, type: PARTICIPATED_IN, to: Event:one, role: VOTED_YES, evidence: P1 }
  - { from: Country:JO, type: PARTICIPATED_IN, to: Event:one, role: VOTED_YES, evidence: P1 }
  - { from: Country:TR, type: PARTICIPATED_IN, to: Event:two, role: ABSTAINED, evidence: P1 }
  - { from: Country:EG, type: PARTICIPATED_IN, to: Event:two, role: ABSTAINED, evidence: P1 }
`;

const DOSSIERS = [
  { id: 'gaza-diplomacy', folder: 'gaza-diplomacy', model: diplomacy, serve: () => seed('gaza-diplomacy') },
  { id: 'party-donations', folder: 'party-donations', model: ownership, serve: () => seed('party-donations') },
  {
    id: 'test',
    folder: 'unga',
    model: diplomacy,
    serve: () =>
      folderOf({
        ...BASE,
        'votes.yaml': VOTES,
        'questions.yaml': readFileSync(seed('unga/questions.yaml'), 'utf8'),
      }),
  },
];

inChromium('the questions of dossiers', (open) => {
  it.each(DOSSIERS)('$folder: have words for all that is answered, and show all that they name', async (dossier) => {
    const { url } = await servingPage(dossier.model, [await dossier.serve()]);
    const types = dossier.model.types.map(({ name }) => name);
    for (const question of questionsIn(dossier.folder)) {
      const key = `${dossier.id}/${nameOf(question)}`;
      const { page, faults, close } = await open(`${url}/#lang=ar&answer=${key}`);
      await page.getByRole('dialog', { name: question.title['ar'] ?? '' }).waitFor();
      await page.locator('.served').waitFor();
      const heads = await page.locator('.served dt, .served th').allTextContents();
      expect(
        heads.filter((head) => !/\p{Script=Arabic}/u.test(head)),
        key,
      ).toEqual([]);
      expect(await page.locator('.served .raw').count(), key).toBe(0);
      const variables = question.variables ? JSON.parse(question.variables) : {};
      const answer = await answerOf(url, question.document, variables);
      const named = entitiesIn([question.document.match(/[A-Z]\w+:[\w-]+(?=")/g), variables, answer], types);
      if (named.length > 0) {
        await page.locator('dialog button.primary').click();
        await page.locator('dialog').waitFor({ state: 'detached' });
        const shown = new URLSearchParams(new URL(page.url()).hash.slice(1)).get('in')?.split(/[,;]/) ?? [];
        expect([...shown].sort(), key).toEqual(named);
        await expect.poll(() => rows(page, 'الكيانات')).toBe(Math.min(named.length, 100));
      }
      expect(faults, key).toEqual([]);
      await close();
    }
  });

  it('are in the address, which opens the same answer elsewhere, and a step back closes it', async () => {
    const { url } = await servingPage(diplomacy, [seed('gaza-diplomacy')]);
    const { page, close } = await open(url);
    await page.getByRole('button', { name: 'What Türkiye took part in, by role' }).click();
    const dialog = page.getByRole('dialog', { name: 'What Türkiye took part in, by role' });
    await dialog.getByText('acting party').first().waitFor();
    expect(page.url()).toContain('answer=gaza-diplomacy/Roles');
    await page.reload();
    await dialog.getByText('acting party').first().waitFor();
    const other = await open(page.url());
    await other.page.getByRole('dialog').getByText('acting party').first().waitFor();
    await other.close();
    // What the answer names leads on; a step back leads to the answer again.
    await dialog.getByRole('button', { name: 'Antalya Diplomacy Forum' }).first().click();
    await page.getByRole('complementary').getByRole('heading', { name: 'Antalya Diplomacy Forum' }).waitFor();
    await page.goBack();
    await dialog.getByText('acting party').first().waitFor();
    await page.goBack();
    await dialog.waitFor({ state: 'detached' });
    await page.goForward();
    await dialog.waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(page.url()).not.toContain('answer=');
    await close();
  });

  it('say so where the dossier has them no more', async () => {
    const { url } = await servingPage(diplomacy, [seed('gaza-diplomacy')]);
    const { page, close } = await open(`${url}/#answer=gaza-diplomacy/NoLonger`);
    await page.getByRole('dialog').getByText('names a question that no dossier here brings any more').waitFor();
    await close();
  });

  it('tell the currency of what they add up', async () => {
    const { url } = await servingPage(ownership, [seed('party-donations')]);
    const { page, close } = await open(`${url}/#answer=party-donations/WhoGaveToWhom`);
    await expect.poll(() => page.locator('.served td', { hasText: '€' }).count()).toBeGreaterThan(5);
    await page.getByRole('columnheader', { name: 'beneficiary' }).waitFor();
    await close();
  });

  it('lead to GraphiQL, which has the query as it was written and its variables', async () => {
    const { url } = await servingPage(ownership, [seed('party-donations')]);
    const { page, close } = await open(`${url}/#answer=party-donations/FromWhom`);
    await page.getByRole('dialog').getByRole('button', { name: 'The query behind it' }).click();
    const link = page.getByRole('link', { name: 'Open in GraphiQL' });
    const { searchParams } = new URL((await link.getAttribute('href')) ?? '', url);
    const asked = questionsIn('party-donations').find((each) => nameOf(each) === 'FromWhom');
    expect(searchParams.get('query')).toBe(asked?.document);
    expect(JSON.parse(searchParams.get('variables') ?? '')).toEqual(JSON.parse(asked?.variables ?? ''));
    await page.goto(`${url}/graphql?${searchParams}`);
    await page.locator('.graphiql-query-editor').getByText('FromWhom').first().waitFor();
    await page.locator('.graphiql-editor-tool').getByText('"party"').first().waitFor();
    await page.locator('.graphiql-execute-button').click();
    await page.locator('.graphiql-response').getByText('"totalCount"').first().waitFor();
    await close();
  });
});

async function answerOf(url: string, query: string, variables: object): Promise<unknown> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  return await response.json();
}

/** The ids of entities in values, each once, in order. */
function entitiesIn(value: unknown, types: readonly string[]): string[] {
  const texts: string[] = [];
  JSON.stringify(value, (_key, each) => {
    if (typeof each === 'string') texts.push(each);
    return each;
  });
  const isEntity = (text: string) => /^\w+:[\w-]+$/.test(text) && types.includes(text.split(':')[0] ?? '');
  return [...new Set(texts.filter(isEntity))].sort();
}
