/** What every answer says to a browser: it is what its type says, nobody's frame, nobody else's script. */
export const SAFE_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

/** In which a route differs that pages of any origin may read. */
export const ANY_ORIGIN: Readonly<Record<string, string>> = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'content-disposition, etag, link, retry-after, x-request-id',
  'cross-origin-resource-policy': 'cross-origin',
};

/** What a browser is told that asks before it sends a token from another origin. */
export const ANY_ORIGIN_PREFLIGHT: Readonly<Record<string, string>> = {
  'access-control-allow-headers': 'authorization, if-none-match',
  'access-control-allow-methods': 'GET, HEAD',
  'access-control-max-age': '86400',
};
