import { type EntityType, propertiesOf } from '../../declare/entity.ts';
import { isEntityId, typeOfId } from '../../declare/ids.ts';
import { type Model, typeNamed } from '../../declare/model.ts';
import { firstOf } from '../table/cell.ts';
import type { Column } from './column.ts';
import { GENERAL_WORDS, personType, unusable } from './column-guess.ts';
import { canSay } from './fitting.ts';
import { ALIKE, likeness } from './likeness.ts';
import type { DraftedTable } from './manifest-draft.ts';

/** The nodes or the edges of a graph, by the columns that tools for graphs give them. */
export type GraphTable = (
  | { readonly part: 'nodes'; readonly id: Column; readonly label: Column | undefined }
  | { readonly part: 'edges'; readonly source: Column; readonly target: Column }
) & { readonly graph: DraftedGraph };

/** What the tables of a graph say together. */
export interface DraftedGraph {
  /** Whether some table is of its nodes: otherwise edges alone tell them. */
  readonly hasNodes: boolean;
  /** Whether its nodes have ids by which edges can name them. */
  readonly hasIds: boolean;
  /** The type that nodes are guessed to be of; undefined where their ids say it, or nothing can be guessed. */
  readonly type: EntityType | undefined;
  /** An id among those of a dossier that is none, so that the type is guessed. */
  readonly odd: string | undefined;
}

const SOURCE = ['source', 'from'];
const TARGET = ['target', 'to'];
const TITLE = ['title', 'عنوان', 'başlık', 'titre'];

/** The tables that are of graphs, those of one file or of several. */
export function graphTables(tables: readonly DraftedTable[], model: Model): Map<DraftedTable, GraphTable> {
  const found = new Map<DraftedTable, GraphTable>();
  for (const group of groups(tables)) {
    const edges = group.flatMap((table) => edgesOf(table) ?? []);
    const ends = new Set(edges.flatMap(({ source, target }) => [...source.cells, ...target.cells]));
    const nodes = group.flatMap((table) => nodesOf(table, ends) ?? []);
    const ids = [...ends, ...nodes.flatMap(({ id }) => id.cells)];
    const odd = ids.find((id) => !isOurs(id, model));
    const graph = {
      hasNodes: nodes.length > 0 || group.some((table) => sheetOf(table) === 'nodes'),
      hasIds: nodes.length > 0,
      type: odd === undefined ? undefined : guessedType(model),
      odd: ids.some((id) => isOurs(id, model)) ? odd : undefined,
    };
    for (const { table, ...each } of [...nodes, ...edges]) found.set(table, { ...each, graph });
  }
  return found;
}

/** The name of a column without where graphology and Cytoscape have the values of a node or an edge. */
export function ownName(column: string): string {
  return column.replace(/^(?:attributes|data)\./, '');
}

/** The tables that may be of one graph: a file of a graph has all of it, and other tables may go together. */
function groups(tables: readonly DraftedTable[]): DraftedTable[][] {
  const found = new Map<string | undefined, DraftedTable[]>();
  for (const table of tables) {
    const key = sheetOf(table) === undefined ? undefined : table.file;
    found.set(key, [...(found.get(key) ?? []), table]);
  }
  return [...found.values()];
}

/** What a file of a graph has in a table; undefined of any other table. */
function sheetOf({ format }: DraftedTable): 'nodes' | 'edges' | undefined {
  if (format.kind === 'graph') return format.sheet;
  if (format.kind !== 'json' || format.rows === undefined) return undefined;
  return format.rows.endsWith('nodes') ? 'nodes' : 'edges';
}

function edgesOf(table: DraftedTable) {
  const [source, target] = [calledOneOf(table, SOURCE), calledOneOf(table, TARGET)];
  return source && target && { table, part: 'edges' as const, source, target };
}

/** A table is of nodes where its file says so, where it has labels, and where edges name its ids. */
function nodesOf(table: DraftedTable, ends: ReadonlySet<string>) {
  const id = edgesOf(table) ? undefined : calledOneOf(table, GENERAL_WORDS.id);
  if (!id) return undefined;
  const label = mostLike(table, GENERAL_WORDS.label, ALIKE.begun);
  if (!label && sheetOf(table) === undefined && !id.cells.some((cell) => ends.has(cell))) return undefined;
  const named = label ?? mostLike(table, [...GENERAL_WORDS.name, ...TITLE], ALIKE.within);
  return { table, part: 'nodes' as const, id, label: named };
}

/** A column that is called just so, and otherwise one that is among the values of an element. */
function calledOneOf({ columns }: DraftedTable, words: readonly string[]): Column | undefined {
  const usable = columns.filter((column) => unusable(column) === undefined);
  const isCalled = (name: string) => likeness(name, words) === ALIKE.whole;
  return usable.find(({ name }) => isCalled(name)) ?? usable.find(({ name }) => isCalled(ownName(name)));
}

function mostLike({ columns }: DraftedTable, words: readonly string[], least: number): Column | undefined {
  const [best] = columns
    .filter((column) => unusable(column) === undefined)
    .map((column) => ({ column, alike: likeness(ownName(column.name), words) }))
    .filter(({ alike }) => alike >= least)
    .sort((a, b) => b.alike - a.alike);
  return best?.column;
}

function isOurs(id: string, model: Model): boolean {
  return isEntityId(firstOf(id)) && typeNamed(model, typeOfId(id)) !== undefined;
}

/** A person, or the first type of which all can be guessed that it wants. */
function guessedType(model: Model): EntityType | undefined {
  return [personType(model), ...model.types].find((type) => type && canSay(propertiesOf(type)));
}
