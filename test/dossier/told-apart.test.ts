/** Facts that are one by what tells facts of their type apart: the message says in what they differ, and what would help. */
import { expect, test } from 'vitest';
import type { Model } from '../../src/declare/model.ts';
import { indexesOf } from '../../src/declare/model.ts';
import { loadDossier } from '../../src/dossier/load.ts';
import { DossierInvalid } from '../../src/dossier/problem.ts';
import { openTemporary } from '../support/engines.ts';
import { HEAD, modelFrom } from '../support/models.ts';
import { BASE, type Files, folderOf } from './folders.ts';

const modelWith = (identity: string): Promise<Model> =>
  modelFrom({
    'model.yaml': `${HEAD}
entities:
  State: { is: [Actor], description: A state., words: { en: state } }
relationships:
  PLEDGED:
    description: Who pledged what to whom.
    words: { en: pledged to }
    node: Pledge
    identity: ${identity}
    from: State
    to: State
    properties:
      pledge: { kind: money, description: How much. }
      letter: { kind: identifier, description: The number of its letter. }
      witness: { kind: reference, to: State, description: Who saw it. }
      reason: { kind: text, description: Why. }
`,
  });

const STATES =
  'entities:\n  - { id: State:a, names: { en: A }, evidence: P1 }\n  - { id: State:b, names: { en: B }, evidence: P1 }\n';
const rows = (...facts: string[]): Files => ({
  ...BASE,
  'things.yaml': `document: doc\n${STATES}facts:\n${facts.map((fact) => `  - { from: State:a, type: PLEDGED, to: State:b, evidence: P1, ${fact} }\n`).join('')}`,
});
const table = (csv: string): Files => ({
  ...BASE,
  'things.yaml': `document: doc\n${STATES}tables:\n  - file: pledges.csv\n    facts:\n      - { from: State:a, type: PLEDGED, to: State:b, pledge: "{amount} {currency}", letter: "{letter}", reason: "{reason}", evidence: P1 }\n`,
  'pledges.csv': `amount,currency,letter,reason\n${csv}`,
});

/** What is told of files that are loaded one after the other, as dossiers of their own. */
async function told(model: Model, ...dossiers: Files[]): Promise<string> {
  const graph = await openTemporary();
  try {
    await graph.prepare(indexesOf(model));
    for (const files of dossiers) await loadDossier(graph, model, await folderOf(files));
    return 'nothing';
  } catch (error) {
    if (!(error instanceof DossierInvalid)) throw error;
    return error.problems.map(({ message }) => message).join('\n');
  } finally {
    await graph.close();
  }
}

test('what tells two rows of a table apart is named, and amounts are told as people write them', async () => {
  expect(await told(await modelWith('[]'), table('1500000,USD,I-1,\n250000.50,USD,I-2,\n'))).toBe(
    'the fact PLEDGED|State:a|State:b||| is stated twice, and the two differ in pledge ("1500000.00 USD" and "250000.50 USD"), letter ("I-1" and "I-2"): first in pledges.csv:2; expected them to agree, or the model to name letter in the identity of PLEDGED.',
  );
});

test('so are two facts in YAML', async () => {
  expect(await told(await modelWith('[]'), rows('pledge: 1 USD, letter: I-1', 'pledge: 1 EUR, letter: I-2'))).toMatch(
    /is stated twice, and the two differ in pledge, letter: first in things\.yaml:\d+; expected it once, or the model to name letter in the identity of PLEDGED\.$/,
  );
});

test('what cannot be in an identity is not proposed, nor what is there, nor a second reference', async () => {
  const model = await modelWith('[witness]');
  expect(await told(model, table('1,USD,,one\n1,EUR,,two\n'))).toBe(
    'the fact PLEDGED|State:a|State:b||| is stated twice, and the two differ in pledge ("1.00 USD" and "1.00 EUR"), reason ("one" and "two"): first in pledges.csv:2; expected them to agree.',
  );
  expect(await told(model, rows('letter: I-1', 'letter: I-1, reason: Why'))).toMatch(/; expected it once\.$/);
});

test('of two dossiers, amounts are told so as well', async () => {
  const other = {
    ...rows('pledge: 2 JPY'),
    'dossier.yaml': 'id: other\ntitle: { en: Other }\n',
  };
  expect(await told(await modelWith('[]'), rows('pledge: 1.50 USD'), other)).toContain(
    'pledge is "2 JPY", and things.yaml of the dossier test says "1.50 USD"; expected no contradiction.',
  );
});

test('what differs in its identity is two facts', async () => {
  expect(await told(await modelWith('[letter]'), table('1,USD,I-1,\n2,USD,I-2,\n'))).toBe('nothing');
});
