/** A graph for a while. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqlite } from '../dist/graph/sqlite/graph.js';

/** Opens an empty embedded graph in a folder that goes when it is closed. */
export async function openTemporary() {
  const folder = await mkdtemp(join(tmpdir(), 'dragoman-graph-'));
  const graph = await openSqlite(folder, { unsafe: true });
  return {
    ...graph,
    async close() {
      await graph.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
