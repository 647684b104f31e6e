/** What every answer says to a browser: it is what its type says, nobody's frame, nobody else's script. */
export const SAFE_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

/** Adds names of headers to those by which an answer varies. */
export function vary(headers: { [name: string]: string }, names: string | undefined): void {
  if (names !== undefined) headers['vary'] = headers['vary'] === undefined ? names : `${headers['vary']}, ${names}`;
}
