/** A permit of a semaphore, or a place in the queue for one. */
export interface Turn {
  readonly admitted: Promise<void>;
  /** Gives the permit back, or leaves the queue; a second call does nothing. */
  leave(): void;
}

const AT_ONCE = Promise.resolve();

/** Lets so many in at a time, first come, first served. */
export class Semaphore {
  readonly #permits: number;
  readonly #queue = new Set<() => void>();
  #held = 0;

  constructor(permits: number) {
    this.#permits = permits;
  }

  /** How many are in. */
  get held(): number {
    return this.#held;
  }

  /** How many wait. */
  get waiting(): number {
    return this.#queue.size;
  }

  enter(): Turn {
    let isInside = this.#held < this.#permits;
    if (isInside) this.#held++;
    let admit = () => {};
    const admitted = isInside
      ? AT_ONCE
      : new Promise<void>((resolve) => {
          admit = () => {
            isInside = true;
            resolve();
          };
          this.#queue.add(admit);
        });
    return {
      admitted,
      leave: () => {
        if (isInside) this.#passOn();
        else this.#queue.delete(admit);
        isInside = false;
      },
    };
  }

  /** Who waits gets the permit as it is, so that nobody slips in between. */
  #passOn(): void {
    const [next] = this.#queue;
    if (next === undefined) {
      this.#held--;
      return;
    }
    this.#queue.delete(next);
    next();
  }
}
