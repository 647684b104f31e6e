/** Three models, each loaded from a dossier and asked over HTTP: no question needs to know which one is served. */
import { assertValidSchema, type GraphQLSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { indexesOf, type Model } from '../../src/declare/model.ts';
import { once } from '../../src/declare/once.ts';
import { loadDossier } from '../../src/dossier/load.ts';
import { buildModelSchema } from '../../src/model/index.ts';
import { BASE, folderOf } from '../dossier/folders.ts';
import { type Client, clientOf } from '../support/ask.ts';
import { type Engine, forEachEngine } from '../support/engines.ts';
import { model as diplomacy } from '../support/model.ts';
import { fixtureModel } from '../support/models.ts';

const [ownership, museum] = await Promise.all([fixtureModel('ownership'), fixtureModel('museum')]);

/** A server of a model whose graph has a dossier with these things. */
function serving(engine: Engine, model: Model, things: string): () => Promise<Client> {
  return once(async () => {
    const graph = await engine.open();
    await graph.prepare(indexesOf(model));
    await loadDossier(graph, model, await folderOf({ ...BASE, 'things.yaml': `document: doc\n\n${things}` }));
    return clientOf(graph, undefined, model);
  });
}

/** What can be asked of any model. */
const ANY = `query ($one: ID!, $other: ID!, $text: String!) {
  search(query: $text, first: 1) { nodes { id } }
  entity(id: $one) { label relationshipCounts { type count } relationships(first: 5) { nodes { label } } }
  paths(from: $one, to: $other) { nodes { id } }
  neighborhood(of: [$one], filter: { during: "1900/2100" }) { nodes { id } }
}`;

describe('a schema has what its model can answer, and nothing else', () => {
  const rootsOf = (schema: GraphQLSchema) => Object.keys(schema.getQueryType()?.getFields() ?? {});
  const inputOf = (schema: GraphQLSchema, name: string) => {
    const type = schema.getType(name);
    return type && 'getFields' in type ? Object.keys(type.getFields()) : undefined;
  };

  it.each([diplomacy, ownership, museum])('$name', (model) => {
    expect(() => assertValidSchema(buildModelSchema(model))).not.toThrow();
  });

  it('without a venue, nothing is held in a place', () => {
    const schema = buildModelSchema(ownership);
    expect(inputOf(schema, 'ActivityFilter')).not.toContain('places');
    expect(inputOf(schema, 'Place')).not.toContain('activitiesHeld');
    expect(inputOf(schema, 'ActivityFilter')).toContain('participants');
  });

  it('where nobody takes part on behalf of another, nothing asks for that', () => {
    const schema = buildModelSchema(ownership);
    expect(inputOf(schema, 'ParticipantsFilter')).toEqual(['all', 'any', 'none', 'roles']);
    expect(inputOf(schema, 'TransferFilter')).not.toContain('throughRepresentatives');
    const { args = [] } = schema.getQueryType()?.getFields()['coParticipations'] ?? {};
    expect(args.map(({ name }) => name)).not.toContain('throughRepresentatives');
  });

  it('without participation, nobody takes part together, in roles, or is counted', () => {
    const schema = buildModelSchema(museum);
    expect(rootsOf(schema)).not.toContain('coParticipations');
    expect(rootsOf(schema)).toEqual(expect.arrayContaining(['activities', 'timeline', 'holdings', 'pieces']));
    for (const name of ['Actor', 'Place', 'CoParticipation', 'ParticipantsFilter', 'Participation'])
      expect(schema.getType(name)).toBeUndefined();
    expect(inputOf(schema, 'ActivityFilter')).toEqual([
      ...['types', 'saleKinds', 'during', 'certainty', 'concerns', 'text', 'dossiers'],
    ]);
    expect(inputOf(schema, 'GraphFilter')).not.toContain('roles');
    expect(inputOf(schema, 'RelationshipFilter')).not.toContain('roles');
  });
});

forEachEngine((engine) => {
  describe('diplomacy', () => {
    const client = serving(
      engine,
      diplomacy,
      `entities:
  - { id: Country:TR, names: { en: Türkiye }, code: TR, evidence: P1 }
  - { id: City:ankara, names: { en: Ankara }, evidence: P1 }
  - { id: Event:summit, names: { en: The summit }, eventKind: SUMMIT, date: 2024-05-02, evidence: P1 }
facts:
  - { from: Country:TR, type: PARTICIPATED_IN, to: Event:summit, role: HOST, evidence: P1 }
  - { from: Event:summit, type: HELD_IN, to: City:ankara, evidence: P1 }
  - { from: City:ankara, type: LOCATED_IN, to: Country:TR, evidence: P1 }
`,
    );

    it('answers what can be asked of any model', async () => {
      expect(
        await (await client()).ask(ANY, { one: 'City:ankara', other: 'Country:TR', text: 'summit' }),
      ).toMatchObject({
        search: { nodes: [{ id: 'Event:summit' }] },
        entity: { label: 'Ankara', relationships: { nodes: [{ label: 'was held in' }, { label: 'lies in' }] } },
        paths: [{ nodes: [{ id: 'City:ankara' }, { id: 'Country:TR' }] }],
        neighborhood: { nodes: [{ id: 'City:ankara' }, { id: 'Country:TR' }, { id: 'Event:summit' }] },
      });
    });

    it('answers where something was held', async () => {
      const asked =
        'query { activities(filter: { places: ["Country:TR"] }) { nodes { id } eventKinds { label count } } }';
      expect(await (await client()).ask(asked)).toEqual({
        activities: { nodes: [{ id: 'Event:summit' }], eventKinds: [{ label: 'summit', count: 1 }] },
      });
    });
  });

  describe('ownership', () => {
    const client = serving(
      engine,
      ownership,
      `entities:
  - { id: Company:acme, names: { en: Acme }, evidence: P1 }
  - { id: Company:nadir, names: { en: Nadir }, evidence: P1 }
  - { id: Person:ada, names: { en: Ada }, evidence: P1 }
  - { id: Payment:grant, names: { en: A grant }, amount: 1200.50 EUR, date: 2011-03, evidence: P1 }
  - { id: Payment:loan, names: { en: A loan }, amount: 10 EUR, date: 2012, evidence: P1 }
facts:
  - { from: Company:acme, type: PAID, to: Payment:grant, role: PAYER, evidence: P1 }
  - { from: Person:ada, type: PAID, to: Payment:grant, role: BENEFICIARY, evidence: P1 }
  - { from: Company:acme, type: PAID, to: Payment:loan, role: PAYER, evidence: P1 }
  - { from: Person:ada, type: OWNS, to: Company:nadir, share: 25.5, evidence: P1 }
`,
    );

    it('answers what can be asked of any model', async () => {
      expect(await (await client()).ask(ANY, { one: 'Person:ada', other: 'Company:acme', text: 'gra' })).toMatchObject({
        search: { nodes: [{ id: 'Payment:grant' }] },
        entity: { label: 'Ada' },
        paths: [{ nodes: [{ id: 'Person:ada' }, { id: 'Payment:grant' }, { id: 'Company:acme' }] }],
        neighborhood: { nodes: expect.arrayContaining([{ id: 'Company:nadir' }, { id: 'Payment:grant' }]) },
      });
    });

    it('answers who paid whom, by the roles that its payments have', async () => {
      const asked = `query {
        activities(
          filter: { participants: [{ all: ["Company:acme"], roles: [PAYER] }, { any: ["Person:ada"], roles: [BENEFICIARY] }] }
          orderBy: { field: PARTICIPANT_COUNT, direction: DESC }
        ) { nodes { id ... on Payment { amount { amount currency } parties { nodes { role party { id } } } } } }
        transfers(filter: { roles: [PAYER], actors: ["Company:acme"], activity: { during: "2012" } }) { nodes { payment { id } } }
      }`;
      const { activities, transfers } = await (await client()).ask(asked);
      expect(activities.nodes).toMatchObject([{ id: 'Payment:grant', amount: { amount: '1200.50', currency: 'EUR' } }]);
      expect(transfers.nodes).toEqual([{ payment: { id: 'Payment:loan' } }]);
    });

    it('answers who took part together, counted in memory and by the store', async () => {
      const asked = `query {
        coParticipations { totalCount nodes { a { id } b { id } count activities { types { value } nodes { id } } } }
        entity(id: "Person:ada") { ... on Actor { coParticipants { edges { count node { id } } } } }
      }`;
      expect(await (await client()).ask(asked)).toEqual({
        coParticipations: {
          totalCount: 1,
          nodes: [
            {
              a: { id: 'Company:acme' },
              b: { id: 'Person:ada' },
              count: 1,
              activities: { types: [{ value: 'PAYMENT' }], nodes: [{ id: 'Payment:grant' }] },
            },
          ],
        },
        entity: { coParticipants: { edges: [{ count: 1, node: { id: 'Company:acme' } }] } },
      });
    });

    it('answers when', async () => {
      const asked = 'query { timeline(unit: YEAR) { buckets { date count activities { nodes { id } } } } }';
      expect(await (await client()).ask(asked)).toEqual({
        timeline: {
          buckets: [
            { date: '2011', count: 1, activities: { nodes: [{ id: 'Payment:grant' }] } },
            { date: '2012', count: 1, activities: { nodes: [{ id: 'Payment:loan' }] } },
          ],
        },
      });
    });
  });

  describe('a museum, in which nobody takes part and nothing lies anywhere', () => {
    const client = serving(
      engine,
      museum,
      `entities:
  - { id: Piece:vase, names: { en: The vase }, inventory: A-1, evidence: P1 }
  - { id: Holder:ada, names: { en: Ada }, evidence: P1 }
  - { id: Sale:first, names: { en: The first sale }, saleKind: AUCTION, date: 1938~, evidence: P1 }
  - { id: Sale:second, names: { en: The second sale }, saleKind: PRIVATE, evidence: P1 }
facts:
  - { from: Holder:ada, type: HELD, to: Piece:vase, date: 1920/1938, evidence: P1 }
  - { from: Sale:first, type: SOLD, to: Piece:vase, evidence: P1 }
`,
    );

    it('answers what can be asked of any model', async () => {
      expect(await (await client()).ask(ANY, { one: 'Holder:ada', other: 'Sale:first', text: 'sale' })).toMatchObject({
        search: { nodes: [{ id: 'Sale:first' }] },
        entity: { label: 'Ada', relationshipCounts: [{ type: 'HELD', count: 1 }] },
        paths: [{ nodes: [{ id: 'Holder:ada' }, { id: 'Piece:vase' }, { id: 'Sale:first' }] }],
        neighborhood: { nodes: [{ id: 'Holder:ada' }, { id: 'Piece:vase' }] },
      });
    });

    it('answers what was sold how', async () => {
      const asked = `query {
        activities(filter: { concerns: ["Piece:vase"], saleKinds: [AUCTION], during: "1938" }) { nodes { id } }
        all: activities(orderBy: { field: DATE }) { nodes { id } saleKinds { value count } }
        timeline(unit: YEAR) { buckets { date count } unplaced { nodes { id } } }
        holdings(filter: { pieces: ["Piece:vase"] }) { nodes { holder { label } piece { label } } }
      }`;
      expect(await (await client()).ask(asked)).toEqual({
        activities: { nodes: [{ id: 'Sale:first' }] },
        all: {
          nodes: [{ id: 'Sale:first' }, { id: 'Sale:second' }],
          saleKinds: [
            { value: 'AUCTION', count: 1 },
            { value: 'PRIVATE', count: 1 },
          ],
        },
        timeline: { buckets: [{ date: '1938', count: 1 }], unplaced: { nodes: [{ id: 'Sale:second' }] } },
        holdings: { nodes: [{ holder: { label: 'Ada' }, piece: { label: 'The vase' } }] },
      });
    });
  });
});
