/** A model that takes a part of another: companies, and what they own. */
import { fileURLToPath } from 'node:url';
import { assertValidSchema, printSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { isA } from '../../src/declare/entity.ts';
import { modelOf } from '../../src/model/declarations.ts';
import { buildModelSchema } from '../../src/model/index.ts';
import { readModel } from '../../src/model/read.ts';
import { shippedModel } from '../../src/model/shipped.ts';
import { HEAD, modelFrom } from '../support/models.ts';

const definition = await readModel(fileURLToPath(new URL('../../models/ownership', import.meta.url)), shippedModel);
const model = modelOf(definition);
const schema = buildModelSchema(model);
const sdl = printSchema(schema);

describe('a model that extends a part of another', () => {
  it('has what it names, and what that needs, before its own', () => {
    const names = model.types.map(({ name }) => name);
    expect(names.slice(0, 3)).toEqual(['Country', 'City', 'Company']);
    expect(names).not.toContain('Event');
    expect(model.relationships.map(({ name }) => name).slice(0, 2)).toEqual(['LOCATED_IN', 'TRANSFERRED_IN']);
    expect(model.vocabularies.map(({ name }) => name)).toEqual([
      ...['TransferRole', 'Post', 'OwnershipKind', 'Kinship', 'DocumentKind'],
    ]);
  });

  it('gives a valid schema', () => {
    expect(() => assertValidSchema(schema)).not.toThrow();
  });

  it('calls an end of several types by the narrowest that all of them are', () => {
    expect(sdl).toMatch(/"""Who owns\."""\n {2}owner: Party!/);
    expect(sdl).toMatch(/"""What is owned\."""\n {2}asset: Asset!/);
    expect(sdl).toMatch(/"""What is directed\."""\n {2}body: Party!/);
    expect(sdl).toMatch(/"""Who or what is listed\."""\n {2}listed: Entity!/);
  });

  it('filters its lists by ends and choices', () => {
    const filter = /input DirectorshipFilter \{[^}]*\}/.exec(sdl)?.[0] ?? '';
    for (const field of ['posts', 'directors', 'directorTypes', 'bodies', 'bodyTypes', 'during', 'documents'])
      expect(filter).toContain(`  ${field}: `);
  });

  it('has each pair of an end of several types', () => {
    const directs = model.relationships.find(({ name }) => name === 'DIRECTS');
    expect(directs?.ends.map(({ from, to }) => `${from.type.name} ${to.type.name}`)).toEqual([
      'Party Company',
      'Party Organization',
      'Party PublicBody',
      'Party LegalEntity',
    ]);
  });

  it('has own interfaces beside those of every model', () => {
    const owned = model.interfaces.find(({ name }) => name === 'Asset');
    if (!owned) throw new Error('There is no Asset.');
    expect(model.types.filter((type) => isA(type, owned)).map(({ name }) => name)).toEqual([
      ...['Company', 'Vessel', 'Airplane', 'Vehicle', 'RealEstate', 'BankAccount', 'CryptoWallet', 'Security'],
      'OtherAsset',
    ]);
  });
});

it('a vocabulary of the other model can be reopened, and keeps what it had', async () => {
  const reopened = await modelFrom({
    'model.yaml': `${HEAD}extends: diplomacy\nvocabularies: { EventKind: { values: { GALA: { description: A gala., words: { en: gala } } } } }\n`,
  });
  const kinds = reopened.vocabularies.find(({ name }) => name === 'EventKind');
  expect(Object.keys(kinds?.values ?? {}).slice(-2)).toEqual(['OTHER', 'GALA']);
  expect(kinds?.description).toBe('What sort of event it is.');
});

it('its languages are those of its own words, and words for what it takes can be added', async () => {
  const german = await modelFrom({
    'model.yaml': `model: amt
title: { de: Ämter }
languages: [de]
extends: { diplomacy: [Country, City, EventKind, LOCATED_IN] }
words: { Country: { de: Staat }, EventKind.VOTE: { de: Abstimmung }, LOCATED_IN: { de: liegt in } }
`,
  });
  const words = (name: string) => german.types.find((type) => type.name === name)?.words;
  expect(words('Country')).toMatchObject({ en: 'state', de: 'Staat' });
  expect(words('City')).not.toHaveProperty('de');
  expect(german.relationships[0]?.words).toMatchObject({ de: 'liegt in' });
  expect(german.vocabularies.find(({ name }) => name === 'EventKind')?.values['VOTE']?.words).toMatchObject({
    de: 'Abstimmung',
  });
  // The model that it takes them of is as it was.
  expect((await shippedModel('diplomacy'))?.entities['Country']?.words).not.toHaveProperty('de');
});
