/**
 * What questions cost beside the rows that they give (`docs/operations.md`), by how much of the graph they may look at
 * for them: the embedded engine cannot stop one that was begun.
 */

/** Up to millions of facts: an operation has 20 of these at most, and a client a thousand a minute. */
export const HEAVY = { cost: 4_500 } as const;
/** Up to all entities or activities, one after the other. */
export const BROAD = { cost: 500 } as const;
