import DataLoader from 'dataloader';

/**
 * Reads values by key, all that are asked for in the same turn at once, and each once.
 *
 * @param read the values by key; a key that it leaves out has none
 */
export function batching<V>(
  read: (keys: readonly string[]) => Promise<ReadonlyMap<string, V>>,
): (key: string) => Promise<V | undefined> {
  // Most of what could be read of a list is not asked for.
  let loader: DataLoader<string, V | undefined> | undefined;
  const load = async (keys: readonly string[]) => {
    const values = await read(keys);
    return keys.map((each) => values.get(each));
  };
  return (key) => {
    loader ??= new DataLoader(load);
    return loader.load(key);
  };
}
