import type { Column } from './column.ts';

/** What is drafted of one table, as lines of its manifest. */
export interface TableSections {
  readonly columns: readonly string[];
  readonly documents: readonly string[];
  readonly passages: readonly string[];
  readonly entities: readonly string[];
  readonly facts: readonly string[];
  /** The columns that something is made of. */
  readonly used: ReadonlySet<string>;
  /** Why a column is not used, by its name. */
  readonly left: ReadonlyMap<string, string>;
  readonly notes: readonly string[];
}

/** Marks a guess. */
export const GUESS = ' # ?';

/** A text in quotes, as YAML and JSON both have it. */
export function text(value: string): string {
  return JSON.stringify(value);
}

/** The name of a file or of a part of it, as texts of rows have it: there a name in braces stands for a cell. */
export function inTexts(name: string): string {
  return name.replaceAll('{', '(').replaceAll('}', ')');
}

/** Only rows with something in these columns, where some have nothing: the beginning of what they become. */
export function whenFilled(columns: readonly Column[]): string {
  const needed = new Set(columns.flatMap(({ name, hasEmpty }) => (hasEmpty ? [text(name)] : [])));
  return needed.size === 0 ? '' : `when: [${[...needed].join(', ')}], `;
}

/** A list under a key; nothing where it is empty. */
export function listed(key: string, items: readonly string[]): string[] {
  return items.length === 0 ? [] : [`    ${key}:`, ...items.map((item) => `      - ${item}`)];
}
