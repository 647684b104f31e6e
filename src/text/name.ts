/** A name as it is stored. */
export interface StoredName {
  readonly name: string;
  /** Whether signs that are never seen were taken off it. */
  readonly hadHidden: boolean;
}

/**
 * A name as it is stored: in Unicode's form NFC, without the signs that are never seen. What was nothing but such signs
 * is `''`.
 */
export function storedName(text: string): StoredName {
  if (!BEYOND_LATIN_1.test(text) && !text.includes(SOFT_HYPHEN)) return { name: text, hadHidden: false };
  const seen = withoutHidden(text);
  const hadHidden = seen !== text;
  return { name: (hadHidden ? seen.trim() : seen).normalize('NFC'), hadHidden };
}

/** A text without the signs that are never seen. */
export function withoutHidden(text: string): string {
  return text.replace(HIDDEN, '').replace(JOINING_NOTHING, '');
}

/** Whether a name is a word that programs write where there is no value. */
export function saysNone(name: string): boolean {
  return name === 'NA' || name === 'NaT' || NONE.test(name) || SPREADSHEET_ERROR.test(name);
}

const BEYOND_LATIN_1 = /[^\0-\xff]/;
const SOFT_HYPHEN = '\u00ad';

/**
 * Marks of direction, embeddings and isolates, byte order marks, zero-width spaces, word joiners and soft hyphens. A
 * reader writes its own around a name, in the direction that the name's language has.
 */
const HIDDEN = /[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]/g;

/** The zero-width joiner and non-joiner, but between two letters, whose shape they change, or between emoji. */
const JOINING_NOTHING =
  /(?<![\p{L}\p{M}\p{Extended_Pictographic}\p{Emoji_Modifier}])[\u200c\u200d]+|[\u200c\u200d]+(?![\p{L}\p{M}\p{Extended_Pictographic}])/gu;

const NONE = /^(?:null|\(null\)|nil|#?n\/a|n\.a\.|<na>|nan|\\n|none|undefined|[-\u2013\u2014]+|\.+|\u2026|\?+)$/i;

/** What a formula that has no value leaves in a cell: `#REF!`, `#DIV/0!`, `#NAME?`; also in German, French and Turkish. */
const SPREADSHEET_ERROR = /^#(?:[\p{Lu}\d/]+[!?]|NV|YOK)$/u;
