import { createHash } from 'node:crypto';

/** The tag of an answer that is made of these: whatever is made of the same has the same. */
export function tagOf(...parts: readonly unknown[]): string {
  return `"${createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 22)}"`;
}

/** Whether a client has the answer of a tag already. @param header its If-None-Match */
export function isKnown(header: string | null, tag: string): boolean {
  const known = header?.split(',') ?? [];
  return known.some((each) => each.trim().replace(/^W\//, '') === tag);
}

/**
 * Whether a client wants an answer only where there is none at all. That there is one shows when it was made: what is wrong
 * is told all the same.
 */
export function wantsNone(header: string | null): boolean {
  return header?.trim() === '*';
}
