/** Dossiers that are drawn, and what a graph says of them. */
import * as fc from 'fast-check';
import type { Graph } from '../../src/graph/port.ts';
import { BASE, dump, type Files } from './folders.ts';

/** What a graph says, without the names of the files that said so. */
export async function said(graph: Graph): Promise<string[]> {
  const without = (line: string) => line.replace(/"files":\[[^\]]*\],?/, '').replace(/"digest":"[0-9a-f]*",?/, '');
  return (await dump(graph)).map(without).sort();
}

const name = fc
  .array(
    fc.constantFrom(
      'Türkiye',
      'غزة',
      '東',
      'a',
      'B',
      "'",
      '"',
      ',',
      ';',
      '#',
      '- ',
      ': ',
      '{x}',
      '@',
      '%',
      '=1',
      '1e3',
      '|',
    ),
    {
      minLength: 1,
      maxLength: 5,
    },
  )
  .map((parts) => parts.join('').trim())
  .filter((text) => text !== '');
const word = fc.constantFrom('null', '~', 'true', 'NA', '2024-05-02', '0x1f', '[a]', '*a', '&b', '!c', '>', '|', '?');
const prose = fc.oneof(
  name,
  word,
  fc.tuple(name, name).map((lines) => lines.join('\n')),
  fc.tuple(name, name).map((lines) => lines.join('\n\n  ')),
);
const languages = ['en', 'ar', 'tr', 'pt-BR'];
const named = fc.dictionary(
  fc.constantFrom(...languages),
  fc.oneof(name, word, fc.uniqueArray(name, { minLength: 1, maxLength: 6 })),
  {
    minKeys: 1,
  },
);
const texts = fc.dictionary(fc.constantFrom(...languages), prose, { minKeys: 1 });
const evidence = fc.uniqueArray(fc.constantFrom('P1', 'P2'), { minLength: 1 });
const date = fc.constantFrom('2024-05-02', '[2023-10-07..2025-08-02]', '1999/..', '202X', '[..1900]', '2024-05~');
const degrees = fc.constantFrom('0', '-35.2433', '0.0000001', '89.99999999');

/** Entities of some types, with all that one may have. */
export const entities = fc.uniqueArray(
  fc
    .record(
      {
        id: fc.constantFrom('a', 'b', 'c-1', '2'),
        type: fc.constantFrom('Event', 'City', 'Topic', 'Organization'),
        names: named,
        preferred: fc.dictionary(fc.constantFrom(...languages), name, { minKeys: 1 }),
        description: texts,
        identifiers: fc.dictionary(
          fc.constantFrom('wikidata', 'un.org'),
          fc.oneof(name, fc.uniqueArray(name, { minLength: 2 })),
        ),
        evidence,
        date,
        latitude: degrees,
        value: degrees,
      },
      { requiredKeys: ['id', 'type', 'names', 'evidence'] },
    )
    .map(({ id, type, date: held, latitude, value, ...rest }) => ({
      ...rest,
      id: `${type}:${id}`,
      ...(type === 'Event' ? { eventKind: 'VOTE' } : {}),
      ...(type === 'Event' && held ? { date: held } : {}),
      ...(type === 'Event' && value
        ? { quantities: [{ name: 'n', value, label: { en: 'x: y' }, evidence: 'P2' }] }
        : {}),
      ...(type === 'Organization' ? { organizationKind: 'GROUP' } : {}),
      ...(type === 'City' && latitude ? { coordinates: { latitude, longitude: '7' } } : {}),
    })),
  { selector: ({ id }) => id, maxLength: 10 },
);
/** Who took part in what, by places in lists of those that there are. */
export const facts = fc.array(
  fc.record(
    { from: fc.nat(), to: fc.nat(), role: fc.constantFrom('HOST', 'SPEAKER'), date, note: texts, evidence },
    {
      requiredKeys: ['from', 'to', 'role', 'evidence'],
    },
  ),
  { maxLength: 12 },
);

/** A dossier of what was drawn, as JSON, which is YAML. */
export function drawn(
  things: readonly { readonly id: string }[],
  said: readonly { from: number; to: number; role: string; date?: string }[],
): Files {
  const of = (type: string) => things.filter(({ id }) => id.startsWith(type)).map(({ id }) => id);
  const [actors, activities] = [of('Organization'), of('Event')];
  const rows = said.flatMap(({ from, to, ...rest }) => {
    const [source, target] = [actors[from % actors.length], activities[to % activities.length]];
    return source && target ? [{ from: source, type: 'PARTICIPATED_IN', to: target, ...rest }] : [];
  });
  const once = new Map(rows.map((row) => [[row.from, row.to, row.role, row.date].join(), row]));
  return {
    ...BASE,
    'things.yaml': JSON.stringify({ document: 'doc', entities: things, facts: [...once.values()] }),
  };
}

/** A model with properties of every kind. */
const OWN_MODEL = `model: firms
title: { de: Firmen }
languages: [de]
vocabularies:
  Post: { description: A post., values: { CHAIR: { description: Presides., words: { de: Vorsitz } }, MEMBER: { description: Belongs., words: { de: Mitglied } } } }
entities:
  Company:
    is: [Actor]
    description: A company.
    words: { de: Gesellschaft }
    properties:
      register: { kind: identifier, pattern: "HRB [0-9]+", unique: true, required: true, description: Its number. }
      website: { kind: url, description: Its page. }
      size: { kind: choice, vocabulary: Post, default: MEMBER, description: Its size. }
      posts: { kind: choices, vocabulary: Post, description: The posts that it has. }
      parent: { kind: reference, to: Company, description: Whose it is. }
      advisers: { kind: references, to: Actor, description: Who advises it. }
      employees: { kind: number, least: 0, unit: { de: Leute }, description: How many work there. }
      capital: { kind: money, description: Its capital. }
      listed: { kind: boolean, description: Whether it is listed. }
      incorporated: { kind: date, description: When it was made. }
      site: { kind: coordinates, description: Where it stands. }
      figures: { kind: quantities, description: Its figures. }
      motto: { kind: text, description: What it says. }
relationships:
  OWNS:
    description: Who owns what.
    words: { de: "hält[ {share}] an" }
    node: Ownership
    from: { type: Company, as: owner }
    to: { type: Company, as: owned }
    properties:
      share: { kind: number, unit: "%", least: 0, most: 100, description: How much. }
      direct: { kind: boolean, description: Not through others. }
    identity: [direct]
`;
/** A dossier of it. */
export const OF_OWN_MODEL: Files = {
  ...BASE,
  'model.yaml': OWN_MODEL,
  'rows.yaml': `document: doc
entities:
  - id: Company:alpha
    names: { de: Alpha }
    register: HRB 1
    website: https://alpha.example
    posts: [CHAIR, MEMBER]
    parent: Company:beta
    advisers: [Company:beta]
    employees: "12.5"
    capital: 1200.50 EUR
    listed: "true"
    incorporated: "[1990..1992]"
    site: { latitude: "52.5", longitude: "-13.25" }
    figures: [{ name: branches, value: "3", label: { de: Filialen }, evidence: P1 }]
    motto: "true"
    evidence: P1
  - { id: Company:beta, names: { de: Beta }, register: HRB 2, capital: 99999999999999 JPY, evidence: P1 }
facts:
  - { from: Company:beta, type: OWNS, to: Company:alpha, share: "25.5", direct: "true", date: 1999, evidence: P1 }
`,
};
