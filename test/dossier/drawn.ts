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
