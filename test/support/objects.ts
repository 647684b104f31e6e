/** Queries for what an object of any type has, of the shipped dossier and of {@link writeExamples}. */
import { getNamedType, isInterfaceType, isObjectType } from 'graphql';
import { enumName, propertiesOf } from '../../src/declare/entity.ts';
import type { Graph } from '../../src/graph/port.ts';
import { buildModelSchema } from '../../src/model/index.ts';
import { model } from './model.ts';
import { writeGraph } from './rows.ts';

const schema = buildModelSchema(model);

const QUERIES: { readonly [type: string]: (selection: string) => string } = {
  Query: (selection) => selection,
  CoParticipation: (selection) => `coParticipations(first: 2) { nodes { ${selection} } }`,
  CoParticipantEdge: (selection) =>
    `entity(id: "Country:TR") { ... on Actor { coParticipants(first: 2) { edges { ${selection} } } } }`,
  Facet: (selection) => `activities(first: 0) { types { ${selection} } }`,
  TimeSpan: (selection) => `activities(first: 2) { nodes { date { ${selection} } } }`,
  Quantity: (selection) => `activities(first: 100) { nodes { quantities { ${selection} } } }`,
  TimelineBucket: (selection) => `timeline(unit: YEAR) { buckets { ${selection} } }`,
  SourceDocument: (selection) => `documents(first: 2) { nodes { ${selection} } }`,
  Passage: (selection) => `documents(first: 2) { nodes { passages(first: 2) { nodes { ${selection} } } } }`,
  Graph: (selection) => `neighborhood(of: ["Country:TR"], limit: 3) { ${selection} }`,
  Dossier: (selection) => `dossiers { ${selection} }`,
  DossierQuestion: (selection) => `dossiers { questions { ${selection} } }`,
  Model: (selection) => `model { ${selection} }`,
  ModelType: (selection) => `model { types { ${selection} } }`,
  ModelRelationship: (selection) => `model { relationships { ${selection} } }`,
  ModelProperty: (selection) => `model { types { properties { ${selection} } } }`,
  ModelTerm: (selection) => `model { vocabularies { values { ${selection} } } }`,
};

/**
 * What asks for a selection of an object of a type.
 *
 * @param idOf an entity of a type, where another than the first is wanted
 */
export function selecting(type: string, selection: string, idOf?: (type: string) => string | undefined): string {
  const known = QUERIES[type];
  if (known) return known(selection);
  const of = `... on ${type} { ${selection} }`;
  const interfaces = interfacesOf(type);
  if (type === 'Relationship' || interfaces.includes('Relationship'))
    return `activities(first: 2) { nodes { relationships(first: 2) { nodes { ${of} } } } }`;
  const entities = model.types
    .map(({ name }) => name)
    .filter((name) => name === type || interfacesOf(name).includes(type));
  const [first] = entities;
  if (first) {
    const id = entities.map((each) => idOf?.(each)).find((each) => each !== undefined);
    return id ? `entity(id: "${id}") { ${of} }` : `entities(first: 1, types: [${enumName(first)}]) { nodes { ${of} } }`;
  }
  const [holder, field] = heldBy(type);
  return selecting(holder, `${field} { ${selection} }`, idOf);
}

function interfacesOf(type: string): string[] {
  const named = schema.getType(type);
  return isObjectType(named) || isInterfaceType(named) ? named.getInterfaces().map(({ name }) => name) : [];
}

/** A type of entities or facts with a property of a type, such as an amount of money, and the field of that. */
function heldBy(type: string): readonly [holder: string, field: string] {
  for (const holder of Object.values(schema.getTypeMap()).filter(isObjectType)) {
    const field = Object.values(holder.getFields()).find((each) => getNamedType(each.type).name === type);
    if (field && interfacesOf(holder.name).includes('Node')) return [holder.name, field.name];
  }
  throw new Error(`Nothing has a ${type}.`);
}

/** Writes an entity of each type, with what it has to have, into a graph: a dossier need not have one of each. */
export async function writeExamples(graph: Graph): Promise<void> {
  const entities = model.types.map((type) => ({ id: `${type.name}:zzz-example`, ...needed(propertiesOf(type)) }));
  await writeGraph(graph, { entities, facts: [] });
}

function needed(properties: ReturnType<typeof propertiesOf>): { readonly [name: string]: string | undefined } {
  return Object.fromEntries(
    Object.entries(properties).flatMap(([name, property]) => {
      if (property.optional) return [];
      return [[name, property.kind === 'choice' ? Object.keys(property.vocabulary.values)[0] : 'zzz']];
    }),
  );
}
