import { isSlug, MAX_ID_LENGTH, passageId } from '../../declare/ids.ts';
import { found, type Written } from '../../yaml/read.ts';
import { faultOfDate } from './dates.ts';
import { documentId, LOCATOR, slugOfDocument } from './evidence.ts';
import type { DocumentSeed, PassageSeed } from './seed.ts';
import { type Fields, NAME, PROSE, type Sheet } from './sheet.ts';

const DOCUMENT_KEYS = ['id', 'title', 'language', 'date', 'url', 'license', 'passages'];
const PASSAGE_KEYS = ['locator', 'summary'];
const MAX_DOCUMENT_ID = 150;

/** The documents that a file states, with their passages. */
export function readDocuments(sheet: Sheet, written: Written | undefined): (DocumentSeed | PassageSeed)[] {
  return sheet.list(written, 'documents').flatMap((each) => readDocument(sheet, each));
}

/** True for what only a document has. */
export function isDocument(seed: DocumentSeed | PassageSeed): seed is DocumentSeed {
  return 'title' in seed;
}

function readDocument(sheet: Sheet, written: Written): (DocumentSeed | PassageSeed)[] {
  const fields = sheet.map(written, 'a document', DOCUMENT_KEYS);
  const id = fields && idOf(sheet, fields);
  if (!fields || id === undefined) {
    sheet.lose();
    return [];
  }
  const title = sheet.needed(fields, 'title', 'its title by language');
  const passages = sheet.needed(fields, 'passages', 'a list of passages, each with a locator and a summary');
  const document: DocumentSeed = {
    id,
    spot: sheet.spot(fields.line),
    title: title ? sheet.tagged(title, 'title', NAME) : [],
    language: languageOf(sheet, fields),
    date: dateOf(sheet, fields),
    url: urlOf(sheet, fields),
    license: optionalText(sheet, fields, 'license'),
  };
  return [document, ...sheet.list(passages, 'passages').flatMap((each) => readPassage(sheet, each, id))];
}

function idOf(sheet: Sheet, fields: Fields): string | undefined {
  const expected = `${documentId('<slug>')}, the slug in small letters, digits and hyphens`;
  const written = sheet.needed(fields, 'id', expected);
  const id = written && sheet.text(written, 'id', expected, { most: MAX_DOCUMENT_ID, lines: false });
  if (id === undefined) return undefined;
  const slug = slugOfDocument(id);
  return isSlug(slug) && id === documentId(slug)
    ? id
    : sheet.fail(written?.line ?? fields.line, `id is "${id}"; expected ${expected}.`);
}

/** A passage of a document. */
export function readPassage(sheet: Sheet, written: Written, document: string): PassageSeed[] {
  const fields = sheet.map(written, 'a passage', PASSAGE_KEYS);
  if (!fields) return [];
  const place = sheet.needed(fields, 'locator', 'where in the document, such as P1.S2');
  const summary = sheet.needed(fields, 'summary', 'a summary by language');
  const texts = summary ? sheet.tagged(summary, 'summary', PROSE) : [];
  const locator = place && sheet.text(place, 'locator', 'where in the document, such as P1.S2', LOCATOR);
  if (locator === undefined) {
    sheet.lose();
    return [];
  }
  const id = passageId(document, locator);
  if (id.length > MAX_ID_LENGTH) return [];
  return [{ id, spot: sheet.spot(fields.line), document, locator, summary: texts }];
}

/** The date of a document or a fact. */
export function dateOf(sheet: Sheet, fields: Fields): string | undefined {
  const written = fields.entries.get('date')?.value;
  if (!written) return undefined;
  if (written.kind !== 'text') return sheet.fail(written.line, `date ${found(written)}; expected a date in EDTF.`);
  const fault = faultOfDate(written.text);
  return fault === undefined ? written.text : sheet.fail(written.line, `date: ${fault}`);
}

function languageOf(sheet: Sheet, fields: Fields): string | undefined {
  const text = optionalText(sheet, fields, 'language');
  return text === undefined ? undefined : sheet.language(text, 'language', fields.entries.get('language')?.line ?? 0);
}

function urlOf(sheet: Sheet, fields: Fields): string | undefined {
  const url = optionalText(sheet, fields, 'url');
  if (url === undefined || (/^https?:\/\/[^\s]+$/.test(url) && URL.canParse(url))) return url;
  return sheet.fail(
    fields.entries.get('url')?.line ?? 0,
    `url is "${url}"; expected an address that starts with https://.`,
  );
}

function optionalText(sheet: Sheet, fields: Fields, key: string): string | undefined {
  const written = fields.entries.get(key)?.value;
  return written && sheet.text(written, key, 'a text', NAME);
}
