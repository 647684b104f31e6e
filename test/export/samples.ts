import { factId, orderKey } from '../../src/declare/ids.ts';
import type { DocumentRow, EntityRow, Passage } from '../../src/declare/rows.ts';
import type { ExportedFact, ExportedGraph, ExportedPair } from '../../src/export/exported-graph.ts';
import type { ExportOptions, Format } from '../../src/export/format.ts';
import { bounds, parseDate } from '../../src/time/edtf.ts';
import { model } from '../support/model.ts';

/** Graphs with what is hard to write: see each one. */

export const options: ExportOptions = {
  model,
  languages: ['en'],
  title: 'Quotes " & <angles> ]]> العنوان',
  base: 'https://dragoman.example',
};

/** All of a file. */
export async function written(
  format: Format,
  graph: ExportedGraph,
  asked: Partial<ExportOptions> = {},
): Promise<string> {
  let file = '';
  for await (const chunk of format.write(graph, { ...options, ...asked })) file += chunk;
  return file;
}

export function graphOf(
  nodes: readonly EntityRow[],
  edges: readonly ExportedFact[] = [],
  passages: readonly Passage[] = [],
): ExportedGraph {
  return { kind: 'facts', nodes, edges, passages };
}

function pairsOf(nodes: readonly EntityRow[], edges: readonly ExportedPair[]): ExportedGraph {
  return { kind: 'co-participation', nodes, edges, passages: [] };
}

/** An entity; a date is stored with its days, as the loader does. */
export function entity(
  id: string,
  names: readonly string[],
  more: Omit<Partial<EntityRow>, 'id' | 'names'> = {},
): EntityRow {
  return { id, type: id.slice(0, id.indexOf(':')), names, degree: 1, ...more, ...days(more['date']) };
}

export function fact(
  type: string,
  source: string,
  target: string,
  more: {
    role?: string;
    onBehalfOf?: string;
    date?: string;
    membershipRole?: string;
    evidence?: string[];
    note?: string[];
  } = {},
): ExportedFact {
  const { role, onBehalfOf, date } = more;
  const id = factId({ type, source, target, identity: [role, onBehalfOf], date });
  const row = { id, source, target, order: orderKey(undefined, id), evidence: [], ...more, ...days(date) };
  return { type, row };
}

function days(date: unknown) {
  return typeof date === 'string' ? { date, ...bounds(parseDate(date)) } : {};
}

const report: DocumentRow = {
  id: 'SourceDocument:report',
  title: ['en A report', 'ar تقرير'],
  language: 'en',
  date: '2025',
  url: 'https://report.example/?a=1&b=2',
};

export const passages: readonly Passage[] = ['P1.S1', 'P1.S2'].map((locator) => ({
  row: { id: `Passage:report/${locator}`, document: report.id, locator, summary: [`en What ${locator} says.`] },
  document: report,
}));

/** Every control character, newlines of all kinds, a half of a surrogate pair and a non-character: what XML cannot have. */
export const CONTROLS = `a\u0000b\u0001c\td\ne\rf\u001bg\u007fh\u0085i\ufffej`;
export const CONTROLS_IN_XML = 'abc\td\ne\rfghij';

/** Names and notes of every awkward kind, one of each type of entity, parallel edges, dates of all forms, a lone node. */
export const awkward = graphOf(
  [
    entity('Country:TR', ['tr Türkiye', 'en Türkiye', 'en Turkey', 'ar تركيا'], {
      code: 'TR',
      identifiers: ['iso-3166-1-alpha-3 TUR', 'wikidata Q43'],
      evidence: ['Passage:report/P1.S1', 'Passage:report/P1.S2'],
      latitude: 39,
      longitude: -35.2433,
      degree: 7,
    }),
    entity('Country:ZA', ['en South Africa'], { code: 'ZA' }),
    entity('Territory:gaza', ['ar غزة', 'en-GB Gaza']),
    entity('City:antalya', ['tr Antalya']),
    entity('Organization:quotes', ['en "Quoted", & <angled> \'name\' ]]>'], { organizationKind: 'GROUP' }),
    entity('Office:controls', [`en ${CONTROLS}`]),
    entity('Person:astral', ['en 𐍈 and 👩‍👩‍👧 here']),
    entity('Event:undated', ['en =HYPERLINK("http://evil.example")'], {
      eventKind: 'SUMMIT',
      description: ['en -1+1'],
    }),
    entity('LegalCase:ongoing', ['en A, b; c | d'], { date: '2023-12-29/..' }),
    entity('Instrument:old', ['en Treaty\r\nof two lines'], {
      date: '1648-10',
      quantities: [
        JSON.stringify({
          name: 'signatory-states',
          value: 52,
          label: ['en signatory states', 'ar دول'],
          evidence: ['Passage:report/P1.S2'],
        }),
      ],
    }),
    entity('Event:range', [' en  spaces around  '.trim()], { eventKind: 'OTHER', date: '[..0900-05]' }),
    entity('Topic:alone', ['en An isolated node'], { degree: 0 }),
  ],
  [
    fact('PARTICIPATED_IN', 'Country:TR', 'LegalCase:ongoing', {
      role: 'INTERVENER',
      date: '2024-05-02',
      evidence: ['Passage:report/P1.S1'],
    }),
    fact('PARTICIPATED_IN', 'Country:TR', 'LegalCase:ongoing', {
      role: 'SPEAKER',
      onBehalfOf: 'Organization:elsewhere',
    }),
    fact('PARTICIPATED_IN', 'Country:ZA', 'LegalCase:ongoing', {
      role: 'APPLICANT',
      note: [`en ${CONTROLS}`, 'ar ملاحظة'],
    }),
    fact('MEMBER_OF', 'Country:TR', 'Organization:quotes', { membershipRole: 'MEMBER', date: '1990/1999' }),
    fact('MEMBER_OF', 'Country:TR', 'Organization:quotes', { membershipRole: 'MEMBER', date: '2005/..' }),
    fact('CONCERNS', 'Event:undated', 'Territory:gaza', { date: '[2023-10-07..2024-05-02]' }),
  ],
  passages,
);

export const empty = graphOf([]);

/** Three actors of whom two took part together. */
export const pairs = pairsOf(
  [
    entity('Country:TR', ['en Türkiye', 'ar تركيا']),
    entity('Country:ZA', ['en South Africa']),
    entity('Person:alone', ['en Alone']),
  ],
  [{ a: 'Country:TR', b: 'Country:ZA', count: 3 }],
);
