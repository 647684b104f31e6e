import DataLoader from 'dataloader';
import type { Turns } from './turns.ts';

/**
 * Reads values by key, all that are asked for before nothing of the operation can go on without, and each once.
 *
 * @param read the values by key; a key that it leaves out has none
 */
export function batching<V>(
  turns: Turns,
  read: (keys: readonly string[]) => Promise<ReadonlyMap<string, V>>,
): (key: string) => Promise<V | undefined> {
  // Most of what could be read of a list is not asked for.
  let loader: DataLoader<string, V | undefined> | undefined;
  const load = async (keys: readonly string[]) => {
    const values = await read(keys);
    return keys.map((each) => values.get(each));
  };
  return (key) => {
    loader ??= new DataLoader(load, { batchScheduleFn: (dispatch) => turns.whenIdle(dispatch) });
    return loader.load(key);
  };
}
