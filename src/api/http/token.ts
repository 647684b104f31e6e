import { createHash, timingSafeEqual } from 'node:crypto';
import { Refusal } from '../admission.ts';
import type { Incoming } from './message.ts';

/**
 * Whether a request has the token, where the server has one. The time that a comparison takes tells nothing of how far it
 * came.
 */
export function hasToken(request: Incoming, token: string | undefined): boolean {
  if (token === undefined) return true;
  const [, given = ''] = /^Bearer +(.+)$/i.exec(request.headers.get('authorization') ?? '') ?? [];
  return timingSafeEqual(digest(given), digest(token));
}

/** What is told to who has no token, or another. */
export function unauthenticated(): Refusal {
  return new Refusal(
    'UNAUTHENTICATED',
    401,
    'This server needs a token: send the header Authorization: Bearer <token>.',
    { 'www-authenticate': 'Bearer realm="Dragoman"' },
  );
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
