import type { Columns, Texts } from '../src/graph/query.ts';

type Whole = Texts & { readonly columns: Columns };

/** Nodes but the version of the graph: `labels` and `row`. */
export const NODES: Whole;
/** Facts: `source`, `type`, `target` and `row`. */
export const FACTS: Whole;
/** How many nodes there are, `count`. */
export const COUNT: Whole;
export const EMPTY: Whole;
