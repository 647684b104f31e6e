import fc from 'fast-check';
import {
  buildSchema,
  execute,
  type GraphQLSchema,
  getIntrospectionQuery,
  getOperationAST,
  isInterfaceType,
  isObjectType,
  parse,
  validate,
} from 'graphql';
import { describe, expect, test } from 'vitest';
import { Executor } from '../../src/api/execution/execute.ts';
import { type OperationPlan, planning } from '../../src/api/plan/plan.ts';
import { fragmentsOf } from '../../src/api/plan/shape.ts';
import { Turns } from '../../src/declare/turns.ts';
import { model } from '../support/model.ts';

const SDL = `
  interface Named { name: String! friend: Named friends(first: Int = 2, tag: Tag): [Named!] }
  type Person implements Named { name: String! friend: Named friends(first: Int = 2, tag: Tag): [Named!] age: Int bad: Int! worse: [Int!]! later: Person! tag: Tag }
  type Robot implements Named { name: String! friend: Named friends(first: Int = 2, tag: Tag): [Named!] model: ID! bad: Int fails: [Person!] holes: [Person] }
  enum Tag { A B }
  input Where { tags: [Tag!] least: Int = 3 }
  type Query { me: Person robot: Robot! anyone: [Named] echo(text: String!, where: Where): String nothing: String list: [[Int]] }
`;

interface Being {
  readonly type: 'Person' | 'Robot';
  readonly name: string;
}

const person: Being = { type: 'Person', name: 'Ada' };
const robot: Being = { type: 'Robot', name: 'Bender' };
const later = <T>(value: T) => new Promise<T>((resolve) => setImmediate(() => resolve(value)));

/** What the resolvers of every type are, those of half of the fields asynchronous. */
function schemaWithResolvers(): GraphQLSchema {
  const schema = buildSchema(SDL);
  const resolvers: { readonly [field: string]: (source: Being, args: { first?: number }) => unknown } = {
    friend: ({ type }) => later(type === 'Person' ? robot : person),
    friends: (_source, { first = 0 }) => [person, robot, later(person)].slice(0, first),
    age: () => later(36),
    bad: ({ name }) => {
      throw new Error(`${name} is bad`);
    },
    worse: () => [1, later(null)],
    later: () => later(person),
    tag: () => 'B',
    model: () => 7,
    fails: () => Promise.reject(new Error('no list')),
    holes: () => [person, null, new Error('a hole'), later(person)],
    me: () => later(person),
    robot: () => robot,
    anyone: () => later([robot, person, null]),
    echo: (_source, args) => JSON.stringify(args),
    nothing: () => undefined,
    list: () => [[1, null], null, later([2])],
  };
  for (const type of Object.values(schema.getTypeMap())) {
    if (isInterfaceType(type)) type.resolveType = (value: Being) => value.type;
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const [name, field] of Object.entries(type.getFields()))
      if (resolvers[name]) field.resolve = resolvers[name] as never;
  }
  return schema;
}

const schema = schemaWithResolvers();
const executor = new Executor(schema);
const planOf = planning(schema, model);

function plan(text: string): OperationPlan {
  const document = parse(text);
  const operation = getOperationAST(document);
  if (!operation) throw new Error(`${text} is no operation.`);
  return planOf(operation, fragmentsOf(document), () => {});
}

/** What ours answers to a request of an operation that is planned. */
async function answerOf(planned: OperationPlan, variables: { readonly [name: string]: unknown } = {}) {
  const { coerced, errors } = planned.variables(variables);
  return coerced ? await executor.execute(planned, coerced, { context: {}, turns: new Turns() }) : { errors };
}

/** What ours and graphql's own executor answer; errors by their places. */
async function both(text: string, variables: { readonly [name: string]: unknown } = {}) {
  const document = parse(text);
  expect(validate(schema, document)).toEqual([]);
  const ours = await answerOf(plan(text), variables);
  return { ours: told(ours), theirs: told(await execute({ schema, document, variableValues: variables })) };
}

function told({ data, errors }: Awaited<ReturnType<typeof execute>>) {
  const places = errors?.map((error) => JSON.stringify(error)).sort();
  // As text, so that the order of keys counts and the prototype does not.
  return { data: JSON.stringify(data), errors: places };
}

describe('answers as graphql itself does', () => {
  test.each([
    ['leaves, objects and lists', '{ me { name age tag later { name } } list }'],
    ['an interface and its types', '{ anyone { __typename name ... on Person { age } ... on Robot { model } } }'],
    ['aliases', '{ a: me { x: name y: name } b: me { age } }'],
    ['a key that every object has', '{ me { __proto__: name constructor: age toString: tag } }'],
    [
      'fields merged from fragments',
      '{ me { ...F friend { name } ... on Named { friend { ... on Robot { model } } } } } fragment F on Person { friend { __typename } }',
    ],
    [
      'a fragment within itself left to validation, and one used twice',
      '{ me { ...F ...F later { ...F } } } fragment F on Named { name }',
    ],
    [
      'merging that differs by type',
      '{ anyone { friend { name } ... on Person { friend { friend { name } } } ... on Robot { friend { __typename } } } }',
    ],
    ['arguments with defaults', '{ me { friends { name } one: friends(first: 1) { name } } }'],
    ['an enum as an argument', '{ me { friends(tag: A) { name } } echo(text: "t", where: { tags: [A, B] }) }'],
    ['null where nothing is', '{ nothing anyone { name } }'],
    ['an error that leaves null', '{ robot { name bad } }'],
    ['an error that goes up to what may be null', '{ me { name bad } nothing }'],
    ['an error in an item that may not be null', '{ me { worse } robot { name } }'],
    ['an error that takes all', '{ robot { model friend { ... on Person { bad } } } }'],
    ['a list that fails', '{ robot { fails { name } } }'],
    ['items that fail', '{ robot { holes { name } } }'],
    ['introspection', getIntrospectionQuery()],
    ['one type', '{ __type(name: "Tag") { name enumValues { name } } __schema { queryType { name } } }'],
  ])('%s', async (_what, text) => {
    const { ours, theirs } = await both(text);
    expect(ours).toEqual(theirs);
  });

  test.each([true, false])('directives that depend on a variable: %s', async (yes) => {
    const text =
      'query ($yes: Boolean!) { me { name @include(if: $yes) age @skip(if: $yes) ... @include(if: $yes) { tag } } }';
    const { ours, theirs } = await both(text, { yes });
    expect(ours).toEqual(theirs);
  });

  const WITH_VARIABLES =
    'query ($text: String = "d", $tags: [Tag!], $least: Int) { echo(text: $text, where: { tags: $tags, least: $least }) }';

  test('variables, given and left out', async () => {
    for (const variables of [{ tags: ['A'] }, { text: 't', tags: ['A'] }, { tags: 'B', least: 8 }, { least: 9 }]) {
      const { ours, theirs } = await both(WITH_VARIABLES, variables);
      expect(ours).toEqual(theirs);
    }
  });

  test('but null is as good as absent, and so is an object of nothing but defaults', async () => {
    const { ours: absent } = await both('query ($text: String = "d") { echo(text: $text) }', {});
    for (const variables of [{}, { tags: null }, { tags: null, least: null }, { least: 3 }])
      expect((await both(WITH_VARIABLES, variables)).ours).toEqual(absent);
  });

  test('variables that are of another type', async () => {
    const { ours, theirs } = await both(
      'query ($text: String!, $tags: [Tag!]) { echo(text: $text, where: { tags: $tags }) }',
      {
        text: 1,
        tags: ['A', 'C'],
      },
    );
    expect(ours).toEqual(theirs);
    expect(ours.data).toBeUndefined();
  });

  test('an error within what is null already is not told, whatever the order', async () => {
    const { ours, theirs } = await both('{ me { bad later { friend { ... on Robot { bad } } } } nothing }');
    expect(ours).toEqual(theirs);
    expect(ours.errors).toHaveLength(1);
  });

  test('an operation that is planned answers as it did, whatever its directives left out before', async () => {
    const known = plan('query ($yes: Boolean!) { me { name @include(if: $yes) ... on Named { friend { name } } } }');
    const first = await answerOf(known, { yes: true });
    expect(await answerOf(known, { yes: false })).not.toEqual(first);
    expect(await answerOf(known, { yes: true })).toEqual(first);
  });

  test('whatever is selected', async () => {
    await fc.assert(
      fc.asyncProperty(selections('Query'), async (text) => {
        const { ours, theirs } = await both(
          `${text} fragment F on Named { name friend { __typename } }`.replace(/^\{/, '{ ...G ') +
            ' fragment G on Query { robot { ...F } }',
        );
        expect(ours.data).toBe(theirs.data);
        // Of what fails beside one another, and may not be null, whichever is first is told.
        expect(ours.errors === undefined).toBe(theirs.errors === undefined);
      }),
      { numRuns: 300 },
    );
  });
});

/** Selections of a type, at most four deep. Fields of one name have the same arguments, so that they can be merged. */
function selections(type: string, depth = 4): fc.Arbitrary<string> {
  const leaf = (names: readonly string[]) => fc.constantFrom('__typename', ...names);
  const inner = (field: string, of: string) => selections(of, depth - 1).map((inside) => `${field} ${inside}`);
  const on = (of: string) => selections(of, depth - 1).map((inside) => `... on ${of} ${inside}`);
  const named = depth > 1 ? [inner('friend', 'Named'), inner('friends(first: 3)', 'Named')] : [];
  const ofType: { readonly [name: string]: readonly fc.Arbitrary<string>[] } = {
    Query:
      depth > 1
        ? [leaf(['nothing', 'list']), inner('me', 'Person'), inner('robot', 'Robot'), inner('anyone', 'Named')]
        : [leaf(['nothing'])],
    Named: [leaf(['name']), ...named, ...(depth > 1 ? [on('Person'), on('Robot')] : [])],
    Person: [
      leaf(['name', 'age', 'tag', 'personBad: bad', 'worse']),
      ...named,
      ...(depth > 1 ? [inner('later', 'Person')] : []),
    ],
    Robot: [
      leaf(['name', 'model', 'robotBad: bad']),
      ...named,
      ...(depth > 1 ? [inner('fails', 'Person'), inner('holes', 'Person')] : []),
    ],
  };
  return fc
    .array(fc.oneof(...(ofType[type] ?? [])), { minLength: 1, maxLength: 4 })
    .map((all) => `{ ${all.join(' ')} }`);
}
