/** A server follows the model of its graph, and servers of different models run beside each other. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { createApi } from '../../src/api/server.ts';
import { indexesOf } from '../../src/declare/model.ts';
import { loadDossier } from '../../src/dossier/load.ts';
import { admit } from '../../src/model/choice.ts';
import { buildModelSchema } from '../../src/model/index.ts';
import { modelFor, modelSince } from '../../src/which-model.ts';
import { BASE, type Files, folderOf } from '../dossier/folders.ts';
import { forEachEngine } from '../support/engines.ts';
import { startServer } from '../support/server.ts';
import { watched } from '../support/watched.ts';

const MUSEUM = readFileSync(new URL('../model/museum/model.yaml', import.meta.url), 'utf8');
const OWN: Files = {
  ...BASE,
  'model.yaml': MUSEUM,
  'things.yaml': `document: doc
entities:
  - { id: Piece:vase, names: { en: The vase }, evidence: P1 }
  - { id: Sale:first, names: { en: The first sale }, saleKind: AUCTION, evidence: P1 }
`,
};
/** The same, with a kind of sale and a type of entity that the model did not have. */
const GROWN: Files = {
  ...OWN,
  'model.yaml': MUSEUM.replace(
    'AUCTION:',
    'GIFT: { description: A gift., words: { en: gift } }\n      AUCTION:',
  ).replace('entities:\n', 'entities:\n  Room:\n    description: A room.\n    words: { en: room }\n'),
  'more.yaml': `document: doc
entities:
  - { id: Sale:gift, names: { en: A gift }, saleKind: GIFT, evidence: P1 }
  - { id: Room:one, names: { en: Room one }, evidence: P1 }
`,
};

forEachEngine((engine) => {
  it('a load that makes the model another is followed, and whoever asks meanwhile is answered in it', async () => {
    const graph = await engine.open();
    const load = async (files: Files) => {
      const folder = await folderOf(files);
      const model = await modelFor(graph, { named: undefined, loads: folder });
      await graph.prepare(indexesOf(model));
      await loadDossier(graph, model, folder, { admit: (stored) => admit(stored, model) });
      return model;
    };
    const model = await load(OWN);
    const run: string[] = [];
    const since = modelSince(watched(graph, ({ name }) => run.push(name)));
    const api = createApi({
      graph,
      model,
      schema: buildModelSchema(model),
      report: () => undefined,
      look: async ({ written }) => await since(written),
    });
    const ask = async (query: string) => {
      const response = await api.fetch(
        new Request('http://x/graphql', {
          method: 'POST',
          headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
          body: JSON.stringify({ query }),
        }),
      );
      return { status: response.status, ...(await response.json()) };
    };
    expect(await api.follow()).toBe(false);
    expect(await api.follow()).toBe(false);
    // Where nothing has changed, the model is not read again.
    expect(run).toEqual(['graph state', 'dossier: form', 'graph state']);
    await load(GROWN);
    // Nobody has looked since: a value, and a type, that the served schema does not know.
    expect(await ask('{ sales { nodes { id saleKind } } entities { nodes { id __typename } } }')).toEqual({
      status: 200,
      data: {
        sales: {
          nodes: [
            { id: 'Sale:first', saleKind: 'AUCTION' },
            { id: 'Sale:gift', saleKind: 'GIFT' },
          ],
        },
        entities: {
          nodes: ['Piece:vase', 'Room:one', 'Sale:first', 'Sale:gift'].map((id) => ({
            id,
            __typename: id.slice(0, id.indexOf(':')),
          })),
        },
      },
    });
    expect(await api.follow()).toBe(false);
    const sdl = await api.fetch(new Request('http://x/schema.graphql'));
    expect(await sdl.text()).toContain('type Room implements');
    expect((await ask('{ model { name } }')).data.model.name).toBe('museum');
  });
});

it('two servers with two models run beside each other, each told of its dossier alone', async () => {
  const [museum, shipped] = await Promise.all([startServer({ DRAGOMAN_DOSSIER: await folderOf(OWN) }), startServer()]);
  const ask = async (url: string, query: string) => {
    const response = await fetch(`${url}/graphql?${new URLSearchParams({ query })}`);
    return (await response.json()).data;
  };
  expect(await ask(museum.url, '{ model { name } sales { nodes { id } } }')).toEqual({
    model: { name: 'museum' },
    sales: { nodes: [{ id: 'Sale:first' }] },
  });
  expect((await ask(shipped.url, '{ model { name } }')).model.name).toBe('diplomacy');
  expect(await (await fetch(`${museum.url}/schema.graphql`)).text()).not.toContain('Country');
});
