/** How many characters are gathered before they are handed on. */
export const CHUNK_LENGTH = 16_384;

/**
 * Gathers small pieces into chunks worth sending. A piece is read only when a chunk is asked for that is not full yet,
 * and no piece is cut.
 */
export async function* chunked(pieces: AsyncIterable<string>): AsyncGenerator<string, void, undefined> {
  let chunk = '';
  for await (const piece of pieces) {
    chunk += piece;
    if (chunk.length < CHUNK_LENGTH) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
}
