import { INTERFACES } from '../core/interfaces.ts';
import { MAX_CONTAINMENT } from '../core/parts.ts';
import { Entity, type EntityDeclaration, type EntityInterface, type EntityType, entity } from '../declare/entity.ts';
import { among, amongTypes, during, type FilterField, flag, reportedIn } from '../declare/filter.ts';
import { defineModel, type Model } from '../declare/model.ts';
import { oneOf, optional, type Properties, type Property, reference, text } from '../declare/property.ts';
import {
  type End,
  type EndField,
  facts,
  neighbours,
  one,
  type RelationshipType,
  relationship,
} from '../declare/relationship.ts';
import type { Vocabulary } from '../declare/vocabulary.ts';
import type {
  EndDefinition,
  EndFieldDefinition,
  EntityDefinition,
  ModelDefinition,
  PropertyDefinition,
  RelationshipDefinition,
} from './definition.ts';
import { activityMatching } from './questions/activity-filter.ts';

/** What the names of a definition stand for. */
class Names {
  readonly #vocabularies: { readonly [name: string]: Vocabulary };
  readonly #declarations: Map<string, EntityDeclaration>;

  constructor(vocabularies: { readonly [name: string]: Vocabulary }) {
    this.#vocabularies = vocabularies;
    this.#declarations = new Map([Entity, ...INTERFACES].map((each) => [each.name, each]));
  }

  add(type: EntityType): EntityType {
    this.#declarations.set(type.name, type);
    return type;
  }

  vocabulary(name: string): Vocabulary {
    return known(this.#vocabularies[name], 'vocabulary', name);
  }

  entity(name: string): EntityDeclaration {
    return known(this.#declarations.get(name), 'type of entity', name);
  }

  interface(name: string): EntityInterface {
    const found = this.entity(name);
    return known(found.kind === 'interface' ? found : undefined, 'interface', name);
  }
}

function known<T>(found: T | undefined, what: string, name: string): T {
  if (found === undefined) throw new Error(`There is no ${what} ${name}.`);
  return found;
}

/** The declarations that a definition stands for. */
export function modelOf(definition: ModelDefinition, vocabularies: { readonly [name: string]: Vocabulary }): Model {
  const names = new Names(vocabularies);
  const types = Object.entries(definition.entities).map(([name, each]) => names.add(entityOf(name, each, names)));
  const relationships = Object.entries(definition.relationships).map(([name, each]) =>
    relationshipOf(name, each, names),
  );
  return defineModel({ types, relationships });
}

function entityOf(
  name: string,
  { description, words, is, list, properties }: EntityDefinition,
  names: Names,
): EntityType {
  return entity(name, {
    description,
    words,
    is: is.map((each) => names.interface(each)),
    list,
    properties: propertiesOf(properties, names),
  });
}

function propertiesOf(properties: { readonly [name: string]: PropertyDefinition }, names: Names): Properties {
  return Object.fromEntries(Object.entries(properties).map(([name, each]) => [name, propertyOf(each, names)]));
}

function propertyOf(definition: PropertyDefinition, names: Names): Property {
  const property = required(definition, names);
  const isThere = definition.required || (definition.kind === 'choice' && definition.default !== undefined);
  return isThere ? property : optional(property);
}

function required(definition: PropertyDefinition, names: Names): Property {
  const { description } = definition;
  switch (definition.kind) {
    case 'identifier':
      return text({
        description: definition.description,
        pattern: new RegExp(`^${definition.pattern}$`),
        unique: definition.unique,
      });
    case 'choice':
      return oneOf(names.vocabulary(definition.vocabulary), description);
    case 'reference':
      return reference(names.entity(definition.to), definition.description);
  }
}

function relationshipOf(name: string, definition: RelationshipDefinition, names: Names): RelationshipType {
  const { plays, description, words, node, list, also, properties: defined } = definition;
  const properties = propertiesOf(defined, names);
  const endsOf = ({ from, to }: { from: EndDefinition; to: EndDefinition }) => ({
    from: endOf(from, names),
    to: endOf(to, names),
  });
  return relationship(name, {
    plays,
    description,
    words,
    node,
    list,
    ...endsOf(definition),
    also: also.map(endsOf),
    properties,
    defaults: Object.fromEntries(
      Object.entries(defined).flatMap(([property, each]) =>
        each.kind === 'choice' && each.default !== undefined ? [[property, each.default]] : [],
      ),
    ),
    ...(plays === 'participation' ? { filter: participationFilter(properties), facets: { roles: 'role' } } : {}),
    acyclic: plays === 'containment' ? { steps: MAX_CONTAINMENT } : undefined,
  });
}

function endOf({ type, as, field }: EndDefinition, names: Names): End {
  return { type: names.entity(type), as, field: field && fieldOf(field) };
}

function fieldOf({ description, during: cut, typed, ...field }: EndFieldDefinition): EndField {
  if (field.facts !== undefined) return facts(field.facts, description, { during: cut });
  if (field.neighbours !== undefined) return neighbours(field.neighbours, description, { during: cut, typed });
  return one(field.one ?? '', description);
}

/** What follows from the part: which of all participations a list has. */
function participationFilter({ role }: Properties): { readonly [name: string]: FilterField } {
  if (role?.kind !== 'choice') throw new Error('A participation has a role, which is a choice.');
  return {
    roles: among('role', role.vocabulary, { description: 'In one of these roles.' }),
    actors: among('source', 'ID', {
      description: 'By one of these.',
      or: 'onBehalfOf',
      where: 'throughRepresentatives',
    }),
    actorTypes: amongTypes('source', 'By an actor of one of these types.'),
    throughRepresentatives: flag('An actor also counts where an office or a person took part on its behalf.'),
    onBehalfOf: among('onBehalfOf', 'ID', { description: 'On behalf of one of these.' }),
    activities: among('target', 'ID', { description: 'In one of these.' }),
    activity: activityMatching('target', 'The activity itself must pass this.'),
    ...during('fact', 'The participation’s own date.'),
    documents: reportedIn(),
  };
}
