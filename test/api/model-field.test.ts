/** What the graph can say, as a front end asks for it. */
import { expect, it } from 'vitest';
import { post } from '../support/server.ts';
import { serve, stubGraph } from '../support/stub.ts';

const EVERYTHING = `{
  model {
    name title { value language } languages
    interfaces { name description types properties { ...Property } term }
    types { name value label description interfaces list properties { ...Property } term }
    relationships {
      name label description part node list filter term
      ends { from { ...End } to { ...End } }
      properties { ...Property }
    }
    vocabularies { name description values { value label description term } }
    questions { title { value } document variables }
  }
}
fragment End on ModelEnd { type types as field { name description kind during } }
fragment Property on ModelProperty {
  name kind description required vocabulary to unit filter order facet total term
}`;

const { url } = await serve({ graph: stubGraph() });

it('is asked for whole within the default budget, without a statement', async () => {
  const { status, body } = await post(url, { query: EVERYTHING });
  expect(status).toBe(200);
  expect(body.errors).toBeUndefined();
  const { model } = body.data;
  expect(model.name).toBe('diplomacy');
  const participation = model.relationships.find(({ name }: { name: string }) => name === 'PARTICIPATED_IN');
  expect(participation).toMatchObject({ part: 'PARTICIPATION', node: 'Participation', filter: 'ParticipationFilter' });
  expect(participation.ends[0].from).toMatchObject({
    type: 'Actor',
    types: expect.arrayContaining(['COUNTRY', 'ORGANIZATION', 'OFFICE', 'PERSON']),
    as: 'actor',
    field: { name: 'participations', kind: 'FACTS' },
  });
  expect(participation.properties[0]).toMatchObject({
    name: 'role',
    kind: 'CHOICE',
    required: true,
    vocabulary: 'ParticipationRole',
    filter: 'roles',
    facet: 'roles',
  });
});

it('has words in the reader’s language', async () => {
  const query = '{ model { types { value label(languages: ["ar"]) } } }';
  const { body } = await post(url, { query });
  expect(body.data.model.types[0]).toEqual({ value: 'COUNTRY', label: 'دولة' });
});
