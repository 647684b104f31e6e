import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Answer } from './message.ts';

/** What ends with its headers, whatever the method was. */
const WITHOUT_BODY = new Set([204, 304]);

/** Node puts a text and the headers together and encodes both, which takes longer than a second write for a long one. */
const LONG = 16_384;

/**
 * Sends an answer. What is made piece by piece is made as fast as the client reads, and ends when the client does.
 *
 * @throws when it cannot be sent to its end; the connection is closed then, so that nobody takes a part for the whole
 */
export async function send({ status, headers, body }: Answer, response: ServerResponse): Promise<void> {
  if (typeof body === 'string' || body instanceof Uint8Array) {
    const sent = typeof body === 'string' && body.length > LONG ? Buffer.from(body) : body;
    response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(sent) }).end(sent);
  } else if (body) {
    response.writeHead(status, headers);
    await pipeline(Readable.from(body), response);
  } else {
    const hasLength = !WITHOUT_BODY.has(status) && response.req.method !== 'HEAD';
    response.writeHead(status, hasLength ? { ...headers, 'content-length': 0 } : headers).end();
  }
}
