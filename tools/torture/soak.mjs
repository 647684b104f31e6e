/** A steady load for minutes: memory and latency at its end are those of its beginning. */
import { pause, post, residentOf } from './process.mjs';

const QUERIES = [
  '{ entity(id: "Country:TR") { label ... on Actor { participations(first: 20) { totalCount nodes { role activity { label } } } } } }',
  '{ search(query: "tur", first: 10) { totalCount edges { node { id label } } } }',
  '{ neighborhood(of: ["Organization:gaza-contact-group"]) { nodes { id label } edges { id label } } }',
  '{ activities(first: 20, filter: { during: "2023-10/2023-12" }) { totalCount nodes { label date { label } } } }',
];

/** How many MiB a process may grow by after the first fifth of a soak, in which what it keeps fills. */
const GROWTH = 100;

/**
 * @param {{ url: string, child: import('node:child_process').ChildProcess }} server
 * @param {{ seconds: number, perSecond: number }} options
 */
export async function soak(server, { seconds, perSecond }) {
  const parts = 5;
  /** @type {{ p50: number, p99: number, resident: number }[]} */
  const seen = [];
  let failed = 0;
  for (let part = 0; part < parts; part++) {
    /** @type {number[]} */
    const times = [];
    const end = performance.now() + (1_000 * seconds) / parts;
    /** @type {Promise<void>[]} */
    const asked = [];
    for (let number = 0; performance.now() < end; number++) {
      const started = performance.now();
      // Each document differs, so that what is kept of documents is tried as well.
      const query = `${QUERIES[number % QUERIES.length]} # ${number % 500}`;
      asked.push(
        post(server.url, { query }).then(
          ({ status }) => {
            times.push(performance.now() - started);
            if (status !== 200) failed++;
          },
          () => {
            failed++;
          },
        ),
      );
      await pause(1_000 / perSecond);
    }
    await Promise.all(asked);
    times.sort((a, b) => a - b);
    const at = (/** @type {number} */ share) => Math.round(10 * (times[Math.floor(share * times.length)] ?? 0)) / 10;
    seen.push({ p50: at(0.5), p99: at(0.99), resident: Math.round(await residentOf(server.child.pid)) });
  }
  const failures = failed > 0 ? [`${failed} requests failed while it soaked`] : [];
  const grown = (seen.at(-1)?.resident ?? 0) - (seen[0]?.resident ?? 0);
  if (grown > GROWTH) failures.push(`memory grew by ${grown} MiB while it soaked`);
  return { perSecond, failed, failures, parts: seen };
}
