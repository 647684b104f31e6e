/** Makes something the first time that it is asked for, and gives the same again afterwards. */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** Does something at once, and gives what came of it whenever it is asked for: a value, or a failure. */
export function settled<T>(make: () => T): () => T {
  try {
    const value = make();
    return () => value;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}

/** Makes something of an object the first time that it is asked for, and keeps it while the object is there. */
export function rememberedBy<K extends object, V>(make: (of: K) => V): (of: K) => V {
  const all = new WeakMap<K, { readonly value: V }>();
  return (of) => {
    const known = all.get(of);
    if (known) return known.value;
    const made = { value: make(of) };
    all.set(of, made);
    return made.value;
  };
}

/** Makes something the first time that it is asked for under a key; beyond so many, the oldest is forgotten. */
export function keyed<T>(most = Number.POSITIVE_INFINITY): (key: string, make: () => T) => T {
  const all = new Map<string, { readonly value: T }>();
  return (key, make) => {
    const known = all.get(key);
    if (known) return known.value;
    const made = { value: make() };
    const [oldest] = all.keys();
    if (all.size >= most && oldest !== undefined) all.delete(oldest);
    all.set(key, made);
    return made.value;
  };
}
