import { GraphQLError, Source } from 'graphql';
import type { Documents } from '../plan/documents.ts';
import type { RequestPlugin } from './yoga-context.ts';

/** Parses and validates by the store of documents. */
export function useDocuments(documents: Documents): RequestPlugin {
  return {
    onParse({ params: { source }, setParsedDocument }) {
      setParsedDocument(documents.check(typeof source === 'string' ? new Source(source) : source).document);
    },
    onValidate({ params: { documentAST }, setResult }) {
      const { errors = [] } = documents.find(documentAST) ?? {};
      setResult(
        errors.map((error) => new GraphQLError(error.message, { ...(error.nodes ? { nodes: error.nodes } : {}) })),
      );
    },
  };
}
