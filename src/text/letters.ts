/** What stands between two words. */
export const SPACE = ' ';
/** What stands inside a word, and is often left out: an apostrophe, a dot, a geresh (`Sana'a`, `U.N.`, `צה"ל`). */
export const APOSTROPHE = "'";
/** What joins two words, and is often a space (`Tel-Aviv`), or nothing at all. */
export const HYPHEN = '-';

/**
 * The letters and digits of a text in one form each, with {@link SPACE}, {@link APOSTROPHE} and {@link HYPHEN} between
 * them: lower case without marks, Latin letters as ASCII, Arabic letters in one form each, digits of any script as
 * ASCII. Compatibility forms (full width, presentation forms, ligatures) are taken apart.
 *
 * Marks go in every script, so й is и, ё is е, and Hindi is left with its consonants: more is found, never less.
 *
 * @returns the usual spelling, and where people write some of the letters in another way (`Mueller`, `الشئون`), that
 *   one after it
 */
export function spellings(text: string): readonly string[] {
  if (!NOT_ASCII.test(text)) return [asciiSeparated(text.toLowerCase())];
  const bare = text
    .replace(JOINER, APOSTROPHE)
    .replace(SPACING_ACCENT, APOSTROPHE)
    .normalize('NFKC')
    .toLowerCase()
    .replace(SILENT, '');
  const usual = folded(bare.replaceAll(HAMZA, ''));
  if (!HAS_OTHER_LETTERS.test(bare)) return [usual];
  const other = folded(
    bare
      .replace(SILENT_HAMZA, '')
      .replace(SEAT_WITHIN_A_WORD, (seat) => (seat === ALEF_MADDA ? HAMZA + ALEF : HAMZA))
      .replace(WRITTEN_OUT, (letter) => OTHER_LETTERS.get(letter) ?? letter),
  );
  return usual === other ? [usual] : [usual, other];
}

function folded(text: string): string {
  return separated(
    text
      .normalize('NFKD')
      .replace(SILENT, '')
      .replace(EACH_NOT_ASCII, (letter) => LETTERS.get(letter) ?? letter)
      .replace(EACH_OTHER_DIGIT, asciiDigit),
  );
}

function asciiSeparated(text: string): string {
  return text.replace(/["`&.]/g, APOSTROPHE).replace(/[^a-z0-9'-]+/g, SPACE);
}

function separated(text: string): string {
  return text.replace(APOSTROPHES, APOSTROPHE).replace(HYPHENS, HYPHEN).replace(NOT_IN_A_WORD, SPACE);
}

/** Every script has its ten digits in a row, and a row begins where no digit stands before, or ten do. */
function asciiDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  let before = 0;
  while (DIGIT.test(String.fromCodePoint(code - before - 1))) before++;
  return String(before % 10);
}

const NOT_ASCII = /[^\0-\x7f]/;
const EACH_NOT_ASCII = /[^\0-\x7f]/gu;
const DIGIT = /\p{Nd}/u;
const EACH_OTHER_DIGIT = /(?![0-9])\p{Nd}/gu;

/**
 * What leaves no trace:
 * - marks: accents, Arabic and Hebrew vowels;
 * - what is never seen (Default_Ignorable_Code_Point): bidi controls, joiners, zero-width spaces, soft hyphens;
 * - modifier letters that are no apostrophe, tatweel, the high hamza of Kazakh, and the signs that Armenian sets inside
 *   a word.
 */
const SILENT =
  /[\p{M}\p{Default_Ignorable_Code_Point}\u02c0-\u02c7\u02c9-\u02ed\u02ef-\u02ff\u055b\u055c\u055e\u0640\u0674]/gu;

/** The zero-width non-joiner of Persian, which divides the parts of a word: می‌خواهم. */
const JOINER = /(?<=\p{Script=Arabic}\p{M}*)\u200c/gu;

/** Accents that stand alone, which people type for an apostrophe. NFKC makes a space of each. */
const SPACING_ACCENT = /[\u00b4\u0384\u1fbd\u1fbf\u1ffd\u1ffe]/g;

/**
 * Unicode's WordBreak classes Single_Quote, Double_Quote, MidLetter and MidNumLet (UAX 29, WB6, WB7, WB7a to WB7c), the
 * apostrophes among modifier letters, and the ampersand of `AT&T`.
 */
const APOSTROPHES =
  /["`&.\u00b7\u02b9-\u02bf\u02c8\u02ee\u0559\u055a\u0589\u05f3\u05f4\u06d4\u2018\u2019\u201b-\u201d\u201f\u2027\u2032\u2035\u3002\u30fb\ua78c]/g;

/** Hyphens, the dash of `Israel–Palestine`, and the Hebrew maqaf: Unicode's Dash without the dashes of sentences. */
const HYPHENS = /[\u058a\u05be\u1400\u1806\u2010-\u2013\u2212\u2e17\u2e1a\u30a0]/g;

const NOT_IN_A_WORD = /[^\p{L}\p{N}'-]+/gu;

const ALEF = 'ا';
const ALEF_MADDA = 'آ';
const HAMZA = 'ء';

/** A hamza on its own that has no seat in any spelling: at the start of a word, and after the alef that ends one. */
const SILENT_HAMZA = /(?<!\p{L})ء|(?<=ا)ء(?!\p{L})/gu;

/**
 * The letters that carry a hamza inside a word, which is written on one or the other: الشؤون and الشئون, مسألة and مسئلة.
 * The first letter of a word, also after an article, is an alef, whose hamza people leave out.
 */
const SEAT_WITHIN_A_WORD = /(?<!(?:^|\P{L})(?:[وفبك]?ال|و?لل?|[وفبك])?)[أإآ]|(?<=\p{L})[ؤئ]/gu;

/** Letters that are also written as two, or as another one. */
const OTHER_LETTERS: ReadonlyMap<string, string> = new Map([
  // German, Swedish and Turkish without the keys for them
  ['ä', 'ae'],
  ['ö', 'oe'],
  ['ü', 'ue'],
  // Danish and Norwegian
  ['ø', 'oe'],
  ['å', 'aa'],
  // Đoković, Djokovic
  ['đ', 'dj'],
  // Əliyev, Aliyev
  ['ə', 'a'],
]);
const WRITTEN_OUT = /[äöüøåđə]/g;
const HAS_OTHER_LETTERS = /[äöüøåđəءأإآؤئ]/;

/** Lower-case letters that NFKD leaves whole, by what they become. Those of living alphabets. */
const LETTERS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ae: 'æ',
    b: 'ƀɓ',
    d: 'ðđɖɗ',
    e: 'əǝɛ',
    f: 'ƒ',
    g: 'ǥɣ',
    h: 'ħ',
    i: 'ıɨɩ',
    j: 'ȷ',
    k: 'ƙ',
    l: 'łƚ',
    n: 'ŋɲ',
    o: 'øɔɵ',
    oe: 'œ',
    q: 'ĸ',
    s: 'ʃ',
    ss: 'ß',
    t: 'ŧƭʈ',
    th: 'þ',
    u: 'ʉʊ',
    v: 'ʋ',
    y: 'ƴ',
    z: 'ƶʒ',
    σ: 'ς',
    // Cyrillic letters with a tail or a stroke, as UTR 30 folds them.
    г: 'ґғҕ',
    ж: 'җ',
    з: 'ҙ',
    к: 'қҝҟӄ',
    л: 'ӆ',
    м: 'ӎ',
    н: 'ңӈӊ',
    п: 'ҧ',
    с: 'ҫ',
    т: 'ҭ',
    ү: 'ұ',
    х: 'ҳ',
    ч: 'ҷҹӌ',
    // Hebrew: the forms at a word's end, and the ligatures of Yiddish.
    כ: 'ך',
    מ: 'ם',
    נ: 'ן',
    פ: 'ף',
    צ: 'ץ',
    וו: 'װ',
    וי: 'ױ',
    יי: 'ײ',
    // Arabic, by code point, since many look alike. Alef: wasla, and with wavy hamza.
    '\u0627': '\u0671\u0672\u0673',
    // Heh: taa marbuta, and Urdu, Persian, Kurdish and Uyghur forms.
    '\u0647': '\u0629\u06be\u06c1\u06c3\u06d5',
    // Kaf: keheh, swash kaf, and keheh with dots.
    '\u0643': '\u06a9\u06aa\u063b\u063c',
    // Yeh: alef maqsura, Kashmiri, Persian, Urdu, Kurdish, Pashto and Uyghur forms.
    '\u064a': '\u0649\u0620\u063d\u063e\u063f\u06cc\u06cd\u06ce\u06d0\u06d1\u06d2',
    // Noon without a dot, of Urdu; reh, lam and waw of Kurdish and Uyghur.
    '\u0646': '\u06ba',
    '\u0631': '\u0695',
    '\u0644': '\u06b5',
    '\u0648': '\u06c4\u06c6\u06c7\u06c8\u06cb',
  }).flatMap(([to, letters]) => [...letters].map((letter) => [letter, to] as const)),
);
