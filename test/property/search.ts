/** Search over every name of every entity. */
import fc from 'fast-check';
import { isFound, type Sought, searchText, sought } from '../../src/text/search.ts';
import { list, maybe, typed } from './draw.ts';
import { type Group, Refused } from './group.ts';
import { forwardWalk, pagesOf, readPages, type Walk } from './pages.ts';
import { among, degreeOf, ENTITY_TYPES, type Entity, facetOf, type Name, sortedBy, type World } from './world.ts';

/** What a client looks for. @throws Refused where there is none */
function soughtIn(text: string): Sought {
  const found = sought(text);
  if (!found) throw new Refused();
  return found;
}

export function matchesText({ names }: Entity, text: string): boolean {
  const wanted = soughtIn(text);
  return names.some(({ value }) => isFound(value, wanted));
}

/** 3: a whole name. 2: the beginning of one. 1: words within one. */
function tierOf({ names }: Entity, { beginnings }: Sought): number {
  const written = names.flatMap(({ value }) => `${searchText([value])} `.split(/(?=\| )/));
  if (written.some((name) => beginnings.some((beginning) => name === `${beginning} `))) return 3;
  return written.some((name) => beginnings.some((beginning) => name.startsWith(beginning))) ? 2 : 1;
}

/** Of the names that match, the first in the first of the languages, else in English, else the first. */
function shownName({ names }: Entity, wanted: Sought, languages: readonly string[]): string | undefined {
  const matching = names.filter(({ value }) => isFound(value, wanted));
  const shown = [...languages, 'en']
    .map((tag): Name | undefined => matching.find(({ language }) => language === tag))
    .find((name) => name !== undefined);
  return (shown ?? matching[0])?.value;
}

interface Search {
  readonly query: string;
  readonly types?: readonly string[] | null | undefined;
  readonly languages?: readonly string[] | null | undefined;
  readonly walk: Walk;
}

const QUERY = `query($query: String!, $types: [EntityType!], $languages: [LanguageTag!], $first: Int, $after: String, $counted: Boolean!) {
  search(query: $query, types: $types, languages: $languages, first: $first, after: $after) {
    edges { cursor node { id } score matched { value } } pageInfo { hasNextPage hasPreviousPage }
    totalCount @include(if: $counted) types @include(if: $counted) { value count }
  }
}`;

export const search: Group<Search> = {
  name: 'search',
  args: fc.record({
    query: typed,
    types: maybe(list(fc.constantFrom(...ENTITY_TYPES), 4)),
    languages: maybe(fc.array(fc.constantFrom('ar', 'tr', 'en'), { minLength: 1, maxLength: 2 }), 5),
    walk: forwardWalk,
  }),
  answer: (ask, { walk, ...args }) => readPages(async (page) => (await ask(QUERY, { ...args, ...page })).search, walk),
  expected(world: World, { query, types, languages, walk }) {
    const wanted = soughtIn(query);
    const found = world.entities.filter((entity) => among(types, entity.type) && matchesText(entity, query));
    const rows = sortedBy(
      found,
      'ASC',
      (entity) => -tierOf(entity, wanted),
      ({ id }) => -degreeOf(world, id),
      ({ id }) => id,
    ).map((entity) => ({
      node: { id: entity.id },
      score: tierOf(entity, wanted),
      matched: { value: shownName(entity, wanted, languages ?? []) },
    }));
    return pagesOf(rows, { totalCount: found.length, types: facetOf(found.map(({ type }) => type)) }, walk);
  },
};
