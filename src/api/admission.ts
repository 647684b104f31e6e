import { GraphQLError } from 'graphql';
import type { ErrorCode } from '../declare/errors.ts';
import type { AbortState } from '../graph/port.ts';
import { Semaphore, type Turn } from '../graph/semaphore.ts';
import type { Limits } from './limits.ts';

/** A request that is refused before it runs, with the status that its answer has. */
export class Refusal extends GraphQLError {
  override readonly name = 'Refusal';
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: ErrorCode, status: number, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message, { extensions: { code, http: { status, headers } } });
    this.status = status;
    this.headers = headers;
  }
}

/** Seconds after which one who found every place taken should come back. */
const COME_BACK = 1;

/** The time that a request has is over. */
export class DeadlinePassed extends Refusal {
  constructor(milliseconds: number) {
    super('TIMEOUT', 504, `This took longer than ${milliseconds / 1000} s, and was stopped. Ask for less at once.`);
  }
}

/** Nobody waits for the answer any more. */
export class HungUp extends Error {
  override readonly name = 'HungUp';

  constructor() {
    super('The client is gone.');
  }
}

/** Who waits for the work. */
export interface Client {
  /** Calls the listener when the client hangs up; at once, where it has. */
  whenGone(listener: () => void): void;
}

/** How long somebody waits for a piece of work. It is an AbortSignal to who asks it, of which nothing else is made. */
export class Lifetime implements AbortState {
  #reason: Error | undefined;
  readonly #listeners: ((reason: Error) => void)[] = [];

  get aborted(): boolean {
    return this.#reason !== undefined;
  }

  get reason(): Error | undefined {
    return this.#reason;
  }

  throwIfAborted(): void {
    if (this.#reason) throw this.#reason;
  }

  /** Ends it; the first reason stands. */
  abort(reason: Error): void {
    if (this.#reason) return;
    this.#reason = reason;
    for (const listener of this.#listeners) listener(reason);
  }

  /** Calls the listener when it ends; at once, where it has. */
  whenAborted(listener: (reason: Error) => void): void {
    if (this.#reason) listener(this.#reason);
    else this.#listeners.push(listener);
  }
}

/** What runs at once, in bounds: so much at a time, so much that waits for its turn, and a deadline for each. */
export class Admission {
  readonly #semaphore: Semaphore;
  readonly #queue: number;
  readonly #deadline: number;

  constructor({ concurrency, queue, deadline }: Pick<Limits, 'concurrency' | 'queue' | 'deadline'>) {
    this.#semaphore = new Semaphore(concurrency);
    this.#queue = queue;
    this.#deadline = deadline;
  }

  get running(): number {
    return this.#semaphore.held;
  }

  get waiting(): number {
    return this.#semaphore.waiting;
  }

  /**
   * Does work in its turn, until its deadline or until the client hangs up. The work learns of both by its signal, and of
   * the moment (as `performance.now()` has it) beforehand. What it returns may go on, such as a file that is sent as long
   * as somebody reads it: from then on the signal aborts when the client hangs up alone.
   *
   * @throws Refusal too many wait already
   * @throws DeadlinePassed
   * @throws HungUp
   */
  run<T>(client: Client, work: (signal: Lifetime, until: number) => T | Promise<T>): Promise<T> {
    return beforeDeadline(this.#deadline, client, async (signal, until) => {
      const leave = await this.#enter(signal);
      try {
        return await work(signal, until);
      } finally {
        leave();
      }
    });
  }

  /**
   * Does work in its turn as `run` does, and keeps the turn until the work's result is done with.
   *
   * @param work calls `leave` then; where it fails, the turn is over
   * @throws Refusal too many wait already, or this waited until the deadline
   * @throws DeadlinePassed
   * @throws HungUp
   */
  hold<T>(client: Client, work: (signal: Lifetime, leave: () => void) => T | Promise<T>): Promise<T> {
    let entered = false;
    const late = () => (entered ? new DeadlinePassed(this.#deadline) : busy());
    return beforeDeadline(
      this.#deadline,
      client,
      async (signal) => {
        const leave = await this.#enter(signal);
        entered = true;
        try {
          return await work(signal, leave);
        } catch (error) {
          leave();
          throw error;
        }
      },
      late,
    );
  }

  /** @returns what ends the turn, or where others are before it, a promise of that */
  #enter(signal: Lifetime): (() => void) | Promise<() => void> {
    signal.throwIfAborted();
    const before = this.#semaphore.waiting;
    const turn = this.#semaphore.enter();
    return this.#semaphore.waiting === before ? turn.leave : this.#entered(turn, signal);
  }

  async #entered({ admitted, leave }: Turn, signal: Lifetime): Promise<() => void> {
    try {
      if (this.#semaphore.waiting > this.#queue) throw busy();
      await new Promise<void>((resolve, reject) => {
        signal.whenAborted(reject);
        void admitted.then(resolve);
      });
      return leave;
    } catch (error) {
      leave();
      throw error;
    }
  }
}

function busy(): Refusal {
  return new Refusal('SERVICE_UNAVAILABLE', 503, 'The server is busy. Try again shortly.', {
    'retry-after': String(COME_BACK),
  });
}

/** @throws DeadlinePassed, HungUp */
function beforeDeadline<T>(
  milliseconds: number,
  client: Client,
  work: (signal: Lifetime, until: number) => Promise<T>,
  late: () => Refusal = () => new DeadlinePassed(milliseconds),
): Promise<T> {
  return new Promise((resolve, reject) => {
    const signal = new Lifetime();
    signal.whenAborted(reject);
    const timer = setTimeout(() => signal.abort(late()), milliseconds);
    client.whenGone(() => signal.abort(new HungUp()));
    work(signal, performance.now() + milliseconds).then(
      (result) => {
        clearTimeout(timer);
        resolve(result);
      },
      (error) => {
        clearTimeout(timer);
        reject(error);
      },
    );
  });
}
