/**
 * A text as the content of an element or the value of an attribute in double quotation marks. Spaces other than plain
 * ones become references, so that no reader folds them; characters that XML 1.0 cannot have are left out.
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
};

/** What is escaped or left out: control characters, halves of surrogate pairs and the two non-characters. */
const SPECIAL = /[&<>"\p{Cc}\p{Cs}\ufffe\uffff]/gu;
