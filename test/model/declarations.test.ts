/** What a model declares, and the schema that follows from it. */
import { readFileSync } from 'node:fs';
import {
  assertValidSchema,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  printSchema,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { entity, entityInterface, enumName, isA, labelsOf } from '../../src/declare/entity.ts';
import { among, flag } from '../../src/declare/filter.ts';
import { defineModel, entityTypeTerm, indexesOf, plainWords } from '../../src/declare/model.ts';
import { oneOf, text } from '../../src/declare/property.ts';
import { facts, neighbours, one, relationship } from '../../src/declare/relationship.ts';
import { buildSchema } from '../../src/declare/schema/build.ts';
import { term, vocabulary } from '../../src/declare/vocabulary.ts';
import { buildModelSchema, model } from '../../src/model/index.ts';
import { printPublic } from '../../src/public.ts';

const schema = buildModelSchema();

describe('the schema', () => {
  it('is valid', () => {
    expect(() => assertValidSchema(schema)).not.toThrow();
  });

  it('is built again in the same process, the same', () => {
    expect(printSchema(buildModelSchema())).toBe(printSchema(schema));
  });

  it('is small: at most 40,000 bytes without its descriptions', () => {
    const bytes = Number(/(\d+) bytes/.exec(printPublic().facts)?.[1]);
    expect(bytes).toBeGreaterThan(10_000);
    expect(bytes).toBeLessThanOrEqual(40_000);
  });

  it.each(Object.entries(printPublic().files))('is printed as it is in schema/%s', (name, printed) => {
    const committed = readFileSync(new URL(`../../schema/${name}`, import.meta.url), 'utf8');
    expect(committed, 'stale: run npm run schema').toBe(printed);
  });
});

describe('a reader of the schema finds described', () => {
  const types = Object.values(schema.getTypeMap()).filter(
    (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
  );

  it('every type', () => {
    expect(types.filter(({ description }) => !description).map(({ name }) => name)).toEqual([]);
  });

  it('every enum value', () => {
    const values = types.filter(isEnumType).flatMap((type) => type.getValues().map((value) => ({ type, value })));
    const bare = values
      .filter(({ value }) => !value.description)
      .map(({ type, value }) => `${type.name}.${value.name}`);
    expect(bare).toEqual([]);
  });

  it('every field whose name does not say it all', () => {
    const bare = members().filter(({ description, name }) => !description && !SAYS_ITSELF.test(name));
    expect(bare.map(({ name }) => name)).toEqual([]);
  });

  it('every argument, save those of paging and what a field is asked by', () => {
    const bare = members()
      .flatMap(({ name, arguments: args }) => args.map((argument) => ({ name: `${name}(${argument.name})`, argument })))
      .filter(({ argument }) => !argument.description && !ARGUMENT_SAYS_ITSELF.test(argument.name));
    expect(bare.map(({ name }) => name)).toEqual([]);
  });

  it('no description that is not a sentence', () => {
    const said = members().flatMap(({ name, description }) => (description ? [{ name, description }] : []));
    expect(
      said.filter(({ description }) => !/^[`A-Z\d\u2018(].*[.:)]$/su.test(description)).map(({ name }) => name),
    ).toEqual([]);
  });

  /** What the specification of connections means by them, and what its type and name say. */
  const SAYS_ITSELF =
    /(Connection|Edge)\.(edges|node|pageInfo)$|^(Text|Coordinates)\.|\.(value|count|type|types|otherType|url|document|summary|member|organization|actor|activity|actors|direction|field|certainty)$|^(CoParticipation\.b|Graph\.nodes)$/;
  const ARGUMENT_SAYS_ITSELF =
    /^(first|after|last|before|filter|orderBy|direction|certainty|id|ids|from|to|format|unit)$/;
});

/** Every field and input field, with its arguments. */
function members() {
  return Object.values(schema.getTypeMap())
    .filter((type) => !isIntrospectionType(type))
    .flatMap((type) => {
      if (isInputObjectType(type))
        return Object.values(type.getFields()).map((field) => memberOf(type.name, field, []));
      if (!isObjectType(type) && !isInterfaceType(type)) return [];
      return Object.values(type.getFields()).map((field) => memberOf(type.name, field, field.args));
    });
}

function memberOf(
  type: string,
  { name, description }: GraphQLField<unknown, unknown> | GraphQLInputField,
  args: readonly GraphQLArgument[],
) {
  return { name: `${type}.${name}`, description, arguments: args };
}

describe('the model', () => {
  it.each(model.types.map((type) => [type.name, type] as const))(
    '%s has words in every language of the product',
    (_, type) => {
      expect(Object.values(type.words).filter((word) => word.trim() === '')).toEqual([]);
      expect(entityTypeTerm(model, type.name)).toEqual({ value: enumName(type.name), words: type.words });
    },
  );

  it.each(model.relationships.map((each) => [each.name, each] as const))(
    '%s has words in every language, with and without its properties',
    (_, each) => {
      const plain = plainWords(each);
      for (const language of ['en', 'ar', 'tr'] as const) {
        expect(each.words[language].trim()).not.toBe('');
        expect(plain[language]).toMatch(/^[^{}]+$/);
      }
    },
  );

  it('names labels from the type to what everything is', () => {
    const country = model.types.find(({ name }) => name === 'Country');
    expect(country && labelsOf(country)).toEqual(['Country', 'Actor', 'Place', 'Entity']);
    expect(model.types.every((type) => type.is.every((each) => isA(type, each)))).toBe(true);
  });

  it('has an index for the order of every relationship, which is unique, and for its order at both ends', () => {
    const indexes = indexesOf(model).map(({ name, properties, kind }) => `${kind} ${name} ${properties.join(' ')}`);
    for (const { name } of model.relationships)
      expect(indexes).toEqual(
        expect.arrayContaining([`unique ${name} order`, `range ${name} source order`, `range ${name} target order`]),
      );
    expect(new Set(indexes).size).toBe(indexes.length);
  });
});

describe('a wrong declaration fails when the model is put together', () => {
  const words = { en: 'x', ar: 'س', tr: 'x' };
  const thing = (name: string, more: Partial<Parameters<typeof entity>[1]> = {}) =>
    entity(name, { description: 'A thing.', words, ...more });
  const Kind = vocabulary('Kind', { description: 'A kind.', values: { A: term('A.', 'a', 'ا', 'a') } });
  const Thing = thing('Thing');
  const link = (name: string, more: Partial<Parameters<typeof relationship>[1]> = {}) =>
    relationship(name, { description: 'A link.', words, from: { type: Thing }, to: { type: Thing }, ...more });

  it.each<[string, () => unknown, RegExp]>([
    [
      'two types of one name',
      () => defineModel({ types: [Thing, thing('Thing')], relationships: [] }),
      /entity type Thing/,
    ],
    [
      'a type with the name of its interface',
      () =>
        defineModel({
          types: [thing('Place', { is: [entityInterface('Place', { description: 'A place.' })] })],
          relationships: [],
        }),
      /entity type Place/,
    ],
    [
      'a type that is called Entity',
      () => defineModel({ types: [thing('Entity')], relationships: [] }),
      /entity type Entity/,
    ],
    [
      'two relationships of one name',
      () => defineModel({ types: [Thing], relationships: [link('LINK'), link('LINK')] }),
      /relationship type LINK/,
    ],
    [
      'a facet of a property that is not there',
      () => defineModel({ types: [Thing], relationships: [link('LINK', { facets: { kinds: 'kind' } })] }),
      /LINK names kind, which is no property of a choice/,
    ],
    [
      'a facet of a property that is no choice',
      () =>
        defineModel({
          types: [Thing],
          relationships: [
            link('LINK', {
              facets: { codes: 'code' },
              properties: { code: text({ description: 'A code.', pattern: /^x$/ }) },
            }),
          ],
        }),
      /LINK names code/,
    ],
    [
      'a default of a property that is not there',
      () => defineModel({ types: [Thing], relationships: [link('LINK', { defaults: { kind: 'A' } })] }),
      /LINK names kind/,
    ],
    [
      'words with the place of a property that is not there',
      () => defineModel({ types: [Thing], relationships: [link('LINK', { words: { ...words, tr: '{kind} x' } })] }),
      /LINK names kind/,
    ],
    [
      'two fields of one name from two relationships',
      () =>
        defineModel({
          types: [Thing],
          relationships: [
            link('ONE', { from: { type: Thing, field: neighbours('things', 'Things.') } }),
            link('OTHER', { from: { type: Thing, field: one('things', 'A thing.') } }),
          ],
        }),
      /field of Thing, things/,
    ],
    [
      'two fields of one name from both ends of a relationship',
      () =>
        defineModel({
          types: [Thing],
          relationships: [
            link('LINK', {
              from: { type: Thing, field: neighbours('things', 'Things.') },
              to: { type: Thing, field: neighbours('things', 'Things.') },
            }),
          ],
        }),
      /field of Thing, things/,
    ],
    [
      'a field with the name of a property',
      () =>
        defineModel({
          types: [thing('Other', { properties: { kind: oneOf(Kind) } })],
          relationships: [
            link('LINK', {
              from: {
                type: thing('Other', { properties: { kind: oneOf(Kind) } }) as never,
                field: one('kind', 'A kind.'),
              },
            }),
          ],
        }),
      /field of Other, kind/,
    ],
  ])('%s', (_, declare, message) => {
    expect(declare).toThrow(message);
  });

  it('a property of a fact that the schema has no field for fails when the schema is built', () => {
    const wrong = defineModel({
      types: [Thing],
      relationships: [
        link('LINK', { node: 'Linking', properties: { code: text({ description: 'A code.', pattern: /^x$/ }) } }),
      ],
    });
    expect(() => buildSchema(wrong, [])).toThrow(/LINK\.code: a fact has choices and references only/);
  });

  it('a right one gives a schema of its own', () => {
    const small = defineModel({
      types: [thing('Thing', { list: 'things', properties: { kind: oneOf(Kind) } })],
      relationships: [
        link('LINK', {
          node: 'Linking',
          list: { name: 'links', description: 'All links.' },
          from: { type: Thing, as: 'one', field: facts('links', 'Its links.') },
          filter: { ones: among('source', 'ID', { or: 'target', where: 'either' }), either: flag('Either end.') },
        }),
      ],
    });
    const sdl = printSchema(buildSchema(small, []));
    expect(sdl).toContain('type Linking implements Node & Relationship');
    expect(sdl).toMatch(
      /links\(first: Int, after: String, last: Int, before: String, filter: LinkingFilter, orderBy: LinkingOrder\): LinkingConnection/,
    );
    expect(sdl).not.toContain('type Country');
  });
});
