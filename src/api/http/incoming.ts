import type { IncomingMessage, ServerResponse } from 'node:http';
import { HungUp } from '../admission.ts';
import { tooLong } from './body.ts';
import type { Incoming } from './message.ts';

/** A request of Node's, of which nothing is made that nobody asks for. */
export class NodeRequest implements Incoming {
  readonly method: string;
  readonly target: string;
  readonly headers: Incoming['headers'];
  readonly #request: IncomingMessage;
  readonly #response: ServerResponse;

  constructor(request: IncomingMessage, response: ServerResponse) {
    this.#request = request;
    this.#response = response;
    this.method = request.method ?? 'GET';
    this.target = targetOf(request.url ?? '/');
    this.headers = {
      get(name) {
        const value = request.headers[name];
        return Array.isArray(value) ? value.join(', ') : (value ?? null);
      },
    };
  }

  get url(): string {
    const url = `http://${this.headers.get('host')}${this.target}`;
    return URL.canParse(url) ? url : `http://localhost${this.target}`;
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

/** A proxy is asked for a whole address, of which the path is ours. */
function targetOf(url: string): string {
  if (url.startsWith('/') || !URL.canParse(url)) return url;
  const { pathname, search } = new URL(url);
  return pathname + search;
}
