/** The text of a statement with its hints; see `hint`. */
export function withHints(text: string): string {
  return text.replace(/\/\*\+ (.*?) \*\//g, '$1');
}
