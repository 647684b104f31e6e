/** Dossiers for tests: folders of a few lines, and what a graph holds. */
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { indexesOf, type Model } from '../../src/declare/model.ts';
import { loadDossier } from '../../src/dossier/load.ts';
import { DossierInvalid } from '../../src/dossier/problem.ts';
import { type Graph, written } from '../../src/graph/port.ts';
import { shippedModel } from '../../src/model/shipped.ts';
import * as whole from '../../tools/whole.mjs';
import type { Engine } from '../support/engines.ts';
import { model } from '../support/model.ts';

/** The contents of a dossier's files by path. */
export interface Files {
  readonly [path: string]: string | Uint8Array;
}

/** A dossier with one document, and nothing said yet. */
export const BASE = {
  'dossier.yaml': 'id: test\ntitle: { en: Test }\n',
  'documents.yaml': `documents:
  - id: SourceDocument:doc
    title: { en: A document }
    date: 2025-01-02
    passages:
      - { locator: P1, summary: { en: Says so } }
      - { locator: P2, summary: { en: Says more } }
`,
};

/** Writes a folder, which is removed after the test. A file of '-' is left out. */
export async function folderOf(files: Files): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'dragoman-dossier-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    if (content === '-') continue;
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  return folder;
}

/** The files of a folder by path. */
export async function filesOf(folder: string): Promise<{ [path: string]: string }> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.flatMap((each) => (each.isFile() ? [join(each.parentPath, each.name)] : [])).sort();
  const read = await Promise.all(paths.map((path) => readFile(path, 'utf8')));
  return Object.fromEntries(paths.map((path, at) => [path.slice(folder.length + 1), read[at] ?? '']));
}

/** An empty graph with its indexes. */
export async function preparedGraph(engine: Engine): Promise<Graph> {
  const graph = await engine.open();
  await graph.prepare(indexesOf(model));
  return graph;
}

/** Empties a graph, and keeps its indexes. */
export async function emptied(graph: Graph): Promise<void> {
  await graph.write((transaction) => transaction.run(EMPTY, {}));
}

/** Drafts in one model, whatever is said by the files. */
export function choosing(of: Model) {
  return async () => ({ model: of, isOwn: (await shippedModel(of.name)) === undefined });
}

/** Loads the files as a dossier. */
export async function load(graph: Graph, files: Files, options: Parameters<typeof loadDossier>[3] = {}) {
  return await loadDossier(graph, model, await folderOf(files), options);
}

/** Why the files cannot be loaded: `<file>:<line>: <message>`, sorted. */
export async function refusal(
  graph: Graph,
  files: Files,
  options: Parameters<typeof loadDossier>[3] = {},
): Promise<string[]> {
  const reason = await load(graph, files, options).then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(reason instanceof DossierInvalid)) throw reason ?? new Error('the dossier was loaded');
  return reason.problems.map(({ file, line, message }) => `${file}:${line}: ${message}`);
}

/** Everything in a graph but its version, in an order that depends on nothing else. */
export async function dump(graph: Graph): Promise<string[]> {
  const nodes = await graph.run(NODES, {});
  const relationships = await graph.run(RELATIONSHIPS, {});
  return [...nodes, ...relationships].sort();
}

export async function ids(graph: Graph): Promise<string[]> {
  return (await dump(graph)).map((line) => String(JSON.parse(line.slice(line.indexOf('{'))).id));
}

/** The properties of a node or relationship. */
export async function row(graph: Graph, id: string) {
  const line = (await dump(graph)).find((each) => each.includes(`"id":${JSON.stringify(id)}`));
  return line === undefined ? undefined : JSON.parse(line.slice(line.indexOf('{')));
}

const shown = (value: unknown) =>
  JSON.stringify(Object.fromEntries(Object.entries(value as object).sort(([a], [b]) => (a < b ? -1 : 1))));

const EMPTY = written('test: empty', whole.EMPTY, () => undefined);

const NODES = written(
  'test: nodes',
  whole.NODES,
  // Every node has labels.
  ({ labels, row: properties }) => `${[...(labels as string[])].sort().join(':')} ${shown(properties)}`,
);

const RELATIONSHIPS = written(
  'test: relationships',
  whole.FACTS,
  ({ source, type, target, row: properties }) => `${source} ${type} ${target} ${shown(properties)}`,
);
