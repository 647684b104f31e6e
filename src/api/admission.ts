import { GraphQLError } from 'graphql';
import type { ErrorCode } from '../declare/errors.ts';

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

/** The places of what runs at once. Who finds none waits in a queue, and who finds that full is sent away. */
export class Places {
  readonly #places: number;
  readonly #queue: number;
  readonly #waiting: (() => void)[] = [];
  #taken = 0;

  constructor(places: number, queue: number) {
    this.#places = places;
    this.#queue = queue;
  }

  get taken(): number {
    return this.#taken;
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  /**
   * Takes a place, to be given back by calling what this returns.
   *
   * @throws Refusal the queue is full
   * @throws the reason of the signal when it aborts first
   */
  async take(signal: AbortSignal): Promise<() => void> {
    signal.throwIfAborted();
    if (this.#taken < this.#places) this.#taken++;
    else await this.#wait(signal);
    let given = false;
    return () => {
      if (given) return;
      given = true;
      const next = this.#waiting.shift();
      // Who waits gets the place as it is, so that nobody slips in between.
      if (next) next();
      else this.#taken--;
    };
  }

  #wait(signal: AbortSignal): Promise<void> {
    if (this.#waiting.length >= this.#queue)
      throw new Refusal('SERVICE_UNAVAILABLE', 503, 'The server is busy. Try again shortly.', {
        'retry-after': String(COME_BACK),
      });
    return new Promise((resolve, reject) => {
      const called = () => {
        signal.removeEventListener('abort', gone);
        resolve();
      };
      const gone = () => {
        this.#waiting.splice(this.#waiting.indexOf(called), 1);
        reject(signal.reason);
      };
      signal.addEventListener('abort', gone, { once: true });
      this.#waiting.push(called);
    });
  }
}

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

/**
 * Does work until its deadline, or until the client hangs up. The work learns of both by its signal, and of the moment (as
 * `performance.now()` has it) beforehand. What it returns may go on, such as a file that is sent as long as somebody reads
 * it: from then on the signal aborts when the client hangs up alone.
 *
 * @throws DeadlinePassed
 * @throws HungUp
 */
export function beforeDeadline<T>(
  milliseconds: number,
  client: Client,
  work: (signal: AbortSignal, until: number) => Promise<T>,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const controller = new AbortController();
    const stop = (reason: Error) => {
      controller.abort(reason);
      reject(reason);
    };
    const timer = setTimeout(() => stop(new DeadlinePassed(milliseconds)), milliseconds);
    client.whenGone(() => stop(new HungUp()));
    const end = () => clearTimeout(timer);
    const working = work(controller.signal, performance.now() + milliseconds);
    working.then(end, end);
    working.then(resolve, reject);
  });
}
