/** What the environment may say, and what a person is told of what it may not. */
import { describe, expect, it } from 'vitest';
import { readConfig } from '../src/config.ts';
import { runServer } from './support/server.ts';

describe('a variable that cannot be used', () => {
  const HOST = 'must be an address or a name without a port, such as 127.0.0.1, ::1 or localhost.';
  const URI =
    'must be an address such as neo4j://localhost:7687 or neo4j+s://<id>.databases.neo4j.io, without a login.';
  const LIMITS =
    /must be limits with whole numbers that can be kept, such as cost=200000,deadline=5000; there are tokens,/;
  const IN_ORDER = 'must be limits with a headersTime that is no longer than requestTime.';
  const NAMES = 'must be names without a port, such as dragoman.example, separated by commas.';
  const HEADERS = 'must be headers such as name=value,other=value, with commas and signs that are not of ASCII as %2C.';
  const SPACES = 'must be without spaces at its beginning or end.';
  it.each([
    ['HOST', '[::1]', HOST],
    ['HOST', '127.0.0.1 ', HOST],
    ['HOST', 'localhost:4240', HOST],
    ['HOST', 'http://localhost', HOST],
    ['HOST', ' ', HOST],
    ['HOST', 'a..b', HOST],
    ['PORT', '65536', 'must be a number from 0 to 65535.'],
    ['PORT', '4000 ', 'must be a number from 0 to 65535.'],
    ['PORT', '-1', 'must be a number from 0 to 65535.'],
    ['DRAGOMAN_STORE_WAIT', '1.5', 'must be a number from 0 to 86400.'],
    ['DRAGOMAN_DATA', 'graph ', SPACES],
    ['DRAGOMAN_DOSSIER', '\tseeds', SPACES],
    ['NEO4J_DATABASE', 'neo4j ', SPACES],
    ['NEO4J_URI', 'http://localhost:7474', URI],
    ['NEO4J_URI', 'bolt://', URI],
    ['NEO4J_URI', 'bolt://localhost:99999', URI],
    ['NEO4J_URI', 'bolt://localhost:7687/neo4j', URI],
    ['NEO4J_URI', 'bolt://localhost?policy=x', URI],
    ['NEO4J_URI', 'bolt://[::1', URI],
    ['NEO4J_URI', 'bolt://localhost:7687 ', URI],
    ['DRAGOMAN_GRAPHIQL', 'on ', 'must be on or off.'],
    ['DRAGOMAN_LOG', 'loud', 'must be silent, error, warn, info, debug.'],
    ['DRAGOMAN_TRUSTED_PROXIES', '10.0.0.0/33', /^must be addresses or networks/],
    ['DRAGOMAN_LIMITS', 'cost', LIMITS],
    ['DRAGOMAN_LIMITS', 'coast=1', LIMITS],
    ['DRAGOMAN_LIMITS', 'deadline=0', LIMITS],
    ['DRAGOMAN_LIMITS', 'concurrency=0', LIMITS],
    ['DRAGOMAN_LIMITS', 'silence=2147483648', LIMITS],
    ['DRAGOMAN_LIMITS', `cost=${'9'.repeat(20)}`, LIMITS],
    ['DRAGOMAN_LIMITS', 'cost=5=6', LIMITS],
    ['DRAGOMAN_LIMITS', 'cost=5,cost=6', 'must be limits of which each is given once.'],
    ['DRAGOMAN_LIMITS', 'headersTime=20000', IN_ORDER],
    ['DRAGOMAN_LIMITS', 'requestTime=1000', IN_ORDER],
    ['DRAGOMAN_HOSTS', '.dragoman.example', NAMES],
    ['DRAGOMAN_HOSTS', 'a..b', NAMES],
    ['DRAGOMAN_HOSTS', '*.dragoman.example', NAMES],
    ['DRAGOMAN_ORIGINS', 'https://*.gephi.org', /^must be origins such as/],
    ['DRAGOMAN_ORIGINS', 'null', /^must be origins such as/],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'collector:4318', 'must be an http or https URL.'],
    ['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', 'ftp://collector', 'must be an http or https URL.'],
  ])('%s=%j is named with its value in one sentence', (name, value, must) => {
    expect(complaint({ [name]: value })).toMatchObject({ start: `${name} is ${JSON.stringify(value)}, and ` });
    const { must: told } = complaint({ [name]: value });
    if (typeof must === 'string') expect(told).toBe(must);
    else expect(told).toMatch(must);
  });

  it.each([
    ['DRAGOMAN_TOKEN', 'hunter2', 'must be at least 16 characters long.'],
    ['DRAGOMAN_TOKEN', 'correct horse battery', 'must be of ASCII letters, digits and signs, without spaces.'],
    ['NEO4J_URI', 'neo4j://neo4j:hunter2@localhost', URI],
    ['OTEL_EXPORTER_OTLP_HEADERS', 'hunter2', HEADERS],
    ['OTEL_EXPORTER_OTLP_HEADERS', 'api key=hunter2', HEADERS],
    ['OTEL_EXPORTER_OTLP_HEADERS', 'key=hunter%2', HEADERS],
    ['OTEL_EXPORTER_OTLP_HEADERS', 'key=hunter%0A2', HEADERS],
  ])('%s is named without its value, which may be a secret', (name, value, must) => {
    expect(complaint({ [name]: value })).toEqual({ start: `${name} is set, and `, must });
  });

  function complaint(environment: { readonly [name: string]: string }) {
    try {
      readConfig(environment);
    } catch (error) {
      const [, start, must] = /^(\S+ is .*?, and )(must be .*)$/s.exec(String((error as Error).message)) ?? [];
      return { start, must };
    }
    return {};
  }
});

describe('a variable that can be used', () => {
  it.each(['127.0.0.1', '::1', '::', '0.0.0.0', 'fe80::1%eth0', 'localhost', 'graph.example.org', 'my_host-1', 'a.b.'])(
    'HOST=%s',
    (HOST) => {
      expect(readConfig({ HOST }).host).toBe(HOST);
    },
  );

  it.each([
    'bolt://127.0.0.1:7687',
    'bolt://[::1]:7687',
    'neo4j://cluster:7687?policy=eu',
    'neo4j+s://abc.databases.neo4j.io',
    'bolt+ssc://host/',
  ])('NEO4J_URI=%s', (NEO4J_URI) => {
    expect(readConfig({ NEO4J_URI }).graph.neo4j?.uri).toBe(NEO4J_URI);
  });

  it.each([
    ['authorization=Basic aHVudGVyMg==', { authorization: 'Basic aHVudGVyMg==' }],
    [
      'Authorization=Basic%20aHVudGVyMg%3D%3D, x-tenant = a%2Cb ,',
      { Authorization: 'Basic aHVudGVyMg==', 'x-tenant': 'a,b' },
    ],
  ])('OTEL_EXPORTER_OTLP_HEADERS=%s', (OTEL_EXPORTER_OTLP_HEADERS, headers) => {
    const OTEL_EXPORTER_OTLP_ENDPOINT = 'http://collector:4318/';
    const { traces } = readConfig({ OTEL_EXPORTER_OTLP_HEADERS, OTEL_EXPORTER_OTLP_ENDPOINT });
    expect(traces).toEqual({ endpoint: 'http://collector:4318/v1/traces', headers, service: 'dragoman' });
  });

  it('DRAGOMAN_HOSTS=bücher.example,Desk.lan.', () => {
    expect(readConfig({ DRAGOMAN_HOSTS: 'bücher.example,Desk.lan.' }).hosts).toEqual([
      'xn--bcher-kva.example',
      'desk.lan',
      '127.0.0.1',
    ]);
  });

  it('is as good as absent where it is empty', () => {
    const names = ['HOST', 'PORT', 'NEO4J_URI', 'DRAGOMAN_STORE_WAIT', 'DRAGOMAN_LIMITS', 'DRAGOMAN_TOKEN'];
    expect(readConfig(Object.fromEntries(names.map((name) => [name, ''])))).toEqual(readConfig({}));
  });
});

describe('a folder that holds none of what it should', () => {
  const DOSSIER =
    /^DRAGOMAN_DOSSIER is "\S+", and must be the folder of a dossier, which has a dossier.yaml, or none.\n$/;
  it.each([
    ['of no dossier', { DRAGOMAN_DOSSIER: 'nowhere' }, DOSSIER],
    ['of something else', { DRAGOMAN_DOSSIER: 'src' }, DOSSIER],
    ['that is a file', { DRAGOMAN_DOSSIER: 'package.json' }, DOSSIER],
    [
      'that cannot be made',
      { DRAGOMAN_DATA: '/proc/dragoman' },
      /^The folder \S+ \(DRAGOMAN_DATA\) holds no graph[^\n]+\n$/,
    ],
  ])('%s ends the start with a line that names the variable', async (_, environment, line) => {
    const { code, output } = await runServer(environment);
    expect([code, output]).toEqual([1, expect.stringMatching(line)]);
  });
});

describe('an address that cannot be listened at', () => {
  it.each([
    [
      'a name that is none',
      { HOST: 'nowhere.invalid' },
      'HOST is "nowhere.invalid", a name for which no address is found.',
    ],
    ['that of another machine', { HOST: '192.0.2.1' }, 'HOST is "192.0.2.1", which is no address of this machine.'],
  ])('%s ends the start in one sentence', async (_, environment, sentence) => {
    expect(await runServer({ ...environment, DRAGOMAN_DOSSIER: 'none' })).toEqual({ code: 1, output: `${sentence}\n` });
  });
});
