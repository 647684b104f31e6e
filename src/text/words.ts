import { APOSTROPHE, HYPHEN, SPACE } from './letters.ts';

/**
 * What stands between two spaces, or is written as one word by some and as two by others (`عبد الله`, `J. K.`). The parts
 * are those between hyphens, and the parts of these those between apostrophes: `Al-Qa'ida` is `[[al], [qa, ida]]`.
 */
export type Unit = readonly (readonly string[])[];

/** The units of folded letters, in order. */
export function unitsOf(letters: string): readonly Unit[] {
  const units: Unit[] = [];
  let whole = '';
  for (const chunk of letters.split(SPACE)) {
    if (chunk === '') continue;
    const next = withCompound(chunk);
    const joint = whole === '' ? '' : jointOf(whole, next);
    if (joint === undefined) units.push(...unitOf(whole));
    whole = joint === undefined ? next : whole + joint + next;
  }
  if (whole !== '') units.push(...unitOf(whole));
  return units;
}

/** How a unit is written: each apostrophe and hyphen a space, the hyphens alone, and none. Each way once. */
export function waysToWrite(unit: Unit): readonly (readonly string[])[] {
  const [first = []] = unit;
  if (unit.length === 1 && first.length === 1) return [first];
  const split = unit.flat();
  const words = unit.map((part) => part.join(''));
  const joined = [words.join('')];
  return [split, ...(words.length < split.length ? [words] : []), ...(words.length > 1 ? [joined] : [])];
}

/** The unit as its letters are joined, its hyphens being spaces. */
export function wordsOfUnit(unit: Unit): readonly string[] {
  return unit.map((part) => part.join(''));
}

function unitOf(chunk: string): readonly Unit[] {
  const parts = chunk
    .split(HYPHEN)
    .map((part) => part.split(APOSTROPHE).filter(Boolean))
    .filter((part) => part.length > 0);
  return parts.length > 0 ? [parts] : [];
}

/** What stands for the space between two chunks that are also written as one; undefined where they are not. */
function jointOf(before: string, after: string): string | undefined {
  // J. K. and U. N.: the dot of the first is the joint.
  if (before.endsWith(APOSTROPHE) && INITIAL_AT_END.test(before) && INITIAL_AT_START.test(after)) return '';
  const isFirst = FIRST_OF_COMPOUND.has(partAtEnd(before)) && !/^['-]/.test(after);
  return isFirst || (SECOND_OF_COMPOUND.has(partAtStart(after)) && !/['-]$/.test(before)) ? HYPHEN : undefined;
}

const INITIAL_AT_END = /(?:^|['-])\p{L}'$/u;
const INITIAL_AT_START = /^\p{L}(?:['-]|$)/u;

function partAtEnd(chunk: string): string {
  return chunk.slice(Math.max(chunk.lastIndexOf(APOSTROPHE), chunk.lastIndexOf(HYPHEN)) + 1);
}

function partAtStart(chunk: string): string {
  return chunk.slice(0, chunk.search(/['-]|$/));
}

/** Servant of, father of and their like; also the `al` and `abu` of Latin letters: `Al Jazeera`, `Abu Dhabi`. */
const FIRST_OF_COMPOUND = new Set([
  ...['عبد', 'ابو', 'ابا', 'ابي', 'بو', 'ام', 'ابن', 'بن', 'ذو', 'ال'],
  ...['abd', 'abdul', 'abdel', 'abu', 'abou', 'umm', 'al', 'el', 'bin', 'ben', 'ibn'],
]);
/** حزب الله, نور الدين. */
const SECOND_OF_COMPOUND = new Set(['الله', 'الدين']);

/** A compound of an Arabic name that is written as one word, with a hyphen in it. */
function withCompound(chunk: string): string {
  if (chunk < FIRST_OF_HEBREW_AND_ARABIC) return chunk;
  return chunk.replace(WRITTEN_TOGETHER, `$1${HYPHEN}`).replace(ENDING_TOGETHER, `$1${HYPHEN}$2`);
}

const WRITTEN_TOGETHER = /(?<![^'-])(عبد(?=ال[^'-]{2})|ابو(?=[^'-]{3}))/g;
const ENDING_TOGETHER = /([^'-]{2})(الله|الدين)(?![^'-])/g;
/** Hebrew and Arabic come after Latin, Greek and Cyrillic. */
const FIRST_OF_HEBREW_AND_ARABIC = '\u0590';

/**
 * A word without its article, where enough is left of it: ال, لل (which is لِ and the article), these after و, ف, ب and ك,
 * and the Hebrew ה. Undefined where it has none. الله is a word of its own.
 *
 * Some words only look as if they had one (ألمانيا, הודו): the whole word is kept beside what is left.
 */
export function withoutArticle(word: string): string | undefined {
  if (word < FIRST_OF_HEBREW_AND_ARABIC) return undefined;
  const article = ARTICLE.exec(word)?.[0];
  return article === undefined || GOD.test(word) ? undefined : word.slice(article.length);
}

const ARTICLE = /^(?:(?:ال|لل)(?=\p{L}{2})|(?:[وفبك]ال|ولل)(?=\p{L}{3})|ה(?=\p{L}{3}))/u;
const GOD = /^[وفبك]?(?:الله|لله)$/;

/**
 * What else a stored word is found by: the Arabic و and the Hebrew prefixes (and, in, as, to, from, that) are written
 * without a space. They begin too many words to be taken off what is asked for (وليد, לבנון).
 */
export function withoutPrefixes(word: string): readonly string[] {
  if (word < FIRST_OF_HEBREW_AND_ARABIC) return [];
  const [, and = '', preposition = ''] = PREFIXES.exec(word) ?? [];
  const rests = [word.slice(and.length), word.slice(and.length + preposition.length)];
  return rests.filter((rest) => rest !== word);
}

const PREFIXES = /^([וو]?)([בכלמש]?)(?=\p{L}{3})/u;
