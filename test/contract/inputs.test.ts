/** What is absent, null, or the default written out is one question: of every nullable input that the schema has. */
import {
  astFromValue,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLOutputType,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type OperationDefinitionNode,
  parse,
  print,
} from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { readArguments } from '../../src/api/exports/arguments.ts';
import { argumentsOf } from '../../src/declare/schema/arguments.ts';
import { buildModelSchema } from '../../src/model/index.ts';
import { type Client, clientOf } from '../support/ask.ts';
import { loadShipped } from '../support/dossier.ts';
import { forEachEngine } from '../support/engines.ts';
import { model } from '../support/model.ts';
import { selecting, writeExamples } from '../support/objects.ts';

type Input = GraphQLArgument | GraphQLInputField;
type Values = { readonly [name: string]: unknown };
type AnyField = GraphQLField<unknown, unknown>;

const schema = buildModelSchema(model);

/** Fields whose arguments are tested, each where it is declared first: at an interface, else at its type. */
interface Site {
  readonly type: GraphQLNamedType;
  readonly field: AnyField;
}

const sites: Site[] = Object.values(schema.getTypeMap()).flatMap((type) => {
  if (!(isObjectType(type) || isInterfaceType(type)) || type.name.startsWith('__')) return [];
  const inherited = new Set(type.getInterfaces().flatMap((each) => Object.keys(each.getFields())));
  const own = Object.values(type.getFields()).filter(({ name, args }) => args.length > 0 && !inherited.has(name));
  return own.map((field) => ({ type, field }));
});

/** A nullable input: the arguments of its field with one value for it, and the others as they have to be. */
interface Nullable {
  readonly path: string;
  readonly input: Input;
  readonly argumentsWith: (value: unknown) => Values;
}

/** The arguments that are needed, and an interval beside what reads it. */
function needed(inputs: readonly Input[], isEntry = false): Values {
  const values: { [name: string]: unknown } = {};
  for (const { name, type, defaultValue } of inputs) {
    if (String(type) === 'EDTF') values[name] = '2023-11/2024-06';
    if (isNonNullType(type) && defaultValue === undefined) values[name] = sample(name, type);
  }
  // A condition of a list names somebody.
  const list = inputs.find(({ type }) => String(type) === '[ID!]');
  return isEntry && list ? { ...values, [list.name]: ['Country:TR'] } : values;
}

function sample(name: string, type: GraphQLInputType): unknown {
  const present = getNullableType(type);
  if (isListType(present)) return [sample(name, present.ofType)];
  if (isEnumType(present)) return present.getValues()[0]?.value;
  if (String(present) === 'ID') return name === 'to' ? 'Organization:oic' : 'Country:TR';
  return 'gaza';
}

function nullableOf(inputs: readonly Input[], isEntry = false): Nullable[] {
  const others = needed(inputs, isEntry);
  return inputs.flatMap((input) => {
    const put = (value: unknown) => {
      const { [input.name]: _, ...rest } = others;
      return value === undefined ? rest : { ...rest, [input.name]: value };
    };
    const type = getNullableType(input.type);
    const item = isListType(type) ? getNullableType(type.ofType) : type;
    const within = isInputObjectType(item)
      ? nullableOf(Object.values(item.getFields()), isListType(type)).map(
          ({ path, input: inner, argumentsWith }): Nullable => ({
            path: `${input.name}.${path}`,
            input: inner,
            argumentsWith: (value) => put(isListType(type) ? [argumentsWith(value)] : argumentsWith(value)),
          }),
        )
      : [];
    return isNonNullType(input.type) ? within : [{ path: input.name, input, argumentsWith: put }, ...within];
  });
}

/** All that asks for the same: an input absent, null, its default written out, or an object that says no more than that. */
function variantsOf({ input, argumentsWith }: Nullable): Values[] {
  const values = [undefined, null];
  if (input.defaultValue !== undefined) values.push(input.defaultValue as never);
  if (isInputObjectType(input.type) && Object.values(input.type.getFields()).every(({ type }) => !isNonNullType(type)))
    values.push({} as never);
  return values.map(argumentsWith);
}

const nullables = sites.flatMap(({ type, field }) =>
  nullableOf(field.args).map((nullable) => ({
    name: `${type.name}.${field.name}(${nullable.path}:)`,
    type,
    field,
    nullable,
  })),
);

function literal(field: AnyField, values: Values): string {
  const written = Object.entries(values).map(([name, value]) => {
    const input = field.args.find((each) => each.name === name);
    const node = input && astFromValue(value, getNullableType(input.type));
    return `${name}: ${node ? print(node) : 'null'}`;
  });
  return written.length > 0 ? `(${written.join(', ')})` : '';
}

/** All that takes no argument, as deep as the rows of a list. */
function selectionOf(type: GraphQLOutputType, depth = 2): string {
  const named = getNamedType(type);
  if (isLeafType(named)) return '';
  if (!isObjectType(named) && !isInterfaceType(named)) return '{ __typename }';
  const fields = Object.values(named.getFields()).flatMap((field) => {
    if (field.args.length > 0 || (depth === 0 && !isLeafType(getNamedType(field.type)))) return [];
    return `${field.name} ${selectionOf(field.type, depth - 1)}`;
  });
  return `{ __typename ${fields.join(' ')} }`;
}

it('there are nullable inputs with a default, and each is asked about', () => {
  const asked = new Set(nullables.map(({ nullable }) => nullable.input));
  const all = Object.values(schema.getTypeMap()).flatMap((type) =>
    isInputObjectType(type) ? Object.values(type.getFields()) : [],
  );
  const withDefault = all.filter(({ defaultValue }) => defaultValue !== undefined);
  expect(withDefault.length).toBeGreaterThanOrEqual(8);
  expect(withDefault.filter(({ type }) => isNonNullType(type))).toEqual([]);
  expect(all.filter((input) => !isNonNullType(input.type) && !asked.has(input))).toEqual([]);
});

describe('a graph as a file takes the arguments that a query does', () => {
  const EXPORTED = ['neighborhood', 'subgraph', 'coParticipations'];
  it.each(nullables.filter(({ type, field }) => type.name === 'Query' && EXPORTED.includes(field.name)))(
    '$name',
    ({ field, nullable }) => {
      for (const values of variantsOf(nullable)) {
        const document = parse(`{ ${field.name}${literal(field, values)} }`);
        const [node] = (document.definitions[0] as OperationDefinitionNode).selectionSet.selections;
        if (node?.kind !== 'Field') throw new Error('The query has no field.');
        const { filter, ...own } = values;
        const parameters = new URLSearchParams();
        // No parameter says null, but the JSON of one can.
        for (const [name, value] of Object.entries({ ...(filter as object), ...own }))
          if (value !== null)
            parameters.set(name, typeof value === 'object' && !isIds(value) ? JSON.stringify(value) : String(value));
        expect(readArguments(field.args, parameters, [])).toEqual(argumentsOf(field, node));
      }
    },
  );
});

function isIds(value: unknown): boolean {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}

forEachEngine((engine) => {
  let client: Client;
  const best = new Map<string, string>();
  beforeAll(async () => {
    const graph = await engine.open();
    await loadShipped(graph);
    await writeExamples(graph);
    client = clientOf(graph, 0);
    // What is found out about the whole graph is found out once.
    await client.ask('{ coParticipations(first: 1) { totalCount } }');
    for (const value of Object.keys(model.entityTypes.values)) {
      const found = await client.ask(`{ entities(types: [${value}], first: 100) { nodes { id degree } } }`);
      const [most] = found.entities.nodes.sort((a: Ranked, b: Ranked) => b.degree - a.degree);
      best.set(String(most.id).split(':')[0] ?? '', most.id);
    }
  });

  interface Ranked {
    readonly id: string;
    readonly degree: number;
  }

  /** A query for what a type of object has, of the entity of its type with the most facts. */
  const within = ({ name }: GraphQLNamedType, selected: string) => selecting(name, selected, (type) => best.get(type));

  const aliased = ({ field }: Site, variants: readonly Values[]) =>
    variants
      .map((values, index) => `as${index}: ${field.name}${literal(field, values)} ${selectionOf(field.type)}`)
      .join(' ');

  describe('absent, null and the default are one question', () => {
    it.each(nullables)('$name', async ({ nullable, ...site }) => {
      const variants = variantsOf(nullable);
      const [absent = {}] = variants;
      const asked = await client.post(`{ ${within(site.type, aliased(site, variants))} }`);
      const alike = await client.post(
        `{ ${within(
          site.type,
          aliased(
            site,
            variants.map(() => absent),
          ),
        )} }`,
      );
      expect(alike.errors).toBeUndefined();
      expect(asked.body).toBe(alike.body);
      expect([...asked.statements].sort()).toEqual([...alike.statements].sort());
    });

    it('also where a variable says it', async () => {
      const query = `query ($certainty: Certainty, $through: Boolean, $direction: OrderDirection, $during: EDTF) {
        participations(first: 2, filter: { certainty: $certainty, during: $during, throughRepresentatives: $through, actors: ["Country:TR"] }, orderBy: { field: DATE, direction: $direction }) {
          totalCount edges { cursor }
        }
      }`;
      const absent = await client.post(query);
      expect(absent.errors).toBeUndefined();
      const none = { certainty: null, through: null, direction: null, during: null };
      expect((await client.post(query, none)).body).toBe(absent.body);
      const written = { certainty: 'POSSIBLE', through: false, direction: 'ASC' };
      expect((await client.post(query, written)).body).toBe(absent.body);
    });
  });
});
