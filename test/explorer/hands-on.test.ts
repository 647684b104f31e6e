/** What is done with the pointer: counts that add up, a stretch of time that is dragged, a map that is moved. */
import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { type ServerProcess, startServer } from '../support/server.ts';
import { inChromium } from './browser.ts';

const EVENTS = 'in=Country:TR,Event:trade-halt,Event:joint-summit-2023,Event:antalya-meeting-2025,City:antalya';

/** Moves the pointer over an element with the button down, from one place in it to another. */
async function drag(page: Page, over: string, from: readonly [number, number], to: readonly [number, number]) {
  const box = await page.locator(over).boundingBox();
  if (!box) throw new Error(`Nothing is at ${over}.`);
  await page.mouse.move(box.x + from[0], box.y + from[1]);
  await page.mouse.down();
  await page.mouse.move(box.x + to[0], box.y + to[1], { steps: 5 });
  await page.mouse.up();
}

inChromium('by hand', (open) => {
  let server: ServerProcess;
  beforeAll(async () => {
    server = await startServer();
  });

  it('an expansion offers each kind of fact once, and its roles below it, which add up', async () => {
    const { page, close } = await open(`${server.url}/#in=Country:TR&show=Country:TR`);
    await page.getByRole('complementary').getByRole('button', { name: 'Expand', exact: true }).click();
    const kinds = page.locator('.expansions > li:has(> .part)');
    await kinds.locator('ul li').first().waitFor();
    const numberOf = (text: string) => Number.parseInt(text.replace(/^\D+/, ''), 10);
    const rows = await kinds.evaluateAll((all) =>
      all.map((kind) => ({
        words: kind.querySelector(':scope > .part > span')?.textContent ?? '',
        count: kind.querySelector(':scope > .part > button')?.textContent ?? '',
        roles: [...kind.querySelectorAll(':scope > ul button')].map((button) => button.textContent ?? ''),
      })),
    );
    expect(new Set(rows.map(({ words }) => words)).size).toBe(rows.length);
    const divided = rows.filter(({ roles }) => roles.length > 0);
    expect(divided.length).toBeGreaterThan(0);
    for (const { words, count, roles } of divided)
      expect(
        roles.reduce((sum, role) => sum + numberOf(role), 0),
        words,
      ).toBe(numberOf(count));
    await close();
  });

  it('what happened stands on the line of time once, and the facts that say so do not repeat it', async () => {
    const { page, close } = await open(`${server.url}/#view=timeline&${EVENTS}`);
    await page.locator('.bars .bar').first().waitFor();
    const labels = page.locator('.bars .bar-label');
    await expect
      .poll(() => labels.filter({ hasText: 'Halt of trade' }).allTextContents())
      .toEqual(['Halt of trade with Israel']);
    await close();
  });

  it('a stretch that is dragged over the line is what is shown, and the line stays where nothing falls into it', async () => {
    const { page, faults, close } = await open(`${server.url}/#view=timeline&${EVENTS}`);
    await page.locator('.bars .bar').first().waitFor();
    const before = await page.locator('.bars .bar').count();
    // Over the bars, not only over the years above them.
    await drag(page, '.bars svg', [200, 60], [500, 70]);
    await expect.poll(() => page.url()).toContain('during=');
    await page.getByRole('button', { name: 'Any time' }).click();
    await expect.poll(() => page.locator('.bars .bar').count()).toBe(before);
    await page.goto(`${server.url}/#view=timeline&${EVENTS}&during=1990/1991`);
    await page.getByText('Nothing that is shown and has a date falls within this time.').waitFor();
    await page.locator('.bars .axis').waitFor();
    await page.getByRole('button', { name: 'Any time' }).click();
    await expect.poll(() => page.locator('.bars .bar').count()).toBe(before);
    expect(faults).toEqual([]);
    await close();
  });

  it('a click on a bar selects what it is', async () => {
    const { page, close } = await open(`${server.url}/#view=timeline&${EVENTS}`);
    await page.locator('.bar', { hasText: 'Halt of trade' }).locator('rect').first().click();
    await page.getByRole('complementary').getByRole('heading', { name: 'Halt of trade with Israel' }).waitFor();
    await close();
  });

  it('the map is moved within its frame, and a move is no click', async () => {
    const { page, close } = await open(`${server.url}/#view=map&${EVENTS}`);
    const map = page.locator('.map svg');
    await map.locator('.mark').first().waitFor();
    const view = async () => ((await map.getAttribute('viewBox')) ?? '').split(' ').map(Number);
    const [x0 = 0, y0 = 0] = await view();
    // All of it is seen, so there is nowhere to go.
    await drag(page, '.map svg', [300, 200], [700, 400]);
    expect((await view()).slice(0, 2)).toEqual([x0, y0]);
    await page.getByRole('button', { name: 'Closer' }).click();
    await page.getByRole('button', { name: 'Closer' }).click();
    await expect.poll(async () => (await view())[2]).toBe(240);
    for (let step = 0; step < 4; step++) await drag(page, '.map svg', [100, 100], [600, 350]);
    await expect.poll(async () => (await view()).slice(0, 2)).toEqual([0, 0]);
    expect(await page.getByRole('complementary').count()).toBe(0);
    await close();
  });
});
