/** The page for those who enlarge it, and for those whom motion disturbs. */
import { beforeAll, expect, it } from 'vitest';
import { type ServerProcess, startServer } from '../support/server.ts';
import { inChromium } from './browser.ts';

const PICTURE = 'in=Organization:gaza-contact-group,Country:TR,City:antalya,Event:antalya-meeting-2025&show=Country:TR';
/** What 1280 by 860 pixels hold at 200 %. */
const ENLARGED = { viewport: { width: 640, height: 430 }, deviceScaleFactor: 2 };

inChromium('the explorer for every reader', (open) => {
  let server: ServerProcess;
  beforeAll(async () => {
    server = await startServer();
  });

  it.each(['', ...['table', 'graph', 'timeline', 'map'].map((view) => `lang=fr&view=${view}&${PICTURE}`)])(
    'is whole at twice the size, at #%s',
    async (hash) => {
      const { page, close } = await open(`${server.url}/#${hash}`, ENLARGED);
      await page
        .locator(hash ? '.view[aria-busy="false"]' : '.card')
        .first()
        .waitFor();
      if (hash) await page.locator('.panel h2').waitFor();
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
      // Each of these can be brought into sight and clicked: nothing lies upon it.
      for (const button of await page
        .locator('header button:enabled, header select, .tabs button, .tools button')
        .all())
        await button.click({ trial: true });
      await close();
    },
  );

  it('moves nothing for those who want less motion', async () => {
    const { page, close } = await open(`${server.url}/#view=graph&${PICTURE}`, { reducedMotion: 'reduce' });
    await page.locator('.canvas[data-settled]').waitFor();
    const moving = await page.evaluate(
      () =>
        [...document.querySelectorAll('*')].filter((element) => {
          const { transitionDuration, animationDuration } = getComputedStyle(element);
          return [transitionDuration, animationDuration].some((each) =>
            each.split(',').some((one) => parseFloat(one) > 0),
          );
        }).length,
    );
    expect(moving).toBe(0);
    // The layout told its places once, at the end.
    await expect.poll(() => page.locator('.canvas').getAttribute('data-told')).toBe('1');
    await close();
  });
});
