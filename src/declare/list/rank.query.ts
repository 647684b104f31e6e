const DIGITS = 9;
const MOST = 10 ** DIGITS - 1;

/** A text for a key that sorts the largest number first: a count or a degree, below a thousand million. */
export const mostFirst = {
  cypher: (number: string) => `right('${'0'.repeat(DIGITS)}' + toString(${MOST} - ${number}), ${DIGITS})`,
  sql: (number: string) => `printf('%0${DIGITS}d', ${MOST} - ${number})`,
};

/** What {@link mostFirst} makes of a number. */
export function mostFirstOf(number: number): string {
  return String(MOST - number).padStart(DIGITS, '0');
}

/** The number that a key begins with. */
export function numberOfMostFirst(key: string): number {
  return MOST - Number(key.slice(0, DIGITS));
}
