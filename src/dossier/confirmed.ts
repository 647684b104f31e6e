import { StoreUnavailable } from '../graph/errors.ts';

const ATTEMPTS = 5;

/**
 * Does work again whose last write may be kept or not: work that looks at the graph first, and does what is left to do.
 *
 * @param work is told whether it was begun before
 */
export async function confirmed<T>(work: (again: boolean) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work(attempt > 1);
    } catch (error) {
      const isUnconfirmed = error instanceof StoreUnavailable && error.reason === 'unconfirmed';
      if (!isUnconfirmed || attempt === ATTEMPTS) throw error;
    }
  }
}
