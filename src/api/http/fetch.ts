import { Readable } from 'node:stream';
import { tooLong } from './body.ts';
import type { Handler } from './handler.ts';
import { type Answer, type Incoming, isWhole, type Sent } from './message.ts';

/** Asks a handler as the Fetch API does, without a port. */
export function fetching(handler: Handler): (request: Request) => Promise<Response> {
  return async (request) => responseOf(await handler(incomingOf(request), ''));
}

function incomingOf(request: Request): Incoming {
  const { method, url, headers, signal } = request;
  const { pathname, search } = new URL(url);
  return {
    method,
    url,
    headers,
    whenGone(listener) {
      if (signal.aborted) listener();
      else signal.addEventListener('abort', listener, { once: true });
    },
    target: pathname + search,
    async text(most) {
      const text = await request.text();
      if (Buffer.byteLength(text) > most) throw tooLong(most);
      return text;
    },
  };
}

function responseOf(answer: Answer): Response {
  return new Response(fetched(answer), answer);
}

function fetched({ body, whenSent }: Answer): BodyInit | null {
  if (body === null || isWhole(body))
    setImmediate(() => whenSent?.({ bytes: body === null ? 0 : Buffer.byteLength(body), failure: undefined }));
  if (body === null || typeof body === 'string') return body;
  // A Uint8Array is a body to every Response, which the types of Node 20 do not say.
  if (body instanceof Uint8Array) return body as unknown as string;
  return Readable.toWeb(Readable.from(told(body, whenSent), { objectMode: false })) as ReadableStream<Uint8Array>;
}

async function* told(pieces: AsyncIterable<string>, whenSent: Answer['whenSent']): AsyncGenerator<string> {
  const sent: Sent = { bytes: 0, failure: undefined };
  try {
    for await (const piece of pieces) {
      sent.bytes += Buffer.byteLength(piece);
      yield piece;
    }
  } catch (failure) {
    sent.failure = failure;
    throw failure;
  } finally {
    whenSent?.(sent);
  }
}
