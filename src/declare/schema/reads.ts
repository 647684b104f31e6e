import { type GraphQLCompositeType, type GraphQLField, isInterfaceType, isObjectType } from 'graphql';
import { Entity } from '../entity.ts';
import type { Model } from '../model.ts';
import {
  ENTITY_PROJECTIONS,
  type EntityProjectionName,
  FACT_PROJECTIONS,
  type FactProjectionName,
  projectionsOf,
  type Reads,
} from '../projection.ts';

/** What the resolver of a field reads of the rows that it is given, or that it reads itself. */
export interface FieldReads {
  readonly entity?: EntityProjectionName;
  readonly fact?: FactProjectionName;
  readonly cursors?: true;
  readonly further?: true;
}

/** A field, and the type that it is selected of. */
interface Selected {
  readonly definition: GraphQLField<unknown, unknown>;
  readonly parent: GraphQLCompositeType;
}

/** Says what fields read of all the rows that an operation meets. */
export function readsBy(model: Model): (fields: readonly Selected[]) => Reads {
  const projections = projectionsOf(model);

  return (fields) => {
    const found = fields.flatMap((field) => (field.definition.name.startsWith('__') ? [] : readsOf(field)));
    const facts = found.map((each) => each.fact);
    const entity = most(
      ENTITY_PROJECTIONS,
      found.map((each) => each.entity),
    );
    const fact = most(FACT_PROJECTIONS, facts);
    const factById = most<FactProjectionName>(FACT_PROJECTIONS, [...facts, 'id']);
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

function readsOf({ definition, parent }: Selected): FieldReads {
  const { reads: declared } = definition.extensions;
  const { entity = 'whole', fact = 'whole' } = declared ?? {};
  // A field that entities and facts share, such as `id`, declares what it reads of both: here only one is met.
  if (is(parent, Entity.name)) return { ...declared, entity, fact: 'ends' };
  if (is(parent, 'Relationship')) return { ...declared, entity: 'id', fact };
  // A row that is read by its id has the id.
  return parent.name === 'Node' ? { entity: 'id' } : (declared ?? {});
}

function is(type: GraphQLCompositeType, name: string): boolean {
  if (type.name === name) return true;
  return (isObjectType(type) || isInterfaceType(type)) && type.getInterfaces().some((each) => each.name === name);
}

function most<E>(names: readonly [E, ...E[]], wanted: readonly (E | undefined)[]): E {
  return names.findLast((name) => wanted.includes(name)) ?? names[0];
}
