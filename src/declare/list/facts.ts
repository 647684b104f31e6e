import type { Row, Value } from '../../graph/port.ts';
import { Entity, type EntityDeclaration } from '../entity.ts';
import { type Anchor, conditionsOf, duringCondition, type FilterValue, listed, Scope } from '../filter.ts';
import { type Operation, readFact } from '../operation.ts';
import type { FactReads } from '../projection.ts';
import type { RelationshipType } from '../relationship.ts';
import type { EntityRow, Fact } from '../rows.ts';
import { wordsFor } from '../vocabulary.ts';
import { connection, type Listing, type Terms } from './connection.ts';
import type { Direction, PagingArgs } from './paging.ts';
import type { Branch } from './source.ts';

/** Which end of a fact the parent of a list is. */
export type Side = 'source' | 'target';

export interface FactsQuery {
  readonly filter?: FilterValue | null | undefined;
  readonly during?: string | null | undefined;
  readonly certainty?: string | undefined;
}

/** The pattern of a fact of a type seen from the node `a`, whose other end is `b`. */
function pattern(type: string, side: Side, other: EntityDeclaration = Entity): string {
  return side === 'source' ? `MATCH (a)-[r:${type}]->(b:${other.name})` : `MATCH (a)<-[r:${type}]-(b:${other.name})`;
}

/** How many facts of a type the node `a` has at a side, by its degree alone. */
function countOf(type: string, side: Side): string {
  return side === 'source' ? `COUNT { (a)-[:${type}]->() }` : `COUNT { (a)<-[:${type}]-() }`;
}

/** Whether every fact of a type has, seen from a side, such an entity at its other end, so that none has to be read. */
function isOther({ ends }: RelationshipType, side: Side, other: EntityDeclaration): boolean {
  return other === Entity || ends.every(({ from, to }) => (side === 'source' ? to : from).type === other);
}

/** A branch that reads facts of a type at one side of a parent, in the order of an index. */
export function factsBranch(
  type: string,
  side: Side,
  conditions: readonly string[],
  other: EntityDeclaration = Entity,
): Branch {
  return {
    match: pattern(type, side, other),
    index: `r:${type}(${side}, order)`,
    where: [`r.${side} = parent`, ...conditions],
    ordered: 'r',
    lead: `r.${side}`,
  };
}

/** What `conditions` of a filter call the ends of a fact whose parent is at `side`. */
function placeAt(side: Side) {
  return side === 'source' ? { fact: 'r', source: 'a', target: 'b' } : { fact: 'r', source: 'b', target: 'a' };
}

/** What the columns of facts at a parent are made of. */
export const FACT_VARIABLES = ['r', 'b'];

/** The column that facts at a parent are read from, but for their type: what is read of the other end, then of the fact. */
export function factColumns({ entity, fact }: FactReads): { readonly both: string } {
  return { both: `[${[...entity.columns('b'), ...fact.columns('r')].join(', ')}]` };
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
 * @param asked what follows from a request: `args` are those of the field, of which `query` and `direction` are parts
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
    readonly direction?: Direction;
  },
) {
  const { name, relationship, side } = at;
  const { parent, args, query, direction = 'ASC' } = asked;
  const reads = { entity: operation.reads.entity, fact: operation.reads.fact.ofType(relationship.name) };
  return connection<Fact>(operation, {
    name,
    parent: parent.id,
    filter: [query.filter ?? null, query.during ?? null, query.certainty ?? null],
    order: { property: 'order', direction },
    args,
    node: (row) => factOf(relationship.name, side, row, parent, reads),
    make: () => {
      const scope = new Scope();
      const conditions = conditionsOf(relationship.filter, query.filter, placeAt(side), scope);
      if (query.during)
        conditions.push(duringCondition('r', query.during, query.certainty ?? 'POSSIBLE', scope, 'during'));
      return {
        source: {
          name,
          parents: 'node',
          branches: [factsBranch(relationship.name, side, conditions, at.other)],
          variables: FACT_VARIABLES,
          columns: factColumns(reads),
          params: scope.params,
          facets: facetsOf(relationship),
          count:
            conditions.length === 0 && isOther(relationship, side, at.other)
              ? countOf(relationship.name, side)
              : undefined,
        },
        named: scope.named,
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
    readonly direction: Direction;
    readonly args: PagingArgs;
    readonly filter: FilterValue | null | undefined;
    readonly ahead?: boolean;
  },
) {
  const { name, relationship, ahead } = all;
  const { entity, fact } = operation.reads;
  const filter = all.filter ?? {};
  const anchored = Object.entries(relationship.filter).find(([field, { anchor }]) => anchor && filter[field]);
  const parents = anchored ? listed(`filter.${anchored[0]}`, filter[anchored[0]]) : '';
  return connection<Fact>(operation, {
    name,
    parent: parents,
    filter,
    order: { property: 'order', direction: all.direction },
    args: all.args,
    ahead,
    node: (row) => readFact(row, operation.reads),
    make: (): Listing => {
      const scope = new Scope();
      const rest = anchored ? { ...filter, [anchored[0]]: undefined } : filter;
      const conditionsAt = (source: string, target: string) =>
        conditionsOf(relationship.filter, rest, { fact: 'r', source, target }, scope);
      if (anchored && typeof parents !== 'string') scope.name(`filter.${anchored[0]}`, parents);
      return {
        source: {
          name,
          parents: anchored ? 'merged' : 'root',
          branches: anchoredBranches(relationship.name, anchored?.[1].anchor, filter, conditionsAt),
          variables: ['r'],
          columns: {
            type: 'type(r)',
            fact: fact.of('r'),
            source: entity.of('startNode(r)'),
            target: entity.of('endNode(r)'),
          },
          params: scope.params,
          facets: facetsOf(relationship),
        },
        named: scope.named,
        terms: termsOf(relationship),
      };
    },
  });
}

/** `WHERE` follows each pattern at once: after a WITH, no index would give the order. */
function anchoredBranches(
  type: string,
  anchor: Anchor | undefined,
  filter: FilterValue,
  conditionsAt: (source: string, target: string) => string[],
): Branch[] {
  const match = `MATCH (s:Entity)-[r:${type}]->(t:Entity)`;
  if (!anchor) return [{ match, where: conditionsAt('s', 't'), ordered: 'r' }];
  const { side, or } = anchor;
  const lead = `r.${side}`;
  const [source, target] = side === 'source' ? ['a', 't'] : ['s', 'a'];
  const own: Branch = {
    match: side === 'source' ? `MATCH (a)-[r:${type}]->(t:Entity)` : `MATCH (s:Entity)-[r:${type}]->(a)`,
    index: `r:${type}(${side}, order)`,
    where: [`${lead} = parent`, ...conditionsAt(source, target)],
    ordered: 'r',
    lead,
  };
  if (!or || !filter[or.where]) return [own];
  const other = `r.${or.property}`;
  return [
    own,
    {
      match,
      where: [`${other} = parent`, `NOT ${lead} IN $parents`, ...conditionsAt('s', 't')],
      ordered: 'r',
      lead: other,
    },
  ];
}

function facetsOf(relationship: RelationshipType): { [facet: string]: string } {
  return Object.fromEntries(Object.entries(relationship.facets).map(([facet, property]) => [facet, `r.${property}`]));
}

function termsOf(relationship: RelationshipType): Terms {
  return Object.fromEntries(
    Object.entries(relationship.facets).flatMap(([facet, name]) => {
      const property = relationship.properties[name];
      return property?.kind === 'choice'
        ? [[facet, (value: string) => ({ value, words: wordsFor(property.vocabulary, value) })]]
        : [];
    }),
  );
}
