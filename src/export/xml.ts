/**
 * A text as the content of an element or the value of an attribute in double quotation marks. Ends of lines and tabs
 * become references, so that no reader folds them. Other control characters, and what XML 1.0 cannot have, are left out.
 */
export function escaped(text: string): string {
  return text.replace(SPECIAL, (character) => REFERENCES[character] ?? '');
}

const REFERENCES: { readonly [character: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
  '\u2028': '&#8232;',
  '\u2029': '&#8233;',
};

/** Signs written as references, and signs left out: control characters, halves of surrogate pairs, two non-characters. */
const SPECIAL = /[&<>"\u2028\u2029\p{Cc}\p{Cs}\ufffe\uffff]/gu;
