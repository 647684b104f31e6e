import { beforeAll, describe, expect, test } from 'vitest';
import { loadDossier } from '../../src/dossier/load.ts';
import type { Graph } from '../../src/graph/port.ts';
import { InvalidDate } from '../../src/time/edtf.ts';
import { forEachEngine } from '../support/engines.ts';
import { model } from '../support/model.ts';
import { BASE, dump, type Files, preparedGraph, refusal } from './folders.ts';

/** What follows the reason for which a date is refused. */
const ACCEPTED = new InvalidDate('', '').message.split(': . ')[1];
const valuesOf = (name: string) =>
  Object.keys(model.vocabularies.find((each) => each.name === name)?.values ?? {}).join(', ');
const EVENT_KINDS = valuesOf('EventKind');
const ROLES = valuesOf('ParticipationRole');
const TYPES = model.types.map(({ name }) => name).join(', ');
const RELATIONSHIPS = model.relationships.map(({ name }) => name).join(', ');

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
  [
    'an unknown key',
    topic('    nmaes: { en: A }\n    evidence: P1\n'),
    [
      'things.yaml:3: names is missing; expected a name by language, such as { en: Türkiye }.',
      'things.yaml:4: "nmaes" is no key of an entity of the type Topic; expected one of id, names, preferred, description, identifiers, evidence.',
    ],
  ],
  [
    'an unknown key in a file',
    things('topics: []\n'),
    [
      'things.yaml:2: "topics" is no key of a file of a dossier; expected one of document, documents, passages, entities, facts, tables, questions.',
    ],
  ],
  [
    'an unknown key of the dossier',
    { ...BASE, 'dossier.yaml': 'id: test\ntitle: { en: T }\nversion: 1\n' },
    ['dossier.yaml:3: "version" is no key of dossier.yaml; expected one of id, title, description, model, questions.'],
  ],
  [
    'no dossier.yaml',
    { ...BASE, 'dossier.yaml': '-' },
    ['dossier.yaml:0: there is no such file; expected the id and the title of the dossier.'],
  ],
  [
    'an empty dossier.yaml',
    { ...BASE, 'dossier.yaml': '# nothing yet\n' },
    ['dossier.yaml:0: the file is empty; expected the id and the title of the dossier.'],
  ],
  [
    'a dossier without id and title',
    { ...BASE, 'dossier.yaml': 'description: { en: T }\n' },
    [
      'dossier.yaml:1: id is missing; expected a slug of small letters, digits and hyphens.',
      'dossier.yaml:1: title is missing; expected its title by language.',
    ],
  ],
  [
    'an id of a dossier that is no slug',
    { ...BASE, 'dossier.yaml': 'id: My Test\ntitle: { en: T }\n' },
    ['dossier.yaml:1: id is "My Test"; expected a slug of small letters, digits and hyphens.'],
  ],
  [
    'a key twice',
    topic('    names: { en: A }\n    names: { en: B }\n    evidence: P1\n'),
    ['things.yaml:5: the key "names" stands twice in one map.'],
  ],
  [
    'a tab',
    topic('\tnames: { en: A }\n'),
    ['things.yaml:4: this is not YAML as a dossier has it: tabs are not allowed as indentation.'],
  ],
  [
    'an open bracket',
    things('entities: [ { id: Topic:a\n'),
    [
      'things.yaml:3: this is not YAML as a dossier has it: flow map in block collection must be sufficiently indented and end with a }.',
    ],
  ],
  [
    'two documents in a file',
    things('---\nentities: []\n'),
    ['things.yaml:2: a second document begins here (---); expected one document in a file.'],
  ],
  [
    'a tag',
    topic('    names: !!map { en: A }\n    evidence: P1\n'),
    ['things.yaml:4: the tag tag:yaml.org,2002:map has no meaning here; expected none.'],
  ],
  [
    'an unknown alias',
    topic('    names: *a\n    evidence: P1\n'),
    ['things.yaml:4: nothing before this is named &a; expected the name of an anchor.'],
  ],
  [
    'deep nesting',
    things(`entities: ${'['.repeat(30_000)}\n`),
    ['things.yaml:2: lists and maps are nested more than 50 deep.'],
  ],
  [
    'many values in few letters',
    things(`entities:\n${laughs()}`),
    ['things.yaml:5: with its aliases written out this has more than 2000000 values.'],
  ],
  [
    'bytes that are not UTF-8',
    { ...BASE, 'things.yaml': Buffer.from('entities:\n  # caf\xe9\n', 'latin1') },
    ['things.yaml:2: this line is not UTF-8.'],
  ],
  [
    'a file that is too large',
    { ...BASE, 'things.yaml': `# ${'x'.repeat(2_500_000)}\n` },
    [
      'things.yaml:0: the file has 2.5 MB; expected at most 2 MB. Divide it, or keep what is regular in it as a table (seeds/README.md).',
    ],
  ],
  [
    'a tag of their own',
    topic('    names: !names { en: A }\n    evidence: P1\n'),
    ['things.yaml:4: this is not YAML as a dossier has it: unresolved tag: !names.'],
  ],
  [
    'a text with a comma, without quotes',
    topic('    names: { en: A }\n    description: { en: A few, as it were }\n    evidence: P1\n'),
    ['things.yaml:5: description has "as it were" as a language; a text with a comma in it wants quotes.'],
  ],
  [
    'a text with a colon, without quotes',
    topic('    names:\n      en: Talks: first\n    evidence: P1\n'),
    [
      'things.yaml:5: this is not YAML as a dossier has it: nested mappings are not allowed in compact mappings. A text with a colon and a space in it wants quotes.',
    ],
  ],
  [
    'the same mistake in several rows',
    things(
      `entities:\n${['a', 'b', 'c'].map((id) => `  - { id: Event:${id}, names: { en: A }, evidence: P1 }\n`).join('')}facts:\n  - { from: Event:a, type: PART_OF, to: Event:b, evidence: P1 }\n`,
    ),
    [`things.yaml:3: eventKind is missing; expected one of ${EVENT_KINDS}. The same again in line 4, 5.`],
  ],
  [
    'an entity whose id is wrong, and a fact that names it',
    things(
      `entities:\n  - { id: "City:c c", names: { en: C }, evidence: P1 }\n  - { id: Event:e, names: { en: E }, eventKind: MEETING, evidence: P1 }\nfacts:\n  - { from: Event:e, type: HELD_IN, to: City:c-c, evidence: P1 }\n`,
    ),
    [
      'things.yaml:3: id is "City:c c"; expected a type, a colon and letters, digits and the signs - _ . ~, such as Country:TR.',
    ],
  ],
  [
    'an entity that is not there, named in two files',
    {
      ...facts('  - { from: Person:x, type: PARTICIPATED_IN, to: Event:e, role: CHAIR, evidence: P1 }\n'),
      'more.yaml':
        'document: doc\nfacts:\n  - { from: Person:x, type: PARTICIPATED_IN, to: Event:e, role: HOST, evidence: P1 }\n',
    },
    [
      'more.yaml:3: from names "Person:x", and no entity with this id is in the dossier or in the graph. The same again in line things.yaml:8.',
    ],
  ],
  [
    'a list where a map belongs',
    { ...BASE, 'things.yaml': '- id: Topic:a\n' },
    ['things.yaml:1: a file of a dossier is a list; expected a map.'],
  ],
  [
    'a map where a list belongs',
    things('entities: { id: Topic:a }\n'),
    ['things.yaml:2: entities is a map; expected a list.'],
  ],
  [
    'an entity without an id',
    things('entities:\n  - { names: { en: A }, evidence: P1 }\n'),
    [
      'things.yaml:3: id is missing; expected a type, a colon and letters, digits and the signs - _ . ~, such as Country:TR.',
    ],
  ],
  [
    'an entity that is a text',
    things('entities:\n  - Topic:a\n'),
    ['things.yaml:3: an entity is "Topic:a"; expected a map.'],
  ],
  [
    'an id of another form',
    things('entities:\n  - { id: "Topic:a b", names: { en: A }, evidence: P1 }\n'),
    [
      'things.yaml:3: id is "Topic:a b"; expected a type, a colon and letters, digits and the signs - _ . ~, such as Country:TR.',
    ],
  ],
  [
    'a type that is none',
    things('entities:\n  - { id: Planet:a, names: { en: A }, evidence: P1 }\n'),
    [`things.yaml:3: id is "Planet:a", and there is no type Planet; expected one of ${TYPES}.`],
  ],
  [
    'an id that is too long',
    things(`entities:\n  - { id: Topic:${'a'.repeat(200)}, names: { en: A }, evidence: P1 }\n`),
    ['things.yaml:3: id has 206 characters; expected at most 150.'],
  ],
  [
    'no names',
    topic('    evidence: P1\n'),
    ['things.yaml:3: names is missing; expected a name by language, such as { en: Türkiye }.'],
  ],
  [
    'empty names',
    topic('    names: {}\n    evidence: P1\n'),
    ['things.yaml:4: names is an empty map; expected a map by language, such as { en: Türkiye }.'],
  ],
  [
    'an empty name',
    topic('    names: { en: "" }\n    evidence: P1\n'),
    ['things.yaml:4: names.en is empty; expected a text, or a list of texts.'],
  ],
  [
    'a name of nothing',
    topic('    names:\n      en:\n    evidence: P1\n'),
    ['things.yaml:5: names.en is empty; expected a text, or a list of texts.'],
  ],
  [
    'a language that is none',
    topic('    names: { english: A }\n    evidence: P1\n'),
    ['things.yaml:4: names: "english" is not a language tag such as "en" or "ar-EG".'],
  ],
  [
    'a language twice',
    topic('    names: { en: A, EN: B }\n    evidence: P1\n'),
    ['things.yaml:4: names has the language en twice; expected each language once.'],
  ],
  [
    'a name twice',
    topic('    names: { en: [A, A] }\n    evidence: P1\n'),
    ['things.yaml:4: names.en has "A" twice; expected each name once.'],
  ],
  [
    'a control character',
    topic('    names: { en: "A\\u0007" }\n    evidence: P1\n'),
    ['things.yaml:4: names.en has the character U+0007 in it; expected one line of letters and signs.'],
  ],
  [
    'a name of signs that are never seen alone',
    topic('    names: { en: "\\u200f" }\n    evidence: P1\n'),
    ['things.yaml:4: names has no text in any language.'],
  ],
  [
    'what is no character',
    topic('    names: { en: "A\\ufdd0" }\n    evidence: P1\n'),
    ['things.yaml:4: names.en has the character U+FDD0 in it; expected one line of letters and signs.'],
  ],
  [
    'a separator of lines',
    topic('    names: { en: "A\\u2028B" }\n    evidence: P1\n'),
    ['things.yaml:4: names.en has the character U+2028 in it; expected one line of letters and signs.'],
  ],
  [
    'names that are null',
    topic('    names: { en: null, ar: ~ }\n    evidence: P1\n'),
    ['things.yaml:4: names is an empty map; expected a map by language, such as { en: Türkiye }.'],
  ],
  [
    'half a character',
    topic('    names: { en: "A\\ud800" }\n    evidence: P1\n'),
    ['things.yaml:4: names.en has the character U+D800 in it; expected one line of letters and signs.'],
  ],
  [
    'a name in two lines',
    topic('    names: { en: "A\\nB" }\n    evidence: P1\n'),
    ['things.yaml:4: names.en has the character U+000A in it; expected one line of letters and signs.'],
  ],
  [
    'a name with a space before it',
    topic('    names: { en: " A" }\n    evidence: P1\n'),
    ['things.yaml:4: names.en is " A"; expected no space at either end.'],
  ],
  [
    'a name that is too long',
    topic(`    names: { en: ${'a'.repeat(1001)} }\n    evidence: P1\n`),
    ['things.yaml:4: names.en has 1001 characters; expected at most 1000.'],
  ],
  [
    'two descriptions in a language',
    topic('    names: { en: A }\n    description: { en: [A, B] }\n    evidence: P1\n'),
    ['things.yaml:5: description.en is a list; expected a text.'],
  ],
  [
    'no evidence',
    topic('    names: { en: A }\n'),
    ['things.yaml:3: evidence is missing; expected the locator of a passage, such as P1.S2, or a list of them.'],
  ],
  [
    'empty evidence',
    topic('    names: { en: A }\n    evidence: []\n'),
    ['things.yaml:5: evidence is an empty list; expected at least one text.'],
  ],
  [
    'evidence twice',
    topic('    names: { en: A }\n    evidence: [P1, doc/P1]\n'),
    ['things.yaml:5: evidence names Passage:doc/P1 twice; expected each passage once.'],
  ],
  [
    'an unknown passage',
    topic('    names: { en: A }\n    evidence: P7\n'),
    ['things.yaml:5: evidence names "Passage:doc/P7", and no passage with this id is in the dossier or in the graph.'],
  ],
  [
    'a passage of an unknown document',
    topic('    names: { en: A }\n    evidence: other/P1\n'),
    [
      'things.yaml:5: SourceDocument:other is not declared, in the dossier or in the graph, and evidence names its passage P1; expected it under documents, with its title and passages.',
    ],
  ],
  [
    'a bare locator without a document',
    { ...BASE, 'things.yaml': `entities:\n${TOPIC}` },
    [
      'things.yaml:2: evidence is "P1", and this file has no key document that says whose passage that is; expected that, or <document>/P1.',
    ],
  ],
  [
    'passages without a document',
    { ...BASE, 'more.yaml': 'passages:\n  - { locator: P3, summary: { en: More } }\n' },
    ['more.yaml:2: this file has no key document that says whose passages these are; expected that.'],
  ],
  [
    'an unknown document',
    { ...BASE, 'things.yaml': `document: other\nentities: []\n` },
    [
      'things.yaml:1: SourceDocument:other is not declared, in the dossier or in the graph, and document names it; expected it under documents, with its title and passages.',
    ],
  ],
  [
    'a property that the type does not have',
    topic('    names: { en: A }\n    evidence: P1\n    code: TR\n'),
    [
      'things.yaml:6: "code" is no key of an entity of the type Topic; expected one of id, names, preferred, description, identifiers, evidence.',
    ],
  ],
  [
    'a property that is missing',
    things('entities:\n  - { id: Event:a, names: { en: A }, evidence: P1 }\n'),
    [`things.yaml:3: eventKind is missing; expected one of ${EVENT_KINDS}.`],
  ],
  [
    'a value that is none of the choices',
    things('entities:\n  - { id: Event:a, names: { en: A }, evidence: P1, eventKind: PARTY }\n'),
    [`things.yaml:3: eventKind is "PARTY"; expected one of ${EVENT_KINDS}.`],
  ],
  [
    'a code of another form',
    things('entities:\n  - { id: Country:a, names: { en: A }, evidence: P1, code: Turkey }\n'),
    ['things.yaml:3: code is "Turkey"; expected a text of the form [A-Z]{2}(-[A-Z]{3})?.'],
  ],
  [
    'coordinates beyond the poles',
    things(
      'entities:\n  - id: City:a\n    names: { en: A }\n    evidence: P1\n    coordinates:\n      latitude: 91\n      longitude: 1\n',
    ),
    ['things.yaml:7: coordinates.latitude is "91"; expected a latitude, a number from -90 to 90.'],
  ],
  [
    'coordinates without a longitude',
    things('entities:\n  - { id: City:a, names: { en: A }, evidence: P1, coordinates: { latitude: 1, height: 2 } }\n'),
    [
      'things.yaml:3: coordinates.longitude is missing; expected a longitude, a number from -180 to 180.',
      'things.yaml:3: coordinates has the key "height"; expected a map of latitude and longitude.',
    ],
  ],
  [
    'a date that is none',
    things('entities:\n  - { id: Event:a, names: { en: A }, evidence: P1, eventKind: CALL, date: 2024-13 }\n'),
    [
      `things.yaml:3: date: "2024-13" is not a date: the month must be 01 to 12, or 21 to 41 for a season or quarter. ${ACCEPTED}`,
    ],
  ],
  [
    'a quantity that is no number',
    things(
      'entities:\n  - id: Event:a\n    names: { en: A }\n    evidence: P1\n    eventKind: CALL\n    quantities:\n      - name: states\n        value: many\n        label: { en: states }\n        evidence: P1\n',
    ),
    [
      'things.yaml:9: quantities.0.value is "many"; expected a figure, a number from -1000000000000000 to 1000000000000000.',
    ],
  ],
  [
    'a quantity with an unknown passage and language',
    things(
      'entities:\n  - id: Event:a\n    names: { en: A }\n    evidence: P1\n    eventKind: CALL\n    quantities:\n      - name: states\n        value: 3\n        label: { english: states }\n        evidence: P7\n',
    ),
    [
      'things.yaml:10: quantities.0.label: "english" is not a language tag such as "en" or "ar-EG".',
      'things.yaml:11: quantities.0.evidence names "Passage:doc/P7", and no passage with this id is in the dossier or in the graph.',
    ],
  ],
  [
    'a quantity twice',
    things(
      'entities:\n  - id: Event:a\n    names: { en: A }\n    evidence: P1\n    eventKind: CALL\n    quantities:\n      - { name: states, value: 3, label: { en: states }, evidence: P1 }\n      - { name: states, value: 3, label: { en: states }, evidence: P1 }\n',
    ),
    ['things.yaml:9: quantities.1.name is "states" again; expected each name once.'],
  ],
  [
    'a quantity with an unknown key',
    things(
      'entities:\n  - id: Event:a\n    names: { en: A }\n    evidence: P1\n    eventKind: CALL\n    quantities:\n      - { name: states, value: 3, label: { en: states }, evidence: P1, unit: x }\n',
    ),
    [
      'things.yaml:8: quantities.0 has the key "unit"; expected no other keys than those of a quantity: name, value, label, evidence.',
    ],
  ],
  [
    'an entity twice',
    things(`entities:\n${TOPIC}${TOPIC}`),
    ['things.yaml:4: the entity Topic:a is stated twice, in the same words: first in things.yaml:3; expected it once.'],
  ],
  [
    'an entity twice, and not the same',
    things(`entities:\n${TOPIC}  - { id: Topic:a, names: { en: B }, evidence: P2 }\n`),
    [
      'things.yaml:4: the entity Topic:a is stated twice, and the two differ in names, evidence: first in things.yaml:3; expected it once.',
    ],
  ],
  [
    'a code twice',
    things(
      'entities:\n  - { id: Country:a, names: { en: A }, evidence: P1, code: TR }\n  - { id: Country:b, names: { en: B }, evidence: P1, code: TR }\n',
    ),
    ['things.yaml:4: code is "TR", which Country:a (things.yaml:3) has as well; expected one of its own.'],
  ],
  [
    'a document twice, a locator twice',
    {
      ...BASE,
      'more.yaml':
        'documents:\n  - id: SourceDocument:doc\n    title: { en: A document }\n    date: 2025-01-02\n    passages:\n      - { locator: P1, summary: { en: Says something else } }\n',
    },
    [
      'more.yaml:2: the document SourceDocument:doc is stated twice, in the same words: first in documents.yaml:2; expected it once.',
      'more.yaml:6: the passage Passage:doc/P1 is stated twice, and the two differ in summary: first in documents.yaml:6; expected it once.',
    ],
  ],
  [
    'a document of another form',
    {
      ...BASE,
      'more.yaml':
        'documents:\n  - id: Document:Doc\n    title: { en: A }\n    passages: []\n  - id: SourceDocument:b\n    language: arabic\n    url: example.org\n    date: yesterday\n    passages:\n      - { locator: "P\\u00001", summary: { en: S } }\n      - { summary: { en: S }, page: 3 }\n',
    },
    [
      'more.yaml:2: id is "Document:Doc"; expected SourceDocument:<slug>, the slug in small letters, digits and hyphens.',
      'more.yaml:5: title is missing; expected its title by language.',
      'more.yaml:6: language: "arabic" is not a language tag such as "en" or "ar-EG".',
      'more.yaml:7: url is "example.org"; expected an address that starts with https://.',
      `more.yaml:8: date: "yesterday" is not a date: it contains letters. ${ACCEPTED}`,
      'more.yaml:10: locator has the character U+0000 in it; expected one line of letters and signs.',
      'more.yaml:11: "page" is no key of a passage; expected one of locator, summary.',
      'more.yaml:11: locator is missing; expected where in the document, such as P1.S2.',
    ],
  ],
  [
    'a fact without its parts',
    facts('  - { role: HOST }\n  - { type: HELD_IN }\n'),
    [
      `things.yaml:8: type is missing; expected one of ${RELATIONSHIPS}.`,
      'things.yaml:9: from is missing; expected the id of an entity, such as Country:TR.',
      'things.yaml:9: to is missing; expected the id of an entity, such as Country:TR.',
      'things.yaml:9: evidence is missing; expected the locator of a passage, such as P1.S2, or a list of them.',
    ],
  ],
  [
    'a type of fact that is none',
    facts('  - { from: Person:a, type: MET, to: Person:b, evidence: P1 }\n'),
    [`things.yaml:8: type is "MET"; expected one of ${RELATIONSHIPS}.`],
  ],
  [
    'an unknown end',
    facts('  - { from: Person:x, type: PARTICIPATED_IN, to: Event:e, role: CHAIR, evidence: P1 }\n'),
    ['things.yaml:8: from names "Person:x", and no entity with this id is in the dossier or in the graph.'],
  ],
  [
    'an end of the wrong type',
    facts('  - { from: City:c, type: PARTICIPATED_IN, to: Event:e, role: CHAIR, evidence: P1 }\n'),
    ['things.yaml:8: PARTICIPATED_IN leads from City to Event here; expected from Actor to Activity.'],
  ],
  [
    'ends of two types that do not go together',
    facts('  - { from: Event:e, type: PART_OF, to: Person:a, evidence: P1 }\n'),
    [
      'things.yaml:8: PART_OF leads from Event to Person here; expected from Activity to Activity, or from Organization to Organization.',
    ],
  ],
  [
    'no role',
    facts('  - { from: Person:a, type: PARTICIPATED_IN, to: Event:e, evidence: P1 }\n'),
    [`things.yaml:8: role is missing; expected one of ${ROLES}.`],
  ],
  [
    'an unknown role',
    facts('  - { from: Person:a, type: PARTICIPATED_IN, to: Event:e, role: BOSS, evidence: P1 }\n'),
    [`things.yaml:8: role is "BOSS"; expected one of ${ROLES}.`],
  ],
  [
    'a role where there is none',
    facts('  - { from: Event:e, type: HELD_IN, to: City:c, role: HOST, evidence: P1 }\n'),
    [
      'things.yaml:8: "role" is no key of a fact of the type HELD_IN; expected one of from, type, to, date, note, evidence.',
    ],
  ],
  [
    'no evidence of a fact',
    facts('  - { from: Event:e, type: HELD_IN, to: City:c }\n'),
    ['things.yaml:8: evidence is missing; expected the locator of a passage, such as P1.S2, or a list of them.'],
  ],
  [
    'a fact with a date that is none',
    facts(
      '  - { from: Event:e, type: HELD_IN, to: City:c, date: [2024], evidence: P1 }\n  - { from: Event:e, type: HELD_IN, to: City:c, date: 2024-02-30, evidence: P1 }\n',
    ),
    [
      'things.yaml:8: date is a list; expected a date in EDTF.',
      `things.yaml:9: date: "2024-02-30" is not a date: the day must be 01 to 29 in 2024-02. ${ACCEPTED}`,
    ],
  ],
  [
    'on behalf of itself',
    facts(
      '  - { from: Person:a, type: PARTICIPATED_IN, to: Event:e, role: CHAIR, onBehalfOf: Person:a, evidence: P1 }\n',
    ),
    ['things.yaml:8: onBehalfOf is "Person:a", as from is; expected another entity, or no onBehalfOf.'],
  ],
  [
    'on behalf of a city',
    facts(
      '  - { from: Person:a, type: PARTICIPATED_IN, to: Event:e, role: CHAIR, onBehalfOf: City:c, evidence: P1 }\n',
    ),
    ['things.yaml:8: onBehalfOf is "City:c"; expected the id of an Actor.'],
  ],
  [
    'on behalf of nobody known',
    facts(
      '  - { from: Person:a, type: PARTICIPATED_IN, to: Event:e, role: CHAIR, onBehalfOf: Person:x, evidence: P1 }\n',
    ),
    ['things.yaml:8: onBehalfOf names "Person:x", and no entity with this id is in the dossier or in the graph.'],
  ],
  [
    'a fact from an entity to itself',
    facts('  - { from: Event:e, type: PART_OF, to: Event:e, evidence: P1 }\n'),
    ['things.yaml:8: from and to are both "Event:e"; expected two entities.'],
  ],
  [
    'a fact twice',
    facts(
      '  - { from: Event:e, type: HELD_IN, to: City:c, evidence: P1 }\n  - { from: Event:e, type: HELD_IN, to: City:c, evidence: P1 }\n',
    ),
    [
      'things.yaml:9: the fact HELD_IN|Event:e|City:c||| is stated twice, in the same words: first in things.yaml:8; expected it once.',
    ],
  ],
  [
    'a fact twice, and not the same',
    facts(
      '  - { from: Event:e, type: HELD_IN, to: City:c, evidence: P1 }\n  - { from: Event:e, type: HELD_IN, to: City:c, evidence: P2, note: { en: N } }\n',
    ),
    [
      'things.yaml:9: the fact HELD_IN|Event:e|City:c||| is stated twice, and the two differ in evidence, note: first in things.yaml:8; expected it once.',
    ],
  ],
  [
    'places in a circle',
    things(places(3, true)),
    [
      'things.yaml:7: LOCATED_IN leads back to where it started: City:c0, City:c2, City:c1, City:c0; expected no circle.',
    ],
  ],
  [
    'places too deep',
    things(places(7, false)),
    [
      'things.yaml:16: LOCATED_IN takes 6 steps on end: City:c6, City:c5, City:c4, City:c3, City:c2, City:c1, City:c0; expected at most 5.',
    ],
  ],
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
    let graph: Graph;
    beforeAll(async () => {
      graph = await preparedGraph(engine);
    });

    test.each(WRONG)('%s', async (_name, files, problems) => {
      expect(await refusal(graph, files)).toEqual(problems);
      expect(await dump(graph)).toEqual([]);
    });

    test('no such folder', async () => {
      await expect(loadDossier(graph, model, '/nowhere/at/all')).rejects.toMatchObject({
        problems: [{ file: '', line: 0, message: 'there is no such folder.' }],
      });
    });
  });
});
