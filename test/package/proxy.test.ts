/** The proxies that the documentation shows, as the server sees them. */
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { startServer } from '../support/server.ts';

const text = readFileSync(new URL('../../docs/operations.md', import.meta.url), 'utf8');
const blocks = [...text.matchAll(/```\w*\n(.*?)```/gs)].map(([, block = '']) => block);
const blockWith = (word: string) => blocks.find((block) => block.includes(word)) ?? '';
const environment = Object.fromEntries(
  [...blockWith('DRAGOMAN_TRUSTED_PROXIES=').matchAll(/^(\w+)=(.*)$/gm)].map(([, name = '', value = '']) => [
    name,
    value,
  ]),
);
const nameIn = (block: string, pattern: RegExp) => pattern.exec(block)?.[1] ?? '';

// Caddy passes on the Host that it was asked for, nginx what it is told to.
const caddy = blockWith('reverse_proxy');
const nginx = blockWith('proxy_pass');
const PROXIES = [
  { proxy: 'Caddy', name: nameIn(caddy, /^(\S+) \{/m), host: nameIn(caddy, /^(\S+) \{/m) },
  {
    proxy: 'nginx',
    name: nameIn(nginx, /server_name (\S+);/),
    host: nginx.includes('proxy_set_header Host $http_host;') ? nameIn(nginx, /server_name (\S+);/) : 'dragoman',
  },
];

/** A question as a page of the server asks it through a proxy. */
function throughProxy(url: string, name: string, host: string): Promise<{ status: number; body: string }> {
  const headers = {
    host,
    origin: `https://${name}`,
    'content-type': 'application/json',
    'x-forwarded-for': '203.0.113.1',
    'x-forwarded-proto': 'https',
  };
  return new Promise((resolve, reject) => {
    const sent = request(`${url}/graphql`, { method: 'POST', headers }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (chunk) => {
        body += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
    });
    sent.once('error', reject);
    sent.end(JSON.stringify({ query: '{ neighborhood(of: ["Country:TR"], limit: 1) { export(format: GEXF) } }' }));
  });
}

describe('a server behind a proxy', () => {
  it('answers its readers, with addresses that they can follow', async () => {
    const { url } = await startServer(environment);
    for (const { proxy, name, host } of PROXIES) {
      const { status, body } = await throughProxy(url, name, host);
      expect([proxy, status]).toEqual([proxy, 200]);
      expect(body).toContain(`"https://${name}/graphs/neighborhood.gexf?`);
    }
  });

  it('must be told the name that they pass on', async () => {
    const { url } = await startServer();
    for (const { proxy, name, host } of PROXIES)
      expect([proxy, (await throughProxy(url, name, host)).status]).toEqual([proxy, 421]);
  });
});
