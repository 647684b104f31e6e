/** Search over every name of every entity. */
import fc from 'fast-check';
import { foldWords } from '../../src/text/fold.ts';
import { list, maybe, typed } from './draw.ts';
import { type Group, Refused } from './group.ts';
import { forwardWalk, pagesOf, readPages, type Walk } from './pages.ts';
import { among, degreeOf, ENTITY_TYPES, type Entity, facetOf, type Name, sortedBy, type World } from './world.ts';

/** The words of what a client looks for. @throws Refused where there is none */
function wordsOf(text: string): readonly string[] {
  const words = foldWords(text);
  if (words.length === 0) throw new Refused();
  return words;
}

/** Every word within one name, the last as a prefix. */
function matchesName(name: string, words: readonly string[]): boolean {
  const own = foldWords(name);
  return (
    words.slice(0, -1).every((word) => own.includes(word)) && own.some((word) => word.startsWith(words.at(-1) ?? ''))
  );
}

export function matchesText({ names }: Entity, text: string): boolean {
  const words = wordsOf(text);
  return names.some(({ value }) => matchesName(value, words));
}

/** 3: a whole name. 2: the beginning of one. 1: words within one. */
function tierOf({ names }: Entity, words: readonly string[]): number {
  const whole = words.join(' ');
  const folded = names.map(({ value }) => foldWords(value).join(' '));
  if (folded.includes(whole)) return 3;
  return folded.some((name) => name.startsWith(whole)) ? 2 : 1;
}

/** Of the names that match, the first in the first of the languages, else in English, else the first. */
function shownName({ names }: Entity, words: readonly string[], languages: readonly string[]): string | undefined {
  const matching = names.filter(({ value }) => matchesName(value, words));
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
    const words = wordsOf(query);
    const found = world.entities.filter((entity) => among(types, entity.type) && matchesText(entity, query));
    const rows = sortedBy(
      found,
      'ASC',
      (entity) => -tierOf(entity, words),
      ({ id }) => -degreeOf(world, id),
      ({ id }) => id,
    ).map((entity) => ({
      node: { id: entity.id },
      score: tierOf(entity, words),
      matched: { value: shownName(entity, words, languages ?? []) },
    }));
    return pagesOf(rows, { totalCount: found.length, types: facetOf(found.map(({ type }) => type)) }, walk);
  },
};
