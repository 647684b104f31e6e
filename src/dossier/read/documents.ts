import { isSlug, MAX_ID_LENGTH, passageId } from '../../declare/ids.ts';
import { found, type Written } from '../../yaml/read.ts';
import { faultOfDate } from './dates.ts';
import { DOCUMENT_SLUG, documentId, LOCATOR, mustSayDocument, slugOfDocument } from './evidence.ts';
import type { DocumentSeed, PassageSeed } from './seed.ts';
import { type Fields, NAME, PROSE, type ValueReader } from './value-reader.ts';

export const DOCUMENT_KEYS = ['id', 'title', 'language', 'date', 'url', 'license', 'passages'] as const;
export const PASSAGE_KEYS = ['locator', 'summary'] as const;
const MAX_DOCUMENT_ID = documentId('').length + DOCUMENT_SLUG.most;

/** The documents that a file states, with their passages. */
export function readDocuments(reader: ValueReader, written: Written | undefined): (DocumentSeed | PassageSeed)[] {
  return reader.list(written, 'documents').flatMap((each) => readDocument(reader, each));
}

/** The passages that a file states beside a document: those of the one that it names. */
export function readPassages(reader: ValueReader, written: Written | undefined): PassageSeed[] {
  const { document } = reader;
  if (written && document === undefined) mustSayDocument(reader, written);
  return document === undefined
    ? []
    : reader.list(written, 'passages').flatMap((each) => readPassage(reader, each, document));
}

/** True for what only a document has. */
export function isDocument(seed: DocumentSeed | PassageSeed): seed is DocumentSeed {
  return 'title' in seed;
}

function readDocument(reader: ValueReader, written: Written): (DocumentSeed | PassageSeed)[] {
  const fields = reader.map(written, 'a document', DOCUMENT_KEYS);
  const id = fields && idOf(reader, fields);
  if (!fields || id === undefined) {
    reader.lose();
    return [];
  }
  const title = reader.needed(fields, 'title', 'its title by language');
  const passages = reader.needed(fields, 'passages', 'a list of passages, each with a locator and a summary');
  const document: DocumentSeed = {
    id,
    location: reader.location(fields.line),
    title: title ? reader.tagged(title, 'title', NAME) : [],
    language: languageOf(reader, fields),
    date: dateOf(reader, fields),
    url: urlOf(reader, fields),
    license: optionalText(reader, fields, 'license'),
  };
  return [document, ...reader.list(passages, 'passages').flatMap((each) => readPassage(reader, each, id))];
}

function idOf(reader: ValueReader, fields: Fields): string | undefined {
  const expected = `${documentId('<slug>')}, the slug in small letters, digits and hyphens`;
  const written = reader.needed(fields, 'id', expected);
  const id = written && reader.text(written, 'id', expected, { most: MAX_DOCUMENT_ID, lines: false });
  if (id === undefined) return undefined;
  const slug = slugOfDocument(id);
  return isSlug(slug) && id === documentId(slug)
    ? id
    : reader.fail(written?.line ?? fields.line, `id is "${id}"; expected ${expected}.`);
}

/** A passage of a document. */
export function readPassage(reader: ValueReader, written: Written, document: string): PassageSeed[] {
  const fields = reader.map(written, 'a passage', PASSAGE_KEYS);
  if (!fields) return [];
  const place = reader.needed(fields, 'locator', 'where in the document, such as P1.S2');
  const summary = reader.needed(fields, 'summary', 'a summary by language');
  const texts = summary ? reader.tagged(summary, 'summary', PROSE) : [];
  const locator = place && reader.text(place, 'locator', 'where in the document, such as P1.S2', LOCATOR);
  if (locator === undefined) {
    reader.lose();
    return [];
  }
  const id = passageId(document, locator);
  if (id.length > MAX_ID_LENGTH) return [];
  return [{ id, location: reader.location(fields.line), document, locator, summary: texts }];
}

/** The date of a document or a fact. */
export function dateOf(reader: ValueReader, fields: Fields): string | undefined {
  const written = fields.entries.get('date')?.value;
  if (!written) return undefined;
  if (written.kind !== 'text') return reader.fail(written.line, `date ${found(written)}; expected a date in EDTF.`);
  const fault = faultOfDate(written.text);
  return fault === undefined ? written.text : reader.fail(written.line, `date: ${fault}`);
}

function languageOf(reader: ValueReader, fields: Fields): string | undefined {
  const text = optionalText(reader, fields, 'language');
  return text === undefined ? undefined : reader.language(text, 'language', fields.entries.get('language')?.line ?? 0);
}

function urlOf(reader: ValueReader, fields: Fields): string | undefined {
  const url = optionalText(reader, fields, 'url');
  if (url === undefined || (/^https?:\/\/[^\s]+$/.test(url) && URL.canParse(url))) return url;
  return reader.fail(
    fields.entries.get('url')?.line ?? 0,
    `url is "${url}"; expected an address that starts with https://.`,
  );
}

function optionalText(reader: ValueReader, fields: Fields, key: string): string | undefined {
  const written = fields.entries.get(key)?.value;
  return written && reader.text(written, key, 'a text', NAME);
}
