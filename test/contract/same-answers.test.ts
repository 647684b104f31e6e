/** The same question has the same answer, byte for byte, on every engine, whatever order a store finds its rows in. */
import { beforeAll, describe, expect, it } from 'vitest';
import { type Client, clientOf } from '../support/ask.ts';
import { loadShipped } from '../support/dossier.ts';
import { forEachEngine, openTemporary } from '../support/engines.ts';
import { QUESTIONS } from './queries.ts';

const WRONG = /^(one bad argument|unknown ids|a bad language|a field that is not there|a syntax error|a variable)/;

it('there are at least 60 questions, each with a name of its own', () => {
  expect(QUESTIONS.length).toBeGreaterThanOrEqual(60);
  expect(
    new Set(QUESTIONS.map(({ query, headers, variables }) => JSON.stringify([query, headers, variables]))).size,
  ).toBe(QUESTIONS.length);
});

forEachEngine((engine) => {
  let client: Client;
  /** Answers in the order in which it was written. */
  let plain: Client;
  beforeAll(async () => {
    const [graph, reference] = [await engine.open(), await openTemporary()];
    await loadShipped(graph);
    await loadShipped(reference);
    client = clientOf(graph);
    plain = clientOf(reference);
  });

  describe('the answer is that of the embedded engine', () => {
    it.each(QUESTIONS)('$name', async ({ name, query, variables, headers }) => {
      const [answer, reference] = [
        await client.post(query, variables, headers),
        await plain.post(query, variables, headers),
      ];
      expect(answer.reported).toEqual([]);
      expect(answer.body).toBe(reference.body);
      expect(answer.status).toBe(reference.status);
      // A question that fails everywhere alike would be no question.
      if (!WRONG.test(name)) expect(answer.errors).toBeUndefined();
    });
  });

  it('asked again and again, it is the same: also where Neo4j is sent statements together by then', async () => {
    for (const { query, variables, headers } of QUESTIONS) {
      const first = await client.post(query, variables, headers);
      for (let time = 0; time < 4; time++) expect((await client.post(query, variables, headers)).body).toBe(first.body);
    }
    // What is sent together is planned anew, which takes a store up to a second for each question.
  }, 240_000);

  it('asked all at once, each is answered as alone', async () => {
    const alone: string[] = [];
    for (const { query, variables, headers } of QUESTIONS)
      alone.push((await client.post(query, variables, headers)).body);
    const together = await Promise.all(
      QUESTIONS.map(async ({ query, variables, headers }) => (await client.post(query, variables, headers)).body),
    );
    expect(together).toEqual(alone);
  });

  it('the answers are those of the dossier', async () => {
    const {
      members,
      case: lawsuit,
      newest,
    } = await client.ask(`{
      members: entity(id: "Organization:gaza-contact-group") { ... on Organization { members { nodes { member { id } } } } }
      case: entity(id: "LegalCase:south-africa-v-israel") { ... on LegalCase { participants { nodes { role actor { id } } } } }
      newest: activities(first: 3, orderBy: { field: DATE, direction: DESC }) { nodes { id } } }`);
    expect(members.members.nodes.map(({ member }: { member: { id: string } }) => member.id)).toEqual(
      ['EG', 'ID', 'JO', 'NG', 'PS', 'QA', 'SA', 'TR'].map((code) => `Country:${code}`),
    );
    expect(lawsuit.participants.nodes).toEqual([
      { role: 'RESPONDENT', actor: { id: 'Country:IL' } },
      { role: 'INTERVENER', actor: { id: 'Country:TR' } },
      { role: 'APPLICANT', actor: { id: 'Country:ZA' } },
      { role: 'COURT', actor: { id: 'Organization:icj' } },
    ]);
    expect(newest.nodes.map(({ id }: { id: string }) => id)).toEqual([
      'Event:antalya-meeting-2025',
      'Event:antalya-diplomacy-forum',
      'Instrument:arms-transfer-letter',
    ]);
  });
});
