import type { Turns } from '../../declare/turns.ts';

/** About how many characters are written at once. */
const PIECE = 65_536;

/** Whether the JSON of a value is so long that it is to be written in turns. */
export function isLong(value: unknown): boolean {
  return lengthUpTo(value, PIECE) > PIECE;
}

/** Writes what `JSON.stringify` does, in as many turns as it takes: its pieces, in UTF-8. @param value as JSON has them */
export async function writtenInTurns(value: unknown, turns: Turns): Promise<Uint8Array[]> {
  const pieces: Uint8Array[] = [];
  await turns.through(writing(value, pieces));
  return pieces;
}

function* writing(value: unknown, pieces: Uint8Array[]): Generator<void, void, undefined> {
  let text = '';
  for (const part of partsOf(value)) {
    text += part;
    if (text.length < PIECE) continue;
    pieces.push(Buffer.from(text));
    text = '';
    yield;
  }
  pieces.push(Buffer.from(text));
}

/** The JSON of a value in parts, each of which is short, or a single text. */
function* partsOf(value: unknown): Generator<string, void, undefined> {
  if (typeof value !== 'object' || value === null || !isLong(value)) {
    yield JSON.stringify(value);
    return;
  }
  const isList = Array.isArray(value);
  yield isList ? '[' : '{';
  let isFirst = true;
  for (const [key, inner] of isList ? value.entries() : Object.entries(value)) {
    yield `${isFirst ? '' : ','}${isList ? '' : `${JSON.stringify(key)}:`}`;
    yield* partsOf(inner);
    isFirst = false;
  }
  yield isList ? ']' : '}';
}

/** About how long the JSON of a value is: no longer than that is looked at, where it is longer. */
function lengthUpTo(value: unknown, most: number): number {
  if (typeof value === 'string') return value.length + 2;
  if (typeof value !== 'object' || value === null) return 5;
  let length = 2;
  if (Array.isArray(value)) {
    for (let at = 0; at < value.length && length <= most; at++) length += 1 + lengthUpTo(value[at], most - length);
    return length;
  }
  for (const key in value) {
    length += key.length + 4 + lengthUpTo((value as { readonly [key: string]: unknown })[key], most - length);
    if (length > most) break;
  }
  return length;
}
