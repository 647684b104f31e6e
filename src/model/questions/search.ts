import { Entity } from '../../declare/entity.ts';
import { listed, type Scope, statedCondition } from '../../declare/filter.ts';
import { connection } from '../../declare/list/connection.ts';
import type { Listing } from '../../declare/list/open-list.ts';
import { entityTypeTerm, typeNames } from '../../declare/model.ts';
import { once } from '../../declare/once.ts';
import { BROAD, EACH, VALUE } from '../../declare/price.ts';
import type { Reads } from '../../declare/projection.ts';
import type { EntityRow } from '../../declare/rows.ts';
import { connectionType, forwardArgs } from '../../declare/schema/connection.ts';
import { dossiersArg } from '../../declare/schema/entity.ts';
import type { Parts } from '../../declare/schema/parts.ts';
import { preferred, textsOf, type ValueTypes } from '../../declare/schema/value-types.ts';
import { entityAs, isIn, property } from '../../graph/query.ts';
import { choose, type TaggedText } from '../../text/language.ts';
import { isFound, type Sought, WHOLE } from '../../text/search.ts';
import { nameConditions, soughtIn } from './activity-filter.ts';
import { searchMatch } from './search.query.ts';

const E = entityAs('e');

/** How well a name matches: the whole of it, its beginning, or words within it. */
type Tier = 3 | 2 | 1;

interface Found {
  readonly node: EntityRow;
  readonly tier: Tier;
}

/** As a field of its own may ask for the name of each row, that is looked for once. */
interface Shown extends Found {
  readonly matched: () => TaggedText;
}

/** Adds the search over every name of every entity. */
export function addSearch(parts: Parts, valueTypes: ValueTypes): void {
  const { builder, model } = parts;
  builder.queryField('search', (t) =>
    t.field({
      type: connectionType<Shown>(parts, valueTypes, {
        name: 'Search',
        description: 'entities whose names match, best match first',
        node: parts.interface(Entity),
        nodeOf: ({ node }) => node,
        facets: { types: 'How many entities of each type match.' },
        edge: (edge) => ({
          score: edge.float({
            description: '3 where a whole name matches, 2 where its beginning does, 1 where words within it do.',
            price: VALUE,
            resolve: ({ node }) => node.tier,
          }),
          matched: edge.field({
            type: valueTypes.Text,
            description: 'The name that matches, in the first of `languages` that one is in.',
            price: VALUE,
            reads: { entity: 'name' },
            resolve: ({ node: { matched } }) => matched(),
          }),
        }),
      }),
      nullable: true,
      price: BROAD,
      description:
        'Every entity in one search: names in any language and script, with or without marks, the last word as it is typed; best match first, then the best connected.',
      args: {
        query: t.arg.string({ required: true, description: 'Words that must all stand in one name.', price: EACH }),
        types: t.arg({
          type: [parts.enum(model.entityTypes)],
          description: 'Only entities of these types.',
          price: EACH,
        }),
        dossiers: dossiersArg(t),
        languages: t.arg({
          type: ['LanguageTag'],
          description: 'Which of several matching names is shown. It hides nothing.',
          price: EACH,
        }),
        ...forwardArgs(t),
      },
      resolve: async (_query, args, operation) => {
        const sought = soughtIn(args.query, 'query');
        const types = args.types ? typeNames(model, listed('types', args.types)) : undefined;
        const languages = preferred(args, operation);
        const list = await connection<Found>(operation, {
          name: 'search',
          parent: '',
          filter: [sought.words, types ?? null, args.dossiers ?? null],
          order: { property: 'rank', direction: 'ASC' },
          args: { first: args.first, after: args.after },
          node: (row) => ({ node: operation.reads.entity.read(row['node']), tier: (3 - Number(row['tier'])) as Tier }),
          make: (scope) =>
            listing(parts, operation.reads, scope, { query: args.query, sought, types, dossiers: args.dossiers }),
        });
        return {
          ...list,
          page: once(async () => {
            const page = await list.page();
            const shown = ({ node, tier }: Found): Shown => ({
              node,
              tier,
              matched: once(() => matchedName(node, sought, languages)),
            });
            return { ...page, edges: page.edges.map((edge) => edge.with(shown(edge.node))) };
          }),
        };
      },
    }),
  );
}

function listing(
  parts: Parts,
  { entity }: Reads,
  scope: Scope,
  asked: {
    readonly query: string;
    readonly sought: Sought;
    readonly types: readonly string[] | undefined;
    readonly dossiers: readonly string[] | null | undefined;
  },
): Listing {
  const { query, types, dossiers } = asked;
  const { beginnings } = asked.sought;
  const conditions = nameConditions(query, E, scope, 'query');
  if (types) conditions.push(isIn(property(E, 'type'), scope.add(types)));
  if (dossiers) conditions.push(statedCondition(E, dossiers, scope, 'dossiers'));
  const wholes = scope.add(beginnings.map((beginning) => beginning + WHOLE));
  return {
    terms: { types: (name) => entityTypeTerm(parts.model, name) },
    rowSet: {
      name: 'search',
      parents: 'root',
      paths: [{ match: searchMatch(conditions, wholes, scope.add(beginnings)), where: [], ordered: 'key' }],
      variables: [E, 'tier'],
      columns: { node: entity.of(E), tier: { value: 'tier' } },
      facets: { types: property(E, 'type') },
    },
  };
}

/** The name that was found: of those that match, the one in the reader's language. */
function matchedName({ names }: EntityRow, sought: Sought, languages: readonly string[]): TaggedText {
  const texts = textsOf(names);
  const matching = texts.filter(({ value }) => isFound(value, sought));
  return choose(matching.length > 0 ? matching : texts, languages) ?? { language: 'und', value: '' };
}
