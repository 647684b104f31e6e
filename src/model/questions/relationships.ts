import { Entity } from '../../declare/entity.ts';
import { type FilterValue, listed, type Scope } from '../../declare/filter.ts';
import { connection } from '../../declare/list/connection.ts';
import { FACT_VARIABLES, factColumns, factOf, factsPath } from '../../declare/list/facts.ts';
import type { Listing } from '../../declare/list/open-list.ts';
import { byDate, type Direction } from '../../declare/list/paging.ts';
import { READING } from '../../declare/price.ts';
import type { Reads } from '../../declare/projection.ts';
import type { Fact } from '../../declare/rows.ts';
import { connectionType, pagingArgs } from '../../declare/schema/connection.ts';
import { addFilter, OrderDirection } from '../../declare/schema/filter.ts';
import type { Parts } from '../../declare/schema/parts.ts';
import type { ValueTypes } from '../../declare/schema/value-types.ts';
import { factAs, property } from '../../graph/query.ts';
import { relationshipConditions, relationshipFilter, sidedTypes } from './relationship-filter.ts';

const NAME = 'Entity.relationships';
const R = factAs('r');

/** Adds the list of all facts of an entity, whatever their type. */
export function addRelationshipLists(parts: Parts, valueTypes: ValueTypes): void {
  addFilter(
    parts,
    'RelationshipFilter',
    'Which facts of an entity. The fields are ANDed, the values of one list ORed; an absent field is no constraint.',
    relationshipFilter(parts.model),
  );
  parts.addFields(Entity, (t) => ({
    relationships: t.field({
      type: connectionType<Fact>(parts, valueTypes, {
        name: 'Relationship',
        description: 'facts of any type',
        node: parts.relationship,
      }),
      nullable: true,
      description: 'Every fact that it is an end of, by date.',
      price: READING,
      reads: { entity: 'id' },
      ahead: true,
      args: {
        ...pagingArgs(t),
        filter: t.arg({ type: parts.input('RelationshipFilter'), price: 'by fields' }),
        direction: t.arg({ type: parts.enum(OrderDirection), required: true, defaultValue: 'ASC', price: 'nothing' }),
      },
      resolve: (entity, args, operation) =>
        connection<Fact>(operation, {
          name: NAME,
          parent: entity.id,
          filter: args.filter ?? null,
          order: byDate(args.direction as Direction),
          args,
          node: (row) =>
            factOf(String(row['type']), row['outgoing'] ? 'source' : 'target', row, entity, operation.reads),
          make: (scope) => listing(parts, args.filter, operation.reads, scope),
        }),
    }),
  }));
}

function listing(parts: Parts, filter: FilterValue | null | undefined, reads: Reads, scope: Scope): Listing {
  const conditions = relationshipConditions(parts.model, filter, scope);
  if (filter?.['types']) listed('filter.types', filter['types']);
  return {
    rowSet: (parents) => {
      const sided = sidedTypes(parts.model, parents, filter);
      return {
        name: NAME,
        parents: 'node',
        paths: sided.map(({ type, side }) => factsPath(type, side, conditions)),
        variables: FACT_VARIABLES,
        columns: { type: property(R, 'type'), outgoing: { outgoing: R }, ...factColumns(reads) },
        facets: {},
        count: filter ? undefined : 'degree',
      };
    },
  };
}
