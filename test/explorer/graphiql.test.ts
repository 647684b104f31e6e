/** GraphiQL as a browser shows it: what of it is mended in the page is seen here. */
import { expect, it } from 'vitest';
import { startServer } from '../support/server.ts';
import { inChromium } from './browser.ts';

inChromium('GraphiQL', (open) => {
  it('shows each of its tabs when it is clicked', async () => {
    const server = await startServer();
    const { page, close } = await open(`${server.url}/graphql`);
    const tabs = page.locator('.graphiql-tab');
    await tabs.nth(1).waitFor();
    const count = Math.min(4, await tabs.count());
    for (let at = count - 1; at >= 0; at--) {
      await tabs.nth(at).click();
      await expect.poll(() => tabs.nth(at).evaluate((tab) => tab.classList.contains('graphiql-tab-active'))).toBe(true);
    }
    await close();
  });

  it('lets each text of an answer have its own direction, so that an Arabic sentence ends with its full stop', async () => {
    const server = await startServer();
    const query = '{ entity(id: "Country:TR") { label(languages: ["ar"]) } }';
    const { page, close } = await open(`${server.url}/graphql?query=${encodeURIComponent(query)}`);
    await page.locator('.graphiql-execute-button').click();
    const name = page.locator('.graphiql-response .view-line span span').filter({ hasText: 'تركيا' }).last();
    await name.waitFor();
    // The editor makes its lines anew, and of one that is gone no style is known.
    await expect.poll(() => name.evaluate((text) => getComputedStyle(text).unicodeBidi)).toBe('plaintext');
    await close();
  });
});
