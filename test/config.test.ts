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
    ['OTEL_EXPORTER_OTLP_HEADERS', 'hunter2', 'must be headers such as name=value,other=value.'],
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

  it('is as good as absent where it is empty', () => {
    const names = ['HOST', 'PORT', 'NEO4J_URI', 'DRAGOMAN_STORE_WAIT', 'DRAGOMAN_LIMITS', 'DRAGOMAN_TOKEN'];
    expect(readConfig(Object.fromEntries(names.map((name) => [name, ''])))).toEqual(readConfig({}));
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
