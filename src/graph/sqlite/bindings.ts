import type { Kind, Property, Variable } from '../query.ts';
import { COLUMNS, LISTS } from './schema.ts';

interface Bound {
  readonly kind: Kind;
  /** The key of its row. */
  readonly key: string;
  /** Whether its row stands in the query under its name. */
  joined: boolean;
  /** Whether something is said of it that its key does not tell. */
  needed: boolean;
}

/**
 * The variables of a query, and which of their rows it has to join: where only the key of an entity matters, the fact
 * that leads to it has it.
 */
export class Bindings {
  readonly #outer: Bindings | undefined;
  readonly #bound = new Map<string, Bound>();
  /** The key of the parent, where that is an entity. */
  readonly parentKey: string | undefined;
  #unnamed = 0;

  constructor(options: { outer?: Bindings; parentKey?: string | undefined } = {}) {
    this.#outer = options.outer;
    this.parentKey = options.outer ? options.outer.parentKey : options.parentKey;
  }

  /** Bindings within, such as those of a subquery. */
  inner(): Bindings {
    return new Bindings({ outer: this });
  }

  /** @param joined whether its row stands in the query under its name */
  bind({ name, of: kind }: Variable, key: string, joined: boolean): void {
    this.#bound.set(name, { kind, key, joined, needed: false });
  }

  has({ name }: Variable): boolean {
    return this.#find(name) !== undefined;
  }

  /** SQL for the key of a row. */
  key({ name }: Variable): string {
    return this.#find(name)?.key ?? `${name}.k`;
  }

  /** The name under which the row of a variable is read. */
  row({ name }: Variable): string {
    const bound = this.#find(name);
    if (bound) bound.needed = true;
    return name;
  }

  /** A name for what has none. */
  unnamed(prefix: string): string {
    return this.#outer ? this.#outer.unnamed(prefix) : `${prefix}${this.#unnamed++}`;
  }

  /** The joins for rows that the query needs and does not name. */
  joins(): string[] {
    return [...this.#bound].flatMap(([name, bound]) =>
      bound.needed && !bound.joined ? [`${bound.kind} AS ${name} ON ${name}.k = ${bound.key}`] : [],
    );
  }

  #find(name: string): Bound | undefined {
    for (let at: Bindings | undefined = this; at; at = at.#outer) {
      const bound = at.#bound.get(name);
      if (bound) return bound;
    }
    return undefined;
  }
}

/** SQL for a property of the row that stands under a name, to compare or to count by. */
export function column(kind: Kind, name: string, property: string): string {
  if (kind === 'fact' && property === 'id') return `substr(${name}."order", instr(${name}."order", '|') + 1)`;
  if (kind === 'fact' && (property === 'source' || property === 'target'))
    return `(SELECT id FROM entity WHERE k = ${name}.${property})`;
  if (isShared(property)) return `(SELECT ${property} FROM provenance WHERE k = ${name}.provenance)`;
  return COLUMNS[kind].includes(property) ? `${name}."${property}"` : `${name}.rest ->> '$.${property}'`;
}

/** SQL for a property as a part of JSON. */
export function jsonColumn(kind: Kind, name: string, property: string): string {
  if (isShared(property) || LISTS.has(property)) return `json(${column(kind, name, property)})`;
  const isOwn = kind === 'fact' && ['id', 'source', 'target'].includes(property);
  return isOwn || COLUMNS[kind].includes(property) ? column(kind, name, property) : `${name}.rest -> '$.${property}'`;
}

/** SQL for all properties of the row that stands under a name, as a JSON object without those that are absent. */
export function jsonObject(kind: Kind, name: string): string {
  const own =
    kind === 'fact' ? ['id', 'source', 'target', ...COLUMNS.fact.filter((each) => each !== 'type')] : COLUMNS[kind];
  const pairs = [...own, 'dossiers', 'files'].map((property) => `'${property}', ${jsonColumn(kind, name, property)}`);
  // Patching leaves out what is null.
  return `json_patch(${name}.rest, json_object(${pairs.join(', ')}))`;
}

function isShared(property: Property['property']): boolean {
  return property === 'dossiers' || property === 'files';
}
