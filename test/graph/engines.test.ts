/** What every engine promises, case for case. */
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { StatementFailed } from '../../src/graph/errors.ts';
import { type Graph, type IndexDefinition, type Row, statement, type Value } from '../../src/graph/port.ts';
import { forEachEngine } from '../support/engines.ts';

const row = (found: Row): Row => found;

const add = statement('add', 'UNWIND $rows AS row MERGE (n:Entity {id: row.id}) SET n += row', row);
const link = statement(
  'link',
  `UNWIND $rows AS row MATCH (a:Entity {id: row.source}) MATCH (b:Entity {id: row.target})
   MERGE (a)-[r:MET {id: row.id}]->(b) SET r += row`,
  row,
);
const clear = statement('clear', 'MATCH (n) DETACH DELETE n', row);
const ids = statement('ids', 'MATCH (n:Entity) RETURN n.id AS id ORDER BY id', ({ id }) => id);
const properties = statement('properties', 'MATCH (n:Entity {id: $id}) RETURN properties(n) AS p', ({ p }) => p);
const echo = statement('echo', 'RETURN $value AS value', ({ value }) => value);
const count = statement('count', 'MATCH (n) RETURN count(n) AS n', ({ n }) => n);
const byId: IndexDefinition = { kind: 'unique', on: 'node', name: 'Entity', properties: ['id'] };

forEachEngine((engine) => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await engine.open();
  });
  beforeEach(async () => {
    await graph.write((transaction) => transaction.run(clear, {}));
  });

  const store = (...rows: { readonly [key: string]: Value }[]) =>
    graph.write((transaction) => transaction.run(add, { rows }));

  describe('values', () => {
    it.each<[string, Value]>([
      ['right-to-left text', 'غزة هاشم — עזה'],
      ['Turkish letters', 'İstanbul ığüşöç'],
      ['quotes, backslashes and new lines', `'"\`\\ \n\t\r $id {x}`],
      ['an astral character', '𝄞 😀'],
      ['an empty text', ''],
      ['zero', 0],
      ['a negative number', -12],
      ['a fraction', 41.0082],
      ['a whole coordinate', 35.0],
      ['the largest integer', Number.MAX_SAFE_INTEGER],
      ['a number beyond integers', 1e21],
      ['a small fraction', 5e-324],
      ['truth', true],
      ['untruth', false],
      ['a list of texts', ['b', 'a', 'b']],
      ['a list of numbers', [1, 2, 3]],
      ['an empty list', []],
    ])('come back as they went, from a parameter and from a property: %s', async (_, value) => {
      expect(await graph.run(echo, { value })).toEqual([value]);
      await store({ id: 'x', value });
      expect(await graph.run(properties, { id: 'x' })).toEqual([{ id: 'x', value }]);
    });

    it.each<[string, Value]>([
      ['null', null],
      ['a list with a null', [1, null, 'x']],
      ['a map with a null', { a: null, b: 1 }],
      ['an empty map', {}],
      ['lists and maps in each other', { rows: [{ id: 'a', tags: ['x', ['y', { z: 1.5 }]] }, {}] }],
    ])('come back as they went, from a parameter: %s', async (_, value) => {
      expect(await graph.run(echo, { value })).toEqual([value]);
    });

    it('of a null are not stored, and remove what was', async () => {
      await store({ id: 'x', note: 'old' });
      await store({ id: 'x', note: null });
      expect(await graph.run(properties, { id: 'x' })).toEqual([{ id: 'x' }]);
    });

    it('that statements compute are JavaScript values', async () => {
      const computed = statement(
        'computed',
        `RETURN 7 / 2 AS whole, 7 / 2.0 AS part, size('𝄞') AS size, 2 > 1 AS yes, null AS nothing, [x IN [1, 2] | x * 2] AS list,
         {a: 1.0, b: [null]} AS map, count(*) AS one, toFloat('1.5') AS parsed, 'a' + 'b' AS text`,
        row,
      );
      expect(await graph.run(computed, {})).toEqual([
        {
          whole: 3,
          part: 3.5,
          size: 1,
          yes: true,
          nothing: null,
          list: [2, 4],
          map: { a: 1, b: [null] },
          one: 1,
          parsed: 1.5,
          text: 'ab',
        },
      ]);
    });

    it('of relationships come back too', async () => {
      await store({ id: 'a' }, { id: 'b' });
      const fact = { id: 'MET|a|b', source: 'a', target: 'b', evidence: ['p1', 'p2'], weight: 0.5 };
      await graph.write((transaction) => transaction.run(link, { rows: [fact] }));
      const met = statement(
        'met',
        'MATCH (a:Entity {id: $id})-[r:MET]->(b:Entity) RETURN type(r) AS type, properties(r) AS fact, b.id AS other',
        row,
      );
      expect(await graph.run(met, { id: 'a' })).toEqual([{ type: 'MET', fact, other: 'b' }]);
    });

    it('that are whole are integers, so that a LIMIT takes them', async () => {
      await store({ id: 'a' }, { id: 'b' }, { id: 'c' });
      const page = statement('page', 'MATCH (n:Entity) RETURN n.id AS id ORDER BY id LIMIT $first', ({ id }) => id);
      expect(await graph.run(page, { first: 2 })).toEqual(['a', 'b']);
      expect(await graph.run(page, { first: 0 })).toEqual([]);
    });
  });

  describe('parameters', () => {
    const two = statement('two', 'RETURN $a AS a, $b AS b', row);

    it('that are missing are refused by name', async () => {
      await expect(graph.run(two, { a: 1 })).rejects.toMatchObject({
        name: 'StatementFailed',
        statement: 'two',
        problem: 'parameter $b is missing',
      });
    });

    it('that the text does not have are refused by name', async () => {
      await expect(graph.run(two, { a: 1, b: 2, c: 3 })).rejects.toThrow('parameter $c is not in its text');
    });

    it.each([
      ['undefined', undefined, '$a is undefined'],
      ['an undefined inside', [{ x: 1 }, { x: undefined }], '$a[1].x is undefined'],
      ['not a number', Number.NaN, '$a is NaN'],
      ['infinite', { x: [Number.POSITIVE_INFINITY] }, '$a.x[0] is Infinity'],
      ['a bigint', 1n, '$a is a bigint'],
      ['a date', new Date(0), '$a is a Date'],
      ['a set', { x: new Set() }, '$a.x is a Set'],
    ])('that no store keeps are refused by path: %s', async (_, a, message) => {
      // What types forbid still arrives from data that was parsed.
      await expect(graph.run(two, { a: a as Value, b: 1 })).rejects.toThrow(message);
      await expect(graph.write((transaction) => transaction.run(two, { a: a as Value, b: 1 }))).rejects.toThrow(
        message,
      );
    });
  });

  describe('a write', () => {
    it('is seen by the next read, and by its own', async () => {
      const seen = await graph.write(async (transaction) => {
        await transaction.run(add, { rows: [{ id: 'a' }, { id: 'b' }] });
        return await transaction.run(ids, {});
      });
      expect(seen).toEqual(['a', 'b']);
      expect(await graph.run(ids, {})).toEqual(['a', 'b']);
    });

    it('is not seen by others before it ends', async () => {
      await graph.write(async (transaction) => {
        await transaction.run(add, { rows: [{ id: 'a' }] });
        expect(await graph.run(ids, {})).toEqual([]);
      });
    });

    it('keeps nothing when its work throws, and throws what the work threw', async () => {
      const mistake = new Error('the seed is wrong');
      const failing = graph.write(async (transaction) => {
        await transaction.run(add, { rows: [{ id: 'a' }] });
        throw mistake;
      });
      await expect(failing).rejects.toBe(mistake);
      expect(await graph.run(count, {})).toEqual([0]);
    });

    it('keeps nothing when a statement fails, even if the work goes on', async () => {
      const broken = statement('broken', 'UNWIND [1, 0] AS x CREATE (:Entity {id: toString(1 / x)})', row);
      const failing = graph.write(async (transaction) => {
        await transaction.run(add, { rows: [{ id: 'a' }] });
        await transaction.run(broken, {}).catch(() => undefined);
        await transaction.run(add, { rows: [{ id: 'b' }] }).catch(() => undefined);
      });
      await expect(failing).rejects.toMatchObject({ name: 'StatementFailed', statement: 'broken' });
      expect(await graph.run(count, {})).toEqual([0]);
    });

    it('that merges adds nothing the second time', async () => {
      const rows = [
        { id: 'a', name: 'A' },
        { id: 'b', name: 'B' },
      ];
      const facts = [{ id: 'MET|a|b', source: 'a', target: 'b' }];
      for (let time = 0; time < 2; time += 1) {
        await graph.write(async (transaction) => {
          await transaction.run(add, { rows });
          await transaction.run(link, { rows: facts });
        });
      }
      const total = statement('total', 'MATCH (a)-[r]->(b) RETURN count(r) AS facts', ({ facts }) => facts);
      expect(await graph.run(count, {})).toEqual([2]);
      expect(await graph.run(total, {})).toEqual([1]);
    });

    it('takes its turn with others', async () => {
      await store({ id: 'counter', n: 0 });
      const raise = statement(
        'raise',
        "MATCH (n:Entity {id: 'counter'}) SET n.n = n.n + 1 RETURN n.n AS n",
        ({ n }) => n,
      );
      const all = await Promise.all(
        Array.from({ length: 8 }, () => graph.write((transaction) => transaction.run(raise, {}))),
      );
      expect(all.flat().sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    });

    it('goes on after one that failed', async () => {
      const bad = graph.write(() => Promise.reject(new Error('no')));
      const good = store({ id: 'a' });
      await expect(bad).rejects.toThrow('no');
      await good;
      expect(await graph.run(ids, {})).toEqual(['a']);
    });

    it('is refused outside of a write', async () => {
      const create = statement('create', "CREATE (:Entity {id: 'set'})", row);
      await expect(graph.run(create, {})).rejects.toBeInstanceOf(StatementFailed);
      expect(await graph.run(count, {})).toEqual([0]);
    });

    it('is not suspected of a statement that only speaks of writing', async () => {
      const speaks = statement('speaks', `RETURN "SET" AS a, 'CREATE (n)' AS b`, row);
      expect(await graph.run(speaks, {})).toEqual([{ a: 'SET', b: 'CREATE (n)' }]);
    });
  });

  describe('rows', () => {
    it('keep the order of ORDER BY over a UNION ALL in a CALL', async () => {
      const rows = Array.from({ length: 30 }, (_, index) => ({ id: `e${String(index).padStart(2, '0')}` }));
      await store(...rows);
      const both = statement(
        'both',
        `UNWIND $ids AS parent MATCH (a:Entity {id: parent})
         CALL (a) { MATCH (b:Entity) WHERE b.id > a.id RETURN b, 'after' AS side ORDER BY b.id LIMIT 3
                    UNION ALL MATCH (b:Entity) WHERE b.id < a.id RETURN b, 'before' AS side ORDER BY b.id DESC LIMIT 2 }
         RETURN parent, side, b.id AS id ORDER BY parent, side, id`,
        ({ parent, side, id }) => `${parent} ${side} ${id}`,
      );
      expect(await graph.run(both, { ids: ['e20', 'e10'] })).toEqual([
        'e10 after e11',
        'e10 after e12',
        'e10 after e13',
        'e10 before e08',
        'e10 before e09',
        'e20 after e21',
        'e20 after e22',
        'e20 after e23',
        'e20 before e18',
        'e20 before e19',
      ]);
    });

    it('of stored texts are ordered by code point', async () => {
      // By UTF-16 unit, as JavaScript has it, the astral one would come before the last two.
      const texts = ['', '1', '10', '2', 'B', 'a', 'z', 'é', '\u{E000}', '\u{FFFD}', '\u{1F600}'];
      await store(...texts.map((name, index) => ({ id: `${index}`, name })).reverse());
      const names = statement('names', 'MATCH (n:Entity) RETURN n.name AS name ORDER BY n.name', ({ name }) => name);
      expect(await graph.run(names, {})).toEqual(texts);
    });

    it('are ordered by many columns, both ways, nulls last when ascending', async () => {
      await store({ id: 'a', year: 2024 }, { id: 'b', year: 2023 }, { id: 'c' }, { id: 'd', year: 2023 });
      const years = statement('years', 'MATCH (n:Entity) RETURN n.id AS id ORDER BY n.year, n.id DESC', ({ id }) => id);
      expect(await graph.run(years, {})).toEqual(['d', 'b', 'a', 'c']);
    });

    it('are none when nothing matches', async () => {
      expect(await graph.run(properties, { id: 'nobody' })).toEqual([]);
    });
  });

  describe('errors', () => {
    it('of the store name the statement, and keep its words for the log', async () => {
      const broken = statement('broken.page', 'MATCH (n RETURN n', row);
      const error = await graph.run(broken, {}).then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      expect(error).toBeInstanceOf(StatementFailed);
      expect(error).toMatchObject({ statement: 'broken.page', cause: expect.any(Error), code: expect.any(String) });
      expect(String(error)).toMatch(/^StatementFailed: The statement broken\.page failed: [A-Za-z0-9 ]+ refused it\.$/);
    });

    it('of a reader are its own', async () => {
      const reads = statement('reads', 'RETURN 1 AS x', () => {
        throw new RangeError('not a day');
      });
      await expect(graph.run(reads, {})).rejects.toThrow(RangeError);
    });

    it('are the reason of a signal that aborts', async () => {
      const reason = new Error('the client has gone');
      await expect(graph.run(echo, { value: 1 }, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
      const controller = new AbortController();
      const slow = statement('slow', 'UNWIND range(1, $n) AS x RETURN sum(x % 7) AS total', row);
      const running = graph.run(slow, { n: 3_000_000 }, { signal: controller.signal });
      setTimeout(() => controller.abort(reason), 20);
      await expect(running).rejects.toBe(reason);
      await expect(
        graph.write(async (transaction) => {
          await transaction.run(add, { rows: [{ id: 'a' }] });
          await transaction.run(add, { rows: [{ id: 'b' }] }, { signal: AbortSignal.abort(reason) });
        }),
      ).rejects.toBe(reason);
      expect(await graph.run(count, {})).toEqual([0]);
    });
  });

  describe('prepare', () => {
    it('can be called twice, and then an id is unique', async () => {
      const indexes: IndexDefinition[] = [
        byId,
        { kind: 'range', on: 'node', name: 'Activity', properties: ['order'] },
        { kind: 'range', on: 'node', name: 'Activity', properties: ['eventKind', 'order'] },
        { kind: 'text', on: 'node', name: 'Entity', properties: ['searchText'] },
        { kind: 'unique', on: 'relationship', name: 'MET', properties: ['id'] },
        { kind: 'range', on: 'relationship', name: 'MET', properties: ['source', 'order'] },
      ];
      await graph.prepare(indexes);
      await graph.prepare(indexes);
      await store({ id: 'a' });
      const again = statement('again', "CREATE (:Entity {id: 'a'})", row);
      await expect(graph.write((transaction) => transaction.run(again, {}))).rejects.toBeInstanceOf(StatementFailed);
      expect(await graph.run(ids, {})).toEqual(['a']);
    });

    it('puts a constraint in the place of an index', async () => {
      const index = { on: 'relationship', name: 'MET', properties: ['order'] } as const;
      await graph.prepare([{ ...index, kind: 'range' }]);
      await graph.prepare([{ ...index, kind: 'unique' }]);
      await graph.prepare([{ ...index, kind: 'unique' }]);
    });

    it('fails over nodes that break it, naming it', async () => {
      const twice = statement('twice', 'UNWIND [1, 2] AS x CREATE (:Doubled {key: 7})', row);
      await graph.write((transaction) => transaction.run(twice, {}));
      await expect(
        graph.prepare([{ kind: 'unique', on: 'node', name: 'Doubled', properties: ['key'] }]),
      ).rejects.toMatchObject({ name: 'StatementFailed', statement: 'prepare unique node Doubled(key)' });
    });
  });

  it('answers a ping', async () => {
    await graph.ping();
  });

  it('refuses everything after it was closed', async () => {
    const closed = await engine.open();
    await closed.close();
    await closed.close();
    await expect(closed.ping()).rejects.toMatchObject({ name: 'StoreUnavailable', reason: 'closed' });
    await expect(closed.run(count, {})).rejects.toMatchObject({ reason: 'closed' });
    await expect(closed.write(async () => undefined)).rejects.toMatchObject({ reason: 'closed' });
    await expect(closed.prepare([])).rejects.toMatchObject({ reason: 'closed' });
  });
});
