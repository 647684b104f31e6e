import type { GraphQLSchema } from 'graphql';
import { faultOf, type Question } from '../../declare/question.ts';
import type { Written } from '../../yaml/read.ts';
import { NAME, type Sheet } from './sheet.ts';

const KEYS = ['title', 'document', 'variables'];
const DOCUMENT = 'a GraphQL document';
const VARIABLES = 'the variables as a JSON object';
const LONG = { most: 20_000, lines: true };

/**
 * The questions that a dossier brings, each as the JSON that a graph keeps of it.
 *
 * @param schema must answer them; without it, only their form is looked at
 */
export function readQuestions(
  sheet: Sheet,
  written: Written | undefined,
  schema: (() => GraphQLSchema) | undefined,
): string[] {
  return sheet.list(written, 'questions').flatMap((each) => {
    const fields = sheet.map(each, 'a question', KEYS);
    if (!fields) return [];
    const title = sheet.needed(fields, 'title', 'its title by language');
    const document = sheet.needed(fields, 'document', DOCUMENT);
    const variables = fields.entries.get('variables')?.value;
    const texts = {
      document: document && sheet.text(document, 'document', DOCUMENT, LONG),
      variables: variables && sheet.text(variables, 'variables', VARIABLES, LONG),
    };
    if (!title || texts.document === undefined) return [];
    const question: Question = { ...texts, title: sheet.tagged(title, 'title', NAME), document: texts.document };
    const fault = faultOf(question, schema?.());
    if (!fault) return [JSON.stringify(question)];
    const line = (fault.in === 'document' ? document : variables)?.line ?? fields.line;
    return sheet.fail(line, `${fault.in} ${fault.message}.`) ?? [];
  });
}
