/**
 * Ids are plain and stable: `Country:TR`, `SourceDocument:gaza-diplomacy-2025`,
 * `Passage:gaza-diplomacy-2025/P1.S2`, `MEMBER_OF|Country:TR|Organization:un|||`. Each tells what it is the id of.
 */

/** The longest id that is looked for: longer ones are of nothing. */
export const MAX_ID_LENGTH = 600;

/**
 * Letters and digits of any script, and the signs that addresses hold as they are (RFC 3986): so that other people's ids
 * can stay as they are. What divides ids in other ids (`|`, `/`), in lists (`,`) and in addresses is left out.
 */
const ENTITY_ID = /^([A-Z][A-Za-z]*):[\p{L}\p{N}][\p{L}\p{M}\p{N}._~-]*$/u;
const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

export type IdKind =
  | { readonly of: 'document' }
  | { readonly of: 'passage' }
  | { readonly of: 'fact'; readonly type: string; readonly source: string; readonly date: string }
  | { readonly of: 'entity'; readonly type: string }
  | { readonly of: 'nothing' };

/** What an id is the id of, read from its form alone. */
export function kindOfId(id: string): IdKind {
  if (id.length > MAX_ID_LENGTH) return { of: 'nothing' };
  if (id.startsWith('SourceDocument:')) return { of: 'document' };
  if (id.startsWith('Passage:')) return { of: 'passage' };
  const [type, source, ...rest] = id.split('|');
  const date = rest.at(-1);
  // Its target and its date stand around the values that it is told apart by.
  if (type !== undefined && source !== undefined && date !== undefined && rest.length >= IDENTITY + 2)
    return { of: 'fact', type, source, date };
  const entity = ENTITY_ID.exec(id);
  return entity?.[1] ? { of: 'entity', type: entity[1] } : { of: 'nothing' };
}

/** The type that the id of an entity begins with. */
export function typeOfId(id: string): string {
  return id.slice(0, id.indexOf(':'));
}

/** The type of relationship in the id of a fact. */
export function typeOfFactId(id: string): string {
  return id.slice(0, id.indexOf('|'));
}

/** True for a type, a colon and what an id may hold, in Unicode's form NFC: so that one id has one form. */
export function isEntityId(id: string): boolean {
  return ENTITY_ID.test(id) && id.normalize('NFC') === id;
}

export function isSlug(text: string): boolean {
  return SLUG.test(text);
}

/** How many values an id of a fact has at least, so that those of most types have one form. */
const IDENTITY = 2;

/**
 * The id of a fact: what it says, so that the same fact has the same id after every load and on every engine.
 *
 * @param fact.identity the values of the properties that its type is told apart by, in their order
 */
export function factId(fact: {
  type: string;
  source: string;
  target: string;
  identity: readonly (string | undefined)[];
  date: string | undefined;
}): string {
  const { type, source, target, identity, date = '' } = fact;
  const values = identity.map((value = '') => (/[|%]/.test(value) ? escaped(value) : value));
  while (values.length < IDENTITY) values.push('');
  return [type, source, target, ...values, date].join('|');
}

/** A bar divides the parts of an id. */
function escaped(value: string): string {
  return value.replaceAll('%', '%25').replaceAll('|', '%7C');
}

/** The id of a passage: `Passage:<slug of its document>/<locator>`. */
export function passageId(documentId: string, locator: string): string {
  return `Passage:${documentId.slice('SourceDocument:'.length)}/${locator}`;
}

/** What the ids of all passages of a document start with. */
export function passagePrefix(documentId: string): string {
  return passageId(documentId, '');
}

/** A list position of something dated: its day, then its id. The undated come after every day. */
export function orderKey(day: string | undefined, id: string): string {
  return `${day ?? UNDATED}|${id}`;
}

/** Sorts after every day, since years end at 9998. */
export const UNDATED = '9999';

/** The id inside an {@link orderKey}. */
export function idOfOrderKey(key: string): string {
  return key.slice(key.indexOf('|') + 1);
}
