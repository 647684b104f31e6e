/** The examples of `seeds/README.md` are dossiers that load as they stand. */
import { readFile } from 'node:fs/promises';
import { beforeAll, expect, test } from 'vitest';

import type { Graph } from '../../src/graph/port.ts';
import { openTemporary } from '../support/engines.ts';
import { emptied, load } from './folders.ts';

/** Who of the women came to which of the fourteen events: Davis, Gardner and Gardner, Deep South, 1941. */
const CAME: { readonly [woman: string]: readonly number[] } = {
  'Evelyn Jefferson': [1, 2, 3, 4, 5, 6, 8, 9],
  'Laura Mandeville': [1, 2, 3, 5, 6, 7, 8],
  'Theresa Anderson': [2, 3, 4, 5, 6, 7, 8, 9],
  'Brenda Rogers': [1, 3, 4, 5, 6, 7, 8],
  'Charlotte McDowd': [3, 4, 5, 7],
  'Frances Anderson': [3, 5, 6, 8],
  'Eleanor Nye': [5, 6, 7, 8],
  'Pearl Oglethorpe': [6, 8, 9],
  'Ruth DeSand': [5, 7, 8, 9],
  'Verne Sanderson': [7, 8, 9, 12],
  'Myra Liddel': [8, 9, 10, 12],
  'Katherina Rogers': [8, 9, 10, 12, 13, 14],
  'Sylvia Avondale': [7, 8, 9, 10, 12, 13, 14],
  'Nora Fayette': [6, 7, 9, 10, 11, 12, 13, 14],
  'Helen Lloyd': [7, 8, 10, 11, 12],
  'Dorothy Murchison': [8, 9],
  'Olivia Carleton': [9, 11],
  'Flora Price': [9, 11],
};

let graph: Graph;
let examples: string[];
beforeAll(async () => {
  graph = await openTemporary();
  const page = await readFile(new URL('../../seeds/README.md', import.meta.url), 'utf8');
  examples = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text = '']) => text);
  return () => graph.close();
});

test('a dossier, a question, a document, an entity and a fact', async () => {
  const [head = '', questions = '', documents = '', entity = '', fact = ''] = examples;
  const person = '  - { id: Person:hakan-fidan, names: { en: Hakan Fidan }, evidence: P1.S2 }\n';
  const files = {
    'dossier.yaml': head,
    'questions.yaml': questions,
    'a.yaml': `document: report-2024\n${documents}${entity}${person}${fact}`,
  };
  expect(await load(graph, files)).toMatchObject({ id: 'my-dossier', documents: 1, entities: 2, facts: 1 });
  await emptied(graph);
});

test('a dossier of three tables', async () => {
  const tables = examples.find((text) => text.includes('women.csv')) ?? '';
  const slug = (name: string) => name.toLowerCase().replace(' ', '-');
  const rows = (head: string, lines: readonly string[]) => `${[head, ...lines].join('\n')}\n`;
  const women = Object.keys(CAME);
  const files = {
    'dossier.yaml': 'id: davis\ntitle: { en: Davis Southern Women }\n',
    'survey.yaml': tables,
    'women.csv': rows(
      'id,name',
      women.map((name) => `${slug(name)},${name}`),
    ),
    'events.csv': rows(
      'id,name,day',
      Array.from({ length: 14 }, (_, at) => `e${at + 1},Event ${at + 1},`),
    ),
    'attendance.csv': rows(
      'woman,event',
      women.flatMap((name) => (CAME[name] ?? []).map((event) => `${slug(name)},e${event}`)),
    ),
  };
  expect(await load(graph, files)).toMatchObject({ entities: 32, facts: 89 });
});
