/** Large pictures: what is drawn is drawn in portions, so that no frame waits for all of it. */
import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { PORTION } from '../../explorer/src/views/graph/portions.ts';
import { type ServerProcess, startServer } from '../support/server.ts';
import { inChromium } from './browser.ts';

inChromium('a large picture', (open) => {
  let server: ServerProcess;
  let picture: string;
  beforeAll(async () => {
    server = await startServer();
    picture = `in=${(await allIds(server.url)).join(',')}`;
  });

  it('is drawn, chosen in and narrowed a portion a frame', async () => {
    const { page, faults, close } = await open(`${server.url}/`);
    await countChanges(page);
    const settled = page.locator('.canvas[data-settled]');
    const most = async (what: () => Promise<unknown>) => {
      await page.evaluate(() => changes.clear());
      await what();
      await settled.waitFor();
      const frames = await page.evaluate(() => [...changes.values()]);
      return { most: Math.max(0, ...frames), all: frames.reduce((sum, each) => sum + each, 0) };
    };
    const drawn = await most(() => page.evaluate((hash) => (location.hash = hash), `view=graph&${picture}`));
    expect(drawn.all).toBeGreaterThan(2 * PORTION);
    expect(drawn.most).toBeLessThanOrEqual(PORTION);
    const chosen = await most(async () => {
      await page.locator('.graph-tools input').fill('Türkiye');
      await page.locator('.graph-tools input').press('Enter');
      await page.locator('.panel h2').waitFor();
    });
    expect(chosen.all).toBeGreaterThan(PORTION);
    // What is chosen changes twice: it is marked, and it is selected.
    expect(chosen.most).toBeLessThanOrEqual(PORTION + 2);
    expect(faults).toEqual([]);
    await close();
  });

  it('has its first rows in the table, and the others when they are asked for', async () => {
    const { page, close } = await open(`${server.url}/#${picture}`);
    const table = page.getByRole('region', { name: 'Facts', exact: true });
    const rows = table.locator('tbody > tr');
    await rows.first().waitFor();
    await expect.poll(() => rows.count()).toBe(100);
    await table.getByRole('button', { name: /more rows/ }).click();
    await expect.poll(() => rows.count()).toBeGreaterThan(100);
    await close();
  });
});

/** How many elements of the graph were changed, by the time of the frame. */
declare const changes: Map<number, number>;

/** Counts what Cytoscape is told, as soon as there is one: it keeps itself with the element that it draws into. */
async function countChanges(page: Page): Promise<void> {
  await page.evaluate(() => {
    const counted = new Map<number, number>();
    Object.assign(globalThis, { changes: counted });
    const count = () => {
      const frame = Number(document.timeline.currentTime);
      counted.set(frame, (counted.get(frame) ?? 0) + 1);
    };
    interface Graph {
      on(events: string, selector: string, then: () => void): void;
    }
    Object.defineProperty(HTMLElement.prototype, '_cyreg', {
      configurable: true,
      set(registration: object) {
        let graph: Graph | undefined;
        Object.defineProperty(registration, 'cy', {
          get: () => graph,
          set(made: Graph | undefined) {
            graph = made;
            // It can be listened to once it is made.
            queueMicrotask(() => made?.on('add remove position data class', '*', count));
          },
        });
        Object.defineProperty(this, '_cyreg', { value: registration, writable: true, configurable: true });
      },
    });
  });
}

/** As many entities of the shipped dossier as a picture holds. */
async function allIds(url: string): Promise<string[]> {
  const ids: string[] = [];
  for (let after: string | null = null; ids.length < 500; ) {
    const query =
      'query All($after: String) { entities(first: 100, after: $after) { nodes { id } pageInfo { endCursor hasNextPage } } }';
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables: { after } }),
    });
    const { data } = (await response.json()) as {
      data: { entities: { nodes: { id: string }[]; pageInfo: { endCursor: string; hasNextPage: boolean } } };
    };
    ids.push(...data.entities.nodes.map(({ id }) => id));
    if (!data.entities.pageInfo.hasNextPage) break;
    after = data.entities.pageInfo.endCursor;
  }
  return ids.slice(0, 500);
}
