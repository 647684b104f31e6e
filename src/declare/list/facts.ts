import type { Row, Value } from '../../graph/port.ts';
import {
  type AccessPath,
  type Condition,
  compared,
  entityAs,
  factAs,
  isIn,
  type NodePattern,
  not,
  PARENT,
  PARENTS,
  type Pattern,
  pattern,
  property,
  type Read,
  type RowSet,
  type Variable,
} from '../../graph/query.ts';
import { readFact } from '../by-id.query.ts';
import { Entity, type EntityDeclaration } from '../entity.ts';
import { type Anchor, conditionsOf, duringCondition, type FilterValue, listed } from '../filter.ts';
import type { Operation } from '../operation.ts';
import type { FactReads } from '../projection.ts';
import type { RelationshipType } from '../relationship.ts';
import type { EntityRow, Fact } from '../rows.ts';
import { wordsFor } from '../vocabulary.ts';
import { connection } from './connection.ts';
import type { Terms } from './open-list.ts';
import { byDate, type Order, type PagingArgs } from './paging.ts';

/** Which end of a fact the parent of a list is. */
export type Side = 'source' | 'target';

export interface FactsQuery {
  readonly filter?: FilterValue | null | undefined;
  readonly during?: string | null | undefined;
  readonly certainty?: string | undefined;
}

const A = entityAs('a');
const B = entityAs('b');
const R = factAs('r');

/** The pattern of a fact of a type seen from the node `a`, whose other end is `b`. */
function atParent(type: string, side: Side, other: EntityDeclaration = Entity): Pattern {
  const direction = side === 'source' ? 'out' : 'in';
  return pattern({ as: A }, { fact: R, type, direction, to: { as: B, label: other.name } });
}

/** Whether every fact of a type has, seen from a side, such an entity at its other end, so that none has to be read. */
function isOther({ ends }: RelationshipType, side: Side, other: EntityDeclaration): boolean {
  return other === Entity || ends.every(({ from, to }) => (side === 'source' ? to : from).type === other);
}

const FIRST_TO_LAST = byDate('ASC');

/** Reads facts of a type at one side of a parent, in the order of an index. */
export function factsPath(
  type: string,
  side: Side,
  conditions: readonly Condition[],
  other: EntityDeclaration = Entity,
  order: Pick<Order, 'property'> = FIRST_TO_LAST,
): AccessPath {
  const lead = property(R, side);
  return {
    match: { by: 'pattern', pattern: atParent(type, side, other) },
    index: { of: R, name: type, properties: [side, order.property] },
    where: [compared(lead, '=', PARENT), ...conditions],
    ordered: R,
    lead,
  };
}

/** What `conditions` of a filter call the ends of a fact whose parent is at `side`. */
function placeAt(side: Side) {
  return side === 'source' ? { fact: R, source: A, target: B } : { fact: R, source: B, target: A };
}

/** What the columns of facts at a parent are made of. */
export const FACT_VARIABLES = [R, B];

/** The column that facts at a parent are read from, but for their type: what is read of the other end, then of the fact. */
export function factColumns({ entity, fact }: FactReads): { readonly both: Read } {
  return { both: { joined: [entity.of(B), fact.of(R)] } };
}

/** A fact of a list of `parent`, which is at one end of it. */
export function factOf(type: string, side: Side, row: Row, parent: EntityRow, reads: FactReads): Fact {
  const both = row['both'] as readonly Value[];
  const other = reads.entity.readFrom(both, 0);
  const fact = reads.fact.readFrom(both, reads.entity.width);
  return side === 'source'
    ? { type, row: fact, source: parent, target: other }
    : { type, row: fact, source: other, target: parent };
}

/**
 * The facts of one type at one side of an entity, as its fields list them.
 *
 * @param at what follows from the field
 * @param asked what follows from a request: `args` are those of the field, of which `query` and `order` are parts
 */
export function factsAt(
  operation: Operation,
  at: {
    readonly name: string;
    readonly relationship: RelationshipType;
    readonly side: Side;
    readonly other: EntityDeclaration;
  },
  asked: {
    readonly parent: EntityRow;
    readonly args: PagingArgs;
    readonly query: FactsQuery;
    readonly order?: Order | undefined;
  },
) {
  const { name, relationship, side } = at;
  const { parent, args, query, order = FIRST_TO_LAST } = asked;
  const reads = { entity: operation.reads.entity, fact: operation.reads.fact.ofType(relationship.name) };
  return connection<Fact>(operation, {
    name,
    parent: parent.id,
    filter: [query.filter ?? null, query.during ?? null, query.certainty ?? null],
    order,
    args,
    node: (row) => factOf(relationship.name, side, row, parent, reads),
    make: (scope) => {
      const conditions = conditionsOf(relationship.filter, query.filter, placeAt(side), scope);
      if (query.during)
        conditions.push(duringCondition(R, query.during, query.certainty ?? 'POSSIBLE', scope, 'during'));
      return {
        rowSet: {
          name,
          parents: 'node',
          paths: [factsPath(relationship.name, side, conditions, at.other, order)],
          variables: FACT_VARIABLES,
          columns: factColumns(reads),
          facets: facetsOf(relationship),
          count:
            conditions.length === 0 && isOther(relationship, side, at.other)
              ? { type: relationship.name, side }
              : undefined,
        },
        terms: termsOf(relationship),
      };
    },
  });
}

/**
 * All facts of a type that pass a filter, as a root field lists them.
 *
 * Where the filter names the entities at an end, the list is merged from theirs: it costs a page for each of them.
 */
export function allFacts(
  operation: Operation,
  all: {
    readonly name: string;
    readonly relationship: RelationshipType;
    readonly order?: Order | undefined;
    readonly args: PagingArgs;
    readonly filter: FilterValue | null | undefined;
    readonly ahead?: boolean;
  },
) {
  const { name, relationship, ahead, order = FIRST_TO_LAST } = all;
  const { entity, fact } = operation.reads;
  const filter = all.filter ?? {};
  const anchored = Object.entries(relationship.filter).find(([field, { anchor }]) => anchor && filter[field]);
  const parents = anchored ? listed(`filter.${anchored[0]}`, filter[anchored[0]]) : '';
  return connection<Fact>(operation, {
    name,
    parent: parents,
    filter,
    order,
    args: all.args,
    ahead,
    node: (row) => readFact(row, operation.reads),
    make: (scope) => {
      const rest = anchored ? { ...filter, [anchored[0]]: undefined } : filter;
      const conditionsAt = (source: Variable, target: Variable) =>
        conditionsOf(relationship.filter, rest, { fact: R, source, target }, scope);
      if (anchored && typeof parents !== 'string') scope.name(`filter.${anchored[0]}`, parents);
      return {
        rowSet: {
          name,
          parents: anchored ? 'merged' : 'root',
          paths: anchoredPaths(relationship.name, order, anchored?.[1].anchor, filter, conditionsAt),
          variables: [R],
          columns: {
            type: property(R, 'type'),
            fact: fact.of(R),
            source: entity.of({ end: 'source', fact: R }),
            target: entity.of({ end: 'target', fact: R }),
          },
          facets: facetsOf(relationship),
        },
        terms: termsOf(relationship),
      };
    },
  });
}

/** `WHERE` follows each pattern at once: after a WITH, no index would give the order. */
function anchoredPaths(
  type: string,
  order: Order,
  anchor: Anchor | undefined,
  filter: FilterValue,
  conditionsAt: (source: Variable, target: Variable) => Condition[],
): AccessPath[] {
  const from = (source: NodePattern, target: NodePattern): AccessPath['match'] => ({
    by: 'pattern',
    pattern: pattern(source, { fact: R, type, direction: 'out', to: target }),
  });
  const [s, t] = [entityAs('s'), entityAs('t')];
  const match = from({ as: s, label: Entity.name }, { as: t, label: Entity.name });
  if (!anchor) {
    // By date, every store finds the index by itself.
    const index =
      order.property === FIRST_TO_LAST.property
        ? {}
        : { index: { of: R, name: type, properties: [order.property], ofPages: true as const } };
    return [{ match, ...index, where: conditionsAt(s, t), ordered: R }];
  }
  const { side, or } = anchor;
  const lead = property(R, side);
  const [source, target] = side === 'source' ? [A, t] : [s, A];
  const node = (as: Variable): NodePattern => (as === A ? { as } : { as, label: Entity.name });
  const own: AccessPath = {
    match: from(node(source), node(target)),
    index: { of: R, name: type, properties: [side, order.property] },
    where: [compared(lead, '=', PARENT), ...conditionsAt(source, target)],
    ordered: R,
    lead,
  };
  if (!or || !filter[or.where]) return [own];
  const other = property(R, or.property);
  return [
    own,
    {
      match,
      where: [compared(other, '=', PARENT), not(isIn(lead, PARENTS)), ...conditionsAt(s, t)],
      ordered: R,
      lead: other,
    },
  ];
}

function facetsOf(relationship: RelationshipType): RowSet['facets'] {
  return Object.fromEntries(Object.entries(relationship.facets).map(([facet, name]) => [facet, property(R, name)]));
}

function termsOf(relationship: RelationshipType): Terms {
  return Object.fromEntries(
    Object.entries(relationship.facets).flatMap(([facet, name]) => {
      const counted = relationship.properties[name];
      return counted?.kind === 'choice'
        ? [[facet, (value: string) => ({ value, words: wordsFor(counted.vocabulary, value) })]]
        : [];
    }),
  );
}
