import { SPACE, spellings } from './letters.ts';
import { type Unit, unitsOf, waysToWrite, withoutArticle, withoutPrefixes, wordsOfUnit } from './words.ts';

/** What a search looks for, as it must stand in a {@link searchText}. */
export interface Sought {
  /** Stands in the search text of all that is found: what an index is asked for. */
  readonly anchor: string;
  /**
   * For each word the ways to write it. A name is found where of each word one way stands in its line: all the fragments
   * of the way, in any order.
   */
  readonly words: readonly (readonly (readonly string[])[])[];
  /** How a line has a name that begins with the whole of it, in each way to write it. */
  readonly beginnings: readonly string[];
}

/** Divides the names of an entity in its search text. */
const LINE = '\n';
/** Follows a beginning where the name is no longer. */
export const WHOLE = ' |';
const BEGINS = '| ';

/**
 * What a search reads of an entity: a line for each name, and `''` where no name has a letter. A line has the name in
 * every way that people write it, `| sanaa | sana a |`, and before these the words that are found beside them. So
 * ` word ` is a word of the name, ` word` the start of one, `| q` the start of the name and `| q |` the whole of it.
 */
export function searchText(names: readonly string[]): string {
  const whole = linesOf(names.map(lineOf));
  if (Buffer.byteLength(whole) <= MOST_BYTES) return whole;
  const short = linesOf(names.map((name) => BEGINS + usualWords(name).join(SPACE) + WHOLE));
  if (Buffer.byteLength(short) <= MOST_BYTES) return short;
  // The last line may be cut within a character.
  return Buffer.from(short).subarray(0, MOST_BYTES).toString().split(LINE).slice(0, -1).join(LINE);
}

/** What a list ordered by name compares: the first letters of a long name. */
export function sortName(name: string): string {
  const words = usualWords(name).map(bare).join(SPACE);
  return words.length <= MOST_SORTED ? words : [...words].slice(0, MOST_SORTED).join('');
}

/**
 * A text index of Neo4j holds 32,766 bytes. Of an entity whose names are longer than that, only the usual way to write
 * each is kept, and then the first names: some five hundred.
 */
const MOST_BYTES = 32_000;
/** A range index of Neo4j holds some 8,000 bytes, and a folded letter has three at most: one of Hangul becomes three. */
const MOST_SORTED = 500;

function linesOf(lines: readonly string[]): string {
  return [...new Set(lines)].filter((line) => LETTER.test(line)).join(LINE);
}

const LETTER = /[^ |]/;

function usualWords(name: string): readonly string[] {
  const [usual = ''] = spellings(name);
  return unitsOf(usual).flatMap(wordsOfUnit);
}

/**
 * What a text asks for: every word of one name, its last as a prefix.
 *
 * @returns undefined when the text has no letter or digit
 */
export function sought(text: string): Sought | undefined {
  const [usual = [], other] = spellings(text).map(unitsOf);
  if (usual.length === 0) return undefined;
  // A hamza alone is no word in one spelling and may be one in the other; then nothing tells which are the same.
  const written = other?.length === usual.length ? [usual, other] : [usual];
  const ways = usual.map((_, place) => differing(written.flatMap((units) => waysToAsk(units[place] ?? []))));
  const [anchor = ''] = ways.map(sharedPiece).sort((a, b) => b.length - a.length);
  return {
    anchor,
    words: ways.map((each, place) => each.map((words) => fragments(words, place === ways.length - 1))),
    beginnings: wholes(written, [kept, bare]).map((whole) => BEGINS + whole),
  };
}

/** Whether a name is found: what the store is asked of each line. */
export function isFound(name: string, { words }: Sought): boolean {
  const line = lineOf(name);
  return words.every((ways) => ways.some((way) => way.every((fragment) => line.includes(fragment))));
}

function lineOf(name: string): string {
  const spelled = spellings(name);
  const [usual = ''] = spelled;
  // Most names of most languages are written in one way.
  if (spelled.length === 1 && !MAY_BE_WRITTEN_OTHERWISE.test(usual)) return BEGINS + usual.trim() + WHOLE;
  const written = spelled.map(unitsOf);
  const hasPrefixes = MAY_HAVE_PREFIXES.test(usual);
  const whole = new Set(wholes(written, [kept]));
  if (hasPrefixes) for (const units of written) whole.add(units.flatMap(wordsOfUnit).map(bare).join(SPACE));
  const words = new Set([...whole].flatMap((each) => each.split(SPACE)));
  const others = new Set<string>();
  for (const unit of written.flat()) {
    if (!hasPrefixes && isOneWord(unit)) continue;
    for (const word of [...waysToWrite(unit).flat(), ...endings(unit)])
      for (const each of hasPrefixes ? foundBeside(word) : [word]) if (!words.has(each)) others.add(each);
  }
  const beside = others.size > 0 ? `${SPACE}${[...others].join(SPACE)}${SPACE}` : '';
  return `${beside}${BEGINS}${[...whole].join(WHOLE + SPACE)}${WHOLE}`;
}

/** An apostrophe, a hyphen, a word that may be the first of a compound, and what is Hebrew or Arabic. */
const MAY_BE_WRITTEN_OTHERWISE = /['\u0590-\u08ff-]|(?:^| )(?:abd|abdul|abdel|abu|abou|umm|al|el|bin|ben|ibn) /;
/** Hebrew and Arabic. */
const MAY_HAVE_PREFIXES = /[\u0590-\u08ff]/;

/** What a stored word is found by beside itself. */
function foundBeside(word: string): string[] {
  return [word, bare(word), ...withoutPrefixes(word)];
}

/** The whole of a text in each way to write all of its units, each way once. */
function wholes(written: readonly (readonly Unit[])[], forms: readonly ((word: string) => string)[]): string[] {
  const ways = written.flatMap((units) =>
    units.every(isOneWord)
      ? [units.flatMap(wordsOfUnit)]
      : [units.flatMap((unit) => unit.flat()), units.flatMap(wordsOfUnit), units.map((unit) => unit.flat().join(''))],
  );
  return [...new Set(forms.flatMap((form) => ways.map((words) => words.map(form).join(SPACE))))];
}

function isOneWord(unit: Unit): boolean {
  return unit.length === 1 && unit[0]?.length === 1;
}

/** The last words of a unit of several, joined: of ابو عبد الله also عبدالله, which its start is looked for by. */
function endings(unit: Unit): readonly string[] {
  return lastJoined(unit.flat()).flatMap((words) => words.slice(-1));
}

/** Some words with the last ones joined: what ends with الله or الدين may be the start of a longer word. */
function lastJoined(words: readonly string[]): readonly (readonly string[])[] {
  const first = Math.max(1, words.length - MOST_JOINED + 1);
  return words.slice(first, -1).map((_, at) => [...words.slice(0, first + at), words.slice(first + at).join('')]);
}

/** More words than these are joined in no name. */
const MOST_JOINED = 8;

function waysToAsk(unit: Unit): readonly (readonly string[])[] {
  const ways = [...waysToWrite(unit), ...lastJoined(wordsOfUnit(unit))];
  return ways.flatMap((words) => [words, words.map(bare), words.map(otherSon)]);
}

/** Son of: بن within a name, and ابن where one begins, as most of the time. */
function otherSon(word: string): string {
  if (word === 'بن') return 'ابن';
  return word === 'ابن' ? 'بن' : word;
}

function kept(word: string): string {
  return word;
}

function bare(word: string): string {
  return withoutArticle(word) ?? word;
}

/** A word of a script without spaces may begin and end anywhere in what is written together. */
function fragments(words: readonly string[], mayGoOn: boolean): readonly string[] {
  return words.map((word, place) => {
    const ends = !(mayGoOn && place === words.length - 1) && !ENDS_WITHOUT_SPACE.test(word);
    return `${BEGINS_WITHOUT_SPACE.test(word) ? '' : SPACE}${word}${ends ? SPACE : ''}`;
  });
}

const WITHOUT_SPACES =
  '[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}]';
const BEGINS_WITHOUT_SPACE = new RegExp(`^${WITHOUT_SPACES}`, 'u');
const ENDS_WITHOUT_SPACE = new RegExp(`${WITHOUT_SPACES}$`, 'u');

/** A long piece of a word that stands in every one of some ways to write it. */
function sharedPiece([first = [], ...others]: readonly (readonly string[])[]): string {
  return longest(
    first.map((word) => others.reduce((piece, way) => longest(way.map((each) => commonPiece(piece, each))), word)),
  );
}

/** The longest piece that two words have in common. */
function commonPiece(a: string, b: string): string {
  if (b.includes(a)) return a;
  let best = '';
  for (let from = 0; from < a.length; from++) {
    let to = from + best.length + 1;
    while (to <= a.length && b.includes(a.slice(from, to))) to++;
    if (to - 1 - from > best.length) best = a.slice(from, to - 1);
  }
  return best;
}

function longest(words: readonly string[]): string {
  return words.reduce((found, word) => (word.length > found.length ? word : found), '');
}

function differing(ways: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return [...new Map(ways.map((words) => [words.join(SPACE), words])).values()];
}
