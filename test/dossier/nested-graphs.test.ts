/** Nested or not, each node and each edge of a graph has just its own values, wherever among them others stand. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type GraphSheet, readGraphXml } from '../../src/dossier/table/graph-xml.ts';

const SEED = Number(process.env['DRAGOMAN_PROPERTY_SEED'] ?? 20_231_007);
const RUNS = Number(process.env['DRAGOMAN_PROPERTY_RUNS'] ?? 100);

/** A node, with its values before and behind what stands in it. */
interface DrawnNode {
  readonly before: readonly string[];
  readonly behind: readonly string[];
  readonly nodes: readonly DrawnNode[];
  readonly edges: readonly (readonly string[])[];
}

const COLUMNS = ['a', 'b', 'c'];
const columns = fc.subarray(COLUMNS);
const { node: nodes } = fc.letrec<{ node: DrawnNode }>((tie) => ({
  node: fc.record({
    before: columns,
    behind: columns,
    nodes: fc.oneof({ maxDepth: 3 }, fc.constant([]), fc.array(tie('node'), { maxLength: 3 })),
    edges: fc.array(columns, { maxLength: 2 }),
  }),
}));

/** A file of some nodes, and what is in it: by the id of each element, its values. */
class Written {
  readonly expected = { nodes: {}, edges: {} } as { [sheet in GraphSheet]: { [id: string]: object } };
  #count = 0;

  graphml(drawn: readonly DrawnNode[]): string {
    const keys = COLUMNS.map((name) => `<key id="k${name}" for="all" attr.name="${name}"/>`).join('');
    const data = (values: object) =>
      Object.entries(values).map(([name, value]) => `<data key="k${name}">${value}</data>`);
    const graph = (within: readonly DrawnNode[], edges: string): string =>
      `<graph><data key="ka">of the graph</data>${edges}${within.map(node).join('')}</graph>`;
    const node = ({ before, behind, nodes: within, edges }: DrawnNode): string => {
      const { id, first, rest } = this.#node(before, behind);
      const inner = edges.map((each) => {
        const edge = this.#element('edges', each);
        return `<edge id="${edge.id}" source="${id}" target="${id}">${data(edge.values).join('')}</edge>`;
      });
      const port = '<port name="p"><data key="kb">of the port</data></port>';
      return `<node id="${id}">${data(first).join('')}${port}${graph(within, inner.join(''))}${data(rest).join('')}</node>`;
    };
    return `<graphml>${keys}${graph(drawn, '')}</graphml>`;
  }

  gexf(drawn: readonly DrawnNode[]): string {
    const declared = ['node', 'edge'].map(
      (of) =>
        `<attributes class="${of}">${COLUMNS.map((name) => `<attribute id="${name}" title="${name}"/>`).join('')}</attributes>`,
    );
    const said = (values: object) =>
      `<attvalues>${Object.entries(values)
        .map(([name, value]) => `<attvalue for="${name}" value="${value}"/>`)
        .join('')}</attvalues>`;
    const node = ({ before, behind, nodes: within, edges }: DrawnNode): string => {
      const { id, first, rest } = this.#node(before, behind);
      const inner = edges.map((each) => {
        const edge = this.#element('edges', each);
        return `<edge id="${edge.id}" source="${id}" target="${id}">${said(edge.values)}</edge>`;
      });
      return `<node id="${id}">${said(first)}<nodes>${within.map(node).join('')}</nodes><edges>${inner.join('')}</edges>${said(rest)}</node>`;
    };
    return `<gexf><graph>${declared.join('')}<nodes>${drawn.map(node).join('')}</nodes></graph></gexf>`;
  }

  #node(before: readonly string[], behind: readonly string[]) {
    const { id, values } = this.#element('nodes', [...before, ...behind]);
    const among = (names: readonly string[]) =>
      Object.fromEntries(Object.entries(values).filter(([name]) => names.includes(name)));
    return { id, first: among(before), rest: among(behind.filter((name) => !before.includes(name))) };
  }

  #element(sheet: GraphSheet, names: readonly string[]) {
    const id = `${sheet}${this.#count++}`;
    const values = Object.fromEntries(names.map((name) => [name, `${name} of ${id}`]));
    this.expected[sheet][id] = values;
    return { id, values };
  }
}

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dragoman-nested-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function read(path: string, sheet: GraphSheet): Promise<{ [id: string]: object }> {
  const table = await readGraphXml(path, sheet, {});
  const found: { [id: string]: object } = {};
  for await (const rows of table.rows({})) {
    for (const { cells } of rows) {
      const row = Object.fromEntries(table.head.map((name, at) => [name, cells[at] ?? '']));
      const values = Object.entries(row).filter(([name, value]) => COLUMNS.includes(name) && value !== '');
      found[String(row['id'])] = Object.fromEntries(values);
    }
  }
  table.close();
  return found;
}

test.each(['graphml', 'gexf'] as const)('%s', async (format) => {
  await fc.assert(
    fc.asyncProperty(fc.array(nodes, { minLength: 1, maxLength: 3 }), async (drawn) => {
      const written = new Written();
      const path = join(folder, `graph.${format}`);
      await writeFile(path, written[format](drawn));
      expect(await read(path, 'nodes')).toEqual(written.expected.nodes);
      expect(await read(path, 'edges')).toEqual(written.expected.edges);
    }),
    { seed: SEED, numRuns: RUNS },
  );
});
