import { firstBytes } from './bytes.ts';
import { isZip, otherFileSaid } from './other-files.ts';
import { TableUnreadable } from './streaming.ts';

/** What a manifest says of how a text is written; the rest is found. */
export interface SaidDialect {
  readonly separator: string | undefined;
  readonly encoding: string | undefined;
  /** The line that has the names of the columns, from 1; undefined for the first with anything in it. */
  readonly head: number | undefined;
}

/** How a table of separated values is written. */
export interface Dialect {
  readonly separator: string;
  /** A label that TextDecoder knows. */
  readonly encoding: string;
  /** What stands above this line is no part of it: titles, or `sep=;`, as Excel writes it. */
  readonly firstLine: number;
  /** Whether its lines end with a carriage return alone. */
  readonly endsWithReturns: boolean;
}

/** By the word or sign that a manifest says. */
const SEPARATORS: ReadonlyMap<string, string> = new Map([
  ['comma', ','],
  ['semicolon', ';'],
  ['tab', '\t'],
  ['bar', '|'],
  [',', ','],
  [';', ';'],
  ['|', '|'],
]);
/** Those that are looked for, the likeliest first. */
const FOUND = [',', ';', '\t', '|'];
/** More than the names of columns take. */
const HEAD = 1 << 16;
const DEFAULT_ENCODING = 'utf-8';

/** The sign that a manifest means: `;` for `semicolon`; undefined where that is none. */
export function separatorSaid(word: string): string | undefined {
  return SEPARATORS.get(word);
}

/** The words and signs that a manifest may say. */
export const separatorWords = [...SEPARATORS.keys()];

/** A separator as a person reads it. */
export function separatorName(separator: string): string {
  return separator === '\t' ? 'tab' : `"${separator}"`;
}

export function isEncoding(label: string): boolean {
  try {
    new TextDecoder(label);
    return true;
  } catch {
    return false;
  }
}

/** How a file is written: as it is said, and as the line with the names of its columns shows. @throws TableUnreadable */
export async function dialectOf(path: string, said: SaidDialect): Promise<Dialect> {
  const bytes = await firstBytes(path, HEAD);
  const other = isZip(bytes)
    ? 'the file is a zip file, as workbooks are; expected one that was saved as .xlsx, with a name that ends so, or CSV.'
    : otherFileSaid(bytes);
  if (other !== undefined) throw new TableUnreadable(0, other);
  const encoding = encodingByMark(bytes) ?? said.encoding ?? DEFAULT_ENCODING;
  const head = new TextDecoder(encoding).decode(bytes, { stream: true });
  if (head.includes('\0')) {
    throw new TableUnreadable(
      1,
      'the file has NUL characters in it, as UTF-16 read as something else has; expected its encoding under encoding.',
    );
  }
  const firstEnd = endOfLine(head, 0);
  const declared = /^"?sep=(.)"?$/i.exec(head.slice(0, firstEnd).trimEnd())?.[1];
  const sepLine = declared === undefined && /^"?sep=\t/i.test(head) ? '\t' : declared;
  const endsWithReturns = head[firstEnd] === '\r' && head[firstEnd + 1] !== '\n' && firstEnd + 1 < head.length;
  const firstLine = said.head ?? (sepLine === undefined ? 1 : 2);
  const { line, text } = lineFrom(head, firstLine);
  const separator = said.separator ?? sepLine ?? separatorIn(text);
  const wrong = sepLine === undefined ? mismatch(text, separator) : undefined;
  if (wrong !== undefined) throw new TableUnreadable(line, wrong);
  return { separator, encoding, firstLine, endsWithReturns };
}

/** The first line with anything in it from one on; the quotes of a cell may have it go on. */
function lineFrom(text: string, first: number): { readonly line: number; readonly text: string } {
  const ends = /\r\n|\n|\r/g;
  let line = 1;
  let start = 0;
  for (let end = ends.exec(text); end && (line < first || end.index === start); end = ends.exec(text)) {
    start = ends.lastIndex;
    line++;
  }
  return { line, text: text.slice(start, endOfLine(text, start)) };
}

/** The separator that a line looks as if it had: of those outside quotes the one that it has most of. */
export function separatorIn(line: string): string {
  const bare = line.replace(/"(?:[^"]|"")*"/g, '');
  const counts = FOUND.map((separator) => bare.split(separator).length - 1);
  return FOUND[counts.indexOf(Math.max(...counts))] ?? ',';
}

/** That a line without the separator that it is read with looks as if it had another one. */
function mismatch(line: string, separator: string): string | undefined {
  const found = separatorIn(line);
  return line.includes(separator) || !line.includes(found) ? undefined : looksSeparated(found, separator);
}

export function looksSeparated(found: string, separator: string): string {
  return `this looks separated by ${separatorName(found)}, and was read as separated by ${separatorName(separator)}.`;
}

/** Where the first line ends: at its end mark, or with the text. */
function endOfLine(text: string, from: number): number {
  let isQuoted = false;
  for (let at = from; at < text.length; at++) {
    const sign = text[at];
    if (sign === '"') isQuoted = !isQuoted;
    else if (!isQuoted && (sign === '\n' || sign === '\r')) return at;
  }
  return text.length;
}

/** The encoding that a mark of the order of bytes tells. It goes before what is said, as everywhere on the web. */
export function encodingByMark(bytes: Buffer): string | undefined {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return DEFAULT_ENCODING;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : undefined;
}
