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
import { enumName, isA, labelsOf } from '../../src/declare/entity.ts';
import { entityTypeTerm, indexesOf, plainWords } from '../../src/declare/model.ts';
import { buildSchema } from '../../src/declare/schema/build.ts';
import { shippedModels } from '../../src/model/choice.ts';
import { buildModelSchema } from '../../src/model/index.ts';
import { RESERVED_FIELDS, RESERVED_LISTS, RESERVED_TYPES } from '../../src/model/names.ts';
import { printPublic } from '../../src/public.ts';
import { model } from '../support/model.ts';
import { HEAD, modelFrom } from '../support/models.ts';

const schema = buildModelSchema(model);

const published = printPublic(model, await shippedModels());

describe('the schema', () => {
  it('is valid', () => {
    expect(() => assertValidSchema(schema)).not.toThrow();
  });

  it('is built again in the same process, the same', () => {
    expect(printSchema(buildModelSchema(model))).toBe(printSchema(schema));
  });

  it('is small: at most 40,000 bytes without its descriptions', () => {
    const bytes = Number(/(\d+) bytes/.exec(published.facts)?.[1]);
    expect(bytes).toBeGreaterThan(10_000);
    expect(bytes).toBeLessThanOrEqual(40_000);
  });

  it.each(Object.entries(published.files))('is printed as it is in schema/%s', (name, printed) => {
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
    const ends = new Set(
      model.relationships.flatMap(({ node, source, target }) => [`${node}.${source?.name}`, `${node}.${target?.name}`]),
    );
    const bare = members().filter(
      ({ description, name }) => !description && !SAYS_ITSELF.test(name) && !ends.has(name),
    );
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
    /(Connection|Edge)\.(edges|node|pageInfo)$|^(Text|Coordinates)\.|\.(value|count|type|types|otherType|url|document|summary|actor|actors|direction|field|certainty)$|^(CoParticipation\.b|Graph\.nodes)$/;
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

describe('the names that no model may use', () => {
  it('are those that the schema has whatever the model', () => {
    const { types, relationships, vocabularies } = model;
    const around = (name: string) =>
      ['', 'Connection', 'Edge', 'Filter', 'Order', 'OrderField'].map((end) => name + end);
    const declared = new Set([
      ...types.flatMap(({ name }) => around(name)),
      ...relationships.flatMap(({ node }) => (node === undefined ? [] : around(node))),
      ...vocabularies.map(({ name }) => name),
      // A typed list of neighbours.
      ...around('Place').slice(1),
    ]);
    const own = Object.keys(schema.getTypeMap()).filter((name) => !declared.has(name) && !name.startsWith('__'));
    expect(own.filter((name) => !RESERVED_TYPES.has(name))).toEqual([]);
    const lists = new Set([
      ...types.flatMap(({ list = [] }) => list),
      ...relationships.flatMap(({ list }) => list?.name ?? []),
    ]);
    const roots = Object.keys(schema.getQueryType()?.getFields() ?? {}).filter((name) => !lists.has(name));
    expect(roots.filter((name) => !RESERVED_LISTS.has(name))).toEqual([]);
    const ofEnds = new Set(
      relationships.flatMap(({ ends }) => ends.flatMap(({ from, to }) => [from.field?.name, to.field?.name])),
    );
    const everybody = ['Entity', 'Relationship', 'Actor', 'Activity', 'Place'].flatMap((name) =>
      Object.keys(interfaceFields(name)),
    );
    expect(everybody.filter((name) => !RESERVED_FIELDS.has(name) && !ofEnds.has(name))).toEqual([]);
  });
});

function interfaceFields(name: string) {
  const type = schema.getType(name);
  return isInterfaceType(type) ? type.getFields() : {};
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
      for (const language of ['en', 'ar', 'tr', 'fr']) {
        expect(each.words[language]?.trim()).not.toBe('');
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

describe('a model of one type', () => {
  const small = () =>
    modelFrom({
      'model.yaml': `${HEAD}entities:
  Thing: { description: A thing., words: { en: thing }, list: things, properties: { kind: { kind: choice, vocabulary: Kind, required: true } } }
vocabularies:
  Kind: { description: A kind., values: { A: { description: A., words: { en: a } } } }
relationships:
  LINKS:
    description: A link.
    words: { en: links }
    node: Linking
    from: { type: Thing, as: one, description: The first., field: { facts: links, description: Its links. } }
    to: Thing
`,
    });

  it('gives a schema of its own', async () => {
    const schema = buildSchema(await small(), []);
    assertValidSchema(schema);
    const sdl = printSchema(schema);
    expect(sdl).toContain('type Linking implements Node & Relationship');
    expect(sdl).toMatch(/"""The first."""\n {2}one: Thing!/);
    expect(sdl).toMatch(/links\(first: Int, after: String, last: Int, before: String\): LinkingConnection/);
    expect(sdl).not.toContain('type Country');
  });

  it('has the indexes of its types alone', async () => {
    const names = new Set(indexesOf(await small()).map(({ name }) => name));
    expect([...names].sort()).toEqual([
      'Dossier',
      'Entity',
      'GraphVersion',
      'LINKS',
      'Passage',
      'SourceDocument',
      'Thing',
    ]);
  });
});
