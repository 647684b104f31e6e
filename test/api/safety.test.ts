/** Safe as it comes: what browsers are told, who is let in, what an answer gives away. */
import {
  type GraphQLInputType,
  GraphQLList,
  GraphQLNonNull,
  isEnumType,
  isInputObjectType,
  isScalarType,
} from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { written } from '../../src/graph/port.ts';
import { buildModelSchema } from '../../src/model/index.ts';
import * as whole from '../../tools/whole.mjs';
import { clientOf, printed } from '../support/ask.ts';
import { forEachEngine } from '../support/engines.ts';
import { model } from '../support/model.ts';
import { writeGraph } from '../support/rows.ts';
import { post, runServer, type ServerProcess, startServer } from '../support/server.ts';
import { serve, stubGraph } from '../support/stub.ts';

const TOKEN = 'a-token-of-32-characters-or-more';
const ASKED = { query: '{ entity(id: "Country:TR") { id } }' };

describe('a server', () => {
  let server: ServerProcess;
  beforeAll(async () => {
    server = await startServer();
  });

  it.each(['/graphql?query={__typename}', '/live', '/ready', '/nothing', '/metrics', '/graphs/dossier.gexf'])(
    'tells browsers to be careful with %s',
    async (path) => {
      const { headers } = await fetch(`${server.url}${path}`);
      expect(Object.fromEntries(headers)).toMatchObject({
        'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
      });
      expect(headers.get('x-powered-by')).toBeNull();
      expect(headers.get('server')).toBeNull();
    },
  );

  it('lets GraphiQL run what it brings along and nothing else', async () => {
    const page = await fetch(`${server.url}/graphql`, { headers: { accept: 'text/html' } });
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/script-src ('sha256-[^']+' )+blob:;/);
    expect(policy).not.toMatch(/script-src[^;]*unsafe|https?:|\*/);
    const text = await page.text();
    expect(text).not.toMatch(/(?:src|href)="https?:/);
    // What lets a tab be clicked in Chromium, and puts the full stop of an Arabic text on its side.
    expect(policy).toContain("style-src 'unsafe-inline'");
    expect(text).toContain('.graphiql-tab { transform: none !important; }');
    expect(text).toMatch(/\.graphiql-response [^{]+\{ unicode-bidi: plaintext !important; \}/);
  });

  it('has no way to write', () => {
    const schema = buildModelSchema(model);
    expect([schema.getMutationType(), schema.getSubscriptionType()]).toEqual([undefined, undefined]);
  });
});

describe('a server with a token', () => {
  let server: ServerProcess;
  beforeAll(async () => {
    server = await startServer({ DRAGOMAN_TOKEN: TOKEN });
  });
  const status = async (path: string, headers: Record<string, string> = {}) =>
    (await fetch(`${server.url}${path}`, { headers })).status;

  it('answers nobody without it, save for its health and the page that asks for it', async () => {
    for (const path of ['/graphql?query={__typename}', '/metrics', '/graphs/dossier.gexf']) {
      expect([path, await status(path)]).toEqual([path, 401]);
      for (const wrong of ['Bearer x', `Bearer ${TOKEN}x`, `Bearer ${TOKEN.slice(1)}`, `Basic ${TOKEN}`, TOKEN])
        expect(await status(path, { authorization: wrong })).toBe(401);
      expect([path, await status(path, { authorization: `Bearer ${TOKEN}` })]).toEqual([path, 200]);
    }
    expect(await Promise.all(['/live', '/ready'].map((path) => status(path)))).toEqual([200, 200]);
    expect(await status('/graphql', { accept: 'text/html' })).toBe(200);
    const answer = await post(server.url, ASKED);
    expect([answer.status, answer.body.errors?.[0]?.extensions.code]).toEqual([401, 'UNAUTHENTICATED']);
    expect(answer.headers.get('www-authenticate')).toContain('Bearer');
  });

  it('keeps it out of its log', () => {
    expect(server.output()).not.toContain(TOKEN);
  });

  it('does not start with one that is easily guessed, and does not repeat it', async () => {
    const { code, output } = await runServer({ DRAGOMAN_TOKEN: 'hunter2' });
    expect([code, output]).toEqual([1, 'DRAGOMAN_TOKEN is set, and must be at least 16 characters long.\n']);
  });
});

describe('what went wrong inside', () => {
  it('is told in general words, with an id that the log has', async () => {
    const reported: { id: string; error: unknown }[] = [];
    const secret = new Error('Neo.ClientError at /srv/secret.ts: MATCH (n) RETURN n');
    const { url } = await serve({
      graph: stubGraph(() => Promise.reject(secret)),
      report: (_message, detail) => reported.push(detail),
    });
    const { status, text, body } = await post(url, ASKED);
    expect(text).not.toMatch(/Neo\.|secret|MATCH|stack/);
    expect(body.errors?.[0]?.extensions).toEqual({ code: 'INTERNAL_SERVER_ERROR' });
    expect(reported).toEqual([{ id: expect.any(String), error: secret }]);
    expect(body.errors?.[0]?.message).toContain(reported[0]?.id);
    expect(status).toBe(200);
  });
});

const PAYLOADS = [
  "x' DETACH DELETE n //",
  'x" DETACH DELETE n //',
  '`) MATCH (n) DETACH DELETE n WITH (`',
  "Country:TR'}) WITH 1 AS x MATCH (n) DETACH DELETE n RETURN 1 //",
  '}) CALL { MATCH (n) DETACH DELETE n } //',
];

forEachEngine((engine) => {
  it('takes no string of a client for a text of a query, in any argument', async () => {
    const graph = await engine.open();
    await writeGraph(graph, {
      entities: [{ id: 'Country:TR' }, { id: 'Event:a' }],
      facts: [{ type: 'PARTICIPATED_IN', source: 'Country:TR', target: 'Event:a', role: 'ACTING' }],
    });
    const count = written('count', whole.COUNT, ({ count: nodes }) => nodes);
    const before = await graph.run(count, {});
    const client = clientOf(graph);
    for (const [index, query] of queriesWithStrings().entries()) {
      const payload = PAYLOADS[index % PAYLOADS.length] ?? '';
      const answer = await client.post(query, { s: payload, list: [payload] });
      for (const text of answer.runs.flatMap(printed)) expect(text).not.toContain(payload);
      expect(answer.reported).toEqual([]);
      // What an error quotes is what the client wrote.
      for (const error of answer.errors ?? [])
        expect(error.message.replace(/"(?:\\.|[^"\\])*"|".*…"/g, '')).not.toMatch(/Neo\.|GRAFEO|MATCH \(|at .*\.ts/);
    }
    expect(await graph.run(count, {})).toEqual(before);
  }, 180_000);
});

/** A query for each argument, and each field of an input, that takes a string. */
function queriesWithStrings(): string[] {
  const schema = buildModelSchema(model);
  const asked: string[] = [];
  const roots = Object.values(schema.getQueryType()?.getFields() ?? {});
  const nested = ['Country', 'Event', 'Organization', 'City'].flatMap((name) => {
    const type = schema.getType(name);
    return type && 'getFields' in type ? Object.values(type.getFields()).map((field) => [name, field] as const) : [];
  });
  const add = (field: (typeof roots)[number], wrap: (selection: string) => string) => {
    for (const { name, type } of field.args) {
      for (const [value, variable] of stringsIn(type)) {
        const others = field.args
          .filter((arg) => arg.name !== name && arg.type instanceof GraphQLNonNull && arg.defaultValue === undefined)
          .map((arg) => `, ${arg.name}: ${isList(arg.type) ? '["Country:TR"]' : '"Country:TR"'}`);
        const selection = `${field.name}(${name}: ${value}${others.join('')}) { __typename }`;
        const leaf = 'ofType' in field.type || 'getFields' in field.type || 'getTypes' in field.type;
        asked.push(
          `query (${variable}) { ${wrap(leaf && isComposite(field.type) ? selection : selection.replace(' { __typename }', ''))} }`,
        );
      }
    }
  };
  for (const field of roots) add(field, (selection) => selection);
  for (const [name, field] of nested)
    add(field as never, (selection) => `entity(id: "Country:TR") { ... on ${name} { ${selection} } }`);
  return asked;
}

const isList = (type: GraphQLInputType) => type instanceof GraphQLNonNull && type.ofType instanceof GraphQLList;
const isComposite = (type: unknown): boolean => {
  const inner = (type as { ofType?: unknown }).ofType;
  return inner ? isComposite(inner) : 'getFields' in (type as object) || 'getTypes' in (type as object);
};

/** Values of a type that hold a string, with the variable that they use. */
function stringsIn(type: GraphQLInputType, depth = 0): (readonly [value: string, variable: string])[] {
  const bare = type instanceof GraphQLNonNull ? type.ofType : type;
  if (bare instanceof GraphQLList) {
    const item = bare.ofType instanceof GraphQLNonNull ? bare.ofType.ofType : bare.ofType;
    if (isScalarType(item) && takesText(item.name)) return [['$list', `$list: [${item.name}!]!`]];
    return stringsIn(item, depth).map(([value, variable]) => [`[${value}]`, variable]);
  }
  if (isScalarType(bare)) return takesText(bare.name) ? [['$s', `$s: ${bare.name}!`]] : [];
  if (isEnumType(bare) || depth > 2) return [];
  if (!isInputObjectType(bare)) return [];
  return Object.values(bare.getFields()).flatMap((field) =>
    stringsIn(field.type, depth + 1).map(([value, variable]) => [`{ ${field.name}: ${value} }`, variable] as const),
  );
}

const takesText = (name: string) => !['Int', 'Float', 'Boolean'].includes(name);
