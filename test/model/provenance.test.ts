/** A model of somebody who had the guide alone: whose works of art were, on an invented dossier. Each question is one query. */
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, it } from 'vitest';
import { indexesOf } from '../../src/declare/model.ts';
import { faultOf } from '../../src/declare/question.ts';
import { checkDossier } from '../../src/dossier/checked.ts';
import { loadDossier } from '../../src/dossier/load.ts';
import { schemaFor } from '../../src/model/index.ts';
import { modelOfFolder } from '../../src/which-model.ts';
import { type Client, clientOf } from '../support/ask.ts';
import { forEachEngine } from '../support/engines.ts';

const DOSSIER = fileURLToPath(new URL('provenance', import.meta.url));
const model = await modelOfFolder(DOSSIER);

it('is right, and its questions are ones that its model answers', async () => {
  const { entities, facts, doubts } = await checkDossier(model, DOSSIER, { schema: schemaFor(model) });
  expect({ entities, facts, doubts }).toEqual({ entities: 41, facts: 72, doubts: [] });
});

forEachEngine((engine) => {
  let client: Client;
  beforeAll(async () => {
    const graph = await engine.open();
    await graph.prepare(indexesOf(model));
    await loadDossier(graph, model, DOSSIER);
    client = clientOf(graph, undefined, model);
  }, 300_000);

  it('whose a painting was, in order', async () => {
    const { ownerships } = await client.ask(
      '{ ownerships(filter: { works: ["Painting:harbour-at-dusk"] }, orderBy: { field: DATE }) { nodes { label owner { label } acquisition evidence { locator } } } }',
    );
    expect(ownerships.nodes.map(({ owner }: { owner: { label: string } }) => owner.label)).toEqual([
      'Aurel Tiemann',
      'Emil Rosental',
      'Galerie Kestner-Voss',
      'Municipal Museum of Lindhafen',
      'Jakob Rosental',
      'Museum of Port-Alban',
    ]);
    expect(ownerships.nodes[1]).toMatchObject({ acquisition: 'PURCHASE', evidence: [{ locator: 'p. 3' }] });
  });

  it('who sold to whom for how much', async () => {
    const { totals } = await client.ask(
      '{ totals(of: PRICE, participant: SELLER, other: BUYER, currency: "EUR", first: 1) { nodes { participant { label } other { label } sums { currency sum } } } }',
    );
    expect(totals.nodes).toEqual([
      {
        participant: { label: 'Jakob Rosental' },
        other: { label: 'Museum of Port-Alban' },
        sums: [{ currency: 'EUR', sum: '420000.00' }],
      },
    ]);
  });

  it('in what a dealer and a museum both took part', async () => {
    const { activities } = await client.ask(
      '{ activities(filter: { participants: [{ all: ["Dealer:kestner-voss", "Museum:lindhafen"] }] }, orderBy: { field: DATE }) { nodes { id } } }',
    );
    expect(activities.nodes.map(({ id }: { id: string }) => id)).toEqual([
      'Sale:winter-1935',
      'Exhibition:drawings-1936',
      'Sale:harbour-1938',
    ]);
  });

  it.each([
    ['POSSIBLE', 7],
    ['CERTAIN', 4],
  ])('what was sold between 1933 and 1945, %s', async (certainty, count) => {
    const { activities } = await client.ask(
      `{ activities(filter: { types: [SALE], during: "1933/1945", certainty: ${certainty} }) { totalCount } }`,
    );
    expect(activities.totalCount).toBe(count);
  });

  it('what a leaf of a file reports, and who acted for an heir, in German', async () => {
    const { node, involvements } = await client.ask(`{
      node(id: "Passage:sta-lindhafen-476/Bl. 17/18") { ... on Passage { supports { totalCount } } }
      involvements(filter: { onBehalfOf: ["Person:jakob-rosental"] }, orderBy: { field: DATE }) { nodes { label(languages: ["de"]) } }
    }`);
    expect(node.supports.totalCount).toBe(4);
    expect(involvements.nodes.map(({ label }: { label: string }) => label)).toEqual([
      'nahm als Auktionshaus teil an',
      'nahm als Empfangende teil an',
    ]);
  });

  it('and what its dossier brings to ask', async () => {
    const { dossiers } = await client.ask('{ dossiers { questions { document variables } } }');
    const [{ questions }] = dossiers;
    expect(questions).toHaveLength(3);
    for (const { document, variables } of questions) {
      expect(faultOf({ document, variables: variables ?? undefined }, schemaFor(model)())).toBeUndefined();
      const { errors } = await client.post(document, variables ? JSON.parse(variables) : {});
      expect(errors).toBeUndefined();
    }
  });
});
