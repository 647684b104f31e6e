/** What kills a server without limits: nested pages, and fragments within fragments. */
import { post, residentOf } from './process.mjs';

const TIMES = 50;

/** @param {{ url: string, child: import('node:child_process').ChildProcess }} server */
export async function bombs(server) {
  const page = '(first: 100)';
  const nested = `{ countries${page} { nodes { participations${page} { nodes { activity { participants${page} { nodes { actor { participations${page} { nodes { id } } } } } } } } } } }`;
  const fragments = Array.from(
    { length: 14 },
    (_, level) =>
      `fragment F${level} on Entity { ${['a', 'b', 'c'].map((alias) => `${alias}: relationships(first: 1) { nodes { source { ${level < 13 ? `...F${level + 1}` : 'id'} } } }`).join(' ')} }`,
  );
  const started = performance.now();
  const statuses = new Set();
  for (let time = 0; time < TIMES; time++)
    for (const query of [nested, `{ entity(id: "Country:TR") { ...F0 } } ${fragments.join(' ')}`])
      statuses.add((await post(server.url, { query: `${query} # ${time}` })).status);
  const each = Math.round((performance.now() - started) / (2 * TIMES));
  const resident = Math.round(await residentOf(server.child.pid));
  const failures = [...statuses]
    .filter((status) => status !== 400)
    .map((status) => `a bomb was answered with ${status}`);
  return { times: TIMES, each, resident, failures };
}
