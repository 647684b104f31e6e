/** A page of the web cannot read what runs on a desk: under which hosts the server answers, and whose pages may read it. */
import { readFileSync } from 'node:fs';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { beforeAll, describe, expect, it } from 'vitest';
import { exportRoutes } from '../../src/api/exports/routes.ts';
import { createMetrics } from '../../src/api/observe/metrics.ts';
import type { ApiOptions } from '../../src/api/server.ts';
import { Shared } from '../../src/declare/shared.ts';
import type { Graph } from '../../src/graph/port.ts';
import { buildModelSchema } from '../../src/model/index.ts';
import { readGexf, readGraphml, readGraphology } from '../export/readers.ts';
import { loadShipped } from '../support/dossier.ts';
import { openTemporary } from '../support/engines.ts';
import { model } from '../support/model.ts';
import { type ServerProcess, startServer } from '../support/server.ts';
import { serve } from '../support/stub.ts';

const NAME = { query: '{ __typename }' };
const TOKEN = 'a-token-of-32-characters-or-more';
const EVIL = 'https://evil.example';

interface Heard {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly code: string | undefined;
}

/** A request with any headers; `fetch` keeps some to itself. */
function send(
  url: string,
  path: string,
  headers: Readonly<Record<string, string>> = {},
  { method = 'GET', body = '' } = {},
): Promise<Heard> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest(`${url}${path}`, { method, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: text,
          code: /"code":"(\w+)"/.exec(text)?.[1],
        }),
      );
    });
    sent.once('error', reject);
    sent.end(body);
  });
}

const ask = (url: string, headers: Readonly<Record<string, string>> = {}) =>
  send(
    url,
    '/graphql',
    { 'content-type': 'application/json', ...headers },
    { method: 'POST', body: JSON.stringify(NAME) },
  );

/** All that comes back for some bytes, until the connection ends. */
function raw(url: string, bytes: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    let text = '';
    socket.setEncoding('utf8').on('data', (chunk) => {
      text += chunk;
    });
    socket.once('close', () => resolve(text));
    socket.write(bytes);
  });
}

let graph: Graph;
beforeAll(async () => {
  graph = await openTemporary();
  await loadShipped(graph);
});

async function served(options: Partial<ApiOptions> = {}): Promise<string> {
  const schema = buildModelSchema(model);
  const files = exportRoutes({ graph, shared: new Shared(graph, 1_000_000), schema, model, url: options.url });
  const { url } = await serve({ graph, schema, routes: [...files, createMetrics().route], ...options });
  return url;
}

describe('the host', () => {
  let url: string;
  beforeAll(async () => {
    url = await served({ hosts: ['dragoman.example', 'Desk.lan.'] });
  });

  it.each([
    '127.0.0.1',
    '127.0.0.1:4000',
    '10.1.2.3:80',
    '[::1]:4000',
    '[2001:db8::1]',
    '[fe80::1%25eth0]:4000',
    '[fe80::1%eth0]',
    'localhost',
    'localhost:3999',
    'LocalHost.',
    'dragoman.example',
    'Dragoman.Example:443',
    'desk.lan:8080',
  ])('%s is one of its own', async (host) => {
    expect((await ask(url, { host })).status).toBe(200);
  });

  it.each([
    'rebind.evil.example',
    'rebind.evil.example:4000',
    'localhost.evil.example',
    'evil-localhost',
    'sub.dragoman.example',
    'dragoman.example.evil.example',
    '127.0.0.1.nip.io:4000',
    'x.localhost',
    'localhost:4000:80',
    'localhost@evil.example',
    'evil.example#localhost',
    'x/?query={__typename}&z=',
    'localhost/?query={__typename}&z=',
    '[::1',
    '[evil.example]',
    '[evil.example%25eth0]',
    '[::1%]',
    'a b',
    '*',
  ])('%s is none', async (host) => {
    for (const path of ['/graphql?query={__typename}', '/graphs/dossier.jgf', '/', '/nothing']) {
      const { status, code, body } = await send(url, path, { host });
      expect([path, status, code]).toEqual([path, 421, 'BAD_USER_INPUT']);
      expect(body).toContain('DRAGOMAN_HOSTS');
    }
    expect((await ask(url, { host })).status).toBe(421);
  });

  it('is read of the target where that has one, and never of two headers', async () => {
    const get = (target: string, ...headers: string[]) =>
      raw(url, `GET ${target} HTTP/1.1\r\n${headers.join('\r\n')}\r\nconnection: close\r\n\r\n`);
    const target = '/graphql?query=%7B__typename%7D';
    expect(await get(`http://localhost:1${target}`, 'host: rebind.evil.example')).toContain('"Query"');
    expect(await get(`http://rebind.evil.example${target}`, 'host: localhost')).toMatch(/^HTTP\/1.1 421 /);
    expect(await get(target, 'host: localhost', 'host: rebind.evil.example')).toMatch(/^HTTP\/1.1 421 /);
  });

  it('is missing in no request of HTTP 1.1, and of none that a browser sends', async () => {
    const target = '/graphql?query=%7B__typename%7D';
    expect(await raw(url, `GET ${target} HTTP/1.1\r\nconnection: close\r\n\r\n`)).toMatch(/^HTTP\/1.1 400 /);
    expect(await raw(url, `GET ${target} HTTP/1.0\r\n\r\n`)).toContain('"Query"');
  });

  it.each(['/live', '/ready', '/metrics'])('does not matter to %s', async (path) => {
    expect((await send(url, path, { host: 'probe.internal', origin: EVIL })).status).toBe(200);
    expect(await raw(url, `GET ${path} HTTP/1.1\r\nconnection: close\r\n\r\n`)).toMatch(/^HTTP\/1.1 200 /);
  });

  it('may be any where a token is asked for', async () => {
    const closed = await served({ token: TOKEN });
    expect((await ask(closed, { host: 'any.example', authorization: `Bearer ${TOKEN}` })).status).toBe(200);
    expect((await ask(closed, { host: 'any.example' })).status).toBe(401);
  });
});

describe('a server as it is started', () => {
  let server: ServerProcess;
  beforeAll(async () => {
    server = await startServer({ DRAGOMAN_HOSTS: 'Dragoman.Example, münchen.example', HOST: 'localhost' });
  });

  it('answers under the names that it is given, and no others', async () => {
    for (const host of ['dragoman.example', 'xn--mnchen-3ya.example', 'localhost', '192.0.2.1'])
      expect([host, (await ask(server.url, { host })).status]).toEqual([host, 200]);
    expect((await ask(server.url, { host: 'rebind.evil.example' })).status).toBe(421);
  });

  it('lets nobody of the web read a file or an answer', async () => {
    for (const path of ['/graphs/dossier.jgf', '/graphql?query={__typename}']) {
      const { headers, status, body } = await send(server.url, path, { origin: EVIL });
      expect(headers['access-control-allow-origin']).toBeUndefined();
      expect([status, body.length < 500]).toEqual([403, true]);
    }
  });
});

describe('pages of other origins', () => {
  const OWN: readonly Readonly<Record<string, string>>[] = [
    {},
    { origin: 'http://localhost:4000', host: 'localhost:4000' },
    // Behind a proxy that ends TLS: with the Host of the reader, and with another.
    { origin: 'https://dragoman.example', host: 'dragoman.example' },
    { origin: 'https://dragoman.example', host: '127.0.0.1:4000', 'sec-fetch-site': 'same-origin' },
    { 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate' },
  ];
  const FOREIGN: readonly Readonly<Record<string, string>>[] = [
    { origin: EVIL },
    { origin: 'null' },
    { origin: 'http://localhost:3000', host: 'localhost:4000' },
    { origin: 'http://localhost:4000', host: 'localhost:4000', 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' },
    { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'cors', origin: 'http://localhost:3000' },
  ];
  const preflight = (url: string, path: string, origin: string) =>
    send(
      url,
      path,
      {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type',
      },
      { method: 'OPTIONS' },
    );
  const shared = ({ headers }: Heard) => Object.keys(headers).filter((name) => name.startsWith('access-control'));

  it('read nothing unless they are allowed; its own pages do', async () => {
    const url = await served({ hosts: ['dragoman.example'] });
    for (const headers of OWN) expect([headers, (await ask(url, headers)).status]).toEqual([headers, 200]);
    for (const headers of FOREIGN) {
      for (const answer of [
        await ask(url, headers),
        await send(url, '/graphs/dossier.jgf', headers),
        await send(url, '/graphql?query={__typename}', headers),
      ]) {
        expect([headers, answer.status, answer.code]).toEqual([headers, 403, 'BAD_USER_INPUT']);
        expect(shared(answer)).toEqual([]);
        expect(answer.body).toContain('DRAGOMAN_ORIGINS');
      }
    }
    const asked = await preflight(url, '/graphql', EVIL);
    expect([asked.status, shared(asked)]).toEqual([403, []]);
  });

  it('may have links to it, which somebody follows', async () => {
    const url = await served();
    const followed = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };
    expect((await send(url, '/graphs/dossier.gexf', followed)).status).toBe(200);
    expect((await send(url, '/graphql', { ...followed, accept: 'text/html' })).status).toBe(200);
  });

  it.each(['/graphql', '/graphs/dossier.jgf'])('of an origin that is allowed read %s', async (path) => {
    const origin = 'https://lite.gephi.org';
    const url = await served({ origins: [origin, 'https://other.example'] });
    const target = path === '/graphql' ? `${path}?query={__typename}` : path;
    const answer = await send(url, target, { origin, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors' });
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({
      'access-control-allow-origin': origin,
      'access-control-expose-headers': expect.stringContaining('ETag'),
      vary: expect.stringContaining('Origin'),
    });
    expect(answer.headers['access-control-allow-credentials']).toBeUndefined();
    const allowed = await preflight(url, path, origin);
    expect(allowed.status).toBe(204);
    expect(allowed.headers).toMatchObject({
      'access-control-allow-origin': origin,
      'access-control-allow-headers': 'authorization,content-type',
      'access-control-allow-methods': path === '/graphql' ? 'GET, HEAD, POST' : 'GET, HEAD',
    });
    // Whoever keeps answers must know that others get another.
    expect((await send(url, target)).headers.vary).toContain('Origin');
    const refused = await send(url, target, { origin: EVIL });
    expect([refused.status, shared(refused)]).toEqual([403, []]);
    const wrong = await send(url, '/graphs/nothing.at-all', { origin });
    expect([wrong.status, wrong.headers['access-control-allow-origin']]).toEqual([404, origin]);
  });

  it('open a graph as Gephi Lite does, which tells a format by the end of the address', async () => {
    const origin = 'https://lite.gephi.org';
    const url = await served({ origins: [origin] });
    const guide = readFileSync(new URL('../../docs/guide/files.md', import.meta.url), 'utf8');
    const [, path = ''] = /`http:\/\/127\.0\.0\.1:4000(\/graphs\/neighborhood\.gexf\S+)`/.exec(guide) ?? [];
    expect(path.split('/').pop()?.split('.').pop()).toBe('gexf');
    for (const address of [path, '/graphs/dossier.graphml', '/graphs/dossier.graphology#.json']) {
      // What stands behind `#` is not sent.
      const { status, headers, body } = await send(url, address.split('#')[0] ?? '', {
        origin,
        'sec-fetch-site': 'cross-site',
        'sec-fetch-mode': 'cors',
      });
      expect([status, headers['access-control-allow-origin']]).toEqual([200, origin]);
      const read = address.includes('gexf') ? readGexf : address.includes('graphml') ? readGraphml : readGraphology;
      expect(read(body).order).toBeGreaterThan(5);
    }
  });

  it('of every origin read it where all are allowed', async () => {
    const url = await served({ origins: ['*'] });
    for (const path of ['/graphql?query={__typename}', '/graphs/dossier.jgf']) {
      const answer = await send(url, path, { origin: EVIL });
      expect([answer.status, answer.headers['access-control-allow-origin']]).toEqual([200, '*']);
      expect((await preflight(url, path, EVIL)).headers['access-control-allow-origin']).toBe('*');
    }
  });
});

describe('an address', () => {
  const EXPORT = '/graphql?query={neighborhood(of:["Country:TR"],limit:3){export(format:JSONLD)}}';
  const linked = (text: string) => JSON.parse(text) as { '@context': { '@vocab': string }; '@graph': Linked[] };
  interface Linked {
    readonly '@id'?: string;
    readonly '@type': string | readonly string[];
    readonly [term: string]: unknown;
  }

  it('is relative, and an identifier none, where the server is not told its own', async () => {
    const url = await served();
    const { body } = await send(url, EXPORT);
    const address: string = JSON.parse(body).data.neighborhood.export;
    expect(address).toMatch(/^\/graphs\/neighborhood\.jsonld\?of=Country%3ATR/);
    const file = await send(url, address);
    expect(file.body).not.toContain(new URL(url).host);
    expect(linked(file.body)['@context']['@vocab']).toBe('urn:dragoman:vocabulary#');
    expect(linked(file.body)['@graph'][1]?.['@id']).toBe('urn:dragoman:Country:TR');
    expect((await send(url, '/id/Country:TR')).status).toBe(404);
  });

  it('is that of the server where it is told, whatever the Host', async () => {
    const url = await served({ url: 'https://dragoman.example/graph' });
    const headers = { host: '127.0.0.1:9', 'x-forwarded-host': 'evil.example', forwarded: 'host=evil.example' };
    const address: string = JSON.parse((await send(url, EXPORT, headers)).body).data.neighborhood.export;
    expect(address).toMatch(/^https:\/\/dragoman\.example\/graph\/graphs\/neighborhood\.jsonld\?/);
    const file = linked((await send(url, address.replace('https://dragoman.example/graph', ''), headers)).body);
    expect(file['@graph'][1]?.['@id']).toBe('https://dragoman.example/graph/id/Country:TR');
    expect((await send(url, '/', headers)).headers.location).toBe('https://dragoman.example/graph/graphql');
    expect((await ask(url, { host: 'dragoman.example' })).status).toBe(200);
  });

  it('of whatever has an id answers with it', async () => {
    const base = 'https://dragoman.example';
    const url = await served({ url: base });
    const { '@graph': all } = linked((await send(url, '/graphs/dossier.jsonld')).body);
    const seen = new Map<string, Linked>();
    // What has no type is a fact as a triple.
    for (const node of all) for (const type of [node['@type'] ?? []].flat()) if (node['@id']) seen.set(type, node);
    const document = all.map((node) => node['document']).find((each) => typeof each === 'object') as Linked;
    seen.set('SourceDocument', document);
    expect([...seen.keys()]).toEqual(expect.arrayContaining(['Country', 'Fact', 'Passage', 'SourceDocument']));
    for (const node of seen.values()) {
      const address = String(node['@id']).slice(base.length);
      const answer = await send(url, address);
      expect([address, answer.status, answer.headers['content-type']]).toEqual([address, 200, 'application/ld+json']);
      const told = linked(answer.body)['@graph'].find((each) => each['@id'] === node['@id']);
      expect({ ...told, document: node['document'] }).toEqual({ ...node, document: node['document'] });
      expect((await send(url, address, { 'if-none-match': String(answer.headers.etag) })).status).toBe(304);
    }
    for (const path of ['/id/Country:XX', '/id/nothing', '/id/', '/id/%E0%A4%A', '/id/Passage:a%2Fb']) {
      const { status, code } = await send(url, path);
      expect([path, status, code]).toEqual([path, 404, 'BAD_USER_INPUT']);
    }
  });
});
