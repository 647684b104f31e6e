import { Entity, enumName } from '../../declare/entity.ts';
import { type FilterValue, listed, Scope, where } from '../../declare/filter.ts';
import { composed } from '../../declare/list/source.ts';
import type { Operation } from '../../declare/operation.ts';
import { COUNTED_ROWS, listing, READING, VALUE } from '../../declare/price.ts';
import type { Parts } from '../../declare/schema/parts.ts';
import type { Row } from '../../graph/port.ts';
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

const readCount = (row: Row) => ({
  parent: String(row['parent']),
  type: String(row['type']),
  outgoing: row['outgoing'] === true,
  otherType: enumName(String(row['otherType'])),
  count: Number(row['count']),
});

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
  const conditions = relationshipConditions(filter, scope);
  await operation.mustExist(scope.named);
  const count = async (parents: readonly string[]) => {
    const sided = sidedTypes(parts.model, parents, filter);
    const types = [...new Set(sided.map(({ type }) => type))];
    const byParent = new Map<string, RelationshipCount[]>(parents.map((parent) => [parent, []]));
    if (types.length === 0) return byParent;
    const sides = new Set(sided.map(({ side }) => side));
    const [left, right] = sides.size === 2 ? ['-', '-'] : sides.has('source') ? ['-', '->'] : ['<-', '-'];
    const counted = composed(
      'Entity.relationshipCounts',
      `UNWIND $parents AS parent MATCH (a:Entity {id: parent}) MATCH (a)${left}[r:${types.join('|')}]${right}(b:Entity) ${where(conditions)}
       RETURN parent, type(r) AS type, r.source = parent AS outgoing, b.type AS otherType, count(*) AS count ORDER BY parent, count DESC, type, outgoing, otherType`,
      readCount,
    );
    for (const row of await operation.run(counted, { ...scope.params, parents })) byParent.get(row.parent)?.push(row);
    return byParent;
  };
  // Entities of each type are given arguments of their own, and all are counted by one statement.
  const name = `relationshipCounts ${JSON.stringify(filter ?? null)}`;
  return (id: string) => operation.batch(name, id, count);
}
