/** What the routes see of a request: as a `Request` of the Fetch API has it, with a body that is read within bounds. */
export interface Incoming {
  readonly method: string;
  /** The path and the query, as they came. */
  readonly target: string;
  /** The host that is asked, with its port: that of an absolute target, or of Host; empty where it should be there; else null. */
  readonly host: string | null;
  readonly headers: Iterable<[string, string]> & {
    /** @param name in lower case */
    get(name: string): string | null;
  };
  /** Calls the listener when the client hangs up before it has its answer; at once, where it has. */
  whenGone(listener: () => void): void;
  /**
   * The body, in UTF-8.
   *
   * @param most bytes
   * @throws Refusal it is longer
   * @throws HungUp the client went before its end
   */
  text(most: number): Promise<string>;
}

/** The path of a target. */
export function pathOf(target: string): string {
  const end = target.indexOf('?');
  return end < 0 ? target : target.slice(0, end);
}

/** The parameters in the query of a target. */
export function parametersOf(target: string): URLSearchParams {
  const start = target.indexOf('?');
  return new URLSearchParams(start < 0 ? '' : target.slice(start));
}

/** A text, bytes, or what is sent piece by piece as it is made. */
export type Body = string | Uint8Array | AsyncIterable<string | Uint8Array>;

export function isWhole(body: Body): body is string | Uint8Array {
  return typeof body === 'string' || body instanceof Uint8Array;
}

/** What became of an answer. */
export interface Sent {
  /** Of its body, as it was sent. */
  bytes: number;
  /** Why it was not sent to its end. */
  failure: unknown;
}

/** What is sent back. It is made as a `Response` of the Fetch API is. */
export class Answer {
  readonly body: Body | null;
  readonly status: number;
  /** By their names in lower case. */
  readonly headers: { [name: string]: string } = {};
  readonly #listeners: ((sent: Sent) => void)[] = [];

  constructor(
    body: Body | null,
    { status = 200, headers = {} }: { status?: number; headers?: Readonly<Record<string, string>> } = {},
  ) {
    this.body = body;
    this.status = status;
    for (const name in headers) if (headers[name] !== undefined) this.headers[name.toLowerCase()] = headers[name];
  }

  /** Calls the listener when it was sent, or could not be. */
  whenSent(listener: (sent: Sent) => void): void {
    this.#listeners.push(listener);
  }

  /** To be called once, by what sends it. */
  tellSent(sent: Sent): void {
    for (const listener of this.#listeners) listener(sent);
  }
}
