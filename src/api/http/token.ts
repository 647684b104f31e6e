import { createHash, timingSafeEqual } from 'node:crypto';
import { Refusal } from '../admission.ts';
import type { Incoming } from './message.ts';

/**
 * Lets those in who know the token. The time that a comparison takes tells nothing of how far it came.
 *
 * @throws Refusal there is no token, or it is another
 */
export function checkToken(request: Incoming, token: string | undefined): void {
  if (token === undefined) return;
  const [, given = ''] = /^Bearer +(.+)$/i.exec(request.headers.get('authorization') ?? '') ?? [];
  if (timingSafeEqual(digest(given), digest(token))) return;
  throw new Refusal(
    'UNAUTHENTICATED',
    401,
    'This server needs a token: send the header Authorization: Bearer <token>.',
    {
      'www-authenticate': 'Bearer realm="Dragoman"',
    },
  );
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
