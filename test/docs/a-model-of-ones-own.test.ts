/** The examples of the page on models are models. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { HEAD, problemsOf } from '../support/models.ts';

const page = readFileSync(new URL('../../docs/guide/a-model-of-ones-own.md', import.meta.url), 'utf8');
const [whole = '', bound = '', extended = '', worded = ''] = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(
  ([, text]) => text,
);

/** What the relationship of the second example speaks of. */
const AROUND_BOUND = `extends: diplomacy
vocabularies:
  Standing: { description: A standing., values: { GUARANTOR: { description: It guarantees., words: { en: guarantor } } } }
entities:
  Treaty: { is: [Activity], description: A treaty., words: { en: treaty } }
`;

it.each([
  ['a whole model', whole],
  ['a relationship with an identity', HEAD + AROUND_BOUND + bound],
  ['further values of a vocabulary', HEAD + extended],
  ['further words', HEAD.replace('languages: [en]\n', '') + worded],
])('%s', async (_, model) => {
  expect(await problemsOf({ 'model.yaml': model })).toEqual([]);
});
