import type { Place } from './layout-worker.ts';

const WAYS: Readonly<Record<string, Place>> = {
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
};

/**
 * The node that an arrow key leads to: the nearest that lies rather in its direction than aside of it.
 *
 * @param from the id of the node where the reader is; the first node is next where there is none
 * @returns undefined where nothing lies there, or the key is no arrow
 */
export function nextNode(
  places: ReadonlyMap<string, Place>,
  from: string | undefined,
  key: string,
): string | undefined {
  const way = WAYS[key];
  if (!way) return undefined;
  const here = from === undefined ? undefined : places.get(from);
  if (!here) return places.keys().next().value;
  let best: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const [id, [x, y]] of places) {
    const [dx, dy] = [x - here[0], y - here[1]];
    const along = dx * way[0] + dy * way[1];
    const across = Math.abs(dx * way[1]) + Math.abs(dy * way[0]);
    if (id === from || along <= 0 || across > along * 2) continue;
    if (along + across < least) [least, best] = [along + across, id];
  }
  return best;
}
