/**
 * Places the nodes of a graph by forces: those that are joined attract each other, all repel each other. What the
 * reader has placed stays. Runs in a worker, so that no frame waits for it.
 */

export interface LayoutRequest {
  readonly round: number;
  readonly nodes: readonly { readonly id: string; readonly x?: number; readonly y?: number; readonly fixed: boolean }[];
  readonly edges: readonly { readonly source: string; readonly target: string; readonly weight: number }[];
}

/** Where the nodes are after some of the rounds. */
export interface LayoutAnswer {
  readonly round: number;
  readonly places: Places;
  /** They stay there. */
  readonly rest: boolean;
}

/** Where a node is, in units of the graph. */
export type Place = readonly [x: number, y: number];
export type Places = Readonly<Record<string, Place>>;

/** How far apart joined nodes are, in units of the graph. */
const APART = 110;
const ROUNDS = 300;
/** Rounds between two tellings. */
const TELL = 10;

self.addEventListener('message', ({ data }: MessageEvent<LayoutRequest>) => void place(data));

let current = 0;

async function place({ round, nodes, edges }: LayoutRequest): Promise<void> {
  current = round;
  const count = nodes.length;
  const at = new Map(nodes.map(({ id }, index) => [id, index]));
  const x = new Float64Array(count);
  const y = new Float64Array(count);
  const fixed = nodes.map((node) => node.fixed);
  const joined = edges.flatMap(({ source, target, weight }) => {
    const [a, b] = [at.get(source), at.get(target)];
    return a === undefined || b === undefined || a === b ? [] : [{ a, b, weight }];
  });
  begin(nodes, joined, x, y);
  soften(joined, count);
  const tell = (rest: boolean) => {
    const places = Object.fromEntries(
      nodes.map(({ id }, index) => [id, [x[index] as number, y[index] as number] as const]),
    );
    self.postMessage({ round, places, rest } satisfies LayoutAnswer);
  };
  const [dx, dy] = [new Float64Array(count), new Float64Array(count)];
  const moved = nodes.some((node) => node.x === undefined) ? 1 : 0.25;
  for (let step = 0; step < ROUNDS; step++) {
    dx.fill(0);
    dy.fill(0);
    repel(x, y, dx, dy);
    attract(joined, x, y, dx, dy);
    const most = APART * moved * (1 - step / ROUNDS);
    for (let index = 0; index < count; index++) {
      if (fixed[index]) continue;
      const length = Math.hypot(dx[index] as number, dy[index] as number) || 1;
      const far = Math.min(length, most) / length;
      x[index] = (x[index] as number) + (dx[index] as number) * far;
      y[index] = (y[index] as number) + (dy[index] as number) * far;
    }
    if (step % TELL === TELL - 1) {
      tell(step === ROUNDS - 1);
      // Another request may have come meanwhile.
      await new Promise((resolve) => setTimeout(resolve));
      if (current !== round) return;
    }
  }
}

interface Joint {
  readonly a: number;
  readonly b: number;
  weight: number;
}

/** What has many neighbours is drawn by each of them the less: else all that is well joined would lie on one heap. */
function soften(joined: readonly Joint[], count: number): void {
  const degrees = new Uint16Array(count);
  for (const { a, b } of joined) {
    degrees[a] = (degrees[a] as number) + 1;
    degrees[b] = (degrees[b] as number) + 1;
  }
  for (const joint of joined)
    joint.weight /= Math.sqrt(Math.min(degrees[joint.a] as number, degrees[joint.b] as number));
}

/** New nodes begin beside what they are joined to; those joined to nothing on a spiral. */
function begin(nodes: LayoutRequest['nodes'], joined: readonly Joint[], x: Float64Array, y: Float64Array): void {
  const known = nodes.map((node) => node.x !== undefined);
  for (const [index, node] of nodes.entries()) {
    if (node.x !== undefined && node.y !== undefined) {
      x[index] = node.x;
      y[index] = node.y;
    }
  }
  for (const [index] of nodes.entries()) {
    if (known[index]) continue;
    const neighbour = joined.find(({ a, b }) => (a === index && known[b]) || (b === index && known[a]));
    const angle = index * 2.399963;
    const far = neighbour ? APART : APART * 0.6 * Math.sqrt(index + 1);
    const by = neighbour ? (neighbour.a === index ? neighbour.b : neighbour.a) : -1;
    x[index] = (by < 0 ? 0 : (x[by] as number)) + Math.cos(angle) * far;
    y[index] = (by < 0 ? 0 : (y[by] as number)) + Math.sin(angle) * far;
  }
}

/** Each from each: half a thousand nodes are a quarter of a million pairs, which is a millisecond. */
function repel(x: Float64Array, y: Float64Array, dx: Float64Array, dy: Float64Array): void {
  for (let one = 0; one < x.length; one++)
    for (let other = one + 1; other < x.length; other++) {
      const [awayX, awayY] = [(x[one] as number) - (x[other] as number), (y[one] as number) - (y[other] as number)];
      const square = Math.max(awayX * awayX + awayY * awayY, 1);
      if (square > APART * APART * 100) continue;
      const force = (APART * APART) / square;
      dx[one] = (dx[one] as number) + awayX * force;
      dy[one] = (dy[one] as number) + awayY * force;
      dx[other] = (dx[other] as number) - awayX * force;
      dy[other] = (dy[other] as number) - awayY * force;
    }
}

function attract(joined: readonly Joint[], x: Float64Array, y: Float64Array, dx: Float64Array, dy: Float64Array): void {
  for (const { a, b, weight } of joined) {
    const [toX, toY] = [(x[b] as number) - (x[a] as number), (y[b] as number) - (y[a] as number)];
    const force = (Math.hypot(toX, toY) / APART) * 0.35 * weight;
    dx[a] = (dx[a] as number) + toX * force;
    dy[a] = (dy[a] as number) + toY * force;
    dx[b] = (dx[b] as number) - toX * force;
    dy[b] = (dy[b] as number) - toY * force;
  }
  // A little towards the middle, so that parts that nothing joins stay in sight.
  for (let index = 0; index < x.length; index++) {
    dx[index] = (dx[index] as number) - (x[index] as number) * 0.4;
    dy[index] = (dy[index] as number) - (y[index] as number) * 0.4;
  }
}
