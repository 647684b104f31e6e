import type { FieldMap } from '@pothos/core';
import { entityAs, isIn, pattern, property } from '../../graph/query.ts';
import { Entity, type EntityDeclaration, type EntityType, enumName, propertiesOf } from '../entity.ts';
import { among, conditionsOf, type FilterField, type FilterValue, nodeAt, statedCondition } from '../filter.ts';
import { connection } from '../list/connection.ts';
import type { Terms } from '../list/open-list.ts';
import type { Order, PagingArgs } from '../list/paging.ts';
import { typesOf } from '../model.ts';
import type { Operation } from '../operation.ts';
import { BROAD, EACH, FEW, READING, VALUE } from '../price.ts';
import type { Properties } from '../property.ts';
import { propertyFilters } from '../property-filter.ts';
import type { EntityRow, Fact, Passage } from '../rows.ts';
import { asksForRows } from './ahead.ts';
import { connectionType, pagingArgs } from './connection.ts';
import { addFilter, addOrder, type OrderBy, orderValues, requestedOrder } from './filter.ts';
import type { Arguments, Fields, NodeValue, Parts } from './parts.ts';
import { propertyFields } from './property.ts';
import { languageArgs, preferred, textIn, textsOf, type ValueTypes } from './value-types.ts';

/** Adds Node, Entity, the interfaces and the types of the model, each with its own properties. */
export function addEntities(parts: Parts, valueTypes: ValueTypes): void {
  const { model } = parts;
  parts.node.implement({
    description: 'Anything that has an id: an entity, a fact, a document, a passage.',
    fields: (t) => ({
      id: t.id({
        description: `Plain and stable. That of an entity is its type, a colon and a name, as in \`${model.types[0]?.name}:a-name\`.`,
        price: VALUE,
        reads: { entity: 'id', fact: 'id' },
        resolve: idOf,
      }),
    }),
    resolveType: (value) => typeOfNode(parts, value as NodeValue),
  });
  const entity = parts.interface(Entity);
  entity.implement({
    description: Entity.description,
    interfaces: [parts.node],
    resolveType: (row) => (row as EntityRow).type,
    fields: (t) => entityFields(parts, valueTypes, t),
  });
  for (const declaration of model.interfaces)
    parts.interface(declaration).implement({
      description: declaration.description,
      interfaces: [parts.node, entity],
      resolveType: (row) => (row as EntityRow).type,
      fields: (t) => fieldsOf(parts, valueTypes, declaration, t),
    });
  for (const type of model.types) {
    parts.type(type).implement({
      description: type.description,
      interfaces: [parts.node, entity, ...type.is.map((each) => parts.interface(each))],
      // The builders of a type's and of an interface's fields differ in the name of their kind alone.
      fields: (t) => fieldsOf(parts, valueTypes, type, t as never),
    });
    if (type.list) addTypedList(parts, valueTypes, type, type.list);
  }
}

/** A fact and a passage wrap their row; the row of an entity and of a document stands for itself. */
function isWrapped(value: NodeValue): value is Fact | Passage {
  return typeof value['row'] === 'object';
}

function idOf(value: NodeValue): string {
  return isWrapped(value) ? value.row.id : value.id;
}

function typeOfNode(parts: Parts, value: NodeValue): string {
  if (isWrapped(value)) return 'source' in value ? typeOfFact(parts, value.type) : 'Passage';
  return 'title' in value ? 'SourceDocument' : String(value['type']);
}

/** The GraphQL type of a fact. */
function typeOfFact(parts: Parts, type: unknown): string {
  return parts.model.relationships.find((each) => each.name === type)?.node ?? 'Link';
}

/** What every entity has. */
function entityFields(parts: Parts, valueTypes: ValueTypes, t: Fields<EntityRow>): FieldMap {
  return {
    entityType: t.field({
      type: parts.enum(parts.model.entityTypes),
      description: 'What it is.',
      price: VALUE,
      reads: { entity: 'id' },
      resolve: ({ type }) => enumName(type),
    }),
    label: t.string({
      description: 'The name as plain text, for drawing.',
      args: languageArgs(t),
      price: VALUE,
      reads: { entity: 'name' },
      resolve: ({ names }, args, operation) => textIn(names, preferred(args, operation)).value,
    }),
    name: t.field({
      type: valueTypes.Text,
      description: 'Its name in the first of the languages that it has one in, and which language that is.',
      args: languageArgs(t),
      price: VALUE,
      reads: { entity: 'name' },
      resolve: ({ names }, args, operation) => textIn(names, preferred(args, operation)),
    }),
    names: t.field({
      type: [valueTypes.Text],
      description: 'Every name in every language. The first of a language is its name; the others are also known as.',
      price: FEW,
      reads: { entity: 'name' },
      resolve: ({ names }) => textsOf(names),
    }),
    description: t.field({
      type: valueTypes.Text,
      nullable: true,
      description: 'What the dossier says it is, in a sentence.',
      price: VALUE,
      args: languageArgs(t),
      resolve: ({ description }, args, operation) =>
        description ? textIn(description, preferred(args, operation)) : null,
    }),
    identifiers: t.field({
      type: [valueTypes.Identifier],
      description: 'What it is called in other catalogues.',
      price: FEW,
      resolve: ({ identifiers = [] }) => textsOf(identifiers).map(({ language: scheme, value }) => ({ scheme, value })),
    }),
    degree: t.int({
      description: 'How many facts it is an end of.',
      price: VALUE,
      reads: { entity: 'degree' },
      resolve: ({ degree }) => degree,
    }),
    evidence: t.field({
      type: [parts.passage],
      nullable: true,
      description: 'The passages that report it: its date, and where its codes and coordinates come from.',
      price: FEW,
      resolve: ({ evidence = [] }, _args, operation) => operation.passages(evidence),
    }),
  };
}

const READS = {
  chosen: { entity: 'plain' },
  dated: { entity: 'dated' },
  plain: { entity: 'plain' },
} as const;

function fieldsOf(
  parts: Parts,
  valueTypes: ValueTypes,
  { properties }: EntityDeclaration,
  t: Fields<EntityRow>,
): FieldMap {
  return propertyFields(parts, valueTypes, { properties, rowOf: (row) => row, reads: READS }, t);
}

/** A root field that lists all entities of a type: by id, or as its properties say. */
function addTypedList(parts: Parts, valueTypes: ValueTypes, type: EntityType, field: string): void {
  const properties = propertiesOf(type);
  const ref = connectionType<EntityRow>(parts, valueTypes, {
    name: type.name,
    description: `entities of the type ${type.name}`,
    node: parts.type(type),
  });
  const fields = typeFilter(properties);
  const orders = orderValues(properties);
  const filter = Object.keys(fields).length > 0 && addTypeFilter(parts, type, fields);
  const order =
    Object.keys(orders).length > 0 &&
    addOrder(parts, `${type.name}Order`, `The order of a list of the type ${type.name}.`, orders);
  const otherwise = order ? ' Without an order, by id.' : '';
  parts.builder.queryField(field, (t) =>
    t.field({
      type: ref,
      nullable: true,
      description: `${type.description} All of them${filter ? ' that pass the filter' : ''}${order ? '.' : ', by id.'}${otherwise}`,
      price: filter ? BROAD : READING,
      args: {
        ...pagingArgs(t),
        ...(filter ? { filter: t.arg({ type: filter, price: 'by fields' }) } : {}),
        ...(order ? { orderBy: t.arg({ type: order, price: 'by fields' }) } : {}),
        dossiers: dossiersArg(t),
      },
      resolve(_query, args, operation, info) {
        const { filter: value, orderBy } = args as ListArgs;
        return entityList(operation, {
          name: field,
          label: type.name,
          args,
          order: orderBy ? requestedOrder(properties, orderBy) : undefined,
          filter: value ? { fields, value } : undefined,
          ahead: asksForRows(info),
        });
      },
    }),
  );
}

/** The arguments of a list that follow from properties. */
interface ListArgs {
  readonly filter?: FilterValue | null;
  readonly orderBy?: OrderBy | null;
}

/** Which dossiers must state the entities of a list. */
export function dossiersArg(t: Arguments) {
  return t.arg.idList({ description: 'Only entities that one of these dossiers states.', price: EACH });
}

/** The fields of the filter of a type, none where no property of it can be filtered. */
function typeFilter(properties: Properties): { readonly [name: string]: FilterField } {
  const fields = propertyFilters(properties);
  return Object.keys(fields).length === 0
    ? {}
    : { ids: among('id', 'ID', { description: 'One of these.' }), ...fields };
}

function addTypeFilter(parts: Parts, { name }: EntityType, fields: { readonly [name: string]: FilterField }) {
  return addFilter(
    parts,
    `${name}Filter`,
    `Which entities of the type ${name}. The fields are ANDed, the values of one list ORed; an absent field is no constraint.`,
    fields,
  );
}

const ENTITY = entityAs('e');
const BY_ID: Order = { property: 'id', direction: 'ASC' };

/** Entities of a label, those of some types where types are given, and those that pass a filter where there is one. */
export function entityList(
  operation: Operation,
  list: {
    readonly name: string;
    readonly label: string;
    readonly types?: readonly string[];
    readonly filter?:
      | { readonly fields: { readonly [name: string]: FilterField }; readonly value: FilterValue }
      | undefined;
    /** By id, where there is none. */
    readonly order?: Order | undefined;
    readonly args: PagingArgs & { readonly dossiers?: readonly string[] | null | undefined };
    readonly ahead?: boolean;
    readonly terms?: Terms;
  },
) {
  const { name, label, types, filter, args, terms = {} } = list;
  const { dossiers } = args;
  return connection<EntityRow>(operation, {
    name,
    parent: '',
    filter: [types ?? null, dossiers ?? null, ...(filter ? [filter.value] : [])],
    order: list.order ?? BY_ID,
    args,
    ahead: list.ahead,
    node: (row) => operation.reads.entity.read(row['node']),
    make: (scope) => {
      const where = [
        ...(types ? [isIn(property(ENTITY, 'type'), scope.add(types))] : []),
        ...(filter ? conditionsOf(filter.fields, filter.value, nodeAt(ENTITY), scope) : []),
        ...(dossiers ? [statedCondition(ENTITY, dossiers, scope, 'dossiers')] : []),
      ];
      // What passes a filter may be found by that.
      const index =
        list.order && !filter
          ? { index: { of: ENTITY, name: label, properties: [list.order.property], ofPages: true as const } }
          : {};
      return {
        rowSet: {
          name,
          parents: 'root',
          paths: [
            { match: { by: 'pattern', pattern: pattern({ as: ENTITY, label }) }, where, ordered: ENTITY, ...index },
          ],
          variables: [ENTITY],
          columns: { node: operation.reads.entity.of(ENTITY) },
          facets: { types: property(ENTITY, 'type') },
        },
        terms,
      };
    },
  });
}

/** The label that all entities of these types share and few others have. */
export function labelOf(parts: Parts, types: readonly string[]): string {
  const [only] = types;
  if (types.length === 1 && only !== undefined) return only;
  const shared = parts.model.interfaces.find((each) => {
    const names = typesOf(parts.model, each).map(({ name }) => name);
    return types.every((type) => names.includes(type));
  });
  return types.length > 0 && shared ? shared.name : Entity.name;
}
