/** Long answers give way to others, end when their operation does, and are the same as short ones. */
import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { buildSchema, execute, getOperationAST, parse } from 'graphql';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Executor } from '../../src/api/execution/execute.ts';
import { isLong, writtenInTurns } from '../../src/api/graphql/json.ts';
import { planning } from '../../src/api/plan/plan.ts';
import { batching } from '../../src/declare/batching.ts';
import { Turns } from '../../src/declare/turns.ts';
import { model } from '../support/model.ts';
import { startServer } from '../support/server.ts';

/** An operation takes at most so many values in a turn. */
const VALUES_IN_A_TURN = 20_000;
const MANY = 150_000;

afterEach(() => {
  vi.restoreAllMocks();
});

let resolved = 0;
const schema = buildSchema(
  'type Thing { id: ID! text: String things(first: Int): [Thing!] later: Thing wrong: Int never: Int! } type Query { things(first: Int): [Thing!] numbers: [Int!] }',
);
const things = (count: number) => Array.from({ length: count }, (_, id) => ({ id }));
const fields = schema.getType('Thing')?.toConfig();
if (!fields || !('fields' in fields)) throw new Error('There are no things.');
for (const type of ['Query', 'Thing']) {
  const found = schema.getType(type);
  if (!found || !('getFields' in found)) continue;
  const {
    things: list,
    later,
    id,
    numbers,
    wrong,
    never,
  } = found.getFields() as { [name: string]: { resolve?: unknown } };
  if (list) list.resolve = (_: unknown, { first }: { first: number }) => things(first);
  for (const failing of [wrong, never])
    if (failing)
      failing.resolve = () => {
        throw new Error('It is wrong.');
      };
  if (numbers) numbers.resolve = () => Array.from({ length: MANY }, (_, at) => at);
  if (later) later.resolve = async () => ({ id: 0 });
  if (id)
    id.resolve = (thing: { id: number }) => {
      resolved++;
      return thing.id;
    };
}
const executor = new Executor(schema);
const planOf = planning(schema, model);

function ask(query: string, turns: Turns) {
  const operation = getOperationAST(parse(query));
  if (!operation) throw new Error(query);
  return executor.execute(
    planOf(operation, new Map(), () => {}),
    {},
    { context: {}, turns },
  );
}

/** Counts the turns of the loop until something is done. */
async function turnsUntil(done: Promise<unknown>): Promise<number> {
  let turns = 0;
  let isDone = false;
  void done.finally(() => {
    isDone = true;
  });
  while (!isDone) {
    await setImmediate();
    turns++;
  }
  return turns;
}

describe('an answer', () => {
  it.each([
    ['of one long list', `{ things(first: ${MANY}) { id } }`, MANY],
    ['of lists within a list', '{ things(first: 300) { id things(first: 500) { id } } }', MANY],
    ['of what is there later', `{ things(first: ${MANY}) { later { id } } }`, MANY],
    ['of numbers', '{ numbers }', MANY],
  ])('%s gives way to others, and is what it would be', async (_, query, values) => {
    const turns = new Turns();
    const answer = ask(query, turns);
    expect(answer).toBeInstanceOf(Promise);
    expect(await turnsUntil(Promise.resolve(answer))).toBeGreaterThanOrEqual(Math.floor(values / VALUES_IN_A_TURN));
    expect(turns.given).toBeGreaterThanOrEqual(Math.floor(values / VALUES_IN_A_TURN));
    const { data } = await answer;
    expect(JSON.stringify(data)).toBe(JSON.stringify((await execute({ schema, document: parse(query) })).data));
  });

  it('that is short takes no turn but its own', async () => {
    await setImmediate();
    vi.spyOn(performance, 'now').mockReturnValue(0);
    const turns = new Turns();
    expect(ask('{ things(first: 100) { id } }', turns)).not.toBeInstanceOf(Promise);
    expect(turns.given).toBe(0);
  });

  it.each([
    ['that is null', 'wrong', [{ wrong: null }]],
    ['that takes its object along', 'later { never }', [{ later: null }]],
    ['that takes the whole list along', 'never', null],
  ])('tells so many errors and no more, for a field %s', async (_, field, first) => {
    const { data, errors } = await ask(`{ things(first: 5000) { ${field} } }`, new Turns());
    const found = data?.['things'];
    expect(Array.isArray(found) ? found.slice(0, 1) : found).toEqual(first);
    expect(errors?.length).toBe(first === null ? 1 : 101);
    if (first) expect(errors?.at(-1)?.message).toBe('errors: 100 fields failed, and no more of them are told.');
  });

  it('ends with its operation: no field is resolved any more', async () => {
    const ending = new AbortController();
    const answer = Promise.resolve(ask(`{ things(first: ${MANY}) { id } }`, new Turns(ending.signal)));
    await setImmediate();
    ending.abort(new Error('too late'));
    const before = resolved;
    await expect(answer).rejects.toThrow('too late');
    for (let turn = 0; turn < 10; turn++) await setImmediate();
    expect(resolved).toBe(before);
    expect(before % MANY).toBeLessThanOrEqual(2 * VALUES_IN_A_TURN);
  });

  it('has its turn beside another that is longer', async () => {
    const order: string[] = [];
    const long = Promise.resolve(ask(`{ things(first: ${10 * MANY}) { id } }`, new Turns())).then(() =>
      order.push('long'),
    );
    const short = Promise.resolve(ask('{ things(first: 5000) { id } }', new Turns())).then(() => order.push('short'));
    await Promise.all([long, short]);
    expect(order).toEqual(['short', 'long']);
  });
});

describe('what is read at once', () => {
  it('is everything that is asked for in however many turns', async () => {
    let clock = performance.now();
    vi.spyOn(performance, 'now').mockImplementation(() => {
      clock += 1_000;
      return clock;
    });
    const turns = new Turns();
    const batches: number[] = [];
    const load = batching(turns, async (keys) => {
      batches.push(keys.length);
      return new Map(keys.map((key) => [key, key]));
    });
    const asking = Array.from({ length: 1_000 }, async (_, key) => {
      await turns.pause();
      return await load(String(key));
    });
    expect(await Promise.all(asking)).toHaveLength(1_000);
    expect(turns.given).toBeGreaterThan(100);
    expect(batches).toEqual([1_000]);
  });
});

describe('long JSON', () => {
  const text = async (value: unknown, turns = new Turns()) =>
    Buffer.concat(await writtenInTurns(value, turns)).toString('utf8');

  it('is what JSON.stringify makes of a value', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue({ stringUnit: 'binary' }), async (value) => {
        expect(await text(value)).toBe(Buffer.from(JSON.stringify(value)).toString('utf8'));
        const large = { list: Array.from({ length: 400 }, () => [value, { 'a "key"': value, النص: 'x'.repeat(500) }]) };
        expect(isLong(large)).toBe(true);
        expect(await text(large)).toBe(Buffer.from(JSON.stringify(large)).toString('utf8'));
      }),
      { numRuns: 100 },
    );
  });

  it('gives way to others, and ends with its operation', async () => {
    const value = { list: Array.from({ length: 100_000 }, (_, id) => ({ id, text: 'x'.repeat(50) })) };
    const ending = new AbortController();
    const turns = new Turns(ending.signal);
    const writing = text(value, turns);
    for (let turn = 0; turn < 3; turn++) await setImmediate();
    ending.abort(new Error('too late'));
    await expect(writing).rejects.toThrow('too late');
    expect(turns.given).toBeGreaterThan(1);
    expect(await text(value)).toBe(JSON.stringify(value));
  });
});

describe('a long answer over HTTP', () => {
  it('tells its length, and is the JSON that a short one would be', async () => {
    const server = await startServer({ DRAGOMAN_LOG: 'silent' });
    const labels = Array.from({ length: 49 }, (_, at) => `a${at}: label`).join(' ');
    const query = `{ entities(first: 100) { nodes { ${labels} names { value language } } } wrong: countries(first: 101) { nodes { id } } }`;
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'accept-encoding': 'identity' },
      body: JSON.stringify({ query }),
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(response.status).toBe(200);
    expect(Number(response.headers.get('content-length'))).toBe(bytes.length);
    expect(bytes.length).toBeGreaterThan(100_000);
    const answer = JSON.parse(bytes.toString('utf8'));
    expect(JSON.stringify(answer)).toBe(bytes.toString('utf8'));
    expect(Object.keys(answer)).toEqual(['errors', 'data']);
    expect(answer.data.entities.nodes).toHaveLength(83);
    expect(answer.data.wrong).toBeNull();
  });
});
