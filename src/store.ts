import { setTimeout as pause } from 'node:timers/promises';
import { StoreUnavailable } from './graph/errors.ts';

/** What may be over a moment later. A store that refuses a login, or has no room, is not waited for. */
const PASSING: ReadonlySet<StoreUnavailable['reason']> = new Set(['unreachable', 'silent', 'busy', 'unconfirmed']);
const PAUSE_MS = 500;
/** How often it is said what is waited for. */
const SAYING_MS = 15_000;

/**
 * Does work that needs the store, again until the store is there: one that was started at the same time takes longer, and
 * may answer, be gone and answer again before it stays.
 *
 * @param work what it did before is there when it is done again
 * @param options.seconds how long the store may take; 0 does the work once
 * @param options.say hears at once that the store is waited for, and every few seconds
 * @throws StoreUnavailable it was not there in time
 */
export async function untilStoreAnswers<T>(
  work: () => Promise<T>,
  { seconds, say }: { readonly seconds: number; readonly say: (line: string) => void },
): Promise<T> {
  const end = performance.now() + seconds * 1_000;
  let said = Number.NEGATIVE_INFINITY;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      const now = performance.now();
      if (!(error instanceof StoreUnavailable) || !PASSING.has(error.reason) || now >= end) throw error;
      if (now - said >= SAYING_MS) {
        said = now;
        say(`${error.message} It is waited for, ${Math.ceil((end - now) / 1_000)} s at most: ${error.store}`);
      }
      await pause(Math.min(PAUSE_MS, end - now));
    }
  }
}
