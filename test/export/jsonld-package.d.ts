/** What the tests use of the package jsonld, which brings no types; those of DefinitelyTyped are of an older version. */
declare module 'jsonld' {
  export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

  interface Options {
    readonly rdfDirection?: 'i18n-datatype';
    readonly documentLoader?: (url: string) => Promise<never>;
  }

  interface NQuads extends Options {
    readonly format: 'application/n-quads';
  }

  const jsonld: {
    expand(document: Json, options: Options): Promise<Json[]>;
    compact(document: Json, context: Json, options: Options & { graph?: boolean }): Promise<{ [key: string]: Json }>;
    canonize(document: Json, options: NQuads & { algorithm: 'RDFC-1.0' }): Promise<string>;
    toRDF(document: Json, options: NQuads): Promise<string>;
    fromRDF(quads: string, options: NQuads): Promise<Json[]>;
  };
  // biome-ignore lint/style/noDefaultExport: the package has one
  export default jsonld;
}
