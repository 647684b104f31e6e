/**
 * Folds a name for search, the same when it is stored and when it is asked for: `Türkiye`, `turkiye` and `TÜRKİYE`
 * become `turkiye`, and `الأمم المُتَّحِدة` and `الامم المتحده` become `امم متحده`.
 *
 * What is left is letters and numbers in words with one space between them: lower case without marks, Latin letters as
 * ASCII, Arabic letters in one form each, Arabic digits as ASCII, no article. Compatibility forms (full width,
 * presentation forms, ligatures) are taken apart, and stay so. Folding twice changes nothing.
 *
 * Marks go in every script, so й is и, ё is е, and Hindi is left with its consonants: more is found, never less.
 * A text of punctuation and symbols alone becomes `''`.
 */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(SILENT, '')
    .replace(NOT_ASCII, (letter) => LETTERS.get(letter) ?? letter)
    .replace(NOT_IN_A_WORD, ' ')
    .trim()
    .replace(ARTICLE, '');
}

/** The words of a folded text, in order. */
export function foldWords(text: string): string[] {
  return fold(text).split(' ').filter(Boolean);
}

/**
 * What a search reads of an entity: `|name|name|`, folded, each name once, and `''` where no name is left. No folded
 * name holds the separator, so `|q|` is the whole name, `|q` its start, and `|` or a space stands before each word.
 */
export function searchText(names: readonly string[]): string {
  const folded = new Set(names.map(fold).filter(Boolean));
  return folded.size === 0 ? '' : `|${[...folded].join('|')}|`;
}

/** What a list ordered by name compares. */
export function sortName(name: string): string {
  return fold(name);
}

/**
 * What leaves no trace:
 * - marks: accents, Arabic and Hebrew vowels, and the hamza and madda of أ إ آ ؤ ئ, which NFKD takes apart;
 * - what is never seen (Default_Ignorable_Code_Point): bidi controls, joiners, zero-width spaces, soft hyphens;
 * - modifier letters: the ʿ and ʾ of transliteration, the ʻ of Hawaiian;
 * - hamza on its own, which is often left out, tatweel, and the high hamza of Kazakh.
 */
const SILENT = /[\p{M}\p{Default_Ignorable_Code_Point}\u02b0-\u02ff\u0621\u0640\u0674]/gu;

const NOT_IN_A_WORD = /[^\p{L}\p{N}]+/gu;

/**
 * The Arabic article at a word's start, where two letters or more are left: ال, and لل, which is لِ and the article, and
 * begins hardly any other word. So الأمم المتحدة finds الجمعية العامة للأمم المتحدة. Repeated, since taking one away may
 * uncover another (الالتزام, التزام).
 *
 * A word that only looks as if it had one loses it too (ألمانيا becomes مانيا): once folded they are the same letters,
 * and both sides lose it. وال, بال, كال and فال stay: they begin too many names (والتر, باليرمو, كاليفورنيا, فالنسيا).
 */
const ARTICLE = /(?<=^| )(?:ال|لل)+(?=[^ ]{2})/gu;

const NOT_ASCII = /[^\0-\x7f]/gu;

/** Lower-case letters that NFKD leaves whole, by what they become. The Latin ones are those of living alphabets. */
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
    // By code point, since many look alike. Alef: wasla, and with wavy hamza.
    '\u0627': '\u0671\u0672\u0673',
    // Heh: taa marbuta, and Urdu, Persian, Kurdish and Uyghur forms.
    '\u0647': '\u0629\u06be\u06c1\u06c3\u06d5',
    // Kaf: keheh, swash kaf, and keheh with dots.
    '\u0643': '\u06a9\u06aa\u063b\u063c',
    // Yeh: alef maqsura, Kashmiri, Persian, Urdu, Kurdish, Pashto and Uyghur forms.
    '\u064a': '\u0649\u0620\u063d\u063e\u063f\u06cc\u06cd\u06ce\u06d0\u06d1\u06d2',
    ...Object.fromEntries([...'0123456789'].map((digit, n) => [digit, String.fromCharCode(0x660 + n, 0x6f0 + n)])),
  }).flatMap(([to, letters]) => [...letters].map((letter) => [letter, to] as const)),
);
