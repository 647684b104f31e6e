import DataLoader from 'dataloader';

/**
 * Reads values by key, all that are asked for in the same turn at once, and each once.
 *
 * @param read the values by key; a key that it leaves out has none
 */
export function batching<V>(
  read: (keys: readonly string[]) => Promise<ReadonlyMap<string, V>>,
): (key: string) => Promise<V | undefined> {
  const loader = new DataLoader<string, V | undefined>(async (keys) => {
    const values = await read(keys);
    return keys.map((each) => values.get(each));
  });
  return (key) => loader.load(key);
}
