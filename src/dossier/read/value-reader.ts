import { quoted } from '../../declare/errors.ts';
import { canonicalLanguage, InvalidLanguage, tag } from '../../text/language.ts';
import { saysNone, storedName } from '../../text/name.ts';
import type { Location } from '../../yaml/problem.ts';
import { type Entry, found, type Written } from '../../yaml/read.ts';
import type { DossierFindings, RowLocation } from '../problem.ts';

/** A map whose keys are known. */
export interface Fields {
  readonly line: number;
  readonly entries: ReadonlyMap<string, Entry>;
  /** The columns whose empty cells left out a key. */
  readonly emptyFor?: ((key: string) => readonly string[]) | undefined;
}

/** How long a text may be, in characters, and whether it may have several lines. */
export interface TextLimit {
  readonly most: number;
  readonly lines: boolean;
}

export const NAME: TextLimit = { most: 1_000, lines: false };
export const PROSE: TextLimit = { most: 10_000, lines: true };

/** Languages in their usual form, by how they are written: every name has one, and to ask Intl takes 3 µs. */
const languages = new Map<string, string>();
const MOST_LANGUAGES = 100;

/** What a text may not hold: control characters, halves of characters, and code points that are no characters. */
const BROKEN = /[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}\u2028\u2029]/u;
const BROKEN_BUT_LINES = /(?!\n)[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/u;

/**
 * Reads the values that a file of a dossier has, and says which are wrong: of those it gives undefined, or leaves them out.
 *
 * In messages, `what` is the path of a value in its row: `names.en`.
 */
export class ValueReader {
  readonly file: string;
  /** The id of the document that a bare locator belongs to. */
  readonly document: string | undefined;
  readonly #findings: DossierFindings;
  readonly #template: Location | undefined;
  #failures = 0;

  /** @param template of a row of a table: where it is written what such rows become */
  constructor(file: string, findings: DossierFindings, document?: string | undefined, template?: Location | undefined) {
    this.file = file;
    this.document = document;
    this.#findings = findings;
    this.#template = template;
  }

  /** How often something in the file has been called wrong. */
  get failures(): number {
    return this.#failures;
  }

  location(line: number): RowLocation {
    return { file: this.file, line, template: this.#template };
  }

  fail(line: number, message: string): undefined {
    this.#failures++;
    this.#findings.add({ ...this.location(line), message });
  }

  /** Says that it is not known what is stated here. */
  lose(): void {
    this.#findings.lose();
  }

  /** A map with no other keys than these. */
  map(written: Written, what: string, known: readonly string[]): Fields | undefined {
    if (written.kind !== 'map') return this.fail(written.line, `${what} ${found(written)}; expected a map.`);
    for (const [key, { line }] of written.entries) {
      if (!known.includes(key)) this.fail(line, `${quoted(key)} is no key of ${what}; expected ${oneOf(known)}.`);
    }
    const { line, entries, emptyFor } = written;
    return { line, entries, emptyFor };
  }

  list(written: Written | undefined, what: string): readonly Written[] {
    if (written === undefined) return [];
    if (written.kind === 'list') return written.items;
    this.fail(written.line, `${what} ${found(written)}; expected a list.`);
    return [];
  }

  /** One text, or a list of some. */
  several(written: Written, what: string): readonly Written[] {
    if (written.kind !== 'list') return [written];
    if (written.items.length === 0) this.fail(written.line, `${what} is an empty list; expected at least one text.`);
    return written.items;
  }

  /** The value of a key that must be there. */
  needed(fields: Fields, key: string, expected: string): Written | undefined {
    const entry = fields.entries.get(key);
    return entry ? entry.value : this.missing(fields, key, expected);
  }

  /** Says that a key is not there, and which empty cells of a row left it out. */
  missing({ line, emptyFor }: Fields, key: string, expected: string): undefined {
    const empty = emptyFor?.(key).map((column) => `{${column}}`) ?? [];
    const why =
      empty.length === 0
        ? ''
        : `, since ${empty.join(' and ')} ${empty.length === 1 ? 'is' : 'are'} empty in line ${line}`;
    return this.fail(line, `${key} is missing${why}; expected ${expected}.`);
  }

  text(written: Written, what: string, expected: string, { most, lines }: TextLimit): string | undefined {
    if (written.kind !== 'text' || written.text === '') {
      return this.fail(written.line, `${what} ${found(written)}; expected ${expected}.`);
    }
    const { text } = written;
    const fault = faultOf(text, most, lines);
    return fault === undefined ? text : this.fail(written.line, `${what} ${fault}.`);
  }

  /** Texts by language, as they are stored: `<language> <text>`. Several of a language only where that is said. */
  tagged(written: Written, what: string, limit: TextLimit, several = false): string[] {
    if (written.kind !== 'map' || written.entries.size === 0) {
      const empty = written.kind === 'map' ? 'is an empty map' : found(written);
      this.fail(written.line, `${what} ${empty}; expected a map by language, such as { en: Türkiye }.`);
      return [];
    }
    const languages = new Set<string>();
    const before = this.#failures;
    const texts = [...written.entries].flatMap(([key, { line, value }]) => {
      if (/\s/.test(key) && value.kind === 'text' && value.text === '') {
        this.fail(line, `${what} has ${quoted(key)} as a language; a text with a comma in it wants quotes.`);
        return [];
      }
      const language = this.language(key, what, line);
      if (language === undefined) return [];
      if (languages.has(language)) {
        this.fail(line, `${what} has the language ${language} twice; expected each language once.`);
      }
      languages.add(language);
      return this.#inLanguage(value, language, `${what}.${key}`, limit, several);
    });
    if (texts.length === 0 && this.#failures === before)
      this.fail(written.line, `${what} has no text in any language.`);
    return texts;
  }

  language(text: string, what: string, line: number): string | undefined {
    const known = languages.get(text);
    if (known !== undefined) return known;
    try {
      const language = canonicalLanguage(text);
      if (languages.size < MOST_LANGUAGES) languages.set(text, language);
      return language;
    } catch (error) {
      if (error instanceof InvalidLanguage) return this.fail(line, `${what}: ${error.message}`);
      throw error;
    }
  }

  #inLanguage(value: Written, language: string, what: string, limit: TextLimit, several: boolean): string[] {
    const expected = several ? 'a text, or a list of texts' : 'a text';
    const written = new Set<string>();
    const texts = new Set<string>();
    for (const each of several ? this.several(value, what) : [value]) {
      const stored = this.#asStored(each, limit);
      if (stored === undefined) continue;
      const text = this.text(stored, what, expected, limit);
      if (text === undefined || each.kind !== 'text') continue;
      if (written.has(each.text)) this.fail(each.line, `${what} has ${quoted(text)} twice; expected each name once.`);
      written.add(each.text);
      texts.add(text);
    }
    return [...texts].map((text) => tag({ language, value: text }));
  }

  /** What is stored of a text in some language; undefined for a name of signs that are never seen. */
  #asStored(written: Written, { lines }: TextLimit): Written | undefined {
    if (written.kind !== 'text') return written;
    if (lines) return { ...written, text: written.text.normalize('NFC') };
    const { name, hadHidden } = storedName(written.text);
    if (hadHidden) this.#findings.doubt('hidden signs', this.location(written.line));
    else if (saysNone(name)) this.#findings.doubt('a word for none', this.location(written.line));
    return hadHidden && name === '' ? undefined : { ...written, text: name };
  }
}

/** The words for a choice of keys or values. */
export function oneOf(values: readonly string[]): string {
  const [only, ...others] = values;
  return others.length === 0 ? String(only) : `one of ${values.join(', ')}`;
}

function faultOf(text: string, most: number, lines: boolean): string | undefined {
  // A character may be two units, so that only a text of more units can be too long.
  const length = text.length > most ? [...text].length : 0;
  if (length > most) return `has ${length} characters; expected at most ${most}`;
  const [broken] = (lines ? BROKEN_BUT_LINES : BROKEN).exec(text) ?? [];
  if (broken !== undefined) {
    const point = broken.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0');
    return `has the character U+${point} in it; expected ${lines ? 'none but letters, signs and line feeds' : 'one line of letters and signs'}`;
  }
  return text.trim() === text || lines ? undefined : `is ${quoted(text)}; expected no space at either end`;
}
