import { Entity, enumName } from '../../declare/entity.ts';
import { type FilterValue, listed, Scope } from '../../declare/filter.ts';
import type { Operation } from '../../declare/operation.ts';
import { COUNTED_ROWS, listing, READING, VALUE } from '../../declare/price.ts';
import type { Parts } from '../../declare/schema/parts.ts';
import { countsQuery } from './relationship-counts.query.ts';
import { relationshipConditions, sidedTypes } from './relationship-filter.ts';

interface RelationshipCount {
  readonly type: string;
  readonly outgoing: boolean;
  readonly otherType: string;
  readonly count: number;
}

/** Adds the counts of an entity's facts, to see what there is before reading it. */
export function addRelationshipCounts(parts: Parts): void {
  const ref = parts.builder.objectRef<RelationshipCount>('RelationshipCount').implement({
    description: 'How many facts an entity has of a type, in a direction, with entities of a type at the other end.',
    fields: (t) => ({
      type: t.field({ type: parts.enum(parts.model.relationshipTypes), price: VALUE, resolve: ({ type }) => type }),
      outgoing: t.boolean({
        description: 'It is the source of these.',
        price: VALUE,
        resolve: ({ outgoing }) => outgoing,
      }),
      otherType: t.field({
        type: parts.enum(parts.model.entityTypes),
        price: VALUE,
        resolve: ({ otherType }) => otherType,
      }),
      count: t.int({ price: VALUE, resolve: ({ count }) => count }),
    }),
  });
  parts.addFields(Entity, (t) => ({
    relationshipCounts: t.field({
      type: [ref],
      nullable: true,
      description: 'Its facts, counted by type, direction and the type at the other end, most first.',
      price: listing(READING, COUNTED_ROWS),
      reads: { entity: 'id' },
      args: { filter: t.arg({ type: parts.input('RelationshipFilter'), price: 'by fields' }) },
      resolve: (entity, args, operation) => countsOf(parts, operation, entity.id, args),
    }),
  }));
}

async function countsOf(
  parts: Parts,
  operation: Operation,
  id: string,
  args: { readonly filter?: FilterValue | null | undefined },
): Promise<RelationshipCount[]> {
  const counting = operation.onceFor(args, 'relationshipCounts', () => counter(parts, operation, args.filter));
  return (await (await counting)(id)) ?? [];
}

/** What counts the facts of entities that pass a filter. @throws BadUserInput */
async function counter(parts: Parts, operation: Operation, filter: FilterValue | null | undefined) {
  if (filter?.['types']) listed('filter.types', filter['types']);
  const scope = new Scope();
  const conditions = relationshipConditions(parts.model, filter, scope);
  await operation.mustExist(scope.named);
  const count = async (parents: readonly string[]) => {
    const sided = sidedTypes(parts.model, parents, filter);
    const byParent = new Map<string, RelationshipCount[]>(parents.map((parent) => [parent, []]));
    if (sided.length === 0) return byParent;
    const counted = countsQuery(sided, conditions);
    for (const row of await operation.run(counted, { ...scope.params, parents }))
      byParent.get(row.parent)?.push({ ...row, otherType: enumName(row.otherType) });
    return byParent;
  };
  // Entities of each type are given arguments of their own, and all are counted by one statement.
  const name = `relationshipCounts ${JSON.stringify(filter ?? null)}`;
  return (id: string) => operation.batch(name, id, count);
}
