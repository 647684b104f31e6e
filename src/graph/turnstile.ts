/** A place in a turnstile, or in the queue before it. */
interface Turn {
  readonly admitted: Promise<void>;
  /** Frees the place, or leaves the queue. To be called once, whether admitted or not. */
  leave(): void;
}

const AT_ONCE = Promise.resolve();

/** Lets so many in at a time, first come, first served. */
export function turnstile(places: number): () => Turn {
  let free = places;
  const queue = new Set<() => void>();

  return () => {
    let inside = free > 0;
    if (inside) free -= 1;
    let admit = () => {};
    const admitted = inside
      ? AT_ONCE
      : new Promise<void>((resolve) => {
          admit = () => {
            inside = true;
            resolve();
          };
          queue.add(admit);
        });
    return {
      admitted,
      leave() {
        if (!inside) {
          queue.delete(admit);
          return;
        }
        const [next] = queue;
        if (next === undefined) {
          free += 1;
          return;
        }
        queue.delete(next);
        next();
      },
    };
  };
}
