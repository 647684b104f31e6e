/** What every engine promises, case for case. */
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { StatementFailed } from '../../src/graph/errors.ts';
import { type Graph, type IndexDefinition, type Query, type Row, type Value, written } from '../../src/graph/port.ts';
import { type Columns, entityAs, factAs } from '../../src/graph/query.ts';
import * as whole from '../../tools/whole.mjs';
import { forEachEngine } from '../support/engines.ts';

const row = (found: Row): Row => found;

function both(name: string, columns: Columns, cypher: string, sql: string): Query<Row> {
  return written(name, { cypher: () => cypher, sql: () => sql, columns }, row);
}

const nodesLabelled = (...labels: string[]): Query<void> => ({
  name: 'add',
  of: { form: 'write nodes', kind: 'entity', label: 'Entity', labels },
  read: () => undefined,
});
const add = nodesLabelled('Thing', 'Entity');
const link: Query<number> = {
  name: 'link',
  of: { form: 'create facts', type: 'MET', end: 'target', shared: ['evidence'], own: ['id', 'weight'] },
  read: ({ count: created }) => Number(created),
};
const clear = written('clear', whole.EMPTY, row);
const count = written('count', whole.COUNT, ({ count: nodes }) => nodes);
const ids = written(
  'ids',
  {
    cypher: () => 'MATCH (n:Entity) RETURN n.id AS id ORDER BY id',
    sql: () => 'SELECT id FROM entity ORDER BY id',
    columns: { id: 'value' },
  },
  ({ id }) => id,
);
const properties = written(
  'properties',
  {
    cypher: () => 'MATCH (n:Entity {id: $id}) RETURN properties(n) AS p',
    sql: (print) => `SELECT ${print.value({ of: entityAs('n'), names: 'all' })} AS p FROM entity AS n WHERE id = $id`,
    columns: { p: 'json' },
  },
  ({ p }) => p,
);
const echo = written(
  'echo',
  {
    cypher: () => 'UNWIND $values AS value RETURN value',
    sql: () => "SELECT $values -> '$[0]' AS value",
    columns: { value: 'json' },
  },
  ({ value }) => value,
);
const slow = both(
  'slow',
  { total: 'value' },
  'UNWIND range(1, $n) AS x UNWIND range(1, $n) AS y RETURN sum(x % 7) AS total',
  'WITH RECURSIVE each (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM each WHERE x < $n * $n) SELECT sum(x % 7) AS total FROM each',
);

forEachEngine((engine) => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await engine.open();
  });
  beforeEach(async () => {
    await graph.write((transaction) => transaction.run(clear, {}));
  });

  const store = (...rows: { readonly id: string; readonly [key: string]: Value }[]) =>
    graph.write((transaction) =>
      transaction.run(add, { rows: rows.map((each) => ({ type: 'Thing', degree: 0, ...each })) }),
    );

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
      ['a fraction that no few digits tell', 0.1 + 0.2],
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
      expect(await graph.run(echo, { values: [value] })).toEqual([value]);
      await store({ id: 'x', value });
      expect(await graph.run(properties, { id: 'x' })).toEqual([{ id: 'x', type: 'Thing', degree: 0, value }]);
    });

    it.each<[string, Value]>([
      ['null', null],
      ['a list with a null', [1, null, 'x']],
      ['a map with a null', { a: null, b: 1 }],
      ['an empty map', {}],
      ['lists and maps in each other', { rows: [{ id: 'a', tags: ['x', ['y', { z: 1.5 }]] }, {}] }],
    ])('come back as they went, from a parameter: %s', async (_, value) => {
      expect(await graph.run(echo, { values: [value] })).toEqual([value]);
    });

    it('of a null are not stored, and remove what was', async () => {
      await store({ id: 'x', note: 'old' });
      await store({ id: 'x', note: null });
      expect(await graph.run(properties, { id: 'x' })).toEqual([{ id: 'x', type: 'Thing', degree: 0 }]);
    });

    it('that statements compute are JavaScript values', async () => {
      const computed = both(
        'computed',
        {
          whole: 'value',
          part: 'value',
          size: 'value',
          yes: 'boolean',
          no: 'boolean',
          absent: 'value',
          list: 'json',
          map: 'json',
          text: 'value',
        },
        `RETURN 7 / 2 AS whole, 7 / 2.0 AS part, size('𝄞') AS size, 2 > 1 AS yes, 1 > 2 AS no, null AS absent, [x IN [1, 2] | x * 2] AS list,
         {a: 1.0, b: [null]} AS map, 'a' + 'b' AS text`,
        `SELECT 7 / 2 AS whole, 7 / 2.0 AS part, length('𝄞') AS size, 2 > 1 AS yes, 1 > 2 AS no, NULL AS absent, json_array(2, 4) AS list,
         json_object('a', 1.0, 'b', json_array(NULL)) AS map, 'a' || 'b' AS text`,
      );
      expect(await graph.run(computed, {})).toEqual([
        {
          whole: 3,
          part: 3.5,
          size: 1,
          yes: true,
          no: false,
          absent: null,
          list: [2, 4],
          map: { a: 1, b: [null] },
          text: 'ab',
        },
      ]);
    });

    it('of facts come back too', async () => {
      await store({ id: 'a' }, { id: 'b' });
      const group = { end: 1, day: '2024|', evidence: ['p1', 'p2'], rows: [[0, 'MET|a|b', 0.5]] };
      const created = await graph.write((transaction) =>
        transaction.run(link, { ends: ['a', 'b'], groups: [group], provenance: [] }),
      );
      expect(created).toEqual([1]);
      const met = written(
        'met',
        {
          cypher: () => 'MATCH (a:Entity {id: $id})-[r:MET]->(b:Entity) RETURN properties(r) AS fact, b.id AS other',
          sql: (print) =>
            `SELECT ${print.value({ of: factAs('r'), names: 'all' })} AS fact, b.id AS other FROM entity AS a
             JOIN fact AS r ON r.source = a.k AND r.type = 'MET' JOIN entity AS b ON b.k = r.target WHERE a.id = $id`,
          columns: { fact: 'json', other: 'value' },
        },
        row,
      );
      expect(await graph.run(met, { id: 'a' })).toEqual([
        {
          fact: { id: 'MET|a|b', source: 'a', target: 'b', order: '2024|MET|a|b', evidence: ['p1', 'p2'], weight: 0.5 },
          other: 'b',
        },
      ]);
      expect(await graph.run(met, { id: 'b' })).toEqual([]);
    });

    it('of facts are not created where an end is missing', async () => {
      await store({ id: 'a' });
      const group = { end: 1, day: '2024|', evidence: [], rows: [[0, 'MET|a|b', null]] };
      const created = await graph.write((transaction) =>
        transaction.run(link, { ends: ['a', 'b'], groups: [group], provenance: [] }),
      );
      expect(created).toEqual([0]);
    });

    it('that are whole are integers, so that a LIMIT takes them and a division leaves no fraction', async () => {
      await store({ id: 'a' }, { id: 'b' }, { id: 'c' });
      const page = both(
        'page',
        { id: 'value', half: 'value' },
        'MATCH (n:Entity) RETURN n.id AS id, $first / 2 AS half ORDER BY id LIMIT $first',
        'SELECT id, $first / 2 AS half FROM entity ORDER BY id LIMIT $first',
      );
      expect(await graph.run(page, { first: 1 })).toEqual([{ id: 'a', half: 0 }]);
      expect(await graph.run(page, { first: 0 })).toEqual([]);
    });
  });

  describe('parameters', () => {
    const two = both('two', { a: 'value', b: 'value' }, 'RETURN $a AS a, $b AS b', 'SELECT $a AS a, $b AS b');

    it('that are missing are refused by name', async () => {
      await expect(graph.run(two, { a: 1 })).rejects.toMatchObject({
        name: 'StatementFailed',
        statement: 'two',
        problem: 'parameter $b is missing',
      });
    });

    it('that the text does not have are left out', async () => {
      expect(await graph.run(two, { a: 1, b: 2, c: 3 })).toEqual([{ a: 1, b: 2 }]);
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
    const broken = both(
      'broken',
      {},
      'UNWIND [1, 0] AS x CREATE (:Entity {id: toString(1 / x)})',
      'INSERT INTO entity (id, type, labels) VALUES (NULL, NULL, NULL)',
    );
    const thing = (id: string) => ({ id, type: 'Thing', degree: 0 });

    it('is seen by the next read, and by its own', async () => {
      const seen = await graph.write(async (transaction) => {
        await transaction.run(add, { rows: [thing('a'), thing('b')] });
        return await transaction.run(ids, {});
      });
      expect(seen).toEqual(['a', 'b']);
      expect(await graph.run(ids, {})).toEqual(['a', 'b']);
    });

    it('is not seen by others before it ends', async () => {
      await graph.write(async (transaction) => {
        await transaction.run(add, { rows: [thing('a')] });
        expect(await graph.run(ids, {})).toEqual([]);
      });
    });

    it('keeps nothing when its work throws, and throws what the work threw', async () => {
      const mistake = new Error('the seed is wrong');
      const failing = graph.write(async (transaction) => {
        await transaction.run(add, { rows: [thing('a')] });
        throw mistake;
      });
      await expect(failing).rejects.toBe(mistake);
      expect(await graph.run(count, {})).toEqual([0]);
    });

    it('keeps nothing when a statement fails, even if the work goes on', async () => {
      const failing = graph.write(async (transaction) => {
        await transaction.run(add, { rows: [thing('a')] });
        await transaction.run(broken, {}).catch(() => undefined);
        await transaction.run(add, { rows: [thing('b')] }).catch(() => undefined);
      });
      await expect(failing).rejects.toMatchObject({ name: 'StatementFailed', statement: 'broken' });
      expect(await graph.run(count, {})).toEqual([0]);
    });

    it('of nodes that are there replaces them', async () => {
      await store({ id: 'a', name: 'A' }, { id: 'b', name: 'B' });
      await store({ id: 'a', code: 'AA' });
      expect(await graph.run(count, {})).toEqual([2]);
      expect(await graph.run(properties, { id: 'a' })).toEqual([{ ...thing('a'), code: 'AA' }]);
    });

    it('takes its turn with others', async () => {
      await store({ id: 'counter' });
      const raise = both(
        'raise',
        { n: 'value' },
        "MATCH (n:Entity {id: 'counter'}) SET n.degree = n.degree + 1 RETURN n.degree AS n",
        "UPDATE entity SET degree = degree + 1 WHERE id = 'counter'; SELECT degree AS n FROM entity WHERE id = 'counter'",
      );
      const all = await Promise.all(
        Array.from({ length: 8 }, () => graph.write((transaction) => transaction.run(raise, {}))),
      );
      expect(
        all
          .flat()
          .map(({ n }) => n)
          .sort(),
      ).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    });

    it('goes on after one that failed', async () => {
      const bad = graph.write(() => Promise.reject(new Error('no')));
      const good = store({ id: 'a' });
      await expect(bad).rejects.toThrow('no');
      await good;
      expect(await graph.run(ids, {})).toEqual(['a']);
    });

    it('is refused outside of a write', async () => {
      await expect(graph.run(add, { rows: [thing('a')] })).rejects.toBeInstanceOf(StatementFailed);
      const snapshot = graph.snapshot();
      await expect(snapshot.run(add, { rows: [thing('a')] })).rejects.toBeInstanceOf(StatementFailed);
      snapshot.release();
      expect(await graph.run(count, {})).toEqual([0]);
    });
  });

  describe('a snapshot', () => {
    it('reads what was written before it', async () => {
      await store({ id: 'a' });
      const snapshot = graph.snapshot();
      expect(await Promise.all([snapshot.run(ids, {}), snapshot.run(count, {})])).toEqual([['a'], [1]]);
      snapshot.release();
    });

    it('goes on after a statement that failed, and runs none after its end', async () => {
      await store({ id: 'a' });
      const broken = both('broken.page', { n: 'value' }, 'MATCH (n RETURN n', 'SELECT n FROM (');
      const snapshot = graph.snapshot();
      await expect(snapshot.run(broken, {})).rejects.toBeInstanceOf(StatementFailed);
      expect(await snapshot.run(ids, {})).toEqual(['a']);
      snapshot.release();
      snapshot.release();
    });
  });

  describe('rows', () => {
    it('of stored texts are ordered by code point', async () => {
      // By UTF-16 unit, as JavaScript has it, the astral one would come before the last two.
      const texts = ['', '1', '10', '2', 'B', 'a', 'z', 'é', '\u{E000}', '\u{FFFD}', '\u{1F600}'];
      await store(...texts.map((sortName, index) => ({ id: `${index}`, sortName })).reverse());
      const names = both(
        'names',
        { name: 'value' },
        'MATCH (n:Entity) RETURN n.sortName AS name ORDER BY n.sortName',
        'SELECT sortName AS name FROM entity ORDER BY sortName',
      );
      expect((await graph.run(names, {})).map(({ name }) => name)).toEqual(texts);
    });

    it('are none when nothing matches', async () => {
      expect(await graph.run(properties, { id: 'nobody' })).toEqual([]);
    });
  });

  describe('errors', () => {
    it('of the store name the statement, and keep its words for the log', async () => {
      const broken = both('broken.page', { n: 'value' }, 'MATCH (n RETURN n', 'SELECT n FROM (');
      const error = await graph.run(broken, {}).then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      expect(error).toBeInstanceOf(StatementFailed);
      expect(error).toMatchObject({ statement: 'broken.page', cause: expect.any(Error), code: expect.any(String) });
      expect(String(error)).toMatch(/^StatementFailed: The statement broken\.page failed: [A-Za-z0-9 ]+ refused it\.$/);
    });

    it('of a reader are its own', async () => {
      const reads = {
        ...echo,
        read: () => {
          throw new RangeError('not a day');
        },
      };
      await expect(graph.run(reads, { values: [1] })).rejects.toThrow(RangeError);
    });

    it('are the reason of a signal that aborts, and what runs is stopped', async () => {
      const reason = new Error('the client has gone');
      await expect(graph.run(echo, { values: [1] }, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
      const snapshot = graph.snapshot();
      for (const runner of [graph, snapshot]) {
        const controller = new AbortController();
        const running = runner.run(slow, { n: 1_000_000 }, { signal: controller.signal });
        setTimeout(() => controller.abort(reason), 20);
        await expect(running).rejects.toBe(reason);
      }
      expect(await snapshot.run(echo, { values: [2] })).toEqual([2]);
      snapshot.release();
    });

    it('of a write that is given up keep nothing, and the next one is made', async () => {
      const reason = new Error('the client has gone');
      const controller = new AbortController();
      setTimeout(() => controller.abort(reason), 50);
      await expect(
        graph.write(async (transaction) => {
          await transaction.run(add, { rows: [{ id: 'a', type: 'Thing', degree: 0, searchText: ' a ' }] });
          await transaction.run(slow, { n: 1_000_000 }, { signal: controller.signal });
        }),
      ).rejects.toBe(reason);
      expect(await graph.run(count, {})).toEqual([0]);
      await store({ id: 'b' });
      expect(await graph.run(ids, {})).toEqual(['b']);
    });

    it('are a timeout, where a statement takes longer than it may', async () => {
      await expect(graph.run(slow, { n: 1_000_000 }, { timeout: 100 })).rejects.toMatchObject({
        name: 'StatementTimeout',
        statement: 'slow',
        milliseconds: 100,
      });
      expect(await graph.run(echo, { values: [1] })).toEqual([1]);
    });
  });

  describe('prepare', () => {
    const key: IndexDefinition = { kind: 'unique', on: 'node', name: 'Thing', properties: ['key'] };

    it('can be called twice, and then what is to be unique is', async () => {
      const indexes: IndexDefinition[] = [
        { kind: 'unique', on: 'node', name: 'Entity', properties: ['id'] },
        key,
        { kind: 'range', on: 'node', name: 'Activity', properties: ['order'] },
        { kind: 'range', on: 'node', name: 'Activity', properties: ['eventKind', 'order'] },
        { kind: 'text', on: 'node', name: 'Entity', properties: ['searchText'] },
        { kind: 'unique', on: 'relationship', name: 'MET', properties: ['id'] },
        { kind: 'range', on: 'relationship', name: 'MET', properties: ['source', 'order'] },
      ];
      await graph.prepare(indexes);
      await graph.prepare(indexes);
      await store({ id: 'a', key: 'k' });
      await expect(store({ id: 'b', key: 'k' })).rejects.toBeInstanceOf(StatementFailed);
      expect(await graph.run(ids, {})).toEqual(['a']);
    });

    it('fails over nodes that break it, naming it', async () => {
      const doubled = nodesLabelled('Doubled', 'Entity');
      const rows = ['a', 'b'].map((id) => ({ id, type: 'Doubled', degree: 0, key: 7 }));
      await graph.write((transaction) => transaction.run(doubled, { rows }));
      await expect(graph.prepare([{ ...key, name: 'Doubled' }])).rejects.toMatchObject({
        name: 'StatementFailed',
        statement: 'prepare unique node Doubled(key)',
      });
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
