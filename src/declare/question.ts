import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  getVariableValues,
  parse,
  validate,
} from 'graphql';

/** A question that a dossier or a model brings, ready to be asked. */
export interface Question {
  /** Tagged texts. */
  readonly title: readonly string[];
  /** GraphQL. */
  readonly document: string;
  /** A JSON object. */
  readonly variables?: string | undefined;
}

/** What is wrong with a question: in which of its keys, and as the end of a sentence about that. */
export interface QuestionFault {
  readonly in: 'document' | 'variables';
  readonly message: string;
}

/**
 * What is wrong with a question.
 *
 * @param schema what must answer it; without one, only its form is looked at
 */
export function faultOf(
  { document, variables }: Pick<Question, 'document' | 'variables'>,
  schema: GraphQLSchema | undefined,
): QuestionFault | undefined {
  const parsed = parsedDocument(document);
  if (parsed instanceof GraphQLError)
    return { in: 'document', message: `is no GraphQL: ${parsed.message}; expected a GraphQL document` };
  const given = variables === undefined ? {} : jsonObject(variables);
  if (!given) return { in: 'variables', message: 'is no JSON object; expected the variables as a JSON object' };
  return schema && faultInSchema(parsed, given, schema);
}

function faultInSchema(
  document: DocumentNode,
  variables: { readonly [name: string]: unknown },
  schema: GraphQLSchema,
): QuestionFault | undefined {
  const [error] = validate(schema, document);
  if (error)
    return { in: 'document', message: `cannot be asked: ${bare(error)}; expected a question that the model answers` };
  // Of several operations it is not known which one the variables are for.
  const operation = getOperationAST(document);
  if (!operation) return undefined;
  const [wrong] = getVariableValues(schema, operation.variableDefinitions ?? [], variables).errors ?? [];
  return wrong && { in: 'variables', message: `cannot be asked: ${bare(wrong)}; expected the values of its variables` };
}

function parsedDocument(document: string): DocumentNode | GraphQLError {
  try {
    return parse(document);
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    throw error;
  }
}

function jsonObject(text: string): { readonly [name: string]: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    return Object.fromEntries(Object.entries(value));
  } catch {
    return undefined;
  }
}

function bare({ message }: GraphQLError): string {
  return message.replace(/\.$/, '');
}
