import type { FieldMap } from '@pothos/core';
import { Entity, type EntityDeclaration } from '../entity.ts';
import type { Edge, Page } from '../list/connection.ts';
import { allFacts, type FactsQuery, factsAt, type Side } from '../list/facts.ts';
import type { Order } from '../list/paging.ts';
import { once } from '../once.ts';
import { BROAD, FEW, READING, VALUE } from '../price.ts';
import type { End, EndField, NamedEnd, RelationshipType } from '../relationship.ts';
import type { EntityRow, Fact } from '../rows.ts';
import { sentenceOf } from '../sentence.ts';
import { asksForRows } from './ahead.ts';
import { type ConnectionType, connectionType, pagingArgs } from './connection.ts';
import { addFilter, addOrder, duringArgs, type OrderBy, orderValues, requestedOrder } from './filter.ts';
import type { Fields, Parts } from './parts.ts';
import { propertyFields } from './property.ts';
import { languageArgs, preferred, textIn, timeSpan, type ValueTypes } from './value-types.ts';

/** Adds Relationship, its types, and the fields that they give to the entities at their ends. */
export function addRelationships(parts: Parts, valueTypes: ValueTypes): void {
  const nodeNames = new Map(parts.model.relationships.map((each) => [each.name, nodeName(each)]));
  parts.relationship.implement({
    description: 'One fact: a source, what it says of a target, when, and the passages that report it.',
    interfaces: [parts.node],
    resolveType: (fact) => nodeNames.get((fact as Fact).type) ?? LINK,
    fields: (t) => relationshipFields(parts, valueTypes, t),
  });
  parts.fact(LINK).implement({
    description: 'A fact with nothing more to say than its type does.',
    interfaces: [parts.node, parts.relationship],
  });
  for (const relationship of parts.model.relationships) {
    if (relationship.node) addNode(parts, valueTypes, relationship, relationship.node);
    addEndFields(parts, valueTypes, relationship);
    if (relationship.list) addRootList(parts, valueTypes, relationship, relationship.list);
  }
}

/** The type of facts that have nothing more to say than their type does. */
const LINK = 'Link';

function nodeName(relationship: RelationshipType): string {
  return relationship.node ?? LINK;
}

function relationshipFields(parts: Parts, valueTypes: ValueTypes, t: Fields<Fact>): FieldMap {
  const entity = parts.interface(Entity);
  return {
    type: t.field({
      type: parts.enum(parts.model.relationshipTypes),
      description: 'What it says, as a value.',
      price: VALUE,
      reads: { fact: 'ends' },
      resolve: ({ type }) => type,
    }),
    label: t.string({
      description: 'What it says, in words that stand between its source and its target: `took part in as intervener`.',
      args: languageArgs(t),
      price: VALUE,
      reads: { fact: 'said' },
      resolve: (fact, args, operation) => sentenceOf(parts.model, fact, preferred(args, operation)).value,
    }),
    source: t.field({
      type: entity,
      description: 'What it is said of.',
      price: VALUE,
      reads: { fact: 'ends' },
      resolve: ({ source }) => source,
    }),
    target: t.field({
      type: entity,
      description: 'What the source is related to.',
      price: VALUE,
      reads: { fact: 'ends' },
      resolve: ({ target }) => target,
    }),
    date: t.field({
      type: valueTypes.Span,
      nullable: true,
      description: 'When it held or happened; null where no date is reported.',
      price: VALUE,
      reads: { fact: 'dated' },
      resolve: ({ row }) => timeSpan(row),
    }),
    evidence: t.field({
      type: [parts.passage],
      nullable: true,
      description: 'The passages that report it.',
      price: FEW,
      resolve: ({ row }, _args, operation) => operation.passages(row.evidence),
    }),
    note: t.field({
      type: valueTypes.Text,
      nullable: true,
      description: 'What a reader should know of how the source was read.',
      price: VALUE,
      args: languageArgs(t),
      resolve: ({ row }, args, operation) => (row.note ? textIn(row.note, preferred(args, operation)) : null),
    }),
  };
}

/** The GraphQL type of a relationship that has more to say: its ends by name, and its properties. */
const READS = { chosen: { fact: 'chosen' }, dated: { fact: 'said' }, plain: { fact: 'said' } } as const;

function addNode(parts: Parts, valueTypes: ValueTypes, relationship: RelationshipType, name: string): void {
  const { source, target } = relationship;
  const ref = parts.fact(name);
  ref.implement({ description: relationship.description, interfaces: [parts.node, parts.relationship] });
  parts.builder.objectFields(ref, (t) => ({
    ...(source ? { [source.name]: t.field({ ...endOf(parts, source), resolve: (fact) => fact.source }) } : {}),
    ...(target ? { [target.name]: t.field({ ...endOf(parts, target), resolve: (fact) => fact.target }) } : {}),
    // The builders of a type's and of an interface's fields differ in the name of their kind alone.
    ...propertyFields(parts, valueTypes, { ...relationship, rowOf: ({ row }: Fact) => row, reads: READS }, t as never),
  }));
  if (Object.keys(relationship.filter).length === 0) return;
  addFilter(
    parts,
    `${name}Filter`,
    `Which rows a list of the type ${name} has. The fields are ANDed, the values of one list ORed; an absent field is no constraint.`,
    relationship.filter,
  );
  addOrder(parts, `${name}Order`, `The order of a list of the type ${name}.`, {
    DATE: 'By the first day that the fact can cover, else the last. The undated come last.',
    ...orderValues(relationship.properties),
  });
}

function endOf(parts: Parts, { type, description }: NamedEnd) {
  return {
    type: parts.entity(type),
    price: VALUE,
    reads: { fact: 'ends' } as const,
    ...(description === undefined ? {} : { description }),
  };
}

function factConnection(parts: Parts, valueTypes: ValueTypes, relationship: RelationshipType, name: string) {
  return connectionType<Fact>(parts, valueTypes, {
    name,
    description: relationship.description.replace(/\.$/, '').toLowerCase(),
    node: parts.fact(name),
    facets: Object.fromEntries(
      Object.entries(relationship.facets).map(([facet, property]) => [facet, `How often each ${property} occurs.`]),
    ),
  });
}

/** A row of a list of neighbours: the fact, and the entity at its other end. */
export interface Neighbour {
  readonly node: EntityRow;
  readonly fact: Fact;
}

/** A connection of entities, each with the fact that relates it to the parent. */
function neighbourConnection(
  parts: Parts,
  valueTypes: ValueTypes,
  type: Pick<ConnectionType<Fact>, 'name' | 'description' | 'node'>,
) {
  return connectionType<Neighbour>(parts, valueTypes, {
    ...type,
    nodeOf: ({ node }) => node,
    edge: (t) => ({
      relationship: t.field({
        type: parts.relationship,
        description: 'The fact that relates it.',
        price: VALUE,
        resolve: ({ node }) => node.fact,
      }),
    }),
  });
}

function addEndFields(parts: Parts, valueTypes: ValueTypes, relationship: RelationshipType): void {
  for (const side of ['source', 'target'] as const) {
    const ends = relationship.ends.map(({ from, to }) => (side === 'source' ? from : to));
    // Several pairs of ends may give a type one field.
    const fields = new Map(ends.flatMap((end) => (end.field ? [[`${end.type.name}.${end.field.name}`, end]] : [])));
    for (const end of fields.values()) {
      const { field } = end;
      if (field)
        parts.addFields(end.type, (t) => ({
          [field.name]: endField(parts, valueTypes, { relationship, side, end, field }, t),
        }));
    }
  }
}

interface EndOf {
  readonly relationship: RelationshipType;
  readonly side: Side;
  readonly end: End;
  readonly field: EndField;
}

/** What stands at the other end of the facts of an end: the type that all its pairs have there, else any entity. */
function otherOf({ ends }: RelationshipType, side: Side, end: End): EntityDeclaration {
  const sided = ends.map(({ from, to }) => (side === 'source' ? { own: from, other: to } : { own: to, other: from }));
  const others = new Set(sided.flatMap(({ own, other }) => (own.type === end.type ? [other.type] : [])));
  const [only] = others;
  return only && others.size === 1 ? only : Entity;
}

/** The paging of a list of which there is one row. */
const ONE = { first: 1 };

function endField(
  parts: Parts,
  valueTypes: ValueTypes,
  { relationship, side, end, field }: EndOf,
  t: Fields<EntityRow>,
) {
  const { description } = field;
  const ofId = { price: READING, reads: { entity: 'id' } } as const;
  const at = {
    name: `${end.type.name}.${field.name}`,
    relationship,
    side,
    other: otherOf(relationship, side, end),
  };
  const neighbour = (fact: Fact): Neighbour => ({ fact, node: side === 'source' ? fact.target : fact.source });
  switch (field.kind) {
    case 'one':
      return t.field({
        type: parts.entity(field.of),
        nullable: true,
        description,
        price: VALUE,
        reads: { entity: 'id' },
        resolve: async (parent, _args, operation) => {
          const list = await factsAt(operation, at, { parent, args: ONE, query: {} });
          const [first] = (await list.page()).edges;
          return first ? neighbour(first.node).node : null;
        },
      });
    case 'neighbours':
      return t.field({
        type: neighbourConnection(parts, valueTypes, {
          name: field.of === Entity ? 'RelatedEntity' : field.of.name,
          description: 'entities, each with the fact that relates it',
          node: parts.entity(field.of),
        }),
        nullable: true,
        description,
        ...ofId,
        ahead: true,
        args: { ...pagingArgs(t), ...(field.during ? duringArgs(parts, t) : {}) },
        resolve: async (parent, args, operation) => {
          const list = await factsAt(operation, at, { parent, args, query: args as FactsQuery });
          return { ...list, page: once(async () => neighboursOf(await list.page(), neighbour)) };
        },
      });
    case 'facts': {
      const name = nodeName(relationship);
      const filtered = Object.keys(relationship.filter).length > 0;
      return t.field({
        type: factConnection(parts, valueTypes, relationship, name),
        nullable: true,
        description,
        ...ofId,
        ahead: true,
        args: {
          ...pagingArgs(t),
          ...(filtered
            ? {
                filter: t.arg({ type: parts.input(`${name}Filter`), price: 'by fields' }),
                orderBy: t.arg({ type: parts.input(`${name}Order`), price: 'by fields' }),
              }
            : {}),
          ...(field.during ? duringArgs(parts, t) : {}),
        },
        resolve: (parent, args, operation) =>
          factsAt(operation, at, { parent, args, query: args as FactsQuery, order: orderOf(relationship, args) }),
      });
    }
  }
}

function neighboursOf(page: Page<Edge<Fact>>, neighbour: (fact: Fact) => Neighbour): Page<Edge<Neighbour>> {
  return { ...page, edges: page.edges.map((edge) => edge.with(neighbour(edge.node))) };
}

/** The order that an `orderBy` argument asks for; by date, where there is none. */
function orderOf({ properties }: RelationshipType, args: object): Order | undefined {
  const { orderBy } = args as { orderBy?: OrderBy | null };
  return orderBy ? requestedOrder(properties, orderBy) : undefined;
}

/** Whether a filter may have to look at fact after fact: those of a part are found from an end. */
function walks({ plays, properties }: RelationshipType): boolean {
  return plays !== 'participation' && Object.values(properties).some(({ filter }) => filter !== undefined);
}

function addRootList(
  parts: Parts,
  valueTypes: ValueTypes,
  relationship: RelationshipType,
  list: NonNullable<RelationshipType['list']>,
): void {
  const name = nodeName(relationship);
  parts.builder.queryField(list.name, (t) =>
    t.field({
      type: factConnection(parts, valueTypes, relationship, name),
      nullable: true,
      description: list.description,
      price: walks(relationship) ? BROAD : READING,
      args: {
        ...pagingArgs(t),
        filter: t.arg({ type: parts.input(`${name}Filter`), price: 'by fields' }),
        orderBy: t.arg({ type: parts.input(`${name}Order`), price: 'by fields' }),
      },
      resolve: (_query, args, operation, info) =>
        allFacts(operation, {
          name: list.name,
          relationship,
          order: orderOf(relationship, args),
          args,
          filter: args.filter ?? null,
          ahead: asksForRows(info),
        }),
    }),
  );
}
