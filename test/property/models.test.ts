/**
 * Random models, random graphs in them and random questions: every list is what a plain evaluation says. DRAGOMAN_PROPERTY_SEED
 * asks for others; a failure prints its seed.
 */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Client, clientOf } from '../support/ask.ts';
import { loadFiles } from '../support/dossier.ts';
import { forEachEngine } from '../support/engines.ts';
import { modelFrom } from '../support/models.ts';
import { type Page, pagesOf, readPages, type Walk, walk } from './pages.ts';
import {
  COLORS,
  type Draw,
  type DrawnProperty,
  type DrawnType,
  fieldOf,
  isListed,
  randomModel,
} from './random-model.ts';
import {
  AMOUNTS,
  DATES,
  type DrawnGraph,
  dossierOf,
  IDS,
  NUMBERS,
  type Row,
  randomRows,
  TEXTS,
} from './random-rows.ts';
import { type TotalAsked, totalAsked, totalsOf } from './totals.ts';
import { orderedBy, passesAll, type Tested } from './values.ts';
import { type Direction, sortedBy } from './world.ts';

const SEED = Number(process.env['DRAGOMAN_PROPERTY_SEED'] ?? 20_231_007);
const RUNS = 12;
/** How many questions are asked of each graph: fewer of Neo4j, which plans each anew. */
const QUESTIONS = { embedded: 40, neo4j: 8 };

forEachEngine((engine) => {
  it('answers random questions in random models as a plain evaluation does', { timeout: 900_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.gen(), async (gen) => {
        const draw: Draw = (arbitrary) => gen(() => arbitrary);
        const drawn = randomModel(draw);
        const rows = randomRows(draw, drawn);
        const model = await modelFrom({ 'model.yaml': drawn.yaml });
        const graph = await engine.open();
        await loadFiles(graph, model, dossierOf(rows));
        const client = clientOf(graph, 0, model);
        for (let question = 0; question < QUESTIONS[engine.name]; question++) {
          const type = draw(fc.constantFrom(...drawn.entities, drawn.owning));
          if (type === drawn.owning) await compareFacts(client, draw, type, rows);
          else if (type.name === 'Deal') await compareDeals(client, draw, type, rows);
          else await compareList(client, draw, type, rows);
        }
        await graph.close();
      }),
      { seed: SEED, numRuns: RUNS, endOnFailure: true },
    );
  });
});

/** What a list is asked for. */
interface Asked {
  readonly filter: readonly Tested[];
  readonly order: { readonly property: DrawnProperty; readonly direction: Direction } | undefined;
  readonly walk: Walk;
}

function asked(draw: Draw, { properties }: DrawnType, rows: DrawnGraph): Asked {
  const filtered = draw(fc.subarray(properties.filter(({ filter }) => filter))).slice(0, 2);
  const ordered = properties.filter(({ order }) => order);
  return {
    filter: filtered.map((property) => ({ property, given: given(draw, property, rows) })),
    order:
      ordered.length > 0 && draw(fc.integer({ min: 0, max: 3 })) > 0
        ? { property: draw(fc.constantFrom(...ordered)), direction: draw(fc.constantFrom('ASC', 'DESC')) }
        : undefined,
    walk: draw(walk),
  };
}

/** What a filter is given for a property. */
function given(draw: Draw, { kind }: DrawnProperty, { entities }: DrawnGraph): unknown {
  const some = (of: readonly string[]) => draw(fc.uniqueArray(fc.constantFrom(...of), { minLength: 1, maxLength: 3 }));
  const maybe = <T>(of: readonly T[]) => draw(fc.option(fc.constantFrom(...of), { nil: undefined }));
  const ids = [...(entities['Firm'] ?? []), ...(entities['Person'] ?? [])].map(({ id }) => id);
  switch (kind) {
    case 'text':
      return some(TEXTS);
    case 'identifier':
      return some(IDS);
    case 'choice':
    case 'choices':
      return some(COLORS);
    case 'reference':
    case 'references':
      return some(ids);
    case 'boolean':
      return draw(fc.boolean());
    case 'number': {
      const [least, most] = [maybe(NUMBERS), maybe(NUMBERS)].map((each) => (each === undefined ? each : Number(each)));
      return least !== undefined && most !== undefined && least > most ? { least: most, most: least } : { least, most };
    }
    case 'money': {
      const [amount = '', currency = ''] = draw(fc.constantFrom(...AMOUNTS)).split(' ');
      return draw(fc.boolean()) ? { currency, least: amount } : { currency, most: amount };
    }
    default:
      return {
        during: draw(fc.constantFrom(...DATES.filter((each) => !each.includes('?')))),
        certainty: draw(fc.constantFrom('CERTAIN', 'POSSIBLE', 'POSSIBLE_OR_UNDATED')),
      };
  }
}

function filterOf(tests: readonly Tested[]): object | null {
  if (tests.length === 0) return null;
  return Object.fromEntries(
    tests.map(({ property, given }) => [isListed(property.kind) ? fieldOf(property.name) : property.name, given]),
  );
}

/** The value of an enum that a name of a property is. */
function valueName(name: string): string {
  return name.replace(/(?<=[a-z0-9])(?=[A-Z])/g, '_').toUpperCase();
}

/** A type of activity: in its own list, among all activities, and added up. */
async function compareDeals(client: Client, draw: Draw, type: DrawnType, graph: DrawnGraph): Promise<void> {
  const total = totalAsked(draw, type);
  const way = draw(fc.integer({ min: 0, max: total ? 3 : 1 }));
  if (way === 0) return await compareList(client, draw, type, graph);
  if (way === 1) return await compareList(client, draw, { ...type, list: 'activities' }, graph, 'Activity');
  if (total) await compareTotal(client, draw, type, total, graph);
}

async function compareTotal(
  client: Client,
  draw: Draw,
  type: DrawnType,
  total: TotalAsked,
  graph: DrawnGraph,
): Promise<void> {
  const { filter } = asked(draw, type, graph);
  const { property, ...rest } = total;
  const size = draw(fc.integer({ min: 1, max: 5 }));
  const query = `query ($of: TotalProperty!, $filter: ActivityFilter, $participant: Part, $other: Part, $by: TotalGroup, $currency: String, $first: Int, $after: String) {
    totals(of: $of, filter: $filter, participant: $participant, other: $other, by: $by, currency: $currency, first: $first, after: $after) {
      totalCount pageInfo { hasNextPage endCursor }
      nodes { participant { id } other { id } type date count sums { currency count sum least most } activities(first: 100) { nodes { id } } } } }`;
  const variables = { of: valueName(property.name), filter: filterOf(filter), ...rest, first: size };
  const rows: unknown[] = [];
  let after: string | null = null;
  let count: unknown;
  do {
    const { totals } = await client.ask(query, { ...variables, after });
    rows.push(...totals.nodes);
    count = totals.totalCount;
    after = totals.pageInfo.hasNextPage ? totals.pageInfo.endCursor : null;
  } while (after !== null);
  const deals = (graph.entities['Deal'] ?? []).filter((row) => passesAll(row, filter));
  const expected = totalsOf(deals, total, graph);
  expect({ count, rows }, `${JSON.stringify({ variables, deals, takings: graph.takings })}`).toEqual({
    count: expected.length,
    rows: expected,
  });
}

async function compareList(
  client: Client,
  draw: Draw,
  type: DrawnType,
  graph: DrawnGraph,
  name = type.name,
): Promise<void> {
  const of = asked(draw, type, graph);
  const all: readonly Row[] = graph.entities[type.name] ?? [];
  const passing = all.filter((row) => passesAll(row, of.filter));
  await comparePages(client, type.list, name, type, of, inOrder(passing, of));
}

async function compareFacts(client: Client, draw: Draw, type: DrawnType, graph: DrawnGraph): Promise<void> {
  const of = asked(draw, type, graph);
  const actors = [...(graph.entities['Firm'] ?? []), ...(graph.entities['Person'] ?? [])];
  const parent = draw(fc.option(fc.constantFrom(...actors), { nil: undefined }));
  const side = draw(fc.constantFrom('from', 'to'));
  const passing = graph.owning.filter(
    (row) => (parent === undefined || row[side] === parent.id) && passesAll(row, of.filter),
  );
  const end = parent && { id: parent.id, field: side === 'from' ? 'owned' : 'owners' };
  await comparePages(client, type.list, 'Owning', type, of, inOrder(passing, of), end);
}

function inOrder<R extends Row>(rows: readonly R[], { order }: Asked): readonly R[] {
  // What is undated, and has no order, is by id.
  return order ? orderedBy(rows, order.property, order.direction) : sortedBy(rows, 'ASC', ({ id }) => id);
}

async function comparePages(
  client: Client,
  list: string,
  name: string,
  { properties }: DrawnType,
  { filter, order, walk: way }: Asked,
  expected: readonly Row[],
  end?: { readonly id: string; readonly field: string },
): Promise<void> {
  const given = [
    ...(filter.length > 0 ? [`$filter: ${name}Filter`] : []),
    ...(order ? [`$orderBy: ${name}Order`] : []),
  ];
  const passed = given.map((each) => each.slice(1, each.indexOf(':'))).map((each) => `${each}: $${each}`);
  const rows = `(first: $first, after: $after, last: $last, before: $before ${passed.join(' ')}) {
    edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage } totalCount @include(if: $counted) }`;
  const ofEnd =
    end &&
    `entity(id: "${end.id}") { ${['Firm', 'Person'].map((type) => `... on ${type} { list: ${end.field} ${rows} }`).join(' ')} }`;
  const query = `query ($first: Int, $after: String, $last: Int, $before: String, $counted: Boolean! ${given.join(' ')}) {
    ${ofEnd ?? `list: ${list} ${rows}`} }`;
  const variables = {
    ...(filter.length > 0 ? { filter: filterOf(filter) } : {}),
    ...(order ? { orderBy: { field: valueName(order.property.name), direction: order.direction } } : {}),
  };
  const answer = await readPages(async (page): Promise<Page> => {
    const data = await client.ask(query, { ...variables, ...page });
    return (data.entity ?? data).list;
  }, way);
  const nodes = expected.map(({ id }) => ({ node: { id } }));
  const wanted = pagesOf(nodes, { totalCount: expected.length }, way);
  const about = () =>
    `${query}\n${JSON.stringify({ ...variables, way })}\n${JSON.stringify(properties)}\n${JSON.stringify(expected)}`;
  expect(JSON.parse(JSON.stringify(answer)), about()).toEqual(JSON.parse(JSON.stringify(wanted)));
}
