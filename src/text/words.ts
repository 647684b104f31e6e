import { APOSTROPHE, HYPHEN, SPACE } from './letters.ts';

/**
 * What stands between two spaces, or is written as one word by some and as two by others (`عبد الله`, `J. K.`). The parts
 * are those between hyphens, and the parts of these those between apostrophes: `Al-Qa'ida` is `[[al], [qa, ida]]`.
 */
export type Unit = readonly (readonly string[])[];

/** The units of folded letters, in order. */
export function unitsOf(letters: string): readonly Unit[] {
  return withCompounds(letters.replace(BETWEEN_INITIALS, APOSTROPHE)).split(SPACE).flatMap(unitOf);
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

/** Between two letters that stand alone, the first with its dot: J. K. and U. N. are also written as one. */
const BETWEEN_INITIALS = /(?<=(?:^|[ '-])\p{L}') (?=\p{L}(?:[ '-]|$))/gu;

/** The compounds of Arabic names get a hyphen, whether they are written as one word or as two. */
function withCompounds(letters: string): string {
  if (!MAY_HOLD_COMPOUNDS.test(letters)) return letters;
  return letters.replace(AFTER_FIRST, HYPHEN).replace(BEFORE_SECOND, HYPHEN);
}

const MAY_HOLD_COMPOUNDS = /[\u0620-\u06ff]|(?:^|[ '-])(?:abd|abu|al|el|umm|bin|ben|ibn)/u;

/**
 * After عبد (servant of), أبو (father of) and their like: the space, and where one word begins with them, the place
 * before what follows. Also after the `al` and `abu` of Latin letters: `Al Jazeera`, `Abu Dhabi`.
 */
const AFTER_FIRST =
  /(?<=(?:^|[ '-])(?:عبد|ابو|ابا|ابي|بو|ام|ابن|بن|ذو|ال|abd|abdul|abdel|abu|abou|umm|al|el|bin|ben|ibn)) (?=\p{L})|(?<=(?:^|[ '-])عبد)(?=ال\p{L}{2})|(?<=(?:^|[ '-])ابو)(?=\p{L}{3})/gu;

/** Before الله and الدين: حزب الله, نور الدين. */
const BEFORE_SECOND = /(?:(?<=\p{L}) |(?<=\p{L}{2}))(?=(?:الله|الدين)(?:[ '-]|$))/gu;

/**
 * A word without its article, where enough is left of it: ال, لل (which is لِ and the article), these after و, ف, ب and ك,
 * and the Hebrew ה. Undefined where it has none. الله is a word of its own.
 *
 * Some words only look as if they had one (ألمانيا, הודו): the whole word is kept beside what is left.
 */
export function withoutArticle(word: string): string | undefined {
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
  const [, and = '', preposition = ''] = PREFIXES.exec(word) ?? [];
  const rests = [word.slice(and.length), word.slice(and.length + preposition.length)];
  return rests.filter((rest) => rest !== word);
}

const PREFIXES = /^([וو]?)([בכלמש]?)(?=\p{L}{3})/u;
