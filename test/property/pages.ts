/** Connections read whole, by a page somewhere in them, and page by page; and what each must then be. */
import fc from 'fast-check';

export interface Walk {
  /** How many rows a page has. */
  readonly size: number;
  readonly backward: boolean;
  /** The rows after and before which one page is read, by number, where they are given. */
  readonly after?: number | undefined;
  readonly before?: number | undefined;
  /** Read the list page by page to its end. */
  readonly whole: boolean;
  /** Ask for its total and its facets. */
  readonly counted: boolean;
}

const row = fc.option(fc.nat(30), { nil: undefined, freq: 2 });
const third = fc.nat(2).map((n) => n === 0);

export const walk: fc.Arbitrary<Walk> = fc.record({
  size: fc.integer({ min: 1, max: 7 }),
  backward: fc.boolean(),
  after: row,
  before: row,
  whole: third,
  counted: third,
});

/** For lists that are read forwards only. */
export const forwardWalk: fc.Arbitrary<Walk> = walk.map(({ before: _before, ...rest }) => ({
  ...rest,
  backward: false,
}));

export interface PageArgs {
  readonly counted: boolean;
  readonly first?: number;
  readonly after?: string | null;
  readonly last?: number;
  readonly before?: string | null;
}

interface Edge {
  readonly cursor: string;
  readonly [field: string]: unknown;
}

export interface Page {
  readonly edges: readonly Edge[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly hasPreviousPage: boolean };
  readonly [field: string]: unknown;
}

/** What {@link readPages} reads. The rows are the edges without their cursors. */
export interface Pages {
  readonly rows: readonly unknown[];
  /** Total and facets. */
  readonly counts: { readonly [field: string]: unknown };
  readonly page: {
    readonly rows: readonly unknown[];
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
  };
  readonly walked: readonly unknown[] | undefined;
}

const MOST = 100;

export async function readPages(read: (args: PageArgs) => Promise<Page>, asked: Walk): Promise<Pages> {
  const firstPage = await read({ first: MOST, counted: asked.counted });
  const { edges: _edges, pageInfo: _info, ...counts } = firstPage;
  const edges = await walked(read, { ...asked, size: MOST, backward: false }, firstPage);
  const [after, before] = [asked.after, asked.before].map((at) =>
    at === undefined ? undefined : edges[at % edges.length]?.cursor,
  );
  const page = await read({
    counted: false,
    ...(asked.backward ? { last: asked.size } : { first: asked.size }),
    ...(after === undefined ? {} : { after }),
    ...(before === undefined ? {} : { before }),
  });
  return {
    rows: edges.map(rowOf),
    counts,
    page: { rows: page.edges.map(rowOf), ...page.pageInfo },
    walked: asked.whole ? (await walked(read, asked)).map(rowOf) : undefined,
  };
}

async function walked(read: (args: PageArgs) => Promise<Page>, { size, backward }: Walk, first?: Page) {
  const counted = false;
  let edges: readonly Edge[] = [];
  let page = first ?? (await read({ counted, ...(backward ? { last: size } : { first: size }) }));
  for (;;) {
    edges = backward ? [...page.edges, ...edges] : [...edges, ...page.edges];
    const next = backward ? page.edges[0]?.cursor : page.edges.at(-1)?.cursor;
    if (next === undefined || !(backward ? page.pageInfo.hasPreviousPage : page.pageInfo.hasNextPage)) return edges;
    page = await read({ counted, ...(backward ? { last: size, before: next } : { first: size, after: next }) });
  }
}

function rowOf({ cursor: _cursor, ...rest }: Edge): unknown {
  return rest;
}

/** What reading a list must give, by the algorithm of the Relay connections specification. */
export function pagesOf(rows: readonly unknown[], counts: { readonly [field: string]: unknown }, asked: Walk): Pages {
  const at = (number: number | undefined) =>
    number === undefined || rows.length === 0 ? undefined : number % rows.length;
  const [after, before] = [at(asked.after), at(asked.before)];
  const range = rows.slice(after === undefined ? 0 : after + 1, before === undefined ? rows.length : before);
  const more = range.length > asked.size;
  return {
    rows,
    counts: asked.counted ? counts : {},
    page: asked.backward
      ? {
          rows: range.slice(-asked.size),
          hasNextPage: before !== undefined,
          hasPreviousPage: more || after !== undefined,
        }
      : {
          rows: range.slice(0, asked.size),
          hasNextPage: more || before !== undefined,
          hasPreviousPage: after !== undefined,
        },
    walked: asked.whole ? rows : undefined,
  };
}
