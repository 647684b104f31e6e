/** Random rows of a random model, as a dossier writes them. */
import fc from 'fast-check';
import { COLORS, type Draw, type DrawnModel, type DrawnProperty, type DrawnType } from './random-model.ts';

/** A property's value as a dossier writes it: absent, a text, or several. */
export type Written = string | readonly string[];

export interface Row {
  readonly id: string;
  readonly values: { readonly [name: string]: Written };
}

export interface Owning extends Row {
  readonly from: string;
  readonly to: string;
}

export interface Taking {
  readonly actor: string;
  readonly deal: string;
  readonly role: string;
}

export interface DrawnGraph {
  /** By type. */
  readonly entities: { readonly [type: string]: readonly (Row & { readonly date?: string })[] };
  readonly owning: readonly Owning[];
  readonly takings: readonly Taking[];
}

export const TEXTS = ['a', 'A', 'ab', 'a b', 'Ägir', 'z', 'şirket', 'شركة', "d'Or", '10', '9'];
export const NUMBERS = ['-12.5', '-1', '0', '0.25', '0.1', '0.2', '2', '10', '9', '123456.789', '999999999'];
export const AMOUNTS = [
  ...['-1.00 EUR', '0.00 EUR', '0.10 EUR', '12.00 EUR', '9.99 EUR', '9999999999999.99 EUR'],
  ...['1200 JPY', '999 JPY', '1.005 KWD'],
];
export const DATES = [
  '2011',
  '2011-05',
  '2011-05-02',
  '201X',
  '[2010..2012]',
  '2010/..',
  '../2011-03',
  '2012?',
  '1899-12-31',
];
export const IDS = ['N-1', 'N-2', 'n-1', 'N-10', '7'];
const URLS = ['https://a.example/', 'https://b.example/'];

function drawnValue(draw: Draw, { kind }: DrawnProperty, actors: readonly string[]): Written | undefined {
  // Every fourth is absent.
  if (draw(fc.integer({ min: 0, max: 3 })) === 0) return undefined;
  const one = (of: readonly string[]) => draw(fc.constantFrom(...of));
  const some = (of: readonly string[]) => draw(fc.uniqueArray(fc.constantFrom(...of), { minLength: 1, maxLength: 3 }));
  switch (kind) {
    case 'text':
      return one(TEXTS);
    case 'identifier':
      return one(IDS);
    case 'url':
      return one(URLS);
    case 'choice':
      return one(COLORS);
    case 'choices':
      return some(COLORS);
    case 'reference':
      return one(actors);
    case 'references':
      return some(actors);
    case 'number':
      return one(NUMBERS);
    case 'money':
      return one(AMOUNTS);
    case 'boolean':
      return one(['true', 'false']);
    case 'date':
      return one(DATES);
  }
}

function valuesOf(draw: Draw, { properties }: DrawnType, actors: readonly string[]): Row['values'] {
  return Object.fromEntries(
    properties.flatMap((property) => {
      const value = drawnValue(draw, property, actors);
      return value === undefined ? [] : [[property.name, value]];
    }),
  );
}

export function randomRows(draw: Draw, model: DrawnModel): DrawnGraph {
  const counts = model.entities.map(
    ({ name }) => [name, draw(fc.integer({ min: 1, max: name === 'Deal' ? 16 : 9 }))] as const,
  );
  const idsOf = (type: string) =>
    counts.flatMap(([name, count]) =>
      name === type ? Array.from({ length: count }, (_, index) => `${name}:${name.toLowerCase()}-${index}`) : [],
    );
  const actors = [...idsOf('Firm'), ...idsOf('Person')];
  const entities = Object.fromEntries(
    model.entities.map((type) => [
      type.name,
      idsOf(type.name).map((id) => ({
        id,
        values: valuesOf(draw, type, actors),
        ...(type.name === 'Deal' && draw(fc.boolean()) ? { date: draw(fc.constantFrom(...DATES)) } : {}),
      })),
    ]),
  );
  const pairs = actors.flatMap((from) => actors.map((to) => [from, to] as const)).filter(([from, to]) => from !== to);
  const owning = (pairs.length === 0 ? [] : draw(fc.subarray(pairs)).slice(0, 30)).map(([from, to]) => ({
    from,
    to,
    id: `OWNS|${from}|${to}|||`,
    values: valuesOf(draw, model.owning, actors),
  }));
  const parts = idsOf('Deal').flatMap((deal) =>
    actors.flatMap((actor) => ['PAYER', 'PAYEE'].map((role) => ({ actor, deal, role }))),
  );
  return { entities, owning, takings: draw(fc.subarray(parts)).slice(0, 60) };
}

/** The files of a dossier that states the rows. */
export function dossierOf({ entities, owning, takings }: DrawnGraph): { readonly [file: string]: string } {
  const evidence = 'P1';
  const said = (id: string) => ({ id, names: { en: id.replace(':', ' ') }, evidence });
  return {
    'dossier.yaml': JSON.stringify({ id: 'drawn', title: { en: 'Drawn' }, model: undefined }),
    'documents.yaml': JSON.stringify({
      documents: [
        {
          id: 'SourceDocument:drawn',
          title: { en: 'Drawn' },
          date: '2025-08-02',
          passages: [{ locator: 'P1', summary: { en: 'Drawn' } }],
        },
      ],
    }),
    'rows.yaml': JSON.stringify({
      document: 'drawn',
      entities: Object.values(entities)
        .flat()
        .map(({ id, values, date }) => ({ ...said(id), ...values, ...(date === undefined ? {} : { date }) })),
      facts: [
        ...owning.map(({ from, to, values }) => ({ from, type: 'OWNS', to, ...values, evidence })),
        ...takings.map(({ actor, deal, role }) => ({ from: actor, type: 'TOOK', to: deal, role, evidence })),
      ],
    }),
  };
}
