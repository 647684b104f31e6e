/** Each repeat without an end multiplies the steps that a match may take by the length of the text. */
const MOST_REPEATS = 3;

/** A group of a pattern that has not ended: whether it can match one text in several ways. */
interface Group {
  varies: boolean;
}

/**
 * What is wrong with a pattern: matching it may take no longer than the length of a text suggests, whatever the text.
 *
 * @returns what was expected; undefined where nothing is wrong
 */
export function faultOfPattern(pattern: string): string | undefined {
  try {
    wholly(pattern);
  } catch (error) {
    return `expected a regular expression (${error instanceof Error ? error.message : String(error)})`;
  }
  if (/\(\?(?!:)/.test(pattern)) return 'expected no groups but (…) and (?:…)';
  if (/\\[1-9k]/.test(pattern)) return 'expected no references to groups';
  const groups: Group[] = [{ varies: false }];
  let endless = 0;
  let ended: Group | undefined;
  for (const [token, quantifier, most] of tokensOf(pattern)) {
    const group = groups.at(-1);
    if (!group) return undefined;
    if (quantifier === undefined) {
      ended = undefined;
      if (token === '(') groups.push({ varies: false });
      else if (token === ')') {
        ended = groups.pop();
        const outer = groups.at(-1);
        if (outer && ended?.varies) outer.varies = true;
      } else if (token === '|') group.varies = true;
      continue;
    }
    const repeats = quantifier !== '?';
    if (repeats && ended?.varies)
      return `expected no repeat of a group that has a repeat or a choice in it, such as ${quantifier} here`;
    if (most === Number.POSITIVE_INFINITY && ++endless > MOST_REPEATS)
      return `expected at most ${MOST_REPEATS} repeats without an end`;
    if (!/^\{\d+\}$/.test(quantifier)) group.varies = true;
  }
  return undefined;
}

/** A pattern for a whole text. */
export function wholly(pattern: string): RegExp {
  return new RegExp(`^(?:${pattern})$`, 'u');
}

/** The parts of a pattern: a character or a class, or how often the part before may stand. */
function* tokensOf(pattern: string): Generator<[token: string, quantifier?: string, most?: number]> {
  const parts = /\\u\{[^}]*\}|\\[pP]\{[^}]*\}|\\.|\[(?:\\.|[^\]\\])*\]|\(\?:|([*+?]|\{\d+(?:,\d*)?\})\??|./gsu;
  for (const [token, quantifier] of pattern.matchAll(parts)) {
    if (quantifier === undefined) yield [token === '(?:' ? '(' : token];
    else yield [token, quantifier, mostOf(quantifier)];
  }
}

function mostOf(quantifier: string): number {
  if (quantifier === '?') return 1;
  const [, least = '', most] = /^\{(\d+)(?:,(\d*))?\}$/.exec(quantifier) ?? [];
  if (least === '' || most === '') return Number.POSITIVE_INFINITY;
  return Number(most ?? least);
}
