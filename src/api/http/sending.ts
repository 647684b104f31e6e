import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Answer } from './message.ts';

/** What ends with its headers, whatever the method was. */
const WITHOUT_BODY = new Set([204, 304]);

/**
 * Sends an answer. What is made piece by piece is made as fast as the client reads, and ends when the client does.
 *
 * @throws when it cannot be sent to its end; the connection is closed then, so that nobody takes a part for the whole
 */
export async function send({ status, headers, body }: Answer, response: ServerResponse): Promise<void> {
  if (typeof body === 'string' || body instanceof Uint8Array) {
    response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) }).end(body);
  } else if (body) {
    response.writeHead(status, headers);
    await pipeline(Readable.from(body), response);
  } else {
    const hasLength = !WITHOUT_BODY.has(status) && response.req.method !== 'HEAD';
    response.writeHead(status, hasLength ? { ...headers, 'content-length': 0 } : headers).end();
  }
}
