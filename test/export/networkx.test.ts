/** Python's NetworkX reads our files and writes them again. Skipped where there is no Python with NetworkX 3.4 or later. */
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cytoscape } from '../../src/export/cytoscape.ts';
import { graphml } from '../../src/export/graphml.ts';
import { networkx } from '../../src/export/networkx.ts';
import { awkward, pairs, written } from './samples.ts';

const PYTHON = process.env['PYTHON'] ?? 'python3';
const found = spawnSync(PYTHON, ['-c', 'import networkx; print(networkx.__version__)'], { encoding: 'utf8' });
const [major = 0, minor = 0] = (found.stdout ?? '').split('.').map(Number);
const isThere = found.status === 0 && (major > 3 || (major === 3 && minor >= 4));
if (!isThere) process.stderr.write('Skipped: NetworkX, since python3 has no networkx of version 3.4 or later.\n');

/** Reads a file as `read` says, writes it as GraphML, reads that, and prints what there is then. */
const SCRIPT = `
import io, json, sys, networkx as nx
path, read = sys.argv[1:]
graph = nx.read_graphml(path) if read == 'read_graphml' else getattr(nx, read)(json.load(open(path, encoding='utf-8')))
text = io.BytesIO()
nx.write_graphml(graph, text)
text.seek(0)
again = nx.read_graphml(text, force_multigraph=graph.is_multigraph())
print(json.dumps({
  'directed': again.is_directed(),
  'nodes': sorted(again.nodes),
  'edges': sorted([source, target] for source, target in again.edges()),
  'facts': sorted(str(key) for *_, key in graph.edges(keys=True)) if graph.is_multigraph() else [],
  'names': graph.nodes['Country:TR']['names'],
}))
`;

describe.runIf(isThere)('NetworkX', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dragoman-networkx-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  async function read(file: string, by: string) {
    const path = join(folder, 'file');
    await writeFile(path, file);
    const { stdout, stderr } = spawnSync(PYTHON, ['-c', SCRIPT, path, by], { encoding: 'utf8' });
    if (stdout === '') throw new Error(stderr);
    return JSON.parse(stdout);
  }

  test.each([
    ['node_link_graph', networkx],
    ['cytoscape_graph', cytoscape],
  ])('%s reads a graph of facts, which write_graphml takes', async (by, format) => {
    // NetworkX writes control characters as they are, which no XML may have.
    const file = (await written(format, awkward)).replace(/\\u00[01][0-9a-f]|\ufffe/g, '');
    const graph = await read(file, by);
    expect(graph.directed).toBe(true);
    expect(graph.nodes).toHaveLength(12);
    expect(graph.edges.filter(([source]: string[]) => source === 'Country:TR')).toHaveLength(4);
    expect(graph.facts).toContain('MEMBER_OF|Country:TR|Organization:quotes|||2005/..');
    expect(graph.names).toBe('tr Türkiye | en Türkiye | en Turkey | ar تركيا');
  });

  test('read_graphml reads our GraphML', async () => {
    const graph = await read(await written(graphml, awkward), 'read_graphml');
    expect([graph.nodes.length, graph.edges.length]).toEqual([12, 6]);
  });

  test.each([
    ['node_link_graph', networkx],
    ['cytoscape_graph', cytoscape],
  ])('%s reads pairs without direction', async (by, format) => {
    expect(await read(await written(format, pairs), by)).toMatchObject({
      directed: false,
      edges: [['Country:TR', 'Country:ZA']],
    });
  });
});
