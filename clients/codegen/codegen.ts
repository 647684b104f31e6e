/** As `graphql-codegen init` writes it for an app, save that the address comes from the environment. */
import type { CodegenConfig } from '@graphql-codegen/cli';

const config: CodegenConfig = {
  schema: process.env['GRAPHQL_URL'] ?? 'http://127.0.0.1:4000/graphql',
  documents: ['codegen/app.ts'],
  generates: {
    'codegen/__generated__/': {
      preset: 'client',
      config: {
        enumsAsTypes: true,
        strictScalars: true,
        scalars: { Date: 'string', EDTF: 'string', LanguageTag: 'string' },
        useTypeImports: true,
      },
    },
  },
};

// biome-ignore lint/style/noDefaultExport: graphql-codegen reads the default export
export default config;
