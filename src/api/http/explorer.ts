import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { SAFE_HEADERS } from './headers.ts';
import { Answer, type Incoming } from './message.ts';
import { type Prepared, sendPrepared } from './prepared.ts';
import type { Route } from './route.ts';

/** What the page may do: run its own scripts and styles, and talk to this server. Nothing inline, nothing from elsewhere. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "worker-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/**
 * The addresses of the explorer: `/`, its icon, and its assets. They need no token; what they ask for does.
 *
 * @param folder where the build has put the page
 * @param graphiql whether the page may lead to GraphiQL
 * @returns undefined where nothing was built
 */
export function explorerRoutes(folder: string, { graphiql }: { readonly graphiql: boolean }): Route[] | undefined {
  if (!existsSync(join(folder, 'index.html'))) return undefined;
  // Read once: these files and no others can be asked for, whatever an address says.
  const files = new Map<string, Prepared>([
    ['/', page(readFileSync(join(folder, 'index.html'), 'utf8'), graphiql)],
    ['/icon.svg', asset(folder, 'icon.svg', 'max-age=86400')],
    ...readdirSync(join(folder, 'assets'))
      .filter((name) => !name.endsWith('.gz'))
      .map((name): [string, Prepared] => [
        `/assets/${name}`,
        // The name has a digest of the content in it.
        asset(folder, `assets/${name}`, 'public, max-age=31536000, immutable'),
      ]),
  ]);
  return ['/', '/icon.svg', '/assets/'].map((path) => ({
    path,
    methods: ['GET', 'HEAD'],
    public: () => true,
    cost: 0,
    unbounded: true,
    answer: (request) => sent(request, files.get(request.target.split('?', 1)[0] ?? '')),
  }));
}

function page(text: string, graphiql: boolean): Prepared {
  const body = Buffer.from(graphiql ? text : text.replace('<html ', '<html data-graphiql="off" '));
  const digest = createHash('sha1').update(body).digest('base64url').slice(0, 16);
  return {
    body,
    zipped: undefined,
    headers: {
      ...headersOf('.html', 'no-cache'),
      'content-security-policy': POLICY,
      etag: `"${digest}"`,
    },
  };
}

function asset(folder: string, name: string, cached: string): Prepared {
  const zipped = join(folder, `${name}.gz`);
  return {
    body: readFileSync(join(folder, name)),
    zipped: existsSync(zipped) ? readFileSync(zipped) : undefined,
    headers: headersOf(extname(name), cached),
  };
}

function headersOf(ending: string, cached: string): Record<string, string> {
  return {
    ...SAFE_HEADERS,
    'content-type': TYPES[ending] ?? 'application/octet-stream',
    'cache-control': cached,
    vary: 'accept-encoding',
  };
}

function sent(request: Incoming, file: Prepared | undefined): Answer {
  if (!file)
    return new Answer('There is nothing at this address.\n', {
      status: 404,
      headers: { 'content-type': 'text/plain; charset=utf-8' },
    });
  return sendPrepared(request, file);
}
