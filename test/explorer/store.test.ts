/** The page while the store behind the server is down: it says so, loses nothing, and goes on when the store is back. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { missing, type Neo4jServer, startNeo4j } from '../../tools/neo4j.mjs';
import { type ServerProcess, startServer } from '../support/server.ts';
import { inChromium } from './browser.ts';
import { rows, search } from './hands.ts';

const reason = await missing();

inChromium('the explorer while the store is down', (open) => {
  let neo4j: Neo4jServer;
  let server: ServerProcess;
  beforeAll(async () => {
    if (reason !== undefined) return;
    neo4j = await startNeo4j({ memory: '512m' });
    server = await startServer({ NEO4J_URI: neo4j.uri, NEO4J_PASSWORD: 'correct horse battery' });
  });
  afterAll(async () => neo4j?.stop());

  it.skipIf(reason !== undefined)('says so, keeps what is shown, and goes on', async () => {
    const { page, close } = await open(server.url);
    await search(page, 'Türkiye');
    await page.getByRole('rowheader', { name: 'Türkiye' }).waitFor();
    await neo4j.kill();
    await page.getByRole('combobox', { name: 'Language' }).selectOption('fr');
    await page.getByRole('alert').filter({ hasText: 'Ce que vous voyez est conservé' }).first().waitFor();
    expect(await rows(page, 'Entités')).toBe(1);
    await neo4j.start();
    await expect
      .poll(
        async () => {
          const again = page.getByRole('button', { name: 'Réessayer' }).first();
          if (await again.isVisible()) await again.click();
          return await page.getByRole('alert').count();
        },
        { interval: 1_000 },
      )
      .toBe(0);
    await page.getByRole('columnheader', { name: 'Nom' }).waitFor();
    expect(await rows(page, 'Entités')).toBe(1);
    await close();
  });
});
