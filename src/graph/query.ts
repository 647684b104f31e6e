/**
 * What a question reads, as data: each engine prints it in its own language. Nothing here is text of a query language,
 * and nothing that a client sends becomes text: values are given by parameters.
 */

/** A kind of row: entities, the facts between them, and where both are reported. */
export type Kind = 'entity' | 'fact' | 'document' | 'passage';

/** What stands for a row of a query. */
export interface Variable {
  readonly of: Kind;
  readonly name: string;
}

export const entityAs = (name: string): Variable => ({ of: 'entity', name });
export const factAs = (name: string): Variable => ({ of: 'fact', name });

/** A value that is given when the query runs. */
export interface Parameter {
  readonly parameter: string;
}

/** A stored property of a row. A fact has `type`, `source` and `target` (ids), an entity has `id` and `type`. */
export interface Property {
  readonly of: Variable;
  readonly property: string;
}

export type Operand =
  | Property
  | Parameter
  | { readonly literal: string | number }
  /** The parent of the list: the id of an entity, or only a value. Or the value of an {@link Each}. */
  | { readonly value: string };

/** The parent of a list. */
export const PARENT: Operand = { value: 'parent' };
/** All parents of a list. */
export const PARENTS: Parameter = { parameter: 'parents' };

export type Comparison = '=' | '<>' | '<' | '<=' | '>' | '>=';

/** What a row has to pass. What compares with an absent property is neither true nor false, and does not pass. */
export type Condition =
  | { readonly is: 'compared'; readonly left: Operand; readonly by: Comparison; readonly right: Operand }
  | { readonly is: 'in'; readonly left: Operand; readonly list: Parameter }
  | { readonly is: 'absent'; readonly property: Property }
  /** A property that is a list has one of these. */
  | { readonly is: 'having any'; readonly property: Property; readonly list: Parameter }
  | { readonly is: 'and' | 'or'; readonly conditions: readonly Condition[] }
  | { readonly is: 'not'; readonly condition: Condition }
  | { readonly is: 'exists'; readonly pattern: Pattern; readonly where: readonly Condition[] }
  /**
   * One line of the `searchText` of an entity has, of each word of the list `words`, one way to write it: all the
   * fragments of the way. `anchor` stands in the whole text; `isLong` where it has three characters or more.
   */
  | {
      readonly is: 'named';
      readonly of: Variable;
      readonly anchor: Parameter;
      readonly isLong: boolean;
      readonly words: Parameter;
    }
  | { readonly is: 'reported'; readonly of: Variable; readonly prefixes: Parameter }
  /** One of these dossiers states it: ids. */
  | { readonly is: 'stated'; readonly of: Variable; readonly dossiers: Parameter };

export const property = (of: Variable, name: string): Property => ({ of, property: name });
export const compared = (left: Operand, by: Comparison, right: Operand): Condition => ({
  is: 'compared',
  left,
  by,
  right,
});
export const isIn = (left: Operand, list: Parameter): Condition => ({ is: 'in', left, list });
export const absent = (of: Property): Condition => ({ is: 'absent', property: of });
export const hasAny = (of: Property, list: Parameter): Condition => ({ is: 'having any', property: of, list });
export const not = (condition: Condition): Condition => ({ is: 'not', condition });
export const exists = (pattern: Pattern, where: readonly Condition[]): Condition => ({ is: 'exists', pattern, where });
export const allOf = (...conditions: readonly Condition[]): Condition => combined('and', conditions);
export const anyOf = (...conditions: readonly Condition[]): Condition => combined('or', conditions);

function combined(is: 'and' | 'or', conditions: readonly Condition[]): Condition {
  const [only] = conditions;
  return only && conditions.length === 1 ? only : { is, conditions };
}

/** A node of a pattern: one that is bound before, or is bound here. */
export interface NodePattern {
  readonly as?: Variable;
  readonly label?: string;
  /** Its id. */
  readonly id?: Operand;
  /** Its id is one of these. */
  readonly ids?: Parameter;
}

export interface StepPattern {
  readonly fact?: Variable;
  readonly type: string;
  /** `out`: the node before is the source. */
  readonly direction: 'out' | 'in';
  /** From so many to so many facts on end. */
  readonly repeat?: readonly [least: number, most: number];
  readonly to: NodePattern;
}

/** Nodes along facts. */
export interface Pattern {
  readonly from: NodePattern;
  readonly steps: readonly StepPattern[];
}

export const pattern = (from: NodePattern, ...steps: readonly StepPattern[]): Pattern => ({ from, steps });

/** Values one after the other, by name, such as ids. */
export interface Each {
  readonly name: string;
  readonly in: Parameter;
}

/** How the rows of a list are found. */
export type Match =
  /** By a pattern: a row for each way to fit it. */
  | { readonly by: 'pattern'; readonly pattern: Pattern }
  /** Entities that fit any of some patterns, each once. */
  | {
      readonly by: 'gathering';
      readonly entity: Variable;
      readonly each?: Each;
      readonly branches: readonly { readonly pattern: Pattern; readonly where: readonly Condition[] }[];
      /** Only those that are found for every value of `each`. */
      readonly all?: boolean;
    }
  | ({ readonly by: 'text' } & Texts);

/** Two texts for one thing, one for each language, and what they have in common printed. The named exception. */
export interface Texts {
  readonly cypher: (print: Print) => string;
  /** A text that writes may be several statements with semicolons between; the last of them may read. */
  readonly sql: (print: Print) => string;
}

/** Prints what may stand in a text. */
export interface Print {
  /** `WHERE` and all conditions, or nothing. */
  where(conditions: readonly Condition[]): string;
  /** `AND` and all conditions, or nothing. */
  and(conditions: readonly Condition[]): string;
  /** A value that is read. */
  value(value: Read): string;
  /** Whether an entity has a label. */
  labelled(entity: string, label: string): string;
}

/** Some properties of a row, or all of them. */
export interface Properties {
  readonly of: Variable | EndOf;
  /** Names: then they are read as a list. `all`: as a map. */
  readonly names: readonly string[] | 'all';
}

/** The entity at an end of a fact. */
export interface EndOf {
  readonly end: 'source' | 'target';
  readonly fact: Variable;
}

/** What is read of a row. */
export type Read =
  | Operand
  | Properties
  /** The lists of several, one after the other, as one list. Each `all` is one map in it. */
  | { readonly joined: readonly Properties[] }
  /** Whether the parent is the source of the fact. */
  | { readonly outgoing: Variable };

/** The index that is to give a page in its order. */
export interface IndexOf {
  readonly of: Variable;
  /** A label or a type of facts. */
  readonly name: string;
  readonly properties: readonly string[];
  /** It finds nothing but pages: no condition is of its first property. */
  readonly ofPages?: true;
}

/** One way in which rows of a list are found. */
export interface AccessPath {
  /** Binds the variables of the row set, from its parent and the parent's node `a`. */
  readonly match: Match;
  readonly where: readonly Condition[];
  /** The variable whose property the list is ordered by; or `key`, where the match makes its own. */
  readonly ordered: Variable | 'key';
  /** What stands before the key in the index, so that the index gives the order. */
  readonly lead?: Property;
  /** Where it is not for the store to choose. */
  readonly index?: IndexOf;
  /** Another way to read a page of the same rows. */
  readonly scan?: DenseScan;
}

/**
 * Reads a page along an index, testing row after row, where rows that pass are known to be many. Totals and facets are
 * read by the access path itself.
 */
export interface DenseScan {
  /** Taken where all nodes of a label are at most so many `times` the degree of every one, or any, of these. */
  readonly when: {
    readonly label: string;
    readonly times: number;
    readonly ids: Parameter;
    readonly of: 'every' | 'any';
  };
  /** Entities that are found once, before any row, for the conditions. */
  readonly bound?: readonly { readonly as: Variable; readonly id: Parameter }[];
  readonly match: Extract<Match, { by: 'pattern' }>;
  readonly where: readonly Condition[];
}

/** The rows of a list: how they are found and what is read of each. Queries for a page, the total and a facet are made of it. */
export interface RowSet {
  /** What the list is called, and its queries with it. */
  readonly name: string;
  /**
   * `node`: for each parent, an entity, bound as `a`. `row`: for each parent, which is only a value. `root`: there is
   * no parent. `merged`: the rows of all parents, each an entity, make one list.
   */
  readonly parents: 'node' | 'row' | 'root' | 'merged';
  readonly paths: readonly AccessPath[];
  /** What the paths bind and the columns are made of: rows, and by name the values of texts. */
  readonly variables: readonly (Variable | string)[];
  /** What is read of each row, by name: never null where there is but one. */
  readonly columns: { readonly [name: string]: Read };
  /** Facets by name: what is counted. */
  readonly facets: { readonly [name: string]: Property };
  /** How the rows are counted without reading them, where no condition has to be tested: from what the node `a` has. */
  readonly count?: 'degree' | { readonly type: string; readonly side: 'source' | 'target' } | undefined;
}

/** How a page is read, but for the values. */
export interface PageShape {
  /** Stretches of keys, each between `$after<n>` and `$before<n>`. */
  readonly ranges: number;
  readonly descending: boolean;
  /** The property that the list is ordered by. */
  readonly property: string;
  /** Whether each row is read with its place in the list, which then comes first. */
  readonly keyed: boolean;
}

/** What a query writes. */
export type Change =
  /**
   * Nodes of a kind, `$rows`, each a map of its properties: those that are there are replaced.
   *
   * @param label the one by which a node is known, together with its `id`
   */
  | {
      readonly form: 'write nodes';
      readonly kind: 'document' | 'passage' | 'entity';
      readonly label: string;
      readonly labels: readonly string[];
    }
  /**
   * New facts of a type, and as `count` how many: none, where an end is not there. `$ends` has ids of entities. `$groups`
   * has facts that share one `end` (its place in `$ends`), the `day` before their ids in order, and some properties; the
   * `rows` of a group are lists of the place of the other end and of the own properties, the `id` first. `$provenance` has
   * the lists of `dossiers` and `files` that groups have, each pair once.
   */
  | {
      readonly form: 'create facts';
      readonly type: string;
      /** The end that a group shares. */
      readonly end: 'source' | 'target';
      readonly shared: readonly string[];
      readonly own: readonly string[];
    }
  /** Takes a property away from the entities of `$ids`. */
  | { readonly form: 'unset'; readonly property: string };

/** What a query reads or writes. */
export type QueryForm =
  | Change
  /** For each of `$parents`: `parent` and `rows`, a list of at most `$limit`. */
  | { readonly form: 'page'; readonly rowSet: RowSet; readonly shape: PageShape }
  /** `parent` and `count`. */
  | { readonly form: 'total'; readonly rowSet: RowSet }
  /** `parent`, `value` and `count`. */
  | { readonly form: 'facet'; readonly rowSet: RowSet; readonly facet: string }
  /** `ids` of all rows of the one entity that the row set binds, in any order. The row set has no parent. */
  | { readonly form: 'ids'; readonly rowSet: RowSet }
  | ({
      readonly form: 'text';
      /** The columns that the SQL gives. */
      readonly columns: Columns;
    } & Texts);

/** Columns by name: how each is sent. `json` is text of JSON, `boolean` a number that is 0 where it is false. */
export type Columns = { readonly [name: string]: 'value' | 'json' | 'boolean' };
