import type { GraphQLSchema } from 'graphql';
import type { Model } from '../model.ts';
import { addDocuments } from './document.ts';
import { addDossiers } from './dossier.ts';
import { addEntities } from './entity.ts';
import { addModel } from './model.ts';
import { Parts } from './parts.ts';
import { addRelationships } from './relationship.ts';
import { addRoots } from './root.ts';
import { addValueTypes, type ValueTypes } from './value-types.ts';

/** A question that a model answers beyond its declarations: plain Pothos, over the parts of the schema. */
export type Question = (parts: Parts, valueTypes: ValueTypes) => void;

/** The schema of a model and its questions. Each call builds a new one. */
export function buildSchema(model: Model, questions: readonly Question[]): GraphQLSchema {
  const parts = new Parts(model);
  parts.builder.queryType({ description: 'Where every question starts.' });
  const valueTypes = addValueTypes(parts);
  addRoots(parts, valueTypes);
  addEntities(parts, valueTypes);
  addDocuments(parts, valueTypes);
  addRelationships(parts, valueTypes);
  addModel(parts, valueTypes);
  addDossiers(parts, valueTypes);
  for (const question of questions) question(parts, valueTypes);
  return parts.builder.toSchema({ sortSchema: false });
}
