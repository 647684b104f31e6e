/** What a GraphQL answer can be. */
export const MEDIA_TYPES = ['application/graphql-response+json', 'application/json'] as const;

/**
 * The media type of the answer to who accepts these: the first of theirs that there is.
 *
 * @param accept the header; without it, anything is accepted
 * @returns undefined where there is none
 */
export function acceptedType(accept: string | null): string | undefined {
  for (const each of (accept ?? '*/*').toLowerCase().split(',')) {
    const [type = '', ...parameters] = each.split(';').map((part) => part.trim());
    const charset = parameters.find((parameter) => parameter.startsWith('charset='));
    if (charset !== undefined && charset !== 'charset=utf-8') continue;
    if (type === '*/*' || type === 'application/*') return 'application/json';
    const found = MEDIA_TYPES.find((known) => known === type);
    if (found) return found;
  }
  return undefined;
}
