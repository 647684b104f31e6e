import { appendFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { forEachEngine } from '../support/engines.ts';
import { BASE, dump, emptied, type Files, load, preparedGraph, refusal } from './folders.ts';

/** A dossier whose `things.yaml` is this, under `document: doc` in its first line. */
const things = (text: string): Files => ({ ...BASE, 'things.yaml': `document: doc\n${text}` });

const TOPIC = '  - { id: Topic:a, names: { en: A }, evidence: P1 }\n';
const ACTORS = `entities:
  - { id: Person:a, names: { en: A }, evidence: P1 }
  - { id: Person:b, names: { en: B }, evidence: P1 }
  - { id: Event:e, names: { en: E }, eventKind: MEETING, evidence: P1 }
  - { id: City:c, names: { en: C }, evidence: P1 }
`;
const facts = (text: string) => things(`${ACTORS}facts:\n${text}`);
const topic = (text: string) => things(`entities:\n  - id: Topic:a\n${text}`);

const WRONG: readonly (readonly [name: string, files: Files, problems: readonly string[]])[] = [
  ['an unknown key', topic('    nmaes: { en: A }\n    evidence: P1\n'), []],
  ['an unknown key in a file', things('topics: []\n'), []],
  ['an unknown key of the dossier', { ...BASE, 'dossier.yaml': 'id: test\ntitle: { en: T }\nversion: 1\n' }, []],
  ['no dossier.yaml', { ...BASE, 'dossier.yaml': '-' }, []],
  ['an empty dossier.yaml', { ...BASE, 'dossier.yaml': '# nothing yet\n' }, []],
  ['a dossier without id and title', { ...BASE, 'dossier.yaml': 'description: { en: T }\n' }, []],
  ['an id of a dossier that is no slug', { ...BASE, 'dossier.yaml': 'id: My Test\ntitle: { en: T }\n' }, []],
  ['a key twice', topic('    names: { en: A }\n    names: { en: B }\n    evidence: P1\n'), []],
  ['a tab', topic('\tnames: { en: A }\n'), []],
  ['an open bracket', things('entities: [ { id: Topic:a\n'), []],
  ['two documents in a file', things('---\nentities: []\n'), []],
  ['a tag', topic('    names: !!map { en: A }\n    evidence: P1\n'), []],
  ['an unknown alias', topic('    names: *a\n    evidence: P1\n'), []],
  ['deep nesting', things(`entities: ${'['.repeat(30_000)}\n`), []],
  ['many values in few letters', things(`entities:\n${laughs()}`), []],
  ['bytes that are not UTF-8', { ...BASE, 'things.yaml': Buffer.from('entities:\n  # caf\xe9\n', 'latin1') }, []],
  ['a file that is too large', { ...BASE, 'things.yaml': `# ${'x'.repeat(8_500_000)}\n` }, []],
  ['a tag of their own', topic('    names: !names { en: A }\n    evidence: P1\n'), []],
  ['a list where a map belongs', { ...BASE, 'things.yaml': '- id: Topic:a\n' }, []],
  ['a map where a list belongs', things('entities: { id: Topic:a }\n'), []],
  ['an entity without an id', things('entities:\n  - { names: { en: A }, evidence: P1 }\n'), []],
  ['an entity that is a text', things('entities:\n  - Topic:a\n'), []],
  ['an id of another form', things('entities:\n  - { id: "Topic:a b", names: { en: A }, evidence: P1 }\n'), []],
  ['a type that is none', things('entities:\n  - { id: Planet:a, names: { en: A }, evidence: P1 }\n'), []],
  ['an id that is too long', things(`entities:\n  - { id: Topic:${'a'.repeat(200)}, names: { en: A }, evidence: P1 }\n`), []],
  ['no names', topic('    evidence: P1\n'), []],
  ['empty names', topic('    names: {}\n    evidence: P1\n'), []],
  ['an empty name', topic('    names: { en: "" }\n    evidence: P1\n'), []],
  ['a name of nothing', topic('    names:\n      en:\n    evidence: P1\n'), []],
  ['a language that is none', topic('    names: { english: A }\n    evidence: P1\n'), []],
  ['a language twice', topic('    names: { en: A, EN: B }\n    evidence: P1\n'), []],
  ['a name twice', topic('    names: { en: [A, A] }\n    evidence: P1\n'), []],
  ['a control character', topic('    names: { en: "A\\u0007" }\n    evidence: P1\n'), []],
  ['half a character', topic('    names: { en: "A\\ud800" }\n    evidence: P1\n'), []],
  ['a name in two lines', topic('    names: { en: "A\\nB" }\n    evidence: P1\n'), []],
  ['a name with a space before it', topic('    names: { en: " A" }\n    evidence: P1\n'), []],
  ['a name that is too long', topic(`    names: { en: ${'a'.repeat(1001)} }\n    evidence: P1\n`), []],
  ['two descriptions in a language', topic('    names: { en: A }\n    description: { en: [A, B] }\n    evidence: P1\n'), []],
  ['no evidence', topic('    names: { en: A }\n'), []],
  ['empty evidence', topic('    names: { en: A }\n    evidence: []\n'), []],
  ['evidence twice', topic('    names: { en: A }\n    evidence: [P1, doc/P1]\n'), []],
  ['an unknown passage', topic('    names: { en: A }\n    evidence: P7\n'), []],
  ['a passage of an unknown document', topic('    names: { en: A }\n    evidence: other/P1\n'), []],
  ['a bare locator without a document', { ...BASE, 'things.yaml': `entities:\n${TOPIC}` }, []],
  ['an unknown document', { ...BASE, 'things.yaml': `document: other\nentities: []\n` }, []],
  ['a property that the type does not have', topic('    names: { en: A }\n    evidence: P1\n    code: TR\n'), []],
  ['a property that is missing', things('entities:\n  - { id: Event:a, names: { en: A }, evidence: P1 }\n'), []],
  ['a value that is none of the choices', things('entities:\n  - { id: Event:a, names: { en: A }, evidence: P1, eventKind: PARTY }\n'), []],
  ['a code of another form', things('entities:\n  - { id: Country:a, names: { en: A }, evidence: P1, code: Turkey }\n'), []],
  ['coordinates beyond the poles', things('entities:\n  - id: City:a\n    names: { en: A }\n    evidence: P1\n    coordinates:\n      latitude: 91\n      longitude: 1\n'), []],
  ['coordinates without a longitude', things('entities:\n  - { id: City:a, names: { en: A }, evidence: P1, coordinates: { latitude: 1, height: 2 } }\n'), []],
  ['a date that is none', things('entities:\n  - { id: Event:a, names: { en: A }, evidence: P1, eventKind: CALL, date: 2024-13 }\n'), []],
  ['a quantity that is no number', things('entities:\n  - id: Event:a\n    names: { en: A }\n    evidence: P1\n    eventKind: CALL\n    quantities:\n      - name: states\n        value: many\n        label: { en: states }\n        evidence: P1\n'), []],
  ['a quantity with an unknown passage and language', things('entities:\n  - id: Event:a\n    names: { en: A }\n    evidence: P1\n    eventKind: CALL\n    quantities:\n      - name: states\n        value: 3\n        label: { english: states }\n        evidence: P7\n'), []],
  ['a quantity twice', things('entities:\n  - id: Event:a\n    names: { en: A }\n    evidence: P1\n    eventKind: CALL\n    quantities:\n      - { name: states, value: 3, label: { en: states }, evidence: P1 }\n      - { name: states, value: 3, label: { en: states }, evidence: P1 }\n'), []],
  ['a quantity with an unknown key', things('entities:\n  - id: Event:a\n    names: { en: A }\n    evidence: P1\n    eventKind: CALL\n    quantities:\n      - { name: states, value: 3, label: { en: states }, evidence: P1, unit: x }\n'), []],
  ['an entity twice', things(`entities:\n${TOPIC}${TOPIC}`), []],
  ['an entity twice, and not the same', things(`entities:\n${TOPIC}  - { id: Topic:a, names: { en: B }, evidence: P2 }\n`), []],
  ['a code twice', things('entities:\n  - { id: Country:a, names: { en: A }, evidence: P1, code: TR }\n  - { id: Country:b, names: { en: B }, evidence: P1, code: TR }\n'), []],
  ['a document twice, a locator twice', { ...BASE, 'more.yaml': 'documents:\n  - id: SourceDocument:doc\n    title: { en: A document }\n    date: 2025-01-02\n    passages:\n      - { locator: P1, summary: { en: Says something else } }\n' }, []],
  ['a document of another form', { ...BASE, 'more.yaml': 'documents:\n  - id: Document:Doc\n    title: { en: A }\n    passages: []\n  - id: SourceDocument:b\n    language: arabic\n    url: example.org\n    date: yesterday\n    passages:\n      - { locator: "P\\u00001", summary: { en: S } }\n      - { summary: { en: S }, page: 3 }\n' }, []],
  ['a fact without its parts', facts('  - { role: HOST }\n  - { type: HELD_IN }\n'), []],
  ['a type of fact that is none', facts('  - { from: Person:a, type: MET, to: Person:b, evidence: P1 }\n'), []],
  ['an unknown end', facts('  - { from: Person:x, type: PARTICIPATED_IN, to: Event:e, role: CHAIR, evidence: P1 }\n'), []],
  ['an end of the wrong type', facts('  - { from: City:c, type: PARTICIPATED_IN, to: Event:e, role: CHAIR, evidence: P1 }\n'), []],
  ['ends of two types that do not go together', facts('  - { from: Event:e, type: PART_OF, to: Person:a, evidence: P1 }\n'), []],
  ['no role', facts('  - { from: Person:a, type: PARTICIPATED_IN, to: Event:e, evidence: P1 }\n'), []],
  ['an unknown role', facts('  - { from: Person:a, type: PARTICIPATED_IN, to: Event:e, role: BOSS, evidence: P1 }\n'), []],
  ['a role where there is none', facts('  - { from: Event:e, type: HELD_IN, to: City:c, role: HOST, evidence: P1 }\n'), []],
  ['no evidence of a fact', facts('  - { from: Event:e, type: HELD_IN, to: City:c }\n'), []],
  ['a fact with a date that is none', facts('  - { from: Event:e, type: HELD_IN, to: City:c, date: [2024], evidence: P1 }\n  - { from: Event:e, type: HELD_IN, to: City:c, date: 2024-02-30, evidence: P1 }\n'), []],
  ['on behalf of itself', facts('  - { from: Person:a, type: PARTICIPATED_IN, to: Event:e, role: CHAIR, onBehalfOf: Person:a, evidence: P1 }\n'), []],
  ['on behalf of a city', facts('  - { from: Person:a, type: PARTICIPATED_IN, to: Event:e, role: CHAIR, onBehalfOf: City:c, evidence: P1 }\n'), []],
  ['on behalf of nobody known', facts('  - { from: Person:a, type: PARTICIPATED_IN, to: Event:e, role: CHAIR, onBehalfOf: Person:x, evidence: P1 }\n'), []],
  ['a fact from an entity to itself', facts('  - { from: Event:e, type: PART_OF, to: Event:e, evidence: P1 }\n'), []],
  ['a fact twice', facts('  - { from: Event:e, type: HELD_IN, to: City:c, evidence: P1 }\n  - { from: Event:e, type: HELD_IN, to: City:c, evidence: P1 }\n'), []],
  ['a fact twice, and not the same', facts('  - { from: Event:e, type: HELD_IN, to: City:c, evidence: P1 }\n  - { from: Event:e, type: HELD_IN, to: City:c, evidence: P2, note: { en: N } }\n'), []],
  ['places in a circle', things(places(3, true)), []],
  ['places too deep', things(places(7, false)), []],
];

/** Three levels of aliases, a hundred at each, stand for a million lists and more. */
function laughs(): string {
  const level = (name: string, of: string) => `  - &${name} [${Array(200).fill(of).join(', ')}]\n`;
  return `${level('a', 'x')}${level('b', '*a')}${level('c', '*b')}`;
}

/** Cities that lie one in another. */
function places(count: number, closed: boolean): string {
  const numbers = Array.from({ length: count }, (_, index) => index);
  const cities = numbers.map((n) => `  - { id: City:c${n}, names: { en: C }, evidence: P1 }\n`);
  const within = numbers
    .slice(closed ? 0 : 1)
    .map((n) => `  - { from: City:c${n}, type: LOCATED_IN, to: City:c${n === 0 ? count - 1 : n - 1}, evidence: P1 }\n`);
  return `entities:\n${cities.join('')}facts:\n${within.join('')}`;
}

forEachEngine((engine) => {
  describe('a wrong dossier is refused, with the place and the reason', () => {
    const graph = preparedGraph(engine);
    test.each(WRONG)('%s', async (_name, files, problems) => {
      const got = await refusal(await graph, files).catch((e) => ['THROWS '+e.stack]); appendFileSync('/tmp/dz/got.jsonl', JSON.stringify([_name, got])+'\n');
      expect(await dump(await graph)).toEqual([]);
    });
  });
});
