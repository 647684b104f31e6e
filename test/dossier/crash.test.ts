import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { dossiersIn } from '../../src/declare/dossiers.ts';
import { loadDossier } from '../../src/dossier/load.ts';
import { countsOf } from '../../src/dossier/store/dossiers.ts';
import { UnknownDossier, unloadDossier } from '../../src/dossier/unload.ts';
import type { Graph } from '../../src/graph/port.ts';
import { openSqlite } from '../../src/graph/sqlite/graph.ts';
import { forEachEngine, temporaryFolder } from '../support/engines.ts';
import { model } from '../support/model.ts';
import { dump, emptied, type Files, folderOf, load, preparedGraph } from './folders.ts';

const dossier = (id: string, things: string): Files => ({
  'dossier.yaml': `id: ${id}\ntitle: { en: Dossier ${id} }\n`,
  'things.yaml': `document: doc
documents:
  - id: SourceDocument:doc
    title: { en: A document }
    date: 2025-01-02
    passages:
      - { locator: P1, summary: { en: One } }
      - { locator: P2, summary: { en: Two } }
${things}`,
});

/** What another dossier states, some of it as well. */
const OTHER = dossier(
  'other',
  `entities:
  - { id: Country:a, names: { en: A }, code: AA, evidence: P1 }
  - { id: Event:e, names: { en: E }, eventKind: VOTE, evidence: P1 }
facts:
  - { from: Country:a, type: PARTICIPATED_IN, to: Event:e, role: HOST, date: 2024/.., evidence: P1 }
`,
);

/** Two versions of a dossier, in which rows of each kind come, go, change and stay. */
const EARLIER = dossier(
  'test',
  `  - { id: SourceDocument:old, title: { en: Old }, passages: [{ locator: P1, summary: { en: One } }] }
entities:
  - { id: Country:a, names: { en: A, tr: A }, code: AA, evidence: P1 }
  - { id: Country:b, names: { en: B }, code: BB, evidence: P1 }
  - { id: Country:c, names: { en: C }, code: CC, evidence: P1 }
  - { id: Topic:gone, names: { en: Gone }, evidence: old/P1 }
facts:
  - { from: Country:a, type: PARTICIPATED_IN, to: Event:e, role: HOST, date: 2024/.., evidence: P2 }
  - { from: Country:b, type: PARTICIPATED_IN, to: Event:e, role: CHAIR, evidence: old/P1 }
  - { from: Country:c, type: PARTICIPATED_IN, to: Event:e, role: CHAIR, evidence: P1 }
  - { from: Event:e, type: CONCERNS, to: Topic:gone, evidence: P1 }
`,
);
const LATER = dossier(
  'test',
  `  - { id: SourceDocument:new, title: { en: New }, date: 2026, passages: [{ locator: P1, summary: { en: One } }] }
entities:
  - { id: Country:b, names: { en: B }, code: CC, evidence: P1 }
  - { id: Country:c, names: { en: C }, code: BB, evidence: P2 }
  - { id: Topic:come, names: { en: Come }, evidence: new/P1 }
facts:
  - { from: Country:a, type: PARTICIPATED_IN, to: Event:e, role: HOST, date: 2024/.., evidence: new/P1 }
  - { from: Country:b, type: PARTICIPATED_IN, to: Event:e, role: CHAIR, evidence: new/P1 }
  - { from: Country:b, type: ADVOCATES, to: Topic:come, evidence: P2 }
  - { from: Event:e, type: CONCERNS, to: Topic:come, evidence: P1 }
`,
);

class Crash extends Error {}

/** A graph that breaks down in its write number `at`, from 0: before it, in the middle, or when it is just done. */
function breaking(graph: Graph, at: number, when: 'inside' | 'after'): Graph {
  let writes = 0;
  return {
    ...graph,
    async write(work) {
      const isLast = writes++ === at;
      const result = await graph.write(async (transaction) => {
        const done = await work(transaction);
        if (isLast && when === 'inside') throw new Crash();
        return done;
      });
      if (isLast) throw new Crash();
      return result;
    },
  };
}

/** Does the work again and again, each time breaking down one write later, until it comes through. */
async function crashing(
  graph: Graph,
  prepare: () => Promise<void>,
  work: (graph: Graph) => Promise<unknown>,
  look: (writes: number) => Promise<void>,
): Promise<number> {
  for (let writes = 0; ; writes++) {
    for (const when of ['inside', 'after'] as const) {
      await emptied(graph);
      await prepare();
      const broke = await work(breaking(graph, writes, when)).then(
        () => false,
        (error: unknown) => {
          if (error instanceof Crash) return true;
          throw error;
        },
      );
      if (!broke) return writes;
      await look(writes);
    }
  }
}

forEachEngine((engine) => {
  describe('after a crash in any write', { timeout: 1_800_000 }, () => {
    let graph: Graph;
    beforeAll(async () => {
      graph = await preparedGraph(engine);
    });
    afterEach(() => emptied(graph));

    const prepare = async () => {
      await load(graph, OTHER);
      await load(graph, EARLIER);
    };

    test('a second load makes the graph that an undisturbed one makes', async () => {
      await prepare();
      await load(graph, LATER);
      const whole = await dump(graph);
      const folder = await folderOf(LATER);
      const writes = await crashing(
        graph,
        prepare,
        (breakable) => loadDossier(breakable, model, folder),
        async () => {
          await loadDossier(graph, model, folder);
          expect(await dump(graph)).toEqual(whole);
        },
      );
      expect(writes).toBeGreaterThan(10);
    });

    test('the earlier version can be loaded again', async () => {
      await prepare();
      const whole = await dump(graph);
      const [later, earlier] = [await folderOf(LATER), await folderOf(EARLIER)];
      await crashing(
        graph,
        prepare,
        (breakable) => loadDossier(breakable, model, later),
        async () => {
          await loadDossier(graph, model, earlier);
          expect(await dump(graph)).toEqual(whole);
        },
      );
    });

    test('a second unload leaves what an undisturbed one leaves', async () => {
      await load(graph, OTHER);
      const whole = await dump(graph);
      await crashing(
        graph,
        prepare,
        (breakable) => unloadDossier(breakable, model, 'test'),
        async () => {
          await unloadDossier(graph, model, 'test').catch((error: unknown) => {
            // It broke down when all was done.
            if (!(error instanceof UnknownDossier)) throw error;
          });
          expect(await dump(graph)).toEqual(whole);
        },
      );
    });
  });
});

describe('the commands', () => {
  const temporary = temporaryFolder();
  const project = new URL('../..', import.meta.url).pathname;
  // Inside the project, so that its packages are found.
  const built = join(project, '.cache', 'test-commands', 'dist');
  const run = promisify(execFile);
  const environment = async (name: string) => {
    const { NEO4J_URI: _, ...rest } = process.env;
    return { ...rest, DRAGOMAN_DATA: join(await temporary, name) };
  };
  const command = async (name: string, ...args: string[]) =>
    await run(process.execPath, [join(built, 'main.js'), ...args], { env: await environment(name) });

  beforeAll(async () => {
    await mkdir(built, { recursive: true });
    // Beside what is built, as in the package.
    for (const each of ['languages', 'models', 'package.json'])
      await cp(join(project, each), join(built, '..', each), { recursive: true });
    const tsc = join(project, 'node_modules/typescript/bin/tsc');
    await run(process.execPath, [tsc, '-p', 'tsconfig.build.json', '--noCheck', '--outDir', built], { cwd: project });
  });

  const large = () => {
    const people = Array.from({ length: 4_000 }, (_, n) => `Person:p${n}`);
    const entities = people.map((id) => `  - { id: ${id}, names: { en: ${id.slice(7)} }, evidence: P1 }\n`);
    const facts = people.map(
      (id) => `  - { from: ${id}, type: PARTICIPATED_IN, to: Event:e, role: ATTENDEE, evidence: P2 }\n`,
    );
    const event = '  - { id: Event:e, names: { en: E }, eventKind: VOTE, evidence: P1 }\n';
    return folderOf(dossier('large', `entities:\n${event}${entities.join('')}facts:\n${facts.join('')}`));
  };

  /** Kills a process after some time, and waits for its end. */
  async function killed(child: ChildProcess, milliseconds: number): Promise<void> {
    const timer = setTimeout(() => child.kill('SIGKILL'), milliseconds);
    await once(child, 'exit');
    clearTimeout(timer);
  }

  test('a load that is killed at any moment is completed by the next', async () => {
    const folder = await large();
    await command('whole', 'load', folder);
    const start = performance.now();
    await command('timed', 'load', folder);
    const whole = performance.now() - start;
    const rounds = 6;
    for (let round = 0; round < rounds; round++) {
      const env = await environment('killed');
      const child = spawn(process.execPath, [join(built, 'main.js'), 'load', folder], { env, stdio: 'ignore' });
      await killed(child, (whole * (round + 1)) / (rounds + 1));
    }
    await command('killed', 'load', folder);
    const graphs = await Promise.all(['whole', 'killed'].map(async (name) => openSqlite(join(await temporary, name))));
    const [expected, found] = await Promise.all(graphs.map(dump));
    for (const graph of graphs) await graph.close();
    expect(found).toEqual(expected);
  });

  test('say what came of them, and exit with 1 where something is wrong', async () => {
    const folder = await folderOf(dossier('small', ''));
    const loaded = await command('said', 'load', folder);
    expect(loaded.stdout).toMatch(
      /^Loaded small: 0 entities, 0 facts, 1 document, 2 passages \(3 rows written, 0 removed; \d+\.\d s\)\.\n$/,
    );
    const again = await command('said', 'load', folder);
    expect(again.stdout).toMatch(/nothing had changed/);
    const wrong = await folderOf(dossier('small', 'entities:\n  - { id: Topic:a, names: { en: A } }\n'));
    await expect(command('said', 'load', wrong)).rejects.toMatchObject({
      code: 1,
      stdout: '',
      stderr: `${join(wrong, 'things.yaml')}:10: evidence is missing; expected the locator of a passage, such as P1.S2, or a list of them.\nThe dossier in ${wrong} has a problem. Nothing of it was loaded.\n`,
    });
    await expect(command('said', 'unload', 'smal')).rejects.toMatchObject({
      code: 1,
      stderr: 'No dossier "smal" is loaded. The graph has small.\n',
    });
    const unloaded = await command('said', 'unload', 'small');
    expect(unloaded.stdout).toMatch(/^Took out small: 3 rows removed, 0 kept for other dossiers \(\d+\.\d s\)\.\n$/);
    await expect(command('said', 'load')).rejects.toMatchObject({
      code: 2,
      stderr: /^error: missing required argument 'folder'/,
    });
    await expect(command('said', 'load', '--force')).rejects.toMatchObject({
      code: 2,
      stderr: /^error: unknown option '--force'/,
    });
  });

  test('a load into a folder that another process has open is seen by it', async () => {
    const folder = await folderOf(dossier('small', ''));
    const graph = await openSqlite(join(await temporary, 'used'));
    expect(await countsOf(graph)).toEqual({ entities: 0, facts: 0 });
    await command('used', 'load', folder);
    expect(await dossiersIn(graph)).toMatchObject([{ id: 'small', state: 'loaded' }]);
    await graph.close();
  });
});
