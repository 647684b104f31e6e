import { isSlug, passageId } from '../../declare/ids.ts';
import type { Written } from '../../yaml/read.ts';
import type { Reference } from './seed.ts';
import type { Fields, TextLimit, ValueReader } from './value-reader.ts';

export const LOCATOR: TextLimit = { most: 200, lines: false };
/** The part of a document's id that is its own. */
export const DOCUMENT_SLUG: TextLimit = { most: 135, lines: false };
/** A passage of any document: its slug, a slash and the locator. */
const REFERENCE: TextLimit = { most: DOCUMENT_SLUG.most + 1 + LOCATOR.most, lines: false };
const EXPECTED = 'the locator of a passage, such as P1.S2, or a list of them';

/** The ids of the passages that a row names as its evidence, each once. Nothing is served without evidence. */
export function evidenceOf(reader: ValueReader, fields: Fields, references: Reference[]): string[] {
  const written = reader.needed(fields, 'evidence', EXPECTED);
  if (written === undefined) return [];
  const ids = new Set<string>();
  for (const each of reader.several(written, 'evidence')) {
    const id = passageNamed(reader, each, 'evidence');
    if (id === undefined) continue;
    if (ids.has(id)) reader.fail(each.line, `evidence names ${id} twice; expected each passage once.`);
    ids.add(id);
    references.push({ to: 'passage', id, what: 'evidence', location: reader.location(each.line) });
  }
  return [...ids];
}

function passageNamed(reader: ValueReader, written: Written, what: string): string | undefined {
  const reference = reader.text(written, what, EXPECTED, REFERENCE);
  if (reference === undefined) return undefined;
  const id = passageOf(reference, reader.document);
  return (
    id ??
    reader.fail(
      written.line,
      `${what} is "${reference}", and this file has no key document that says whose passage that is; expected that, or <document>/${reference}.`,
    )
  );
}

/**
 * The id of the passage that a reference means: `P1.S2` of the file's document, or `another-document/P1.S2`.
 *
 * @returns undefined for a bare locator where the file names no document
 */
export function passageOf(reference: string, document: string | undefined): string | undefined {
  const slash = reference.indexOf('/');
  if (slash > 0 && isSlug(reference.slice(0, slash))) {
    return passageId(documentId(reference.slice(0, slash)), reference.slice(slash + 1));
  }
  return document === undefined ? undefined : passageId(document, reference);
}

/** Says that a file with passages of its own has to name their document. */
export function mustSayDocument(reader: ValueReader, { line }: Written): void {
  reader.fail(line, 'this file has no key document that says whose passages these are; expected that.');
}

/** `SourceDocument:<slug>`. */
export function documentId(slug: string): string {
  return `SourceDocument:${slug}`;
}

/** The slug in the id of a document. */
export function slugOfDocument(id: string): string {
  return id.slice(documentId('').length);
}

/** The id of the document that a passage is of, from the passage's id. */
export function documentOf(passage: string): string {
  return documentId(passage.slice('Passage:'.length, passage.indexOf('/')));
}
