import { type GraphQLSchema, parse, print, printSchema, visit } from 'graphql';
import { indexesOf, type Model } from './declare/model.ts';
import { printed } from './declare/schema/printed.ts';
import { dossierSchemas } from './dossier/editor-schemas.ts';
import { indexStatement } from './graph/indexes.ts';
import { jsonSchemas } from './model/definition.ts';
import { buildModelSchema } from './model/index.ts';

/**
 * What of the code is public, as the files of `schema/`, and how large and how quick it is.
 *
 * @param model that is served by default
 * @param shipped all models that ship: what editors offer in files of dossiers
 */
export function printPublic(
  model: Model,
  shipped: readonly Model[],
): { files: { readonly [name: string]: string }; facts: string } {
  const started = performance.now();
  const schema = buildModelSchema(model);
  const built = performance.now() - started;
  const bare = withoutDescriptions(schema);
  const schemas = jsonSchemas();
  const ofDossiers = dossierSchemas(shipped);
  return {
    files: {
      'dossier.schema.json': json(ofDossiers.head),
      'dossier-file.schema.json': json(ofDossiers.file),
      'model.schema.json': json(schemas.head),
      'model-file.schema.json': json(schemas.file),
      'schema.graphql': printed(schema),
      'graph.cypher': `// The constraints and indexes of the graph on Neo4j. The server makes those that are missing.\n${indexesOf(
        model,
      )
        .map((index) => `${indexStatement(index)};\n`)
        .join('')}`,
    },
    facts: `SDL without descriptions: ${Buffer.byteLength(bare)} bytes. Built in ${built.toFixed(0)} ms.`,
  };
}

function json(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function withoutDescriptions(schema: GraphQLSchema): string {
  return print(
    visit(parse(printSchema(schema)), {
      enter: (node) => ('description' in node ? { ...node, description: undefined } : undefined),
    }),
  );
}
