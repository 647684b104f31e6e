/**
 * How loading and local questions grow with the embedded graph: the votes of the General Assembly once, and ten times
 * over. Both graphs are loaded when they are first needed, and asked in turn, a request each.
 *
 *   npm run bench -- scale
 */
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { drawsOfQuestion, QUESTIONS } from './growth.mjs';
import { startClient } from './support/client.mjs';
import { graphIn, loaded } from './support/embedded-graph.mjs';
import { median } from './support/figures.mjs';
import { poolIn } from './support/pool.mjs';
import { repeatedVotes } from './support/repeated-votes.mjs';
import { residentOf, startSystem } from './support/servers.mjs';

const TIMES = 10;
const WARM_SECONDS = 2;

/**
 * @param {{ home: string, rounds: number, seconds: number }} options
 * @returns {Promise<string>} what it found, in Markdown
 */
export async function measureScale({ home, rounds, seconds }) {
  const once = await graphIn(join(home, 'votes-embedded'), ['unga']);
  const often = join(home, `votes-embedded-${TIMES}`);
  const lines = [];
  if (!existsSync(often)) {
    const dossier = await repeatedVotes(TIMES, join(home, `unga-${TIMES}`));
    const started = performance.now();
    await loaded(often, [dossier]);
    const took = (performance.now() - started) / 1_000;
    lines.push(`Loaded in ${took.toFixed(0)} s.`);
  }
  const folders = [once, often];
  const bytes = folders.map((folder) => statSync(join(folder, 'graph.sqlite')).size / 2 ** 20);
  lines.push(`The files have ${bytes.map((each) => each.toFixed(0)).join(' and ')} MiB.`, '');
  const servers = [];
  const client = startClient();
  try {
    for (const folder of folders) servers.push(await startSystem('dragoman', { DRAGOMAN_DATA: folder }));
    const pool = await poolIn(once);
    const urls = servers.map(({ url }) => url);
    lines.push('| question | local | p50, ms: votes once | p50, ms: ten times | growth |', '|---|---|---|---|---|');
    for (const question of QUESTIONS) {
      const bodies = drawsOfQuestion(question, pool).map((variables) =>
        JSON.stringify({ query: question.query, variables }),
      );
      for (const url of urls) await client.load({ url, bodies, from: 0, connections: 1, seconds: WARM_SECONDS });
      const times = [];
      for (let round = 0; round < rounds; round++) times.push(await client.inTurn({ urls, bodies, from: 0, seconds }));
      const p50 = urls.map((_, at) => median(times.map((each) => each[at]?.p50 ?? Number.NaN)));
      const growth = median(times.map(([one, ten]) => (ten?.p50 ?? Number.NaN) / (one?.p50 ?? Number.NaN)));
      const shown = p50.map((each) => each.toFixed(2)).join(' | ');
      lines.push(`| ${question.title} | ${question.local ? 'yes' : 'no'} | ${shown} | ${growth.toFixed(2)} |`);
      console.log(lines.at(-1));
    }
    const resident = await Promise.all(servers.map(residentOf));
    lines.push('', `Resident afterwards: ${resident.map((each) => each.toFixed(0)).join(' and ')} MiB.`);
    return lines.join('\n');
  } finally {
    client.stop();
    for (const server of servers) await server.stop();
  }
}
