import Negotiator from 'negotiator';

/** Headers of which it is known what they prefer; beyond that many, all are forgotten. */
const REMEMBERED = 200;

/**
 * Which media type a client prefers, by the weights of its header; undefined where it takes none.
 *
 * @param accept the header; without it, anything is accepted
 */
export type PreferredType = (accept: string | null) => string | undefined;

/** Chooses among media types, all in UTF-8: of those that a client likes alike the first. */
export function preferring(types: readonly string[]): PreferredType {
  const available = types.flatMap((type) => [type, `${type}; charset=utf-8`]);
  const known = new Map<string, string | undefined>();
  return (accept) => {
    const header = accept?.trim() || '*/*';
    const remembered = known.get(header);
    if (remembered !== undefined || known.has(header)) return remembered;
    const preferred = new Negotiator({ headers: { accept: header } }).mediaType(available)?.split(';')[0];
    if (known.size >= REMEMBERED) known.clear();
    known.set(header, preferred);
    return preferred;
  };
}
