/** Requests that a search for the worst found (`npm run torture`): each costs what it gives, and gives way. */
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { DEFAULT_LIMITS } from '../../src/api/limits.ts';
import { createApi } from '../../src/api/server.ts';
import { Turns } from '../../src/declare/turns.ts';
import { buildModelSchema } from '../../src/model/index.ts';
import { loadShipped } from '../support/dossier.ts';
import { openTemporary } from '../support/engines.ts';
import { model } from '../support/model.ts';

/** An operation takes at most so many values in a turn of ten looks at the clock. */
const VALUES_IN_A_TURN = 1_000;

const again = (count: number, each: string) => Array.from({ length: count }, (_, at) => `f${at}: ${each}`).join(' ');
const TAGS = Array.from({ length: 20 }, (_, at) => `qq-a-aaa-b-bbb-c-c${String(at).padStart(2, '0')}`);

/** What each was slow for is beside it. */
const FOUND: readonly (readonly [name: string, query: string, variables?: { readonly [name: string]: unknown }])[] = [
  [
    'a name in twenty languages, again and again: each tag was made canonical for each value',
    `query ($tags: [LanguageTag!]) { entities(first: 100) { nodes { ${again(49, 'label(languages: $tags)')} } } }`,
    { tags: TAGS },
  ],
  [
    'the same two lists down',
    `query ($tags: [LanguageTag!]) { countries(first: 96) { nodes { relationships(first: 20) { nodes { target { ${again(48, 'label(languages: $tags)')} } } } } } }`,
    { tags: TAGS },
  ],
  [
    'the name that a search matched, again and again: each name was folded each time',
    `{ search(query: "a", first: 100) { edges { cursor ${again(40, 'matched { value }')} } } }`,
  ],
  [
    'where the facts of passages stand: each time their page was made anew',
    `{ documents(first: 20) { nodes { passages(first: 10) { nodes { supports(first: 15) { ${again(40, 'pageInfo { startCursor }')} } } } } } }`,
  ],
];

describe('the worst that is admitted', () => {
  const schema = buildModelSchema(model);
  let fetch: ReturnType<typeof createApi>['fetch'];
  beforeAll(async () => {
    const graph = await openTemporary();
    await loadShipped(graph);
    const limits = { costPerMinute: 0, deadline: 120_000 };
    ({ fetch } = createApi({
      graph,
      schema,
      model,
      limits,
      report: (_message, { error }) => expect.unreachable(String(error)),
    }));
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it.each(FOUND)('%s', async (_, query, variables) => {
    await setImmediate();
    // However fast the machine is, a millisecond has gone whenever somebody looks.
    let clock = performance.now();
    vi.spyOn(performance, 'now').mockImplementation(() => ++clock);
    const later = vi.spyOn(Turns.prototype, 'later');
    const response = await fetch(
      new Request('http://localhost/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query, variables }),
      }),
    );
    const { data, errors } = JSON.parse(await response.text());
    expect(errors).toBeUndefined();
    const values = valuesIn(data);
    const cost = Number(response.headers.get('x-query-cost'));
    expect(cost).toBeGreaterThanOrEqual(values);
    expect(cost).toBeLessThanOrEqual(DEFAULT_LIMITS.cost);
    expect(later.mock.calls.length).toBeGreaterThanOrEqual(Math.floor(values / VALUES_IN_A_TURN));
  });
});

/** The leaves of an answer. */
function valuesIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce((sum: number, inner) => sum + valuesIn(inner), 0);
}
