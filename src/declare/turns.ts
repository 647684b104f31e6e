import type { AbortState } from '../graph/port.ts';

/** Milliseconds after which a turn is over. */
const LONG = 10;
/** Steps after which it is over, each about a value of an answer: some microseconds. */
const MANY = 20_000;
/** So many characters of a text take as long as another value. */
export const TEXT_OF_STEP = 100;
/** How many steps are taken between two looks at the clock. */
const UNWATCHED = 100;

/**
 * The turns of this process's event loop: a turn is all that runs before the loop looks for events again. What waits is
 * taken up in the turns that follow, of one operation after the other.
 *
 * Where a turn ends is heard of by an immediate, which makes the loop look for events once more: as long as the writing of
 * a short answer. So the first steps are counted without one, also those of several turns.
 */
class Loop {
  /** Operations of which something waits. That of the first is taken up next. */
  readonly #waiting = new Set<Turns>();
  #isUnderWay = false;
  #started = 0;
  #steps = 0;
  #look = UNWATCHED;

  /** Counts steps, and says whether the turn under way has lasted long enough. */
  isOver(steps: number): boolean {
    this.#steps += steps;
    if (this.#steps < this.#look) return false;
    if (!this.#isUnderWay) {
      this.#begin();
      return this.#steps >= MANY;
    }
    const isOver = this.#steps >= MANY || performance.now() - this.#started >= LONG;
    if (isOver) this.#steps = MANY;
    // Once it is over it stays so, without a further look at the clock.
    this.#look = isOver ? 0 : this.#steps + UNWATCHED;
    return isOver;
  }

  /** Counts steps for who asks next whether the turn is over. */
  count(steps: number): void {
    this.#steps += steps;
  }

  enlist(turns: Turns): void {
    if (!this.#isUnderWay) this.#begin();
    this.#waiting.add(turns);
  }

  #begin(): void {
    this.#isUnderWay = true;
    this.#started = performance.now();
    this.#look = this.#steps + UNWATCHED;
    setImmediate(() => {
      this.#isUnderWay = false;
      this.#steps = 0;
      this.#look = UNWATCHED;
      if (this.#waiting.size === 0) return;
      this.#begin();
      this.#takeUp();
    });
  }

  /** Takes up one thing after the other until the turn is over. Each goes on as soon as its promise is settled. */
  #takeUp(): void {
    const [turns] = this.#waiting;
    if (!turns) return;
    this.#waiting.delete(turns);
    if (turns.takeUp()) this.#waiting.add(turns);
    queueMicrotask(() => {
      if (!this.isOver(1)) this.#takeUp();
    });
  }
}

const loop = new Loop();
const SETTLED = Promise.resolve();

/**
 * The turns that an operation takes. Whatever is long asks between its steps whether the turn is over, and if so leaves
 * the rest to a later one, so that others have theirs and the operation ends when its time does.
 */
export class Turns {
  readonly #signal: AbortState | undefined;
  #waiting: (() => void)[] = [];
  #next = 0;
  #batches: (() => void)[] = [];
  #given = 0;
  #steps = 0;

  /** @param signal ends the operation */
  constructor(signal?: AbortState) {
    this.#signal = signal;
  }

  /** How often something of it gave way to others. */
  get given(): number {
    return this.#given;
  }

  /** How many steps were counted, each about a value of its answer. */
  get steps(): number {
    return this.#steps;
  }

  /** Whether the operation has been ended. */
  get areOver(): boolean {
    return this.#signal?.aborted ?? false;
  }

  /** @throws the reason for which the operation has been ended */
  throwIfOver(): void {
    this.#signal?.throwIfAborted();
  }

  /** Counts steps, each about a value of an answer. Whether the turn under way has lasted long enough. */
  isOver(steps = 1): boolean {
    this.#steps += steps;
    return loop.isOver(steps);
  }

  /** Counts steps, where nobody could wait for another turn. */
  count(steps: number): void {
    this.#steps += steps;
    loop.count(steps);
  }

  /** Waits for a later turn. @throws the reason for which the operation was ended before */
  later(): Promise<void> {
    this.#given++;
    loop.enlist(this);
    return new Promise((resolve, reject) => {
      this.#waiting.push(() => (this.#signal?.aborted ? reject(this.#signal.reason) : resolve()));
    });
  }

  /** Where the turn under way is over, waits for another; else there is nothing to wait for. @throws as `later` does */
  pause(): Promise<void> | undefined {
    return loop.isOver(1) ? this.later() : undefined;
  }

  /** Does what takes long in steps, in as many turns as it needs. @throws as `later` does */
  async through(steps: Iterator<void>): Promise<void> {
    do await this.later();
    while (!isDone(steps));
  }

  /**
   * Calls `dispatch` when the promises of the present turn are settled and nothing of the operation waits for a later one:
   * what is read at once must not depend on where a turn was over.
   */
  whenIdle(dispatch: () => void): void {
    void SETTLED.then(() =>
      process.nextTick(() => {
        if (this.#waiting.length === 0) dispatch();
        else void new Promise<void>((resolve) => this.#batches.push(resolve)).then(() => this.whenIdle(dispatch));
      }),
    );
  }

  /** Lets the first that waits go on. @returns whether there are more */
  takeUp(): boolean {
    this.#waiting[this.#next++]?.();
    if (this.#next < this.#waiting.length) return true;
    this.#waiting = [];
    this.#next = 0;
    for (const go of this.#batches.splice(0)) go();
    return false;
  }
}

/** Takes steps until the turn is over. @returns whether that were all */
function isDone(steps: Iterator<void>): boolean {
  while (!steps.next().done) if (loop.isOver(UNWATCHED)) return false;
  return true;
}
