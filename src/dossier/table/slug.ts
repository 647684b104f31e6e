import anyAscii from 'any-ascii';

/** So that an id with its type, and ids of facts of three of them, stay within their limits. */
const MOST = 100;

/**
 * A part of an id made of a name in any script: `Şükrü İnönü` becomes `sukru-inonu`, `محمد` becomes `mhmd`. Two names may
 * become the same.
 *
 * @returns `''` for a text without letters and digits
 */
export function slugOf(name: string): string {
  const plain = name.normalize('NFC').replace(SEEN_BY_NOBODY, '').replace(PICTURES, ' ').replace(ALEF, 'a');
  const words = anyAscii(plain)
    .toLowerCase()
    .replace(/[`'’]/g, '')
    .match(/[a-z0-9]+/g);
  return (words ?? []).join('-').slice(0, MOST).replace(/-$/, '');
}

const SEEN_BY_NOBODY = /\p{Cf}/gu;
/** The package leaves it out, and أحمد would become the same as حمد. */
const ALEF = /[\u0622\u0623\u0625\u0627\u0671]/g;
/** These would become names such as `:grinning:`. */
const PICTURES = /\p{Extended_Pictographic}/gu;
