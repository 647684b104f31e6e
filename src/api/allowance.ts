import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import { Refusal } from './admission.ts';

const MINUTE = 60;

/** What each client may still use up in its present minute. */
export class Allowance {
  readonly #limiter: RateLimiterMemory | undefined;
  readonly #perMinute: number;

  /** @param perMinute cost that a client may use up in a minute; 0 is no limit */
  constructor(perMinute: number) {
    this.#perMinute = perMinute;
    this.#limiter = perMinute > 0 ? new RateLimiterMemory({ points: perMinute, duration: MINUTE }) : undefined;
  }

  /**
   * @param account an address, say; empty is this process itself, which has no limit
   * @returns nothing to wait for, where there is no limit
   * @throws Refusal it is used up; when it is whole again is told
   */
  charge(account: string, cost: number): Promise<void> | undefined {
    return account === '' || !this.#limiter ? undefined : this.#consume(this.#limiter, account, cost);
  }

  async #consume(limiter: RateLimiterMemory, account: string, cost: number): Promise<void> {
    try {
      await limiter.consume(account, cost);
    } catch (result) {
      if (result instanceof Error) throw result;
      // What is no error is the state of the client's minute.
      const seconds = Math.max(1, Math.ceil((result as RateLimiterRes).msBeforeNext / 1000));
      throw new Refusal(
        'RATE_LIMITED',
        429,
        `You have used up the ${this.#perMinute} of cost that a client has in a minute. Come back in ${seconds} s; X-Query-Cost tells what an operation costs.`,
        { 'retry-after': String(seconds) },
      );
    }
  }
}
