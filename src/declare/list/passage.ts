import { idOfOrderKey } from '../ids.ts';
import { once } from '../once.ts';
import type { Operation } from '../operation.ts';
import type { Fact, Passage } from '../rows.ts';
import { type Connection, Edge, pageInfoOf } from './connection.ts';
import { type Order, type Paging, type PagingArgs, pageScanOf, pagingOf } from './paging.ts';
import { firstKeys, lastKeys, reportedCount, SUPPORTS } from './passage.query.ts';

const ORDER: Order = { property: 'order', direction: 'ASC' };

/** The facts that a passage reports, in order. */
export function factsOfPassage(operation: Operation, passage: Passage, args: PagingArgs): Connection<Edge<Fact>> {
  const { prefix, paging } = operation.onceFor(args, SUPPORTS, () =>
    pagingOf({ name: SUPPORTS, order: ORDER, filter: null, args }),
  );
  const parent = passage.row.id;
  return {
    page: once(async () => {
      const found = await keysOf(operation, parent, paging);
      const more = found.length > paging.size;
      const kept = paging.backward ? found.slice(more ? 1 : 0) : found.slice(0, paging.size);
      const edges = await Promise.all(
        kept.map(async (key) => new Edge(await operation.fact(idOfOrderKey(key)), prefix, key)),
      );
      return {
        edges: edges.filter((edge): edge is Edge<Fact> => edge.node !== undefined),
        pageInfo: pageInfoOf(paging, edges, more, async (rows) => (await keysOf(operation, parent, rows)).length > 0),
      };
    }),
    async totalCount() {
      const count = await operation.batch(
        reportedCount.name,
        parent,
        async (parents) => new Map(await operation.run(reportedCount, { parents })),
      );
      return count ?? 0;
    },
    async facet() {
      return [];
    },
  };
}

/** The keys of the facts that a page of a passage has, and one more if there is one. */
async function keysOf(operation: Operation, passage: string, paging: Paging): Promise<readonly string[]> {
  const [range] = pageScanOf(ORDER, paging).ranges;
  const limit = paging.size + 1;
  const found = await operation.batch(`${SUPPORTS} ${JSON.stringify(paging)}`, passage, async (parents) => {
    const params = { parents, after: range?.after ?? '', before: range?.before ?? '', limit };
    return new Map(await operation.run(paging.backward ? lastKeys : firstKeys, params));
  });
  return found ?? [];
}
