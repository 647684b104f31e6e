import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EntityRow } from '../../src/declare/rows.ts';
import type { ExportedFact } from '../../src/export/exported-graph.ts';
import { type FormatName, formats } from '../../src/export/formats.ts';
import { model } from '../support/model.ts';
import { type ReadGraph, readers } from './readers.ts';
import { entity, fact, graphOf, written } from './samples.ts';

/** What XML 1.0 can say of a text, and what a table does to one that looks like a formula. */
const inXml = (label: string) => label.replace(/[^\t\n\r\u0020-\u007e\u00a0-\ufffd\u{10000}-\u{10ffff}]/gu, '');
const inTable = (label: string) => label.replace(/(?<=^|[\t\r\n,;|"])(?=\s*[=+\-@＝＋－＠])|^(?=[\t\r\n])/g, "'");
const LABELS: { readonly [name in FormatName]?: (label: string) => string } = {
  gexf: inXml,
  graphml: inXml,
  'nodes.csv': inTable,
};

const dates = fc.constantFrom(
  undefined,
  '2024-05-02',
  '0001',
  '1648-10/..',
  '[..2025-04-11]',
  '2023/2024-05~',
  '9998-12-31',
);

const labels = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom(
    'تركيا',
    ' ',
    '',
    ']]>',
    '<!--',
    '&amp;',
    '"',
    "'",
    '\r\n',
    '{"a":1}',
    '__proto__',
    '\u2028',
    'a,b;c\td',
  ),
);

/** A closed graph: some entities, an edge between two of them for each pair drawn, no fact twice. */
const graphs = fc
  .uniqueArray(
    fc.tuple(
      fc.constantFrom(...model.types.map(({ name }) => name)),
      fc.stringMatching(/^[a-z0-9]{1,6}$/),
      labels,
      dates,
    ),
    {
      selector: ([type, slug]) => `${type}:${slug}`,
      maxLength: 12,
    },
  )
  .chain((entities) => {
    const nodes = entities.map(([type, slug, label, date]) =>
      entity(`${type}:${slug}`, [`ar ${label}`], date ? { date } : {}),
    );
    const ends = fc.integer({ min: 0, max: Math.max(0, nodes.length - 1) });
    const roles = fc.constantFrom('HOST', 'VOTED_YES', 'OTHER');
    return fc
      .array(fc.tuple(ends, ends, fc.constantFrom(...model.relationships.map(({ name }) => name)), roles, dates), {
        maxLength: 20,
      })
      .map((drawn) => {
        const edges = drawn.flatMap(([from, to, type, role, date]) => {
          const [source, target] = [nodes[from], nodes[to]];
          if (!source || !target || source === target) return [];
          const more = { ...(type === 'PARTICIPATED_IN' ? { role } : {}), ...(date ? { date } : {}) };
          return [fact(type, source.id, target.id, more)];
        });
        return { nodes, edges: [...new Map(edges.map((edge) => [edge.row.id, edge])).values()] };
      });
  });

interface Drawn {
  readonly nodes: readonly EntityRow[];
  readonly edges: readonly ExportedFact[];
}

function expected({ nodes, edges }: Drawn, name: FormatName): ReadGraph {
  const labelled = LABELS[name] ?? ((label) => label);
  return {
    nodes: nodes.map(({ id, names: [label = ''] }) => ({ id, label: labelled(label.slice('ar '.length)) })),
    edges: edges.map(({ row: { id, source, target } }) => ({ id, source, target })),
  };
}

/** A graph in an order of its own, without what a reader adds. */
function sorted({ nodes, edges }: ReadGraph): ReadGraph {
  return {
    nodes: nodes.map(({ id, label }) => ({ id, label })).sort(byId),
    edges: edges.map(({ id, source, target }) => ({ id, source, target })).sort(byId),
  };
}

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : 1;
}

describe('any graph', () => {
  test.each(Object.keys(formats) as FormatName[])('comes back from %s with its ids, labels and ends', async (name) => {
    const half = name === 'nodes.csv' ? { edges: [] } : name === 'edges.csv' ? { nodes: [] } : {};
    await fc.assert(
      fc.asyncProperty(graphs, async ({ nodes, edges }) => {
        const file = await written(formats[name], graphOf(nodes, edges));
        expect(sorted(await readers[name](file))).toEqual(sorted({ ...expected({ nodes, edges }, name), ...half }));
      }),
      { numRuns: 60 },
    );
  });
});
