import { GraphQLError, parse } from 'graphql';
import type { Written } from '../../yaml/read.ts';
import { type Fields, NAME, type Sheet } from './sheet.ts';

const KEYS = ['title', 'document', 'variables'];
const DOCUMENT = 'a GraphQL document';
const VARIABLES = 'the variables as a JSON object';
const LONG = { most: 20_000, lines: true };

/** The questions that a dossier brings, each as the JSON that a graph keeps of it. */
export function readQuestions(sheet: Sheet, written: Written | undefined): string[] {
  return sheet.list(written, 'questions').flatMap((each) => {
    const fields = sheet.map(each, 'a question', KEYS);
    if (!fields) return [];
    const title = sheet.needed(fields, 'title', 'its title by language');
    const document = documentIn(sheet, fields);
    const variables = variablesIn(sheet, fields);
    if (!title || document === undefined) return [];
    return [JSON.stringify({ title: sheet.tagged(title, 'title', NAME), document, variables })];
  });
}

function documentIn(sheet: Sheet, fields: Fields): string | undefined {
  const written = sheet.needed(fields, 'document', DOCUMENT);
  const text = written && sheet.text(written, 'document', DOCUMENT, LONG);
  if (!written || text === undefined) return undefined;
  try {
    parse(text);
    return text;
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    return sheet.fail(written.line, `document is no GraphQL: ${error.message}; expected ${DOCUMENT}.`);
  }
}

function variablesIn(sheet: Sheet, fields: Fields): string | undefined {
  const written = fields.entries.get('variables')?.value;
  const text = written && sheet.text(written, 'variables', VARIABLES, LONG);
  if (!written || text === undefined) return undefined;
  return isObject(text) ? text : sheet.fail(written.line, `variables is no JSON object; expected ${VARIABLES}.`);
}

function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
