/** The questions that dossiers bring: GraphiQL opens with them, and the API gives them. */
import { fileURLToPath } from 'node:url';
import { parse, validate } from 'graphql';
import { expect, it } from 'vitest';
import { createApi } from '../../src/api/server.ts';
import { indexesOf, type Model } from '../../src/declare/model.ts';
import { modelIn } from '../../src/model/choice.ts';
import { GENERAL_QUESTIONS } from '../../src/model/general.ts';
import { buildModelSchema } from '../../src/model/index.ts';
import { refusal } from '../dossier/folders.ts';
import { clientOf } from '../support/ask.ts';
import { loadShipped } from '../support/dossier.ts';
import { forEachEngine } from '../support/engines.ts';
import { model } from '../support/model.ts';

const schema = buildModelSchema(model);
const museum = await modelIn(fileURLToPath(new URL('../model/museum', import.meta.url)));
const ASKED =
  '{ dossiers { questions { title(languages: ["tr"]) { value language } title_en: title { value } document variables } } }';

it('general ones are answered in any model', async () => {
  for (const each of [schema, buildModelSchema(museum)])
    for (const { document } of GENERAL_QUESTIONS) expect(validate(each, parse(document))).toEqual([]);
});

it('a model gives its own, or general ones', async () => {
  const titlesOf = ({ questions }: Model) => questions.map(({ title }) => title[0]);
  expect(titlesOf(museum)).toEqual(GENERAL_QUESTIONS.map(({ title }) => `en ${title['en']}`));
  expect(titlesOf(model)).not.toContain(titlesOf(museum)[0]);
});

forEachEngine((engine) => {
  it('are given by the API, with titles in their languages, and each is answered', async () => {
    const graph = await engine.open();
    await loadShipped(graph);
    const client = clientOf(graph);
    const { dossiers } = await client.ask(ASKED);
    const [{ questions }] = dossiers;
    expect(questions).toHaveLength(8);
    expect(questions[7]).toMatchObject({
      title: { value: 'Bir paragrafın aktardıkları', language: 'tr' },
      title_en: { value: 'What a passage reports' },
      variables: null,
    });
    for (const { document } of questions) expect((await client.post(document)).errors).toBeUndefined();
  });

  it('are brought by models too, and are answered', async () => {
    const graph = await engine.open();
    await loadShipped(graph);
    const client = clientOf(graph);
    const { model: served } = await client.ask(
      '{ model { questions { title(languages: ["ar"]) { value direction } document variables } } }',
    );
    expect(served.questions[0].title).toEqual({ value: 'ما الذي حدث، الأحدث أولاً', direction: 'RTL' });
    for (const { document, variables } of served.questions)
      expect((await client.post(document, variables ? JSON.parse(variables) : {})).errors).toBeUndefined();
  });

  it('are the tabs of GraphiQL, and the model’s where no dossier brings any', async () => {
    const graph = await engine.open();
    await graph.prepare(indexesOf(model));
    const { fetch } = createApi({ graph, model, schema, report: () => undefined });
    const page = async (language: string) =>
      await (
        await fetch(new Request('http://x/graphql', { headers: { accept: 'text/html', 'accept-language': language } }))
      ).text();
    expect(await page('en')).toContain('# What happened, the newest first');
    expect(await page('tr')).toContain('# Neler oldu, en yenisi önce');
    await loadShipped(graph);
    expect(await page('en')).toContain('# What a passage reports');
    expect(await page('tr')).toContain('# Bir paragrafın aktardıkları');
    expect(await page('en')).not.toContain('# What happened, the newest first');
  });

  it('are checked when they are read', async () => {
    const graph = await engine.open();
    await graph.prepare(indexesOf(model));
    const questions = (...lines: string[]) =>
      refusal(
        graph,
        { 'dossier.yaml': `id: test\ntitle: { en: Test }\nquestions:\n  - ${lines.join('\n    ')}\n` },
        { schema: () => schema },
      );
    expect(await questions('title: { en: What }')).toEqual([
      'dossier.yaml:4: document is missing; expected a GraphQL document.',
    ]);
    expect(await questions('title: { en: What }', "document: '{ entities {'")).toEqual([
      'dossier.yaml:5: document is no GraphQL: Syntax Error: Expected Name, found <EOF>.; expected a GraphQL document.',
    ]);
    expect(await questions('title: { en: What }', "document: '{ __typename }'", "variables: '[1]'")).toEqual([
      'dossier.yaml:6: variables is no JSON object; expected the variables as a JSON object.',
    ]);
    expect(
      await questions('title: { en: What }', "document: '{ entities(filter: { by: 1 }) { totalCount } }'"),
    ).toEqual([
      expect.stringMatching(
        /^dossier\.yaml:5: document cannot be asked: Unknown argument "filter".*; expected a question that the model answers\.$/,
      ),
    ]);
    const asked = "document: 'query ($first: Int!) { entities(first: $first) { totalCount } }'";
    expect(await questions('title: { en: What }', asked, 'variables: \'{ "first": "one" }\'')).toEqual([
      expect.stringMatching(/^dossier\.yaml:6: variables cannot be asked: Variable "\$first" got invalid value "one"/),
    ]);
    expect(await questions('title: { en: What }', asked)).toEqual([
      expect.stringMatching(/^dossier\.yaml:4: variables cannot be asked: Variable "\$first" of required type "Int!"/),
    ]);
  });
});
