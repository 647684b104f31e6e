import { promisify } from 'node:util';
import { type BrotliOptions, brotliCompress, constants, createBrotliCompress, createGzip, gzip } from 'node:zlib';
import Negotiator from 'negotiator';

const ENCODINGS = ['br', 'gzip'] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** What is shorter goes in a packet or two anyway. */
const LEAST = 2_048;
const COMPRESSIBLE = /^(?:text\/|application\/(?:[\w.-]+\+)?(?:json|xml)\b)/;

/** Quick, and still a tenth of what graphs are: the effort of the last percents is a server's time. */
const BROTLI: BrotliOptions = {
  params: { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_LGWIN]: 19 },
};
const GZIP = { level: 5 };

/** How a client prefers a body to be encoded, if at all. @param accept its `Accept-Encoding` */
export function encodingOf(accept: string | undefined): Encoding | undefined {
  if (accept === undefined) return undefined;
  const preferred = new Negotiator({ headers: { 'accept-encoding': accept } }).encoding([...ENCODINGS, 'identity']);
  return ENCODINGS.find((each) => each === preferred);
}

/** Whether an answer is worth to be compressed, and was not. @param length of its body in bytes, where it is known */
export function isCompressible(headers: Readonly<Record<string, string>>, length?: number): boolean {
  if (headers['content-encoding'] !== undefined || (length !== undefined && length < LEAST)) return false;
  return COMPRESSIBLE.test(headers['content-type'] ?? '');
}

/** The headers of an answer that may be encoded. One that is has no longer the bytes that its tag was made for. */
export function encodedHeaders(
  { etag, vary, ...headers }: Readonly<Record<string, string>>,
  encoding: Encoding | undefined,
): Record<string, string> {
  const told: Record<string, string> = { ...headers, vary: varyingByEncoding(vary) };
  if (etag !== undefined) told['etag'] = encoding === undefined || etag.startsWith('W/') ? etag : `W/${etag}`;
  if (encoding !== undefined) told['content-encoding'] = encoding;
  return told;
}

function varyingByEncoding(vary: string | undefined): string {
  if (vary === undefined) return 'Accept-Encoding';
  return /(?:^|,) *accept-encoding *(?:,|$)/i.test(vary) ? vary : `${vary}, Accept-Encoding`;
}

const whole = { br: promisify(brotliCompress), gzip: promisify(gzip) };

/** Compresses a body beside the thread that answers. */
export function compressed(body: string | Uint8Array, encoding: Encoding): Promise<Buffer> {
  return encoding === 'br' ? whole.br(body, BROTLI) : whole.gzip(body, GZIP);
}

/** Compresses a body as it is made. */
export function compressing(encoding: Encoding) {
  return encoding === 'br' ? createBrotliCompress(BROTLI) : createGzip(GZIP);
}
