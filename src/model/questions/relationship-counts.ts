import { Entity, enumName } from '../../declare/entity.ts';
import { type FilterValue, listed, Scope } from '../../declare/filter.ts';
import type { Operation } from '../../declare/operation.ts';
import type { Parts } from '../../declare/schema/parts.ts';
import { reading } from '../../declare/schema/reads.ts';
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
      type: t.field({ type: parts.enum(parts.model.relationshipTypes), resolve: ({ type }) => type }),
      outgoing: t.boolean({ description: 'It is the source of these.', resolve: ({ outgoing }) => outgoing }),
      otherType: t.field({ type: parts.enum(parts.model.entityTypes), resolve: ({ otherType }) => otherType }),
      count: t.int({ resolve: ({ count }) => count }),
    }),
  });
  parts.addFields(Entity, (t) => ({
    relationshipCounts: t.field({
      type: [ref],
      nullable: true,
      description: 'Its facts, counted by type, direction and the type at the other end, most first.',
      extensions: reading({ entity: 'id' }),
      args: { filter: t.arg({ type: parts.input('RelationshipFilter') }) },
      resolve: (entity, { filter }, operation) => countsOf(parts, operation, entity.id, filter),
    }),
  }));
}

async function countsOf(
  parts: Parts,
  operation: Operation,
  id: string,
  filter: FilterValue | null | undefined,
): Promise<RelationshipCount[]> {
  if (filter?.['types']) listed('filter.types', filter['types']);
  const scope = new Scope();
  const conditions = relationshipConditions(filter, scope);
  await operation.mustExist(scope.named);
  const counts = await operation.batch(`relationshipCounts ${JSON.stringify(filter ?? null)}`, id, async (parents) => {
    const sided = sidedTypes(parts.model, parents, filter);
    const byParent = new Map<string, RelationshipCount[]>(parents.map((parent) => [parent, []]));
    if (sided.length === 0) return byParent;
    const counted = countsQuery(sided, conditions);
    for (const row of await operation.run(counted, { ...scope.params, parents }))
      byParent.get(row.parent)?.push({ ...row, otherType: enumName(row.otherType) });
    return byParent;
  });
  return counts ?? [];
}
