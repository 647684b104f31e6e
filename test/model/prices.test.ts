/** Every argument of the schema that can be long or large has a price, and the price is asked. */
import {
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputType,
  getNamedType,
  getNullableType,
  getOperationAST,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isListType,
  isObjectType,
  isRequiredArgument,
  parse,
  validate,
} from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { planning } from '../../src/api/plan/plan.ts';
import { fragmentsOf } from '../../src/api/plan/shape.ts';
import { VALUE } from '../../src/declare/price.ts';
import { Parts } from '../../src/declare/schema/parts.ts';
import { buildModelSchema } from '../../src/model/index.ts';
import { type Client, clientOf } from '../support/ask.ts';
import { loadShipped } from '../support/dossier.ts';
import { openTemporary } from '../support/engines.ts';
import { model } from '../support/model.ts';
import { selecting, writeExamples } from '../support/objects.ts';

const schema = buildModelSchema(model);
const planOf = planning(schema, model);

type Input = GraphQLArgument | GraphQLInputField;
type Values = { readonly [name: string]: unknown };

/** An argument, or a field of one, however deep. */
interface Place {
  readonly name: string;
  readonly type: string;
  readonly field: string;
  /** The argument, then the fields of inputs. */
  readonly inputs: readonly [GraphQLArgument, ...Input[]];
}

const types = Object.values(schema.getTypeMap()).filter(
  (type) => (isObjectType(type) || isInterfaceType(type)) && !type.name.startsWith('__'),
);

/** The leaves of every argument; a filter within a filter is looked at once. */
const places: readonly Place[] = types.flatMap((type) =>
  isObjectType(type) || isInterfaceType(type)
    ? Object.values(type.getFields()).flatMap((field) =>
        field.args.flatMap((arg) =>
          leavesOf(arg).map(
            (inputs): Place => ({
              name: `${type.name}.${field.name}(${inputs.map(({ name }) => name).join('.')})`,
              type: type.name,
              field: field.name,
              inputs: [arg, ...inputs.slice(1)],
            }),
          ),
        ),
      )
    : [],
);

function leavesOf(input: Input, seen: readonly string[] = []): Input[][] {
  const type = getNamedType(input.type);
  if (!isInputObjectType(type)) return [[input]];
  if (seen.includes(type.name)) return [];
  return Object.values(type.getFields()).flatMap((field) =>
    leavesOf(field, [...seen, type.name]).map((rest) => [input, ...rest]),
  );
}

function leafOf({ inputs }: Place): Input {
  return inputs.at(-1) ?? inputs[0];
}

const isFew = (type: GraphQLInputType) =>
  !isListType(getNullableType(type)) && (isEnumType(getNamedType(type)) || getNamedType(type).name === 'Boolean');
const isNumber = (type: GraphQLInputType) => getNamedType(type).name === 'Int';

/** An operation that gives a value to an argument, or to a field of one, and asks for the lists that it can lengthen. */
function operationOf(place: Place, value: unknown): { query: string; variables: Values } {
  const type = schema.getType(place.type);
  const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[place.field] : undefined;
  if (!field) throw new Error(place.name);
  const [arg] = place.inputs;
  const others = field.args.filter((each) => each !== arg && isRequiredArgument(each));
  const given = [`${arg.name}: $v`, ...others.map((each) => `${each.name}: ${example(each)}`)].join(', ');
  const query = `query ($v: ${arg.type}) { ${selecting(place.type, `${place.field}(${given}) ${selectionOf(field.type)}`)} }`;
  return { query, variables: { v: nested(place.inputs, value) } };
}

function example({ type, name }: GraphQLArgument): string {
  if (isEnumType(getNamedType(type))) return 'GEXF';
  if (name === 'query') return '"tur"';
  return isListType(getNullableType(type)) ? '["Country:TR"]' : name === 'to' ? '"Country:EG"' : '"Country:TR"';
}

/** The value of an argument in which a field has a value. */
function nested([input, ...inner]: readonly Input[], value: unknown): unknown {
  const [next] = inner;
  const inside = next ? { [next.name]: nested(inner, value) } : value;
  return next && input && isListType(getNullableType(input.type)) ? [inside] : inside;
}

function selectionOf(output: Parameters<typeof getNamedType>[0]): string {
  const type = getNamedType(output);
  if (!type || isLeafType(type)) return '';
  if (!isObjectType(type)) return '{ __typename }';
  const lists = Object.values(type.getFields()).filter(
    (field) => isListType(getNullableType(field.type)) && !isLeafType(getNamedType(field.type)),
  );
  return `{ __typename ${lists.map(({ name }) => `${name} { __typename }`).join(' ')} }`;
}

function costOf({ query, variables }: { query: string; variables: Values }): number {
  const document = parse(query);
  expect(validate(schema, document)).toEqual([]);
  const operation = getOperationAST(document);
  if (!operation) throw new Error(query);
  const plan = planOf(operation, fragmentsOf(document), () => {});
  const { coerced, errors } = plan.variables(variables);
  expect(errors).toBeUndefined();
  return plan.cost(coerced ?? {});
}

/** A value of a type: of a list so many, of a text so many characters, a number itself. */
function exampleOf(type: GraphQLInputType, size: number): unknown {
  const bare = getNullableType(type);
  if (isListType(bare)) return Array.from({ length: size }, () => exampleOf(bare.ofType, 1));
  if (isEnumType(bare)) return bare.getValues()[0]?.name;
  return isNumber(bare) ? size : 'a'.repeat(size);
}

const long = places.filter((place) => !isFew(leafOf(place).type) && !isNumber(leafOf(place).type));
const sized = places.filter((place) => isNumber(leafOf(place).type) && leafOf(place).extensions.price !== 'nothing');

describe('what an argument adds to a cost', () => {
  it('is declared of all that can be long or large', () => {
    expect(places.length).toBeGreaterThan(200);
    const free = places.filter((place) => leafOf(place).extensions.price === 'nothing' && !isFew(leafOf(place).type));
    // The price of their fields is for the largest that they take, and of the other a larger one is less work.
    expect([...new Set(free.map(({ name }) => name))].sort()).toEqual([
      'Query.coParticipations(minimum)',
      'Query.neighborhood(depth)',
    ]);
  });

  it.each(long.map((place) => [place.name, place] as const))('%s: more for what is longer', (_, place) => {
    const { type } = leafOf(place);
    const size = isListType(getNullableType(type)) ? 50 : 5_000;
    expect(costOf(operationOf(place, exampleOf(type, size)))).toBeGreaterThanOrEqual(
      costOf(operationOf(place, exampleOf(type, 1))) + Math.min(5, size),
    );
  });

  it.each(sized.map((place) => [place.name, place] as const))('%s: more for a larger number', (_, place) => {
    expect(costOf(operationOf(place, 40))).toBeGreaterThan(costOf(operationOf(place, 2)));
  });

  it('is once for what is looked at once, however many objects have the field', () => {
    const labels = (first: number, languages: readonly string[]) =>
      costOf({
        query: 'query ($v: Int, $l: [LanguageTag!]) { countries(first: $v) { nodes { label(languages: $l) } } }',
        variables: { v: first, l: languages },
      });
    const none = labels(100, []);
    expect(labels(100, ['en', 'ar', 'tr'])).toBe(none + 3);
    expect(labels(1, ['en', 'ar', 'tr']) - labels(1, [])).toBe(3);
  });

  it('is nothing where a directive leaves it out', () => {
    const asked = (yes: boolean) =>
      costOf({
        query:
          'query ($yes: Boolean!) { countries(first: 1) { nodes { id label(languages: ["en"]) @include(if: $yes) } } }',
        variables: { yes },
      });
    expect(asked(true)).toBe(asked(false) + 2);
  });
});

describe('what the price of a length is for', () => {
  let client: Client;
  beforeAll(async () => {
    const graph = await openTemporary();
    await loadShipped(graph);
    await writeExamples(graph);
    client = clientOf(graph);
  });

  const bounded = places.filter(
    (place) => typeof leafOf(place).extensions.price === 'object' && 'sizes' in priceOf(place),
  );

  it.each(bounded.map((place) => [place.name, place] as const))('%s: no more is taken', async (_, place) => {
    const price = priceOf(place);
    if (!('sizes' in price)) throw new Error(place.name);
    const { query, variables } = operationOf(place, exampleOf(leafOf(place).type, price.most + 1));
    const { errors = [] } = await client.post(query, variables);
    expect(errors.map(({ extensions }) => extensions?.code)).toContain('BAD_USER_INPUT');
    expect(errors[0]?.message).toMatch(new RegExp(`^${leafOf(place).name}: ${price.most + 1} `));
  });
});

function priceOf(place: Place) {
  const { price } = leafOf(place).extensions;
  return typeof price === 'object' ? price : { each: 0 };
}

describe('a schema', () => {
  const built = (add: (parts: Parts) => void) => () => {
    const parts = new Parts(model);
    parts.builder.queryType({});
    add(parts);
    return parts.builder.toSchema();
  };

  it('has no field without a price', () => {
    // @ts-expect-error: it has no price
    const add = ({ builder }: Parts) => builder.queryField('free', (t) => t.string({ resolve: () => '' }));
    expect(built(add)).toThrow('Query.free has no price.');
  });

  it('has no argument without a price', () => {
    const add = ({ builder }: Parts) =>
      builder.queryField('asks', (t) =>
        t.string({
          price: VALUE,
          // @ts-expect-error: it has no price
          args: { ids: t.arg.idList() },
          resolve: () => '',
        }),
      );
    expect(built(add)).toThrow('Query.asks(ids) has no price.');
  });

  it('has no list, and no text, that is said to be free', () => {
    const add = ({ builder }: Parts) =>
      builder.queryField('asks', (t) =>
        t.string({ price: VALUE, args: { ids: t.arg.idList({ price: 'nothing' }) }, resolve: () => '' }),
      );
    expect(built(add)).toThrow('Query.asks(ids) can be long, and its price is nothing.');
  });

  it('has no list of which nobody says how long it is', () => {
    const add = ({ builder }: Parts) =>
      builder.queryField('many', (t) => t.stringList({ price: VALUE, resolve: () => [] }));
    expect(built(add)).toThrow('Query.many: a list, and nothing else, has a price for its rows.');
  });
});
