import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { HungUp } from '../admission.ts';
import { tooLong } from './body.ts';
import type { Incoming } from './message.ts';

/** A request of Node's, of which nothing is made that nobody asks for. */
export class NodeRequest implements Incoming {
  readonly method: string;
  readonly target: string;
  readonly host: string | null;
  readonly headers: Incoming['headers'];
  readonly #request: IncomingMessage;
  readonly #response: ServerResponse;

  constructor(request: IncomingMessage, response: ServerResponse) {
    this.#request = request;
    this.#response = response;
    this.method = request.method ?? 'GET';
    const { target, host } = targetOf(request.url ?? '/');
    this.target = target;
    // Since HTTP 1.1 every request has the header.
    this.host = host ?? request.headers.host ?? (request.httpVersion === '1.0' ? null : '');
    this.headers = new NodeHeaders(request.headers);
  }

  whenGone(listener: () => void): void {
    const response = this.#response;
    const closed = () => {
      if (!response.writableFinished) listener();
    };
    if (response.closed) closed();
    else response.once('close', closed);
  }

  text(most: number): Promise<string> {
    const request = this.#request;
    return new Promise((resolve, reject) => {
      const chunks: Buffer[] = [];
      let length = 0;
      request.on('data', (chunk: Buffer) => {
        length += chunk.byteLength;
        // What is too long is read to its end all the same: a sender that is cut off never sees the answer.
        if (length <= most) chunks.push(chunk);
      });
      request.once('end', () => {
        if (length > most) reject(tooLong(most));
        else resolve(Buffer.concat(chunks, length).toString());
      });
      const gone = () => {
        if (!request.complete) reject(new HungUp());
      };
      request.once('error', gone);
      request.once('close', gone);
    });
  }
}

class NodeHeaders implements Iterable<[string, string]> {
  readonly #headers: IncomingHttpHeaders;

  constructor(headers: IncomingHttpHeaders) {
    this.#headers = headers;
  }

  get(name: string): string | null {
    const value = this.#headers[name];
    return Array.isArray(value) ? value.join(', ') : (value ?? null);
  }

  [Symbol.iterator](): Iterator<[string, string]> {
    return Object.keys(this.#headers)
      .map((name): [string, string] => [name, this.get(name) ?? ''])
      .values();
  }
}

/** A proxy is asked for a whole address: its host counts, and not the header. */
function targetOf(url: string): { readonly target: string; readonly host?: string } {
  if (url.startsWith('/') || !URL.canParse(url)) return { target: url };
  const { pathname, search, host } = new URL(url);
  return { target: pathname + search, host };
}
