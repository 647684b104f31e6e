import { expect, test } from 'vitest';
import { entityTypeTerm } from '../../src/declare/model.ts';
import { sentenceOf } from '../../src/declare/sentence.ts';
import { clientOf } from '../support/ask.ts';
import { modelFrom } from '../support/models.ts';
import { stubGraph } from '../support/stub.ts';

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
      HONORARY: { description: In name., words: { de: Ehrenvorsitz }, verb: { de: 'ist Ehrenvorsitz von' } }
entities:
  Company:
    is: [Actor]
    description: A company.
    words: { de: Firma }
    properties:
      legalForm: { kind: text, description: Its form. }
      seat: { kind: text, description: Its seat., words: { de: Sitz } }
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
  // A verb of its own says all of it, in a language that it is in.
  [['de'], 'HONORARY', 'de', 'ist Ehrenvorsitz von'],
  [['en'], 'HONORARY', 'en', 'directs as Ehrenvorsitz'],
])('words in a few languages fall back as names do: %j of %s', (languages, post, language, value) => {
  expect(sentenceOf(model, fact(post), languages)).toEqual({ language, value });
});

test('a property is called by its words, and without any by its name', async () => {
  const client = clientOf(stubGraph(), undefined, model);
  const { model: served } = await client.ask('{ model { types { properties { name label(languages: ["en"]) } } } }');
  expect(served.types[0].properties).toEqual([
    { name: 'legalForm', label: 'legal form' },
    { name: 'seat', label: 'Sitz' },
  ]);
});

test('a type has the words that it has', () => {
  expect(entityTypeTerm(model, 'Company')).toEqual({ value: 'COMPANY', words: { de: 'Firma' } });
});
