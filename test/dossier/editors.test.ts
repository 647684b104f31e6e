/** What an editor says of the files of a dossier while a person types, by the JSON Schemas of schema/. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
/** A schema as it is committed. */
const schemaIn = (file: string) => z.fromJSONSchema(JSON.parse(readFileSync(`${PROJECT}/schema/${file}`, 'utf8')));
const checks = { head: schemaIn('dossier.schema.json'), file: schemaIn('dossier-file.schema.json') };

/** Paths of what an editor would underline. */
function underlined(kind: keyof typeof checks, yaml: string): string[] {
  const { error } = checks[kind].safeParse(parse(yaml));
  return error?.issues.map((issue) => [...issue.path, issue.code].join('.')) ?? [];
}

const shipped = ['seeds', 'docs/guide']
  .flatMap((folder) =>
    readdirSync(`${PROJECT}/${folder}`, { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`),
  )
  .filter((file) => file.endsWith('.yaml'));

test.each(shipped)('nothing is underlined in %s', (file) => {
  const kind = file.endsWith('/dossier.yaml') ? 'head' : 'file';
  expect(underlined(kind, readFileSync(`${PROJECT}/${file}`, 'utf8'))).toEqual([]);
});

describe('an editor', () => {
  test.each([
    ['a key of a table that there is not', 'tables: [{ file: a.csv, seperator: ";" }]'],
    ['a table without a file', 'tables: [{ entities: [] }]'],
    ['a rule of a column that there is not', 'tables: [{ file: a.csv, columns: { a: { spilt: ";" } } }]'],
    ['a fact without evidence', 'facts: [{ from: "Person:a", type: MEMBER_OF, to: "Organization:b" }]'],
    ['an entity of a row without names', 'tables: [{ file: a.csv, entities: [{ id: "Person:{a}", evidence: P1 }] }]'],
    [
      'a passage without a locator',
      'documents: [{ id: SourceDocument:a, title: { en: A }, passages: [{ summary: { en: B } }] }]',
    ],
    ['entities in a map', 'entities: { id: a }'],
    ['a key of a file that there is not', 'table: []'],
  ])('underlines %s', (_what, yaml) => {
    expect(underlined('file', yaml)).toHaveLength(1);
  });

  test('offers the types and values of all models that ship', () => {
    const text = readFileSync(`${PROJECT}/schema/dossier-file.schema.json`, 'utf8');
    for (const offered of ['"PARTICIPATED_IN"', '"VOTED_YES"', '"Vessel:"', '"separator"'])
      expect(text).toContain(offered);
  });
});
