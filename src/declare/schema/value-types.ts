import { decimalOf, type Money, moneyInWords } from '../../money/money.ts';
import {
  canonicalLanguage,
  choose,
  direction,
  InvalidLanguage,
  type TaggedText,
  untag,
  type Words,
  wordsIn,
} from '../../text/language.ts';
import { parseDate, UNBOUNDED_END, UNBOUNDED_START } from '../../time/edtf.ts';
import { inWords } from '../../time/words.ts';
import { BadUserInput } from '../errors.ts';
import type { FacetCount, PageInfo } from '../list/connection.ts';
import { once } from '../once.ts';
import type { Operation } from '../operation.ts';
import { EACH, FEW, VALUE } from '../price.ts';
import type { StoredQuantity } from '../property.ts';
import type { Question } from '../question.ts';
import type { DocumentRow, EntityRow, FactRow } from '../rows.ts';
import { ownVocabulary } from '../vocabulary.ts';
import type { Arguments, Parts } from './parts.ts';

const TextDirection = ownVocabulary('TextDirection', 'Which way a text is written.', {
  LTR: 'From left to right.',
  RTL: 'From right to left.',
});

type Dated = EntityRow | FactRow | DocumentRow;

/** A stored row with a date. */
export interface TimeSpan {
  /** EDTF. */
  readonly date: string;
  readonly earliest: string;
  readonly latest: string;
}

/** What a field reads of the rows that a date can be of. */
const BOUNDS = { entity: 'bounded', fact: 'bounded' } as const;

/** The date of a stored row, where it has one. */
export function timeSpan(row: Dated): TimeSpan | null {
  return isDated(row) ? row : null;
}

/** What has a date has its bounds too, where they are read. */
function isDated(row: Dated): row is Dated & TimeSpan {
  return typeof row.date === 'string';
}

export function textsOf(stored: unknown): TaggedText[] {
  return Array.isArray(stored) ? stored.map((each) => untag(String(each))) : [];
}

/** The languages of a `languages` argument, then those of the request: one list for all that ask. @throws BadUserInput */
export function preferred(
  { languages }: { languages?: readonly string[] | null | undefined },
  operation: Operation,
): readonly string[] {
  if (!languages?.length) return operation.languages;
  return operation.onceFor(languages, 'preferred', () => [...checkedLanguages(languages), ...operation.languages]);
}

/** The languages of a `languages` argument, in their canonical form. @throws BadUserInput */
export function checkedLanguages(languages: readonly string[]): string[] {
  if (languages.length > 20) throw new BadUserInput(`languages: ${languages.length} are too many. Give at most 20.`);
  try {
    return languages.map(canonicalLanguage);
  } catch (error) {
    if (error instanceof InvalidLanguage) throw new BadUserInput(`languages: ${error.message}`);
    throw error;
  }
}

/** The text in the reader's language, of a row that has one in some language. */
export function textIn(stored: unknown, languages: readonly string[]): TaggedText {
  // Most rows have one, whatever is asked for.
  if (Array.isArray(stored) && stored.length === 1) return untag(String(stored[0]));
  return choose(textsOf(stored), languages) ?? { language: 'und', value: '' };
}

/** The words in the reader's language. */
function say(words: Words, languages: readonly string[]): string {
  return wordsIn(languages, words).value;
}

/** Adds the scalars and the small types that fields of every kind share. */
export function addValueTypes(parts: Parts) {
  const { builder } = parts;
  const text = (value: unknown) => String(value);
  builder.scalarType('EDTF', {
    description:
      'A date in EDTF (ISO 8601-2), as precise as it is known: `2024-05-02`, `2024-08`, `2024`, spring `2024-21`, the decade `202X`, an interval `2024-05-02/..`, or some time within `[2023-10-07..2024-05-02]`.',
    serialize: text,
    parseValue: text,
  });
  builder.scalarType('Date', {
    description: 'A calendar day, such as `2024-05-02`.',
    serialize: text,
    parseValue: text,
  });
  builder.scalarType('LanguageTag', {
    description: 'A language, as a BCP 47 tag: `ar`, `en`, `tr`, `en-GB`.',
    serialize: text,
    parseValue: text,
  });

  const Text = builder.objectRef<TaggedText>('Text').implement({
    description: 'A text, the language that it is in, and which way that is written.',
    fields: (t) => ({
      value: t.exposeString('value', { price: VALUE }),
      language: t.expose('language', { type: 'LanguageTag', price: VALUE }),
      direction: t.field({
        type: parts.enum(TextDirection),
        price: VALUE,
        resolve: ({ language }) => direction(language),
      }),
    }),
  });

  const Span = builder.objectRef<TimeSpan>('TimeSpan').implement({
    description: 'When something held or happened: as written, in words, and the first and last day that it can cover.',
    fields: (t) => ({
      edtf: t.expose('date', {
        type: 'EDTF',
        description: 'As the source allows it to be written, never rounded.',
        price: VALUE,
      }),
      label: t.string({
        description: 'In words, such as `between 7 October 2023 and 2 May 2024`.',
        price: VALUE,
        args: languageArgs(t),
        resolve: ({ date }, args, operation) => inWords(parseDate(date), preferred(args, operation)),
      }),
      earliest: t.field({
        type: 'Date',
        nullable: true,
        description: 'The first day that it can cover; null where no lower bound is known.',
        price: VALUE,
        reads: BOUNDS,
        resolve: ({ earliest }) => (earliest === UNBOUNDED_START ? null : earliest),
      }),
      latest: t.field({
        type: 'Date',
        nullable: true,
        description: 'The last day that it can cover; null where no upper bound is known.',
        price: VALUE,
        reads: BOUNDS,
        resolve: ({ latest }) => (latest === UNBOUNDED_END ? null : latest),
      }),
      ongoing: t.boolean({
        description: 'It lasts, and no end is known.',
        price: VALUE,
        resolve: ({ date }) => parseDate(date).ongoing,
      }),
    }),
  });

  const Identifier = builder.objectRef<{ scheme: string; value: string }>('Identifier').implement({
    description: 'What an entity is called in another catalogue.',
    fields: (t) => ({
      scheme: t.exposeString('scheme', {
        description: 'The catalogue, such as `iso-3166-1-alpha-3` or `wikidata`.',
        price: VALUE,
      }),
      value: t.exposeString('value', { price: VALUE }),
      url: t.string({
        nullable: true,
        description: 'A page about it, where the catalogue has one.',
        price: VALUE,
        resolve: ({ scheme, value }) => CATALOGUES[scheme]?.(encodeURIComponent(value)) ?? null,
      }),
    }),
  });

  const Quantity = builder.objectRef<StoredQuantity>('Quantity').implement({
    description: 'A figure that a source gives, and what it counts.',
    fields: (t) => ({
      name: t.exposeString('name', {
        description: 'What is counted, in small letters and hyphens.',
        price: VALUE,
      }),
      label: t.field({
        type: Text,
        description: 'What is counted, in words.',
        price: VALUE,
        args: languageArgs(t),
        resolve: ({ label }, args, operation) => textIn(label, preferred(args, operation)),
      }),
      value: t.exposeFloat('value', { price: VALUE }),
      evidence: t.field({
        type: [parts.passage],
        nullable: true,
        description: 'The passages that give the figure.',
        price: FEW,
        resolve: ({ evidence }, _args, operation) => operation.passages(evidence),
      }),
    }),
  });

  // Only models that have money have its type.
  const ofMoney = once(() =>
    builder.objectRef<Money>('Money').implement({
      description: 'An amount of money, exact.',
      fields: (t) => ({
        amount: t.string({
          price: VALUE,
          description: 'A decimal number with as many decimals as the currency has: `1200.50`.',
          resolve: ({ amount, currency }) => decimalOf(amount, currency),
        }),
        currency: t.exposeString('currency', { price: VALUE, description: 'A code of ISO 4217: `EUR`.' }),
        label: t.string({
          price: VALUE,
          description: 'In words, such as `€1,200.50`.',
          args: languageArgs(t),
          resolve: (money, args, operation) => moneyInWords(money, preferred(args, operation)[0] ?? 'en'),
        }),
      }),
    }),
  );

  const Coordinates = builder.objectRef<{ latitude: number; longitude: number }>('Coordinates').implement({
    description: 'A point on the Earth, in degrees of WGS 84.',
    fields: (t) => ({
      latitude: t.exposeFloat('latitude', { price: VALUE }),
      longitude: t.exposeFloat('longitude', { price: VALUE }),
    }),
  });

  const PageInfoType = builder.objectRef<PageInfo>('PageInfo').implement({
    description: 'Where a page stands in its list.',
    fields: (t) => ({
      hasNextPage: t.boolean({
        description: 'Whether rows stand after those of the page.',
        price: VALUE,
        reads: { further: true },
        resolve: (page) => page.hasNextPage(),
      }),
      hasPreviousPage: t.boolean({
        description: 'Whether rows stand before those of the page.',
        price: VALUE,
        reads: { further: true },
        resolve: (page) => page.hasPreviousPage(),
      }),
      startCursor: t.string({
        nullable: true,
        description: 'For `before`, to read the page before.',
        price: VALUE,
        reads: { cursors: true },
        resolve: ({ first }) => first?.cursor ?? null,
      }),
      endCursor: t.string({
        nullable: true,
        description: 'For `after`, to read the next page.',
        price: VALUE,
        reads: { cursors: true },
        resolve: ({ last }) => last?.cursor ?? null,
      }),
    }),
  });

  const Facet = builder.objectRef<FacetCount>('Facet').implement({
    description: 'How often a value occurs in a whole list, whatever the page.',
    fields: (t) => ({
      value: t.exposeString('value', { price: VALUE }),
      label: t.string({
        description: 'The value in words.',
        price: VALUE,
        args: languageArgs(t),
        resolve: ({ words }, args, operation) => say(words, preferred(args, operation)),
      }),
      count: t.exposeInt('count', { price: VALUE }),
    }),
  });

  const QuestionType = builder.objectRef<Question>('DossierQuestion').implement({
    description: 'A question that a dossier or the model brings, ready to be asked.',
    fields: (t) => ({
      title: t.field({
        type: Text,
        description: 'What it asks, in the first of the languages that it has a title in.',
        price: VALUE,
        args: languageArgs(t),
        resolve: ({ title }, args, operation) => textIn(title, preferred(args, operation)),
      }),
      document: t.exposeString('document', { description: 'It as a GraphQL document.', price: VALUE }),
      variables: t.string({
        nullable: true,
        description: 'The variables of the document, as a JSON object; null where it has none.',
        price: VALUE,
        resolve: ({ variables }) => variables ?? null,
      }),
    }),
  });

  return {
    Text,
    Span,
    Identifier,
    Quantity,
    Coordinates,
    ofMoney,
    PageInfo: PageInfoType,
    Facet,
    Question: QuestionType,
  };
}

/** The argument of every field that speaks. */
export function languageArgs(t: Arguments) {
  return {
    languages: t.arg({
      type: ['LanguageTag'],
      price: EACH,
      description: 'Languages to try in turn, such as `["ar", "en"]`; then those of the request, English, any.',
    }),
  };
}

export type ValueTypes = ReturnType<typeof addValueTypes>;

/** Catalogues that have a page for each entry. */
const CATALOGUES: { readonly [scheme: string]: ((value: string) => string) | undefined } = {
  wikidata: (id) => `https://www.wikidata.org/wiki/${id}`,
  geonames: (id) => `https://www.geonames.org/${id}`,
  'iso-3166-1-alpha-2': (code) => `https://www.iso.org/obp/ui/#iso:code:3166:${code}`,
};
