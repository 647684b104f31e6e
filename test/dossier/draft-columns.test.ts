/** No column of a sheet is lost in silence: a draft takes it, or says why it does not, whatever the sheet. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { checkDossier } from '../../src/dossier/checked.ts';
import { draftDossier } from '../../src/dossier/draft/draft.ts';
import { DossierInvalid } from '../../src/dossier/problem.ts';
import { model } from '../support/model.ts';
import { modelFrom } from '../support/models.ts';
import { choosing } from './folders.ts';

const SEED = Number(process.env['DRAGOMAN_PROPERTY_SEED'] ?? 20_231_007);
const RUNS = Number(process.env['DRAGOMAN_PROPERTY_RUNS'] ?? 30);

/** Names of columns, of every kind and of none, in several languages. */
const NAMES = [
  ...['Name', 'Participant', 'Event', 'Meeting place', 'City', 'Country', 'Country code', 'Organisation', 'Office'],
  ...['Date', 'Year', 'Role', 'Kind', 'Source', 'Target', 'Page', 'Id', 'Label', 'Topic', 'Letter', 'Notes', 'Amount'],
  ...['المشارك', 'المناسبة', 'المدينة', 'الدولة', 'التاريخ', 'الصفة', 'المصدر', 'الصفحة', 'ملاحظات'],
  ...['Katılımcı', 'Toplantı', 'Şehir', 'Tarih', 'Rol', 'Réunion', 'Ville', 'Rôle', 'Wer', 'Was', 'Wann'],
  ...['#', '', 'a{b}', 'event', 'person', 'code', 'source', 'latitude', 'relationshipType', 'name, of "it"'],
];

/** What the cells of a column may say. */
const CELLS: readonly (readonly string[])[] = [
  ['Ada Lovelace', 'Bob Meier', 'محمد العلي', 'Şükrü İnönü', ''],
  ['Talks in Cairo', 'Forum', 'مؤتمر', 'Zirve', ''],
  ['Cairo', 'تونس', 'Ankara', 'Genève'],
  ['مصر', 'Tunisia', 'Türkiye', 'Suisse', ''],
  ['TR', 'EG', 'NA', 'DE'],
  ['Narnia', 'Egypt', '-'],
  ['12.03.1974', '1976', '5.10.1974', ''],
  ['2024-01-02', '2024', '2024-05-02/..'],
  ['5/6/1990', '13/6/1990', '1990-06-05'],
  ['2024-01-02 10:30', '2024-01-03 00:00', ''],
  ['spring 1976', '12.03.1974', '13.03.1974'],
  ['رئيس', 'مشارك', 'مراقب', 'خبير'],
  ['CHAIR', 'SPEAKER', ''],
  ['chairwoman', 'guest of honour', 'katılımcı', 'orateur'],
  ['10', '11', '11-12', '4/5', ''],
  ['Minutes', 'Letters, vol. 2', 'دفتر', ''],
  ['?', '-', 'N/A', 'x'],
  ['{#}', '"quoted"', "it's: {a}", '# ?', 'a, b', ' spaced '],
  [`A long remark. ${'More of it. '.repeat(20)}`, 'Another: one', 'and\na third', ''],
  ['Person:ada', 'Event:talks', ''],
];

/** The tables of graphs are told by these, and are drafted as such. */
const isOfGraph = (head: readonly string[]) =>
  [
    ['Id', 'Label'],
    ['Source', 'Target'],
    ['source', 'Target'],
  ].some((names) => names.every((name) => head.includes(name)));
const heads = fc.uniqueArray(fc.constantFrom(...NAMES), { minLength: 1, maxLength: 9 });
const filled = (head: readonly string[]) =>
  fc.record({
    head: fc.constant(head),
    rows: fc
      .tuple(...head.map(() => fc.constantFrom(...CELLS)))
      .chain((pools) =>
        fc.array(fc.tuple(...pools.map((pool) => fc.constantFrom(...pool))), { minLength: 1, maxLength: 8 }),
      ),
  });
const sheets = heads.filter((head) => !isOfGraph(head)).chain(filled);
const graphs = heads.map((head) => [...new Set([...head, 'Source', 'Target'])]).chain(filled);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dragoman-columns-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const ownership = await modelFrom({
  'model.yaml': 'model: test\ntitle: { en: A test }\nlanguages: [en]\nextends: ownership\n',
});
let count = 0;

/** What a draft cannot know to be two things, or one. */
const NOT_KNOWN = / is stated twice, |^from and to are both /;

test.each([
  { of: model, what: 'a sheet', drawn: sheets },
  { of: ownership, what: 'a sheet', drawn: sheets },
  { of: ownership, what: 'edges', drawn: graphs },
])('$what in the model $of.name', { timeout: 300_000 }, async ({ of, drawn }) => {
  await fc.assert(
    fc.asyncProperty(drawn, async ({ head, rows }) => {
      const path = join(folder, 'sheet.csv');
      const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
      await writeFile(path, [head, ...rows].map((cells) => cells.map(quoted).join(',')).join('\n'));
      const to = join(folder, `to-${count++}`);
      const { notes } = await draftDossier([path], to, choosing(of));
      const manifest = await readFile(join(to, 'sheet.yaml'), 'utf8');
      const taken = columnsTaken(manifest);
      const left = [...manifest.matchAll(/^ {2}# - (".*?(?<!\\)"), since (.+)$/gm)].map(([, name = '', why]) => {
        expect(notes.join('\n'), manifest).toContain(`not taken: ${name}, since ${why}.`);
        return JSON.parse(name) as string;
      });
      for (const name of head) expect([name, taken.has(name) !== left.includes(name)], manifest).toEqual([name, true]);
      for (const problem of await problemsOf(to, of)) expect(problem, manifest).toMatch(NOT_KNOWN);
    }),
    { seed: SEED, numRuns: RUNS },
  );
});

async function problemsOf(to: string, of: typeof model): Promise<string[]> {
  try {
    await checkDossier(of, to);
    return [];
  } catch (error) {
    if (!(error instanceof DossierInvalid)) throw error;
    return error.problems.map(({ message }) => message);
  }
}

/** The columns of the table that something of a manifest is made of. */
function columnsTaken(manifest: string): ReadonlySet<string> {
  const [table] = parse(manifest).tables;
  const rules: { [column: string]: { of?: string; slug?: unknown } } = table.columns ?? {};
  const forms = ['documents', 'passages', 'entities', 'facts'].flatMap((key) => table[key] ?? []);
  const conditions = forms.flatMap(({ when }) => (Array.isArray(when) ? when : Object.keys(when ?? {})));
  const direct = [...conditions, ...forms.flatMap((form) => namesIn(form))];
  const made = direct.flatMap((name) => {
    const { of, slug } = rules[name] ?? {};
    return [name, ...(of === undefined ? [] : [of]), ...(slug === undefined ? [] : namesIn(slug))];
  });
  return new Set(made);
}

/** The names in braces in all texts. */
function namesIn(written: unknown): string[] {
  if (typeof written === 'string') return [...written.matchAll(/\{([^{}]+)\}/g)].map(([, name = '']) => name);
  return typeof written === 'object' && written !== null ? Object.values(written).flatMap(namesIn) : [];
}
