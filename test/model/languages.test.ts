import { expect, test } from 'vitest';
import { entityTypeTerm } from '../../src/declare/model.ts';
import { sentenceOf } from '../../src/declare/sentence.ts';
import { modelFrom } from '../support/models.ts';

const model = await modelFrom({
  'model.yaml': `model: test
title: { de: Ein Test }
languages: [de]
vocabularies:
  Post:
    description: A post.
    values:
      CHAIR: { description: Presides., words: { de: Vorsitz, en: chair } }
      OTHER: { description: Another., words: { de: anderer } }
entities:
  Company: { is: [Actor], description: A company., words: { de: Firma } }
relationships:
  DIRECTS:
    description: Who directs what.
    words: { de: 'leitet[ als {post}]', en: 'directs[ as {post}]', pt-BR: 'dirige[ como {post}]' }
    node: Directorship
    from: { type: Company, as: director }
    to: { type: Company, as: body }
    properties: { post: { kind: choice, vocabulary: Post, required: true } }
`,
});

// A row of a fact has what its type says, and no more is read of it here.
const fact = (post: string) => ({ type: 'DIRECTS', row: { id: '', source: '', target: '', post } as never });

test.each([
  [['pt'], 'CHAIR', 'pt-BR', 'dirige como chair'],
  [['ar', 'de'], 'CHAIR', 'de', 'leitet als Vorsitz'],
  [['ar'], 'CHAIR', 'en', 'directs as chair'],
  [['en'], 'OTHER', 'en', 'directs as anderer'],
])('words in a few languages fall back as names do: %j of %s', (languages, post, language, value) => {
  expect(sentenceOf(model, fact(post), languages)).toEqual({ language, value });
});

test('a type has the words that it has', () => {
  expect(entityTypeTerm(model, 'Company')).toEqual({ value: 'COMPANY', words: { de: 'Firma' } });
});
