/** Random models: types of entity and of fact with properties of every kind, some to filter, to order and to add up by. */
import fc from 'fast-check';

/** Draws a value. */
export type Draw = <T>(arbitrary: fc.Arbitrary<T>) => T;

export const KINDS = [
  'text',
  'identifier',
  'url',
  'choice',
  'choices',
  'reference',
  'references',
  'number',
  'money',
  'boolean',
  'date',
] as const;
export type Kind = (typeof KINDS)[number];

export interface DrawnProperty {
  readonly name: string;
  readonly kind: Kind;
  readonly filter: boolean;
  readonly order: boolean;
  readonly total: boolean;
}

/** A type of entity, or of fact, with what is drawn of it. */
export interface DrawnType {
  readonly name: string;
  readonly list: string;
  readonly properties: readonly DrawnProperty[];
}

export interface DrawnModel {
  readonly entities: readonly DrawnType[];
  /** Who owns whom; each end may be of any type of entity. */
  readonly owning: DrawnType;
  readonly yaml: string;
}

const ORDERED: readonly Kind[] = ['text', 'identifier', 'number', 'money', 'date'];
const SUMMED: readonly Kind[] = ['number', 'money'];
export const COLORS = ['RED', 'GREEN', 'BLUE'];

function propertiesOf(draw: Draw, prefix: string, canBeTotalled: boolean): DrawnProperty[] {
  const kinds = draw(fc.array(fc.constantFrom(...KINDS), { minLength: 2, maxLength: 6 }));
  return kinds.map((kind, index) => ({
    name: `${prefix}${'abcdef'[index]}${kind}`,
    kind,
    filter: kind !== 'url' && draw(fc.integer({ min: 0, max: 3 })) > 0,
    order: ORDERED.includes(kind) && draw(fc.integer({ min: 0, max: 3 })) > 0,
    total: canBeTotalled && SUMMED.includes(kind) && draw(fc.boolean()),
  }));
}

export function randomModel(draw: Draw): DrawnModel {
  const entities = ['Firm', 'Person', 'Deal'].map((name) => ({
    name,
    list: `${name.toLowerCase()}List`,
    properties: propertiesOf(draw, name.slice(0, 1).toLowerCase(), name === 'Deal'),
  }));
  const owning = { name: 'OWNS', list: 'ownings', properties: propertiesOf(draw, 'o', false) };
  return { entities, owning, yaml: yamlOf(entities, owning) };
}

/** JSON is YAML too. */
function yamlOf(entities: readonly DrawnType[], owning: DrawnType): string {
  const said = { description: 'As drawn.', words: { en: 'drawn' } };
  return JSON.stringify({
    model: 'drawn',
    title: { en: 'Drawn' },
    languages: ['en'],
    vocabularies: {
      Color: { description: 'A color.', values: Object.fromEntries(COLORS.map((each) => [each, said])) },
      Part: { description: 'A part.', values: { PAYER: said, PAYEE: said } },
    },
    entities: Object.fromEntries(
      entities.map(({ name, list, properties }) => [
        name,
        { ...said, list, is: [name === 'Deal' ? 'Activity' : 'Actor'], properties: declared(properties) },
      ]),
    ),
    relationships: {
      TOOK: {
        plays: 'participation',
        ...said,
        node: 'Taking',
        list: { name: 'takings', description: 'All.' },
        from: { type: 'Actor', as: 'actor', field: { facts: 'takings', description: 'All.' } },
        to: { type: 'Activity', as: 'activity', field: { facts: 'takers', description: 'All.' } },
        properties: { role: { kind: 'choice', vocabulary: 'Part', required: true } },
      },
      OWNS: {
        ...said,
        node: 'Owning',
        list: { name: owning.list, description: 'All.' },
        from: { type: ['Firm', 'Person'], as: 'owner', field: { facts: 'owned', description: 'All.' } },
        to: { type: ['Firm', 'Person'], as: 'thing', field: { facts: 'owners', description: 'All.' } },
        properties: declared(owning.properties),
      },
    },
  });
}

function declared(properties: readonly DrawnProperty[]): { readonly [name: string]: object } {
  return Object.fromEntries(
    properties.map(({ name, kind, filter, order, total }) => [
      name,
      {
        kind,
        description: 'As drawn.',
        ...(kind === 'choice' || kind === 'choices' ? { vocabulary: 'Color' } : {}),
        ...(kind === 'reference' || kind === 'references' ? { to: 'Actor' } : {}),
        ...(filter ? { filter: 'true', ...(isListed(kind) ? { many: fieldOf(name) } : {}) } : {}),
        ...(order ? { order: 'true' } : {}),
        ...(total ? { total: 'true' } : {}),
      },
    ]),
  );
}

/** Whether a filter takes a list of values. */
export function isListed(kind: Kind): boolean {
  return ['text', 'identifier', 'choice', 'choices', 'reference', 'references'].includes(kind);
}

/** What the field of a filter is called where it takes a list. */
export function fieldOf(name: string): string {
  return `${name}List`;
}
