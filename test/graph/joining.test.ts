/** Statements that an operation begins together are one to Neo4j, and nobody can tell. */
import { beforeAll, expect, it } from 'vitest';
import { type Statement, statementOf } from '../../src/graph/cypher/print.ts';
import { StatementFailed } from '../../src/graph/errors.ts';
import { joining } from '../../src/graph/joining.ts';
import { type Graph, type Row, statement } from '../../src/graph/port.ts';
import { onNeo4j } from '../support/engines.ts';

const row = (found: Row): Row => found;
const asked = ({ name, text }: Statement) => statement(name, text, row);
const numbers = statementOf('numbers', 'UNWIND $list AS n RETURN n, n * $by AS times ORDER BY n DESC');
const words = statementOf('words', "UNWIND ['b', 'a'] AS word RETURN word + $list[0] AS word ORDER BY word");
const none = statementOf('none', 'UNWIND [] AS x RETURN x');
const inverse = statementOf('inverse', 'RETURN 1 / $n AS x');

onNeo4j('statements begun together', (engine) => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await engine.open();
  });

  /** Runs statements together, each time as another operation; the names of what was sent, and the rows of each. */
  function asking() {
    const sent: string[] = [];
    const run = joining((of, params, options) => {
      sent.push(of.name);
      return graph.run(asked(of), params, options);
    });
    return async (...all: [Parameters<typeof run>[0], Parameters<typeof run>[1]][]) => {
      sent.length = 0;
      const { signal } = new AbortController();
      const settled = await Promise.allSettled(all.map(([of, params]) => run(of, params, { signal })));
      const found = settled.map((each) => (each.status === 'fulfilled' ? each.value : each.reason));
      return { sent: [...sent], found };
    };
  }

  it('go alone at first, and as one once they are known to be short, with the same rows in the same order', async () => {
    const ask = asking();
    const both = () => ask([numbers, { list: [1, 3, 2], by: 2 }], [words, { list: ['x'] }]);
    const first = await both();
    expect(first.sent).toEqual(['numbers', 'words']);
    await expect.poll(async () => (await both()).sent).toEqual(['numbers + words']);
    const later = await both();
    expect(later).toEqual({ sent: ['numbers + words'], found: first.found });
    expect(later.found[0]).toEqual([3, 2, 1].map((n) => ({ n, times: 2 * n })));
    expect(later.found[1]).toEqual([{ word: 'ax' }, { word: 'bx' }]);
  });

  it('may be the same statement with other parameters', async () => {
    const ask = asking();
    const both = () => ask([numbers, { list: [1], by: 1 }], [numbers, { list: [2, 5], by: 10 }]);
    await expect.poll(async () => (await both()).sent).toEqual(['numbers + numbers']);
    expect((await both()).found).toEqual([
      [{ n: 1, times: 1 }],
      [
        { n: 5, times: 50 },
        { n: 2, times: 20 },
      ],
    ]);
  });

  it('may have no rows', async () => {
    const ask = asking();
    const both = (list: number[]) => ask([numbers, { list, by: 1 }], [words, { list: ['x'] }]);
    await expect.poll(async () => (await both([1])).sent).toEqual(['numbers + words']);
    expect((await both([])).found).toEqual([[], [{ word: 'ax' }, { word: 'bx' }]]);
  });

  it('stay apart while nothing is known of the rows of one', async () => {
    const ask = asking();
    for (let time = 0; time < 5; time++)
      expect((await ask([none, {}], [words, { list: ['x'] }])).sent).toEqual(['none', 'words']);
  });

  it('fail alone', async () => {
    const ask = asking();
    const both = (n: number) => ask([inverse, { n }], [words, { list: ['x'] }]);
    await expect.poll(async () => (await both(1)).sent).toEqual(['inverse + words']);
    const { sent, found } = await both(0);
    expect(sent).toEqual(['inverse + words', 'inverse', 'words']);
    expect(found[0]).toBeInstanceOf(StatementFailed);
    expect(found[0]).toHaveProperty('statement', 'inverse');
    expect(found[1]).toEqual([{ word: 'ax' }, { word: 'bx' }]);
  });

  it('end together when the operation does', async () => {
    const ask = asking();
    await expect
      .poll(async () => (await ask([numbers, { list: [1], by: 1 }], [words, { list: ['x'] }])).sent)
      .toHaveLength(1);
    const controller = new AbortController();
    const all = Promise.allSettled(
      [1, 2].map((by) => graph.run(asked(numbers), { list: [1], by }, { signal: controller.signal })),
    );
    controller.abort(new Error('over'));
    expect(await all).toEqual([1, 2].map(() => ({ status: 'rejected', reason: new Error('over') })));
  });

  it('are not of different operations', async () => {
    const sent: string[] = [];
    const run = joining((of, params, options) => {
      sent.push(of.name);
      return graph.run(asked(of), params, options);
    });
    for (let time = 0; time < 4; time++)
      await Promise.all(
        [numbers, numbers].map((of) => run(of, { list: [1], by: 1 }, { signal: new AbortController().signal })),
      );
    await Promise.all([numbers, numbers].map((of) => run(of, { list: [1], by: 1 }, {})));
    expect(new Set(sent)).toEqual(new Set(['numbers']));
  });
});
