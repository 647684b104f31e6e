import { Readable } from 'node:stream';
import { tooLong } from './body.ts';
import type { Handler } from './handler.ts';
import type { Answer, Body, Incoming } from './message.ts';

/** Asks a handler as the Fetch API does, without a port. */
export function fetching(handler: Handler): (request: Request) => Promise<Response> {
  return async (request) => responseOf(await handler(incomingOf(request), ''));
}

function incomingOf(request: Request): Incoming {
  const { method, headers, signal } = request;
  const { pathname, search } = new URL(request.url);
  return {
    method,
    host: headers.get('host'),
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
  // Nobody can tell how much of it is read, and whether it ever is.
  setImmediate(() => answer.tellSent({ bytes: 0, failure: undefined }));
  return new Response(fetched(answer.body), answer);
}

function fetched(body: Body | null): BodyInit | null {
  if (body === null || typeof body === 'string') return body;
  // A Uint8Array is a body to every Response, which the types of Node 20 do not say.
  if (body instanceof Uint8Array) return body as unknown as string;
  return Readable.toWeb(Readable.from(body, { objectMode: false })) as ReadableStream<Uint8Array>;
}
