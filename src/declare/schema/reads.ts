import {
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  isInterfaceType,
  isObjectType,
  type OperationDefinitionNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { Entity } from '../entity.ts';
import type { Model } from '../model.ts';
import {
  ENTITY_EXTENTS,
  type EntityExtent,
  FACT_EXTENTS,
  type FactExtent,
  projectionsOf,
  type Reads,
} from '../projection.ts';

/** What the resolver of a field reads of the rows that it is given, or that it reads itself. */
interface FieldReads {
  readonly entity?: EntityExtent;
  readonly fact?: FactExtent;
  readonly cursors?: true;
  readonly further?: true;
}

/** Declares, among the extensions of a field, what its resolver reads. Of an entity or a fact, where nothing is said, all. */
export function reading(reads: FieldReads): { reads: FieldReads } {
  return { reads };
}

/** Says what the fields of an operation read of all the rows that it meets. */
export function readsBy(
  model: Model,
  schema: GraphQLSchema,
): (operation: OperationDefinitionNode, fragments: Iterable<FragmentDefinitionNode>) => Reads {
  const projections = projectionsOf(model);

  return (operation, fragments) => {
    const found: FieldReads[] = [];
    const types = new TypeInfo(schema);
    const collecting = visitWithTypeInfo(types, {
      Field() {
        const field = types.getFieldDef();
        const parent = types.getParentType();
        if (field && parent && !field.name.startsWith('__'))
          found.push(readsOf(parent, field.extensions['reads'] as FieldReads | undefined));
      },
    });
    for (const node of [operation, ...fragments]) visit(node, collecting);
    const facts = found.map((each) => each.fact);
    const entity = most(
      ENTITY_EXTENTS,
      found.map((each) => each.entity),
    );
    const fact = most(FACT_EXTENTS, facts);
    const factById = most<FactExtent>(FACT_EXTENTS, [...facts, 'id']);
    const cursors = found.some((each) => each.cursors);
    const further = found.some((each) => each.further);
    return {
      key: [entity, fact, factById, cursors, further].join(' '),
      entity: projections.entity[entity],
      fact: projections.fact[fact],
      factById: projections.fact[factById],
      cursors,
      further,
    };
  };
}

function readsOf(parent: GraphQLCompositeType, declared: FieldReads | undefined): FieldReads {
  const { entity = 'whole', fact = 'whole' } = declared ?? {};
  // An id is that of whatever the type is; anything else is a field of one kind of row alone.
  if (is(parent, Entity.name)) return { ...declared, entity, fact: 'ends' };
  if (is(parent, 'Relationship')) return { ...declared, entity: 'id', fact };
  // What is read by an id has it, whatever it is.
  return parent.name === 'Node' ? { entity: 'id' } : (declared ?? {});
}

function is(type: GraphQLCompositeType, name: string): boolean {
  if (type.name === name) return true;
  return (isObjectType(type) || isInterfaceType(type)) && type.getInterfaces().some((each) => each.name === name);
}

function most<E>(extents: readonly [E, ...E[]], wanted: readonly (E | undefined)[]): E {
  return extents.findLast((extent) => wanted.includes(extent)) ?? extents[0];
}
