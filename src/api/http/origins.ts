import { Refusal } from '../admission.ts';
import type { Incoming } from './message.ts';

export interface OriginOptions {
  /** Origins whose pages may read what this server answers, such as `https://lite.gephi.org`; or `*` alone for all. */
  readonly allowed: readonly string[];
  /** The address of this server, where it is told. */
  readonly url: string | undefined;
}

/** What pages of other origins may do here. */
export class Origins {
  readonly #allowed: ReadonlySet<string>;
  readonly #isOpen: boolean;
  readonly #own: string | undefined;

  constructor({ allowed, url }: OriginOptions) {
    this.#allowed = new Set(allowed);
    this.#isOpen = allowed.includes('*');
    this.#own = url === undefined ? undefined : new URL(url).origin;
  }

  /**
   * Refuses what a page of another origin sends, unless that is allowed: what it does not get, it can't measure either.
   * A link that somebody follows is no such thing, nor is a client that is no browser.
   *
   * @throws Refusal
   */
  check(request: Incoming): void {
    if (this.#isOpen || isFollowed(request) || !this.#isForeign(request)) return;
    const origin = request.headers.get('origin');
    if (origin !== null && this.#allowed.has(origin)) return;
    throw new Refusal(
      'BAD_USER_INPUT',
      403,
      `Origin: pages of ${origin === null ? 'other origins' : JSON.stringify(origin.slice(0, SHOWN))} may not read this server. DRAGOMAN_ORIGINS lists those that may.`,
    );
  }

  /** What an answer says to the browser of whoever asked, where pages of other origins may read it. */
  headers({ headers }: Incoming): Readonly<Record<string, string>> {
    if (this.#isOpen) return { 'access-control-allow-origin': '*', ...EXPOSED };
    if (this.#allowed.size === 0) return {};
    const origin = headers.get('origin');
    const isAllowed = origin !== null && this.#allowed.has(origin);
    return { vary: 'Origin', ...(isAllowed ? { 'access-control-allow-origin': origin, ...EXPOSED } : {}) };
  }

  /** What a browser is told that asks beforehand. */
  preflight({ headers }: Incoming, methods: readonly string[]): Readonly<Record<string, string>> {
    const wanted = headers.get('access-control-request-headers') ?? '';
    return {
      'access-control-allow-methods': methods.join(', '),
      ...(HEADER_NAMES.test(wanted) ? { 'access-control-allow-headers': wanted } : {}),
      // Chromium asks this before a page of the web reads something nearer than the web.
      ...(headers.get('access-control-request-private-network') === 'true'
        ? { 'access-control-allow-private-network': 'true' }
        : {}),
      'access-control-max-age': '86400',
      vary: 'Origin, Access-Control-Request-Headers',
    };
  }

  #isForeign(request: Incoming): boolean {
    const site = request.headers.get('sec-fetch-site');
    if (site !== null) return site !== 'same-origin' && site !== 'none';
    const origin = request.headers.get('origin');
    return origin !== null && origin !== this.#own && hostOf(origin) !== request.host?.toLowerCase();
  }
}

const SHOWN = 100;

const EXPOSED = {
  'access-control-expose-headers':
    'Content-Disposition, ETag, Link, Retry-After, X-Omitted-Edges, X-Omitted-Nodes, X-Query-Cost, X-Request-Id',
};

const HEADER_NAMES = /^[\w-]+(?: *, *[\w-]+)*$/;

/** A link that somebody follows, in a browser. The page that has the link sees nothing of the answer. */
function isFollowed({ method, headers }: Incoming): boolean {
  return (method === 'GET' || method === 'HEAD') && headers.get('sec-fetch-mode') === 'navigate';
}

/** The host and port of an origin, whatever its scheme: a proxy in front of the server may have another. */
function hostOf(origin: string): string {
  return origin.replace(/^https?:\/\//, '');
}
