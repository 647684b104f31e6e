import { isUtf8 } from 'node:buffer';
import { firstBytes } from '../table/bytes.ts';
import { encodingByMark } from '../table/dialect.ts';

/** So much of a file tells its encoding. */
const SAMPLE = 1 << 20;

/**
 * The encoding that a text is guessed to have where it is not UTF-8: that of Arabic, Turkish or western Windows, by the
 * letters that its bytes would be.
 *
 * @returns undefined for UTF-8, and for what has a byte order mark
 */
export async function guessedEncoding(path: string): Promise<string | undefined> {
  const bytes = await firstBytes(path, SAMPLE);
  // A sign may be cut at the end of the sample.
  const isMarked = encodingByMark(bytes) !== undefined;
  if (isMarked || [0, 1, 2, 3].some((cut) => isUtf8(bytes.subarray(0, Math.max(0, bytes.length - cut))))) {
    return undefined;
  }
  const high = [...bytes].filter((byte) => byte >= 0x80);
  const arabic = [...new TextDecoder('windows-1256').decode(Uint8Array.from(high))];
  const share = arabic.filter((sign) => /\p{Script=Arabic}/u.test(sign)).length / arabic.length;
  if (share > 0.9 && hasRuns(bytes)) return 'windows-1256';
  return high.some((byte) => TURKISH.has(byte)) ? 'windows-1254' : 'windows-1252';
}

/** ğ, ı, ş and their capitals. */
const TURKISH = new Set([0xd0, 0xdd, 0xde, 0xf0, 0xfd, 0xfe]);

/** Words of Arabic are beyond ASCII letter after letter; of European words only some letters are. */
function hasRuns(bytes: Buffer): boolean {
  let runs = 0;
  let singles = 0;
  for (let at = 0; at < bytes.length; at++) {
    if ((bytes[at] ?? 0) < 0x80) continue;
    let end = at;
    while ((bytes[end] ?? 0) >= 0x80) end++;
    if (end - at > 1) runs++;
    else singles++;
    at = end;
  }
  return runs > singles;
}
