/** A server that is told to stop fails no request. */
import { Agent, get } from 'node:http';
import { describe, expect, it } from 'vitest';
import { startServer } from '../support/server.ts';

const CLIENTS = 50;

describe('a server that is told to stop', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)(
    'answers every request of 50 clients, says so on /ready first, and is gone: %s',
    async (signal) => {
      const server = await startServer({ DRAGOMAN_LOG: 'silent', DRAGOMAN_LIMITS: 'costPerMinute=0' });
      const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS });
      const path = `${server.url}/graphql?query=${encodeURIComponent('{ entity(id: "Country:TR") { label } }')}`;
      const failures: string[] = [];
      let answered = 0;
      const clients = Array.from({ length: CLIENTS }, async () => {
        for (;;) {
          const outcome = await request(path, agent);
          // A door that is closed is no request that failed: a balancer has looked at /ready by then.
          if (outcome === 'ECONNREFUSED') return;
          if (outcome === 200) answered++;
          else failures.push(String(outcome));
        }
      });
      await expect.poll(() => answered).toBeGreaterThan(200);
      const probed: unknown[] = [];
      server.process.kill(signal);
      do {
        probed.push(await request(`${server.url}/ready`, new Agent()));
        await new Promise((resolve) => setTimeout(resolve, 20));
      } while (probed.at(-1) === 200);
      // And not that nothing listens any more.
      expect(probed.at(-1)).toBe(503);
      expect(await server.ended).toBe(0);
      await Promise.all(clients);
      agent.destroy();
      expect(failures).toEqual([]);
    },
  );
});

function request(url: string, agent: Agent): Promise<number | string> {
  return new Promise((resolve) => {
    get(url, { agent }, (response) => {
      response.resume();
      response.once('end', () => resolve(response.statusCode ?? 0)).once('error', (error) => resolve(error.message));
    }).once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
  });
}
