/**
 * Random graphs and random questions: every answer of the server is what a plain evaluation in memory says, written
 * from DESIGN's text alone. DRAGOMAN_PROPERTY_RUNS asks for more graphs, DRAGOMAN_PROPERTY_SEED for others; a
 * failure prints its seed, the graph and the query.
 */
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Graph, written } from '../../src/graph/port.ts';
import * as whole from '../../tools/whole.mjs';
import { type Client, clientOf } from '../support/ask.ts';
import { forEachEngine } from '../support/engines.ts';
import { type GraphSpec, writeGraph } from '../support/rows.ts';
import { activities } from './activities.ts';
import { coParticipants, coParticipations } from './co-participation.ts';
import { filled, UNKNOWN } from './draw.ts';
import { type Ask, type Group, Refused } from './group.ts';
import { neighborhood, subgraph } from './neighborhood.ts';
import { participations } from './participations.ts';
import { paths } from './paths.ts';
import { randomGraph } from './random-graph.ts';
import { relationshipCounts, relationships } from './relationships.ts';
import { search } from './search.ts';
import { timeline } from './timeline.ts';
import { type World, worldOf } from './world.ts';

const SEED = Number(process.env['DRAGOMAN_PROPERTY_SEED'] ?? 20_231_007);
const RUNS = Number(process.env['DRAGOMAN_PROPERTY_RUNS'] ?? 40);
/**
 * How many graphs of `RUNS` an engine gets, and how many questions are asked of each on average. Fewer on Neo4j, which
 * plans each combination of filters anew, for a hundred times as long as it answers.
 */
const SHARE = { embedded: { graphs: 1, questions: 40 }, neo4j: { graphs: 0.1, questions: 40 } };
/** A failure is shrunk no longer than this, in milliseconds. */
const PATIENCE = 300_000 + RUNS * 10_000;

/** What is counted in memory where there is memory for it, and by the store where there is not. */
const COUNTED_IN_MEMORY = new Set([coParticipants.name, coParticipations.name]);

/** A question drawn from a group, with what to do with it. */
interface Drawn extends fc.WithToStringMethod {
  readonly name: string;
  readonly args: unknown;
  answer(ask: Ask, world: World): Promise<unknown>;
  expected(world: World): unknown;
}

function questionsOf<A>(group: Group<A>): fc.Arbitrary<Drawn> {
  return group.args.map((args) => ({
    name: group.name,
    args,
    answer: (ask, world) => group.answer(ask, filled(args, world)),
    expected: (world) => group.expected(world, filled(args, world)),
    [fc.toStringMethod]: () => `${group.name} ${JSON.stringify(args)}`,
  }));
}

const question = fc.oneof(
  { weight: 6, arbitrary: questionsOf(activities) },
  { weight: 3, arbitrary: questionsOf(participations) },
  { weight: 2, arbitrary: questionsOf(relationships) },
  { weight: 2, arbitrary: questionsOf(relationshipCounts) },
  { weight: 3, arbitrary: questionsOf(coParticipants) },
  { weight: 3, arbitrary: questionsOf(coParticipations) },
  { weight: 2, arbitrary: questionsOf(timeline) },
  { weight: 3, arbitrary: questionsOf(search) },
  { weight: 4, arbitrary: questionsOf(paths) },
  { weight: 4, arbitrary: questionsOf(neighborhood) },
  { weight: 2, arbitrary: questionsOf(subgraph) },
);

forEachEngine((engine) => {
  const { graphs, questions: average } = SHARE[engine.name];
  it('answers random questions as the evaluation in memory does', { timeout: 2 * PATIENCE }, async () => {
    const graph = await engine.open();
    const client = clientOf(graph);
    const withoutMemory = clientOf(graph, 0);
    let version = 0;
    const questions = fc.array(question, { minLength: 1, maxLength: 2 * average, size: 'max' });
    // The questions come first, since a failure is shrunk from left to right: to one question, then to a small graph.
    const property = fc.asyncProperty(questions, randomGraph, async (asked, spec) => {
      await rewrite(graph, spec, ++version);
      const world = worldOf(spec);
      for (const each of asked) {
        await compare(client, world, each);
        if (COUNTED_IN_MEMORY.has(each.name)) await compare(withoutMemory, world, each);
      }
    });
    const numRuns = Math.ceil(graphs * RUNS);
    await fc.assert(property, { seed: SEED, numRuns, interruptAfterTimeLimit: PATIENCE, markInterruptAsFailure: true });
  });
});

const SET_VERSION = written(
  'set version',
  {
    cypher: () => "CREATE (:GraphVersion {id: 'graph', version: $version})",
    sql: () => 'INSERT INTO graph_version (k, version) VALUES (1, $version)',
    columns: {},
  },
  (row) => row,
);
const DELETE_ALL = written('delete all', whole.EMPTY, (row) => row);

async function rewrite(graph: Graph, spec: GraphSpec, version: number): Promise<void> {
  await graph.write((transaction) => transaction.run(DELETE_ALL, {}));
  await writeGraph(graph, spec);
  await graph.write((transaction) => transaction.run(SET_VERSION, { version }));
}

async function compare(client: Client, world: World, drawn: Drawn): Promise<void> {
  const queries: string[] = [];
  const ask: Ask = async (query, variables) => {
    if (!queries.includes(query)) queries.push(query);
    queries.push(JSON.stringify(variables));
    const { data, errors, reported } = await client.post(query, variables);
    if (!errors) return data;
    if (errors.every(({ extensions }) => extensions?.code === 'BAD_USER_INPUT')) throw new Refused(errors[0]?.message);
    throw new Error(JSON.stringify(errors), { cause: reported[0] });
  };
  const context = () => `${drawn.name}\n\n${queries.join('\n')}\n\n${compact(world)}`;
  const answer = await outcomeOf(() => drawn.answer(ask, world), context);
  const expected = await outcomeOf(
    () => (isMistaken(drawn.args, world) ? Promise.reject(new Refused()) : drawn.expected(world)),
    context,
  );
  if (!isDeepStrictEqual(plain(answer), plain(expected))) expect(plain(answer), context()).toEqual(plain(expected));
}

async function outcomeOf(make: () => unknown, context: () => string): Promise<unknown> {
  try {
    return await make();
  } catch (error) {
    if (error instanceof Refused) return 'refused';
    throw new Error(`${String(error)}\n${context()}`, { cause: error });
  }
}

/** True for an empty list and for the id of nothing, which are a client's mistake wherever they stand. */
function isMistaken(args: unknown, world: World): boolean {
  const text = JSON.stringify(filled(args, world));
  return text.includes('[]') || text.includes(JSON.stringify(UNKNOWN));
}

/** Without prototypes, and without what is undefined. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value ?? null));
}

/** A graph, a line for each entity and fact. */
function compact({ spec }: World): string {
  const entities = spec.entities.map(({ id, ...rest }) => `${id} ${JSON.stringify(rest)}`);
  const facts = spec.facts.map(({ type, source, target, ...rest }) =>
    [source, type, target, JSON.stringify(rest)].join(' '),
  );
  return [...entities, ...facts].join('\n');
}
