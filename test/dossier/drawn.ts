/** Dossiers that are drawn, and what a graph says of them. */
import * as fc from 'fast-check';
import { slugOfDocument } from '../../src/dossier/read/evidence.ts';
import type { Graph } from '../../src/graph/port.ts';
import type { Draw } from '../property/random-model.ts';
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

interface Source {
  readonly slug: string;
  readonly passages: readonly { readonly locator: string; readonly summary: object }[];
  /** Whether its passages stand beside it, and not within. */
  readonly areBeside: boolean;
}

/** Documents beside the one of {@link BASE}. */
export const sources: fc.Arbitrary<Source[]> = fc.uniqueArray(
  fc.record({
    // Such as a second file of the document `doc` could be called, and the longest that there is.
    slug: fc.constantFrom('doc-2', 'doc-3', 'd'.repeat(135)),
    passages: fc.array(fc.record({ locator: fc.constantFrom('p. ', 'l'.repeat(195)), summary: texts }), {
      minLength: 1,
      maxLength: 6,
    }),
    areBeside: fc.boolean(),
  }),
  { selector: ({ slug }) => slug, maxLength: 3 },
);

function fileOf({ slug, passages, areBeside }: Source): object {
  const own = passages.map(({ locator, summary }, at) => ({ locator: `${locator}${at}`, summary }));
  const id = `SourceDocument:${slug}`;
  const names = { en: 'Cites' };
  return {
    document: slug,
    documents: [{ id, title: { en: 'Source' }, passages: areBeside ? [] : own }],
    ...(areBeside ? { passages: own } : {}),
    entities: own.map(({ locator }, at) => ({ id: `Topic:${slug.slice(0, 9)}-${at}`, names, evidence: locator })),
  };
}

interface Thing {
  readonly id: string;
}
interface Taking {
  readonly from: number;
  readonly to: number;
  readonly role: string;
  readonly date?: string;
}

/** The facts that were drawn, each once, between things that were. */
function factsOf(things: readonly Thing[], takings: readonly Taking[]) {
  const of = (type: string) => things.filter(({ id }) => id.startsWith(type)).map(({ id }) => id);
  const [actors, activities] = [of('Organization'), of('Event')];
  const rows = takings.flatMap(({ from, to, ...rest }) => {
    const [source, target] = [actors[from % actors.length], activities[to % activities.length]];
    return source && target ? [{ from: source, type: 'PARTICIPATED_IN', to: target, ...rest }] : [];
  });
  return [...new Map(rows.map((row) => [[row.from, row.to, row.role, row.date].join(), row])).values()];
}

/** A dossier of what was drawn, as JSON, which is YAML. */
export function drawn(things: readonly Thing[], takings: readonly Taking[], documents: readonly Source[]): Files {
  return {
    ...BASE,
    ...Object.fromEntries(documents.map((each) => [`${each.slug}.yaml`, JSON.stringify(fileOf(each))])),
    'things.yaml': JSON.stringify({ document: 'doc', entities: things, facts: factsOf(things, takings) }),
  };
}

const DOCUMENTS = ['a', 'b', 'c'].map((slug) => ({
  id: `SourceDocument:${slug}`,
  title: { en: `Document ${slug}`, ar: slug },
  date: '2025',
  passages: ['P1', 'P2'].map((locator) => ({ locator, summary: { en: `${slug} ${locator}`, tr: 'özet' } })),
}));

/**
 * Dossiers by id that state parts of the same documents, entities and facts, in an order in which they can be loaded: each
 * may cite passages and name entities that only earlier ones state.
 */
export function overlapping(draw: Draw): ReadonlyMap<string, Files> {
  const things = draw(entities);
  const related = factsOf(things, draw(facts));
  const some = <T>(of: readonly T[], least = 0) =>
    draw(fc.subarray([...of], { minLength: Math.min(least, of.length) }));
  /** A part of texts by language, or of another map: something of it. */
  const part = (of: object) =>
    Object.fromEntries(
      some(Object.entries(of), 1).map(([key, value]) => [key, Array.isArray(value) ? some(value, 1) : value]),
    );
  /** A row without some of what it need not have, and with a part of the maps in it. */
  const stated = (row: object, optional: readonly string[], maps: readonly string[]) => {
    const left = some(optional);
    const kept = Object.entries(row).filter(([key]) => !left.includes(key));
    return Object.fromEntries(kept.map(([key, value]) => [key, maps.includes(key) ? part(value) : value]));
  };
  const passages = new Set<string>();
  const documentsThere = new Set<string>();
  const known = new Set<string>();
  const evidence = () => some([...passages], 1);
  // The first of two dossiers, and what is merged of them, follows from their ids and not from the order of loading.
  const names = draw(fc.shuffledSubarray(['x', 'y', 'z'], { minLength: 2 }));
  return new Map(
    names.map((id) => {
      const least = passages.size === 0 ? 1 : 0;
      const passagesOf = (document: (typeof DOCUMENTS)[number]) =>
        some(document.passages, least).map((passage) => {
          passages.add(`${slugOfDocument(document.id)}/${passage.locator}`);
          return { ...passage, summary: part(passage.summary) };
        });
      const ownDocuments = some(DOCUMENTS, least);
      for (const document of ownDocuments) documentsThere.add(document.id);
      const documents = ownDocuments.map((document) => ({
        ...stated(document, ['date'], ['title']),
        passages: passagesOf(document),
      }));
      /** Passages of documents that earlier dossiers state. */
      const ofOthers = some(
        DOCUMENTS.filter((each) => documentsThere.has(each.id) && !ownDocuments.includes(each)),
      ).map((document): [string, string] => {
        const slug = slugOfDocument(document.id);
        return [`passages/${slug}.yaml`, JSON.stringify({ document: slug, passages: passagesOf(document) })];
      });
      const own = some(things).map((thing) => {
        known.add(thing.id);
        const optional = ['preferred', 'description', 'identifiers', 'date', 'coordinates', 'quantities'];
        const { quantities, ...row } = stated(thing, optional, ['names', 'preferred', 'description', 'identifiers']);
        const figures = Array.isArray(quantities) ? quantities.map((each) => ({ ...each, evidence: evidence() })) : [];
        return { ...row, evidence: evidence(), ...(figures.length > 0 ? { quantities: figures } : {}) };
      });
      const said = some(related.filter(({ from, to }) => known.has(from) && known.has(to)));
      const ownFacts = said.map((fact) => ({ ...stated(fact, ['note'], ['note']), evidence: evidence() }));
      return [
        id,
        {
          'dossier.yaml': JSON.stringify({ id, title: { en: `Dossier ${id}` } }),
          ...Object.fromEntries(ofOthers),
          'rows.yaml': JSON.stringify({ documents, entities: own, facts: ownFacts }),
        },
      ];
    }),
  );
}
