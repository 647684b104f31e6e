import { it } from 'vitest';
import { openEmbedded } from '../../src/graph/embedded.ts';
import { loadDossier } from '../../src/dossier/load.ts';
import { indexesOf } from '../../src/declare/model.ts';
import { model } from '../../src/model/index.ts';
import { clientOf } from '../support/ask.ts';
it('x', async () => {
  const g = openEmbedded({ memory: true }, { shuffleUnordered: true });
  await g.prepare(indexesOf(model));
  try {
  console.log(await loadDossier(g, model, 'seeds/gaza-diplomacy'));
  } catch (e) { console.log(JSON.stringify(e).slice(0, 3000)); throw e; }
  const c = clientOf(g);
  const r = await c.post('{ entity(id:"Country:TR"){ degree label relationships(first:3){ totalCount nodes { id label evidence { id } } } } activities(first:3, orderBy:{field:NAME}) { nodes { id } } }');
  console.log(r.body, r.statements, r.reported);
});
