import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Deliveries } from './deliveries.ts';
import { compressed, compressing, encodedHeaders, encodingOf, isCompressible } from './encoding.ts';
import { type Answer, type Body, isWhole, type Sent } from './message.ts';

/** The statuses of answers that have no body. */
const WITHOUT_BODY = new Set([204, 304]);

/** Node puts a text and the headers together and encodes both, which takes longer than a second write for a long one. */
const LONG = 16_384;
/** How many bytes of a longer answer the socket is given at a time: it then tells how many of them it took. */
const SLICE = 65_536;

/**
 * Sends an answer, compressed where its client takes that. What is made piece by piece is made as fast as the client
 * reads, and ends when the client does. Where it cannot be sent to its end, the connection is closed, so that nobody takes
 * a part for the whole.
 *
 * @param deliveries ends an answer that is read too slowly
 * @returns what was sent, once it was
 */
export async function send(answer: Answer, response: ServerResponse, deliveries: Deliveries): Promise<Sent> {
  const sent: Sent = { bytes: 0, failure: undefined };
  try {
    await write(answer, response, deliveries, sent);
  } catch (failure) {
    sent.failure = failure;
    response.destroy();
  }
  return sent;
}

async function write(
  { status, headers, body }: Answer,
  response: ServerResponse,
  deliveries: Deliveries,
  sent: Sent,
): Promise<void> {
  const { 'accept-encoding': accepted } = response.req.headers;
  if (body === null) {
    // A length that is told is waited for, and the connection is of no more use.
    const { 'content-length': _, ...head } = headers;
    if (WITHOUT_BODY.has(status)) response.writeHead(status, head);
    else if (response.req.method !== 'HEAD') response.writeHead(status, { ...head, 'content-length': 0 });
    // A HEAD is told what a GET would be.
    else response.writeHead(status, isCompressible(head) ? encodedHeaders(head, encodingOf(accepted)) : head);
    response.end();
    return;
  }
  const length = lengthOf(body);
  const encodings = isCompressible(headers, length);
  const encoding = encodings ? encodingOf(accepted) : undefined;
  const head = encodings ? encodedHeaders(headers, encoding) : headers;
  if (!isWhole(body)) {
    response.writeHead(status, head);
    const pieces = Readable.from(body);
    await deliveries.track(response, () =>
      encoding === undefined
        ? pipeline(pieces, counting(sent), response)
        : pipeline(pieces, compressing(encoding), counting(sent), response),
    );
    return;
  }
  const bytes = encoding !== undefined ? await compressed(body, encoding) : length <= LONG ? body : Buffer.from(body);
  sent.bytes = bytes === body ? length : Buffer.byteLength(bytes);
  response.writeHead(status, { ...head, 'content-length': sent.bytes });
  if (typeof bytes === 'string' || bytes.length <= SLICE) response.end(bytes);
  else await deliveries.track(response, () => pipeline(Readable.from(slices(bytes)), response));
}

function lengthOf(body: Body): number {
  return isWhole(body) ? Buffer.byteLength(body) : Number.POSITIVE_INFINITY;
}

function* slices(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += SLICE) yield bytes.subarray(at, at + SLICE);
}

/** Counts the bytes that pass. */
function counting(sent: Sent) {
  return async function* (pieces: AsyncIterable<string | Uint8Array>) {
    for await (const piece of pieces) {
      sent.bytes += Buffer.byteLength(piece);
      yield piece;
    }
  };
}
