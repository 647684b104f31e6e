import type { GraphQLSchema } from 'graphql';
import { faultOf, type Question } from '../../declare/question.ts';
import type { Written } from '../../yaml/read.ts';
import { NAME, type ValueReader } from './value-reader.ts';

export const QUESTION_KEYS = ['title', 'document', 'variables'] as const;
const DOCUMENT = 'a GraphQL document';
const VARIABLES = 'the variables as a JSON object';
const LONG = { most: 20_000, lines: true };

/**
 * The questions that a dossier brings, each as the JSON that a graph keeps of it.
 *
 * @param schema must answer them; without it, only their form is looked at
 */
export function readQuestions(
  reader: ValueReader,
  written: Written | undefined,
  schema: (() => GraphQLSchema) | undefined,
): string[] {
  return reader.list(written, 'questions').flatMap((each) => {
    const fields = reader.map(each, 'a question', QUESTION_KEYS);
    if (!fields) return [];
    const title = reader.needed(fields, 'title', 'its title by language');
    const document = reader.needed(fields, 'document', DOCUMENT);
    const variables = fields.entries.get('variables')?.value;
    const texts = {
      document: document && reader.text(document, 'document', DOCUMENT, LONG),
      variables: variables && reader.text(variables, 'variables', VARIABLES, LONG),
    };
    if (!title || texts.document === undefined) return [];
    const question: Question = { ...texts, title: reader.tagged(title, 'title', NAME), document: texts.document };
    const fault = faultOf(question, schema?.());
    if (!fault) return [JSON.stringify(question)];
    const line = (fault.in === 'document' ? document : variables)?.line ?? fields.line;
    return reader.fail(line, `${fault.in} ${fault.message}.`) ?? [];
  });
}
