/** What follows from an argument alone is found out once an operation, however many objects have its field. */
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Client, clientOf } from '../support/ask.ts';
import { loadShipped } from '../support/dossier.ts';
import { forEachEngine } from '../support/engines.ts';

const TAGS = Array.from({ length: 20 }, (_, at) => `qq-a-aaa-b-bbb-c-c${String(at).padStart(2, '0')}`);
const many = (count: number, each: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => each(at)).join(' ');

forEachEngine((engine) => {
  let client: Client;
  let ids: readonly string[];
  beforeAll(async () => {
    const graph = await engine.open();
    await loadShipped(graph);
    client = clientOf(graph);
    const { entities } = await client.ask('{ entities(first: 100) { nodes { id } } }');
    ids = entities.nodes.map(({ id }: { id: string }) => id);
  });

  describe('languages', () => {
    const { Locale } = Intl;
    afterEach(() => {
      Object.assign(Intl, { Locale });
    });

    const read = async (query: string, languages: readonly string[]) => {
      let times = 0;
      class Counted extends Locale {
        constructor(tag: string) {
          super(tag);
          times++;
        }
      }
      Object.assign(Intl, { Locale: Counted });
      return { answer: await client.post(query, { languages }), times: () => times };
    };

    it('are made canonical once for all values in all fields', async () => {
      const query = `query ($languages: [LanguageTag!]) { entities(first: 100) { nodes { ${many(40, (at) => `a${at}: label(languages: $languages)`)} } } }`;
      const { answer, times } = await read(query, TAGS);
      expect(answer.errors).toBeUndefined();
      expect(answer.data.entities.nodes).toHaveLength(83);
      expect(times()).toBeLessThanOrEqual(TAGS.length);
    });

    it('are refused once, and for each value in the same words', async () => {
      const query = `query ($languages: [LanguageTag!]) { entities(first: 100) { nodes { relationships(first: 1) { nodes { note(languages: $languages) { value } date { label(languages: $languages) } } } } } }`;
      const { answer, times } = await read(query, [...TAGS.slice(0, 19), 'no language']);
      expect(new Set(answer.errors?.map(({ message }) => message))).toEqual(
        new Set(['languages: "no language" is not a language tag such as "en" or "ar-EG".']),
      );
      expect(times()).toBeLessThanOrEqual(TAGS.length);
    });
  });

  it.each([
    ['relationships', 'relationships(filter: { others: $ids }, first: 1) { totalCount }'],
    ['relationshipCounts', 'relationshipCounts(filter: { others: $ids }) { count }'],
  ])('the ids that a filter of %s names are looked up once, for entities of every type', async (_, field) => {
    const query = `query ($ids: [ID!]!) { entities(first: 100) { nodes { entityType ${field} again: ${field} } } }`;
    const { errors, runs } = await client.post(query, { ids });
    expect(errors).toBeUndefined();
    const lookups = runs.filter(({ name }) => name === 'Entity by id');
    expect(lookups.map(({ params }) => params['ids'])).toEqual([ids]);
  });

  it('the address of a drawing names its entities in every format alike', async () => {
    const fields = many(9, (at) => `a${at}: export(format: GEXF, languages: ["ar", "en"])`);
    const { subgraph } = await client.ask(`query ($ids: [ID!]!) { subgraph(ids: $ids) { ${fields} } }`, { ids });
    const [first, ...others] = Object.values(subgraph) as string[];
    expect(new URL(first ?? '', 'http://x').searchParams.get('ids')?.split(',')).toEqual(ids);
    expect(new Set(others)).toEqual(new Set([first]));
  });
});
