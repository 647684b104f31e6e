import { join } from 'node:path';

/** A line of a file in a folder, where a person finds what a message is about. */
export interface Location {
  /** The path of the file inside the folder, with `/`. */
  readonly file: string;
  /** From 1; 0 where the whole file, or the folder, is meant. */
  readonly line: number;
}

/** What is wrong with a folder, and where: what was found and what was expected. */
export interface Problem extends Location {
  readonly message: string;
}

/** Who is told what is wrong with a folder while it is read and checked. */
export interface Findings {
  add(problem: Problem): void;
}

/** A folder in which something is wrong. */
export interface WrongFolder {
  readonly folder: string;
  readonly problems: readonly Problem[];
  /** How much is wrong, and what it means. */
  readonly message: string;
}

const MOST_SHOWN = 50;

/** The problems for a terminal, `<path>:<line>: <message>`: the first 50, how many more there are, and what it means. */
export function problemLines({ folder, problems, message }: WrongFolder): string[] {
  const lines = problems.slice(0, MOST_SHOWN).map(({ file, line, message }) => {
    const path = join(folder, file);
    return printable(line === 0 ? `${path}: ${message}` : `${path}:${line}: ${message}`);
  });
  const more = problems.length - lines.length;
  return [...lines, ...(more > 0 ? [`… and ${more} more.`] : []), message];
}

/**
 * A text without what a terminal would obey, such as an escape in the name of a file or of a column, and with the signs
 * written out that nobody would see.
 */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, (sign) => `\\u{${sign.codePointAt(0)?.toString(16)}}`);
}

const UNPRINTABLE = /[\p{Cc}\p{Bidi_Control}\u00ad\u180e\u200b\u2028\u2029\u2060-\u206f\ufeff]/gu;

/** By file and line. */
export function sorted(problems: readonly Problem[]): Problem[] {
  return [...problems].sort((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1));
}
