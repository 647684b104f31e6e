import Negotiator from 'negotiator';

/** Headers of which it is known what they prefer; beyond that many, all are forgotten. */
const REMEMBERED = 200;
const known = new Map<string, string | undefined>();

/**
 * Which media type a client prefers, by the weights of its header; of those that it likes alike the first. All are in UTF-8.
 *
 * @param accept the header; without it, anything is accepted
 * @returns undefined where it takes none
 */
export function preferredType(accept: string | null, types: readonly string[]): string | undefined {
  const header = accept?.trim() || '*/*';
  const key = `${types.join()} ${header}`;
  if (known.has(key)) return known.get(key);
  const available = types.flatMap((type) => [type, `${type}; charset=utf-8`]);
  const preferred = new Negotiator({ headers: { accept: header } }).mediaType(available)?.split(';')[0];
  if (known.size >= REMEMBERED) known.clear();
  known.set(key, preferred);
  return preferred;
}
