import { Readable, Writable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { CHUNK_LENGTH } from '../../src/export/chunks.ts';
import type { ExportedFact, ExportedGraph } from '../../src/export/exported-graph.ts';
import type { Format } from '../../src/export/format.ts';
import { formats } from '../../src/export/formats.ts';
import { entity, fact, graphOf, options, passages as somePassages, written } from './samples.ts';

const MANY = 200_000;
const FEWER = 20_000;
/** No edge here is written in less than this. */
const SHORTEST_EDGE = 100;

/** A graph of many votes whose rows are made as they are read, and what was read of it. */
function votes(count = FEWER) {
  const read = { nodes: 0, edges: 0, passages: 0, ended: false };
  const edge = fact('PARTICIPATED_IN', 'Country:TR', 'Event:vote', {
    role: 'VOTED_YES',
    evidence: ['Passage:report/P1.S1'],
  });
  async function* nodes() {
    for (const id of ['Country:TR', 'Event:vote']) {
      read.nodes++;
      yield entity(id, [`en ${id}`]);
    }
  }
  async function* edges(): AsyncGenerator<ExportedFact> {
    try {
      for (; read.edges < count; ) {
        read.edges++;
        yield { ...edge, row: { ...edge.row, id: `${edge.row.id}${read.edges}` } };
      }
    } finally {
      read.ended = true;
    }
  }
  async function* passages() {
    read.passages++;
    yield* somePassages;
  }
  const graph: ExportedGraph = { kind: 'facts', nodes: nodes(), edges: edges(), passages: passages() };
  return { graph, read };
}

const all: readonly (readonly [string, Format])[] = Object.entries(formats);
const ofEdges = all.filter(([name]) => name !== 'nodes.csv');

describe('a large graph', () => {
  test.each(ofEdges)(
    '%s reads no edge before it is asked for, and none beyond the chunk that it hands on',
    async (name, format) => {
      const count = name === 'gexf' ? MANY : FEWER;
      const { graph, read } = votes(count);
      let taken = 0;
      let longest = 0;
      let furthest = 0;
      let before = 0;
      for await (const chunk of format.write(graph, options)) {
        taken += chunk.length;
        longest = Math.max(longest, chunk.length);
        furthest = Math.max(furthest, read.edges - before);
        before = read.edges;
      }
      expect(read.edges).toBe(count);
      expect(taken).toBeGreaterThan(count * SHORTEST_EDGE);
      expect(longest).toBeLessThan(2 * CHUNK_LENGTH);
      expect(furthest).toBeLessThan(CHUNK_LENGTH / SHORTEST_EDGE);
    },
  );

  test('a reader that takes nothing more holds the edges back', async () => {
    const { graph, read } = votes();
    const stalled = new Writable({ highWaterMark: 1, write: () => {} });
    const file = Readable.from(formats.gexf.write(graph, options), { highWaterMark: 1 });
    file.pipe(stalled);
    for (let turn = 0; turn < 10_000; turn++) await setImmediate();
    expect(read.edges).toBeGreaterThan(0);
    expect(read.edges).toBeLessThan((3 * CHUNK_LENGTH) / SHORTEST_EDGE);
    file.destroy();
  });

  test.each(ofEdges)('%s ends the streams of a graph when its reader leaves', async (_name, format) => {
    const { graph, read } = votes();
    let chunks = 0;
    for await (const _chunk of format.write(graph, options)) if (++chunks === 2) break;
    expect(read.ended).toBe(true);
    expect(read.edges).toBeLessThan(FEWER);
  });

  test('what a format has no place for is not read', async () => {
    const tables = [votes(1), votes(1)] as const;
    await written(formats['nodes.csv'], tables[0].graph);
    expect(tables[0].read).toMatchObject({ nodes: 2, edges: 0, passages: 0 });
    await written(formats['edges.csv'], tables[1].graph);
    expect(tables[1].read).toMatchObject({ nodes: 0, edges: 1, passages: 0 });
  });

  test('an error of a stream is the error of the file', async () => {
    async function* broken(): AsyncGenerator<ExportedFact> {
      yield fact('CONCERNS', 'Event:a', 'Event:b');
      throw new Error('The store is gone.');
    }
    const graph: ExportedGraph = { kind: 'facts', nodes: [], edges: broken(), passages: [] };
    await expect(written(formats.d3, graph)).rejects.toThrow('The store is gone.');
  });

  test('the same graph is the same file', async () => {
    for (const [, format] of all) {
      const graph = graphOf([entity('Country:TR', ['en Türkiye'])]);
      expect(await written(format, graph)).toBe(await written(format, graph));
    }
  });
});
