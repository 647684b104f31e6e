/** HTTP as it is spoken on the wire, by those who do it in unusual ways. */
import { connect } from 'node:net';
import { beforeAll, describe, expect, it } from 'vitest';
import { exportRoutes } from '../../src/api/exports/routes.ts';
import { Shared } from '../../src/declare/shared.ts';
import { buildModelSchema } from '../../src/model/index.ts';
import { loadShipped } from '../support/dossier.ts';
import { openTemporary } from '../support/engines.ts';
import { model } from '../support/model.ts';
import { serve, stubGraph, untilAborted } from '../support/stub.ts';

const BODY = JSON.stringify({ query: '{ entity(id: "Country:TR") { id } }' });
const ANSWER = '{"data":{"entity":{"id":"Country:TR"}}}';
const HEADERS = 'content-type: application/json\r\nconnection: close';

describe('a request', () => {
  let port: number;
  const reported: string[] = [];
  beforeAll(async () => {
    const graph = await openTemporary();
    await loadShipped(graph);
    const { url } = await serve({
      graph,
      report: (message) => reported.push(message),
      routesOf: (served) => exportRoutes({ ...served, graph, url: undefined }),
    });
    port = Number(new URL(url).port);
  });

  /** Sends bytes, piece by piece, and tells all that comes back until the end. */
  async function raw(...pieces: string[]): Promise<string> {
    const socket = connect(port, '127.0.0.1');
    let answer = '';
    socket.setEncoding('utf8').on('data', (text: string) => {
      answer += text;
    });
    const ended = new Promise((resolve) => socket.once('close', resolve));
    for (const piece of pieces) {
      await new Promise((resolve) => socket.write(piece, resolve));
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await ended;
    return answer;
  }

  const post = (target: string, headers = 'host: localhost') =>
    `POST ${target} HTTP/1.1\r\n${headers}\r\n${HEADERS}\r\ncontent-length: ${BODY.length}\r\n\r\n${BODY}`;

  it.each([
    ['as a proxy sends it, with the whole address', post('http://localhost/graphql', 'host: somewhere.example')],
    ['of HTTP 1.0, without a host', post('/graphql', 'x: y').replace('HTTP/1.1', 'HTTP/1.0')],
    ['with a header twice', post('/graphql', 'host: localhost\r\naccept-language: tr\r\naccept-language: ar')],
  ])('%s is answered', async (_, text) => {
    expect(await raw(text)).toMatch(new RegExp(`^HTTP/1.1 200 OK\r\n.*${ANSWER}$`, 's'));
  });

  it('in chunks is read to its end', async () => {
    const [one, two] = [BODY.slice(0, 9), BODY.slice(9)];
    const answer = await raw(
      `POST /graphql HTTP/1.1\r\nhost: localhost\r\n${HEADERS}\r\ntransfer-encoding: chunked\r\n\r\n`,
      `${one.length.toString(16)}\r\n${one}\r\n`,
      `${two.length.toString(16)}\r\n${two}\r\n0\r\n\r\n`,
    );
    expect(answer).toContain(ANSWER);
  });

  it('that waits to be told to go on is told', async () => {
    const [head = '', body = ''] = post('/graphql', 'host: localhost\r\nexpect: 100-continue').split('\r\n\r\n');
    expect(await raw(`${head}\r\n\r\n`, body)).toMatch(new RegExp(`^HTTP/1.1 100 Continue\r\n.*${ANSWER}$`, 's'));
  });

  it('sent before the one before it is answered has its answer after that one', async () => {
    const first = post('/graphql').replace('connection: close\r\n', '').replaceAll('TR', 'IL');
    const answer = await raw(first + post('/graphql'));
    expect(answer.indexOf('Country:IL')).toBeGreaterThan(0);
    expect(answer.indexOf('Country:IL')).toBeLessThan(answer.indexOf('Country:TR'));
  });

  it.each([
    ['/./graphql', 404],
    ['//graphql', 404],
    ['/graphql%00', 404],
    ['*', 404],
    [`/graphql?query=${encodeURIComponent('{ __typename }')}`, 200],
    ['/live?x=1', 200],
  ])('to %s is answered with %i', async (target, status) => {
    const answer = await raw(`GET ${target} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n`);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  });

  it('with HEAD gets the headers of a GET and no body', async () => {
    const answer = await raw('HEAD /live HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1.1 200 OK\r\n.*content-length: 5\r\n.*\r\n\r\n$/is);
  });

  it.each(['/graphql?query={entities(first:100){nodes{label}}}', '/graphs/dossier.gexf', '/graphs', '/schema.graphql'])(
    'for %s with HEAD gets what a GET gets, without a body',
    async (path) => {
      const [got, told] = await Promise.all(
        ['GET', 'HEAD'].map(async (method) => {
          const lines = ['host: localhost', 'connection: close', 'accept-encoding: gzip'];
          return (await raw(`${method} ${encodeURI(path)} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`)).split(
            '\r\n\r\n',
          );
        }),
      );
      const headers = (head = '') =>
        head.split('\r\n').filter((line) => !/^(?:date|x-request-id|transfer-encoding|content-length):/i.test(line));
      expect(headers(told?.[0])).toEqual(headers(got?.[0]));
      expect(headers(got?.[0])).toContain('content-encoding: gzip');
      expect(told?.[1]).toBe('');
    },
  );

  it.each([
    'content-type: application/json; charset=utf8',
    'content-type: application/json; charset="UTF-8"',
    'content-type: application/json\r\ncontent-encoding: identity',
  ])('with %j is read', async (lines) => {
    const head = `POST /graphql HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n${lines}`;
    expect(await raw(`${head}\r\ncontent-length: ${BODY.length}\r\n\r\n${BODY}`)).toContain(ANSWER);
  });

  it('that breaks off gets no answer, and the next one does', async () => {
    const socket = connect(port, '127.0.0.1');
    await new Promise((resolve) => socket.write(post('/graphql').slice(0, -5), resolve));
    socket.destroy();
    expect(await raw(post('/graphql'))).toContain(ANSWER);
    expect(reported).toEqual([]);
  });

  it('says of an answer without a body that it has none', async () => {
    const answer = await raw('GET / HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1.1 302 Found\r\n.*content-length: 0\r\n/is);
  });
});

describe('a client that hangs up while the graph is asked', () => {
  const reported: string[] = [];
  const report = (message: string) => reported.push(message);
  let port: number;
  let asked: () => void;
  let stopped: () => void;
  beforeAll(async () => {
    const graph = stubGraph((_name, { signal }) => {
      asked();
      return untilAborted(signal).finally(stopped);
    });
    const schema = buildModelSchema(model);
    const routes = exportRoutes({ graph, shared: new Shared(graph, 1_000_000), schema, model, url: undefined });
    const { url } = await serve({ graph, schema, report, routes });
    port = Number(new URL(url).port);
  });

  it.each([
    ['for an operation', `GET /graphql?query=${encodeURIComponent('{ entity(id: "Country:TR") { id } }')}`],
    ['for a file', 'GET /graphs/dossier.d3'],
  ])('%s stops what it asked for, and is no failure of the server', async (_, target) => {
    const isAsked = new Promise<void>((resolve) => {
      asked = resolve;
    });
    const isStopped = new Promise<void>((resolve) => {
      stopped = resolve;
    });
    const socket = connect(port, '127.0.0.1');
    socket.write(`${target} HTTP/1.1\r\nhost: localhost\r\n\r\n`);
    await isAsked;
    socket.destroy();
    await isStopped;
    // What was stopped is told of in the turns after it, and before what is asked then.
    await (await fetch(`http://127.0.0.1:${port}/live`)).text();
    expect(reported).toEqual([]);
  });
});
