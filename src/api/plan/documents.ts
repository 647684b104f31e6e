import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  Lexer,
  NoSchemaIntrospectionCustomRule,
  type OperationDefinitionNode,
  parse,
  type Source,
  specifiedRules,
  TokenKind,
  type ValidationRule,
  validate,
} from 'graphql';
import { TooCostly } from '../../declare/errors.ts';
import type { Limits } from '../limits.ts';
import type { OperationPlan, planning } from './plan.ts';
import { checkShape, fragmentsOf, refuse } from './shape.ts';

/** A document that was parsed, whose shape is allowed, and what validation found. */
export interface Checked {
  readonly document: DocumentNode;
  readonly errors: readonly GraphQLError[];
  /** The plan of one of its operations, where nothing is wrong with it. */
  readonly plan: (operation: OperationDefinitionNode) => OperationPlan;
}

interface Kept {
  readonly checked: Checked;
  bytes: number;
}

/** What a token takes in memory, with the nodes made of it: measured, see docs/operations.md. */
const TOKEN_BYTES = 600;
/** What a field of a plan takes: where it stands in the document, and again for each type that it is found to be of. */
const FIELD_BYTES = 500;
/** So many mistakes of one document are told; finding more is work for nobody. */
const MISTAKES = 20;

/** What graphql says when it would have to compare too many fields with one another. */
const ABORTED = 'Validation aborted.';

/** The documents that were asked of late, parsed and validated; of those that were refused nothing is kept. */
export class Documents {
  readonly #schema: GraphQLSchema;
  readonly #rules: readonly ValidationRule[];
  readonly #limits: Limits;
  readonly #introspection: boolean;
  readonly #planOf: ReturnType<typeof planning>;
  /** In the order of their last use. */
  readonly #kept = new Map<string, Kept>();
  readonly #checked = new WeakMap<DocumentNode, Checked>();
  #bytes = 0;
  #hits = 0;
  #misses = 0;

  constructor(
    schema: GraphQLSchema,
    limits: Limits,
    options: { readonly introspection: boolean; readonly planOf: ReturnType<typeof planning> },
  ) {
    this.#schema = schema;
    this.#limits = limits;
    this.#planOf = options.planOf;
    this.#introspection = options.introspection;
    this.#rules = [
      ...specifiedRules,
      KnownOperationTypes,
      ...(options.introspection ? [] : [NoSchemaIntrospectionCustomRule]),
    ];
  }

  /** How full the store is, and how often it had what was asked for. */
  get use(): { readonly bytes: number; readonly documents: number; readonly hits: number; readonly misses: number } {
    return { bytes: this.#bytes, documents: this.#kept.size, hits: this.#hits, misses: this.#misses };
  }

  /** What was found of a document that {@link check} gave. */
  find(document: DocumentNode): Checked | undefined {
    return this.#checked.get(document);
  }

  /**
   * Parses and validates a document, unless it is known.
   *
   * @throws GraphQLError it cannot be parsed
   * @throws TooCostly its tokens, depth, aliases, root fields or directives are too many
   */
  check(source: Source): Checked {
    const text = source.body;
    const known = this.#kept.get(text);
    if (known) {
      this.#hits++;
      this.#kept.delete(text);
      this.#kept.set(text, known);
      return known.checked;
    }
    this.#misses++;
    const { tokens } = this.#limits;
    refuse('tokens', countTokens(source, tokens), tokens, 'Pass long lists of values in variables.');
    const document = parse(source, { maxTokens: tokens });
    checkShape(document, this.#limits);
    const found = validate(this.#schema, document, this.#rules, { maxErrors: MISTAKES });
    if (found.some(({ message }) => message === ABORTED))
      throw new TooCostly('fields: too many of one name stand side by side in this operation. Select each once.');
    const errors = this.#introspection ? found : found.map(withoutHints);
    const checked: Checked = { document, errors, plan: this.#plans(text, document) };
    this.#checked.set(document, checked);
    if (errors.length === 0) this.#keep(text, checked);
    return checked;
  }

  /** Makes the plan of each operation when it is first asked for; it is kept as long as the document is. */
  #plans(text: string, document: DocumentNode): Checked['plan'] {
    const plans = new Map<OperationDefinitionNode, OperationPlan>();
    return (operation) => {
      const known = plans.get(operation);
      if (known) return known;
      const grew = (fields: number) => this.#grow(text, document, fields * FIELD_BYTES);
      const made = this.#planOf(operation, fragmentsOf(document), grew);
      plans.set(operation, made);
      grew(made.fields.length);
      return made;
    };
  }

  #keep(text: string, checked: Checked): void {
    this.#kept.set(text, { checked, bytes: 0 });
    this.#grow(text, checked.document, 2 * text.length + TOKEN_BYTES * (checked.document.tokenCount ?? text.length));
  }

  /** Counts what a document takes, while it is kept, and lets the oldest go when all take too much. */
  #grow(text: string, document: DocumentNode, bytes: number): void {
    const kept = this.#kept.get(text);
    if (kept?.checked.document !== document) return;
    kept.bytes += bytes;
    this.#bytes += bytes;
    for (const [oldest, entry] of this.#kept) {
      if (this.#bytes <= this.#limits.documentBytes) return;
      this.#kept.delete(oldest);
      this.#bytes -= entry.bytes;
    }
  }
}

/** Refuses mutations and subscriptions where the schema has none; graphql itself finds that out when it runs them. */
const KnownOperationTypes: ValidationRule = (context) => ({
  OperationDefinition(node) {
    if (!context.getSchema().getRootType(node.operation))
      context.reportError(
        new GraphQLError(`There are no ${node.operation}s here: everything is read with queries.`, { nodes: node }),
      );
  },
});

/** The number of tokens where it is above the limit; where it is not, or the text is none of GraphQL, at most that. */
function countTokens(source: Source, limit: number): number {
  // No token is shorter than a character.
  if (source.body.length <= limit) return 0;
  const lexer = new Lexer(source);
  let count = 0;
  try {
    while (lexer.advance().kind !== TokenKind.EOF) count++;
  } catch {
    // The parser says what is wrong, and where.
  }
  return count;
}

/** Without the names of the schema that graphql suggests. */
function withoutHints(error: GraphQLError): GraphQLError {
  const message = error.message.replace(/ Did you mean .*$/s, '');
  return new GraphQLError(message, error.nodes ? { nodes: error.nodes } : {});
}
