/**
 * The types of the documents that ask for what every model has.
 *
 * Other servers have other models: what is an enum of the model here is a text in these types.
 */
import { readFileSync } from 'node:fs';
import type { CodegenConfig } from '@graphql-codegen/cli';
import { Kind, parse, print, visit } from 'graphql';

/** The enums that are no model's. */
const CORE = [
  'Certainty',
  'DossierState',
  'OrderDirection',
  'PropertyKind',
  'RelationshipPart',
  'TextDirection',
  'TimeUnit',
];

const schema = parse(
  readFileSync(process.env['SCHEMA'] ?? new URL('../../schema/schema.graphql', import.meta.url), 'utf8'),
);
const open = visit(schema, {
  EnumTypeDefinition: (node) =>
    CORE.includes(node.name.value) ? undefined : { kind: Kind.SCALAR_TYPE_DEFINITION, name: node.name },
  // A default of such an enum would be no value of a scalar that is written so.
  InputValueDefinition: ({ defaultValue, ...node }) => (defaultValue?.kind === Kind.ENUM ? node : undefined),
});

const config: CodegenConfig = {
  schema: print(open),
  documents: '../src/**/*.graphql',
  generates: {
    '../src/api/generated.ts': {
      plugins: ['typescript-operations', 'typed-document-node'],
      config: {
        documentMode: 'string',
        onlyOperationTypes: true,
        preResolveTypes: true,
        enumsAsTypes: true,
        skipTypename: true,
        defaultScalarType: 'string',
        useTypeImports: true,
        dedupeFragments: true,
      },
    },
  },
};

// biome-ignore lint/style/noDefaultExport: graphql-codegen reads the default export
export default config;
