import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { keyed } from '../../declare/once.ts';
import { SAFE_HEADERS } from './headers.ts';
import type { Answer, Incoming } from './message.ts';
import { type Prepared, sendPrepared } from './prepared.ts';

/** Asks for the token where the server wants one, keeps it for the tab, and sends it along. */
const TOKEN_SCRIPT = `{
  const KEY = 'dragoman-token';
  const plain = window.fetch;
  window.fetch = async (input, init = {}) => {
    for (;;) {
      const token = sessionStorage.getItem(KEY);
      const headers = new Headers(init.headers);
      if (token && !headers.has('authorization')) headers.set('authorization', 'Bearer ' + token);
      const response = await plain(input, { ...init, headers });
      if (response.status !== 401) return response;
      const given = window.prompt('This server needs a token.');
      if (!given) return response;
      sessionStorage.setItem(KEY, given.trim());
    }
  };
}`;

/**
 * Corrects two things in GraphiQL. A tab that is pressed in Chromium is dragged from under the pointer, so that no click
 * comes of it. And an answer in Arabic has its full stop on the wrong side, unless each text has a direction of its own.
 */
const CORRECTIONS = `
  .graphiql-tab { transform: none !important; }
  .graphiql-response .view-line span span { unicode-bidi: plaintext !important; }
`;

/** What stands in a tab when the page is opened. */
export interface Tab {
  readonly query: string;
  readonly variables?: string;
}

/** Of some languages, and some dossiers. */
const KEPT = 8;
const pages = keyed<Promise<Prepared>>(KEPT);

/** GraphiQL with some questions, made when it is first asked for: its assets are megabytes, from the package. */
export async function graphiqlPage(request: Incoming, tabs: readonly Tab[]): Promise<Answer> {
  return sendPrepared(request, await pages(JSON.stringify(tabs), () => makePage(tabs)));
}

async function makePage(tabs: readonly Tab[]): Promise<Prepared> {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  const options = { title: 'Dragoman', defaultTabs: [...tabs] };
  const rendered = renderGraphiQL(options);
  const body = Buffer.from(
    withVariables(rendered, options).replace(
      '<div id="root"></div>',
      () => `<style>${CORRECTIONS}</style><div id="root"></div><script>${TOKEN_SCRIPT}</script>`,
    ),
  );
  const zipped = await promisify(gzip)(body, { level: 6 });
  return {
    body,
    zipped,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-cache',
      vary: 'accept, accept-language, accept-encoding',
      etag: `"${digest('sha1', body).slice(0, 16)}"`,
      ...SAFE_HEADERS,
      'content-security-policy': policyOf(body.toString()),
    },
  };
}

/** Of an address, the page itself takes the query alone: the variables of a link are given to it with its options. */
function withVariables(page: string, options: object): string {
  const given = JSON.stringify(options);
  const at = page.lastIndexOf(given);
  if (at < 0) throw new Error('GraphiQL has no options where they were expected: variables of a link would be lost.');
  const read = "new URLSearchParams(location.search).get('variables') ?? undefined";
  return `${page.slice(0, at)}{ ...${given}, variables: ${read} }${page.slice(at + given.length)}`;
}

/** Lets run what the page has in it, by its digest, and its editor's workers; and lets it talk to this server alone. */
function policyOf(page: string): string {
  const scripts = [...page.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(
    ([, text = '']) => `'sha256-${digest('sha256', text)}'`,
  );
  return [
    "default-src 'none'",
    `script-src ${scripts.join(' ')} blob:`,
    'worker-src blob:',
    // The editor writes its own style elements.
    "style-src 'unsafe-inline'",
    'img-src data:',
    'font-src data:',
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

function digest(algorithm: string, of: string | Buffer): string {
  return createHash(algorithm).update(of).digest('base64');
}
