import { bareWords } from './likeness.ts';

/** In which names of states are known. */
const LANGUAGES = ['en', 'ar', 'tr', 'fr'];
/** Codes of ISO 3166-1 that stand for no state, and have names all the same. */
const NO_STATES = /^(?:EU|EZ|UN|QO|X[A-Z]|ZZ|AA|Q[M-Z])$/;

/** The code of ISO 3166-1 that a name of a state means, in one of the product's languages; undefined where none or several do. */
export function countryCode(name: string): string | undefined {
  const sought = plain(name);
  const exact = codes().get(sought);
  if (exact !== undefined) return exact;
  // السعودية is a part of المملكة العربية السعودية.
  const within = [...codes()].flatMap(([known, code]) => (` ${known} `.includes(` ${sought} `) ? [code] : []));
  const [only, ...others] = new Set(within);
  return sought !== '' && others.length === 0 ? only : undefined;
}

/** The name in English of the state that has a code. */
export function countryName(code: string): string | undefined {
  return names('en').of(code);
}

let known: ReadonlyMap<string, string> | undefined;
/** Codes by name. */
function codes(): ReadonlyMap<string, string> {
  known ??= new Map(
    LANGUAGES.flatMap((language) => [names(language, 'short'), names(language)]).flatMap((ofCode) =>
      CODES.flatMap((code) => {
        const name = ofCode.of(code);
        return name === undefined ? [] : [[plain(name), code] as const];
      }),
    ),
  );
  return known;
}

function names(language: string, style: 'long' | 'short' = 'long'): Intl.DisplayNames {
  return new Intl.DisplayNames([language], { type: 'region', fallback: 'none', style });
}

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const CODES = LETTERS.flatMap((first) => LETTERS.map((second) => first + second)).filter(
  (code) => !NO_STATES.test(code) && Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}`,
);

function plain(name: string): string {
  return bareWords(name).join(' ');
}
