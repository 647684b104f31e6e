/** Writes what was measured as a page, with its plots. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { median } from './figures.mjs';
import { lines, ratios } from './plot.mjs';

/**
 * What is aimed at: throughput over the generated layer, p50 over the endpoint by hand, over an earlier commit (all shapes,
 * and the worst), growth, start, facts loaded a second; of the embedded graph, each shape's p50 over that on Neo4j, the
 * memory in MiB, and facts loaded a second over those of the bare loop.
 */
export const GOALS = {
  overPeer: 4,
  leastOverPeer: 1.5,
  overPlain: 1.3,
  overBefore: 1.03,
  mostOverBefore: 1.1,
  growth: 1.1,
  startMs: 1_000,
  loadRate: 25_000,
  overNeo4j: 2,
  resident: 300,
  loadOverBare: 1.5,
};

/** @typedef {import('../speed.mjs').SpeedResult} SpeedResult */
/** @typedef {import('../speed.mjs').ShapeResult} ShapeResult */
/** @typedef {import('./profile.mjs').Shares} Shares */

/**
 * A part of the benchmark, as it last ran.
 *
 * @template T
 * @typedef {{ date: string, command: string, machine: string, versions: string, result: T }} Part
 */

/**
 * @typedef {object} Results
 * @property {Part<SpeedResult & { profiles: { name: string, shares: Shares }[] }>} [speed]
 * @property {Part<import('../before.mjs').BeforeResult>} [before]
 * @property {Part<import('../embedded.mjs').EmbeddedResult>} [embedded]
 * @property {Part<import('../growth.mjs').GrowthResult>} [growth]
 * @property {Part<import('../start.mjs').StartResult>} [start]
 * @property {Part<{ text: string }>} [together]
 * @property {Part<{ text: string }>} [again]
 * @property {Part<{ text: string }>} [explorer]
 * @property {Part<import('../load.mjs').LoadResult>} [load]
 * @property {Part<{ text: string }>} [scale]
 * @property {Part<{ text: string }>} [entities]
 * @property {Part<{ text: string }>} [search]
 */

/**
 * @param {Results} results
 * @param {string} folder
 */
export async function writeResults(results, folder) {
  const plots = join(folder, 'plots');
  await mkdir(plots, { recursive: true });
  const { speed, growth } = results;
  if (speed) {
    const rows = (/** @type {'rateOverPeer' | 'p50OverPlain'} */ what) =>
      speed.result.shapes.map((shape) => /** @type {[string, number]} */ ([shape.title, shape[what]]));
    await writeFile(
      join(plots, 'throughput.svg'),
      ratios({
        title: 'Throughput at 8 connections: Dragoman over @neo4j/graphql',
        rows: rows('rateOverPeer'),
        goals: [
          ['goal: mean', GOALS.overPeer],
          ['goal: each', GOALS.leastOverPeer],
        ],
      }),
    );
    await writeFile(
      join(plots, 'latency.svg'),
      ratios({
        title: 'p50 at one connection: Dragoman over the endpoint written by hand',
        rows: rows('p50OverPlain'),
        goals: [['goal: mean', GOALS.overPlain]],
      }),
    );
  }
  if (growth)
    await writeFile(
      join(plots, 'growth.svg'),
      lines({
        title: 'p50 of local questions, by the size of the graph',
        sizes: growth.result.sizes.map(({ votes }) => votes.toLocaleString('en')),
        lines: growth.result.questions.map(({ title, p50 }) => [title, p50]),
      }),
    );
  await writeFile(join(folder, 'results.md'), page(results));
}

/** @param {Results} results */
function page({ speed, before, embedded, growth, scale, start, together, again, load, entities, search, explorer }) {
  return `${[
    '# Results of the benchmark',
    `Written by \`npm run bench\`; nothing here is written by hand. What each part measures, and how, is said at the head of its file. Figures are ratios of things that ran side by side; absolute figures are those of one machine.`,
    goals({ speed, before, embedded, growth, start, load }),
    speed && speedSection(speed),
    before && beforeSection(before),
    embedded && embeddedSection(embedded),
    growth && growthSection(growth),
    scale && section('Growth of the embedded graph', scale, scale.result.text),
    together && section('Who votes alike, at scale', together, together.result.text),
    start && startSection(start, speed),
    again && section('A question asked again', again, again.result.text),
    load && section('Loading all votes', load, load.result.text),
    entities && section('Loading a million entities of FollowTheMoney', entities, entities.result.text),
    search && section('A search among a million names', search, search.result.text),
    explorer && section('The explorer', explorer, explorer.result.text),
  ]
    .filter(Boolean)
    .join('\n\n')}\n`;
}

/** @param {{ [part in 'speed' | 'before' | 'embedded' | 'growth' | 'start' | 'load']: Results[part] | undefined }} results */
function goals({ speed, before, embedded, growth, start, load }) {
  /** @type {(string | number)[][]} */
  const rows = [];
  const row = (
    /** @type {string} */ what,
    /** @type {string} */ goal,
    /** @type {number} */ is,
    /** @type {boolean} */ met,
  ) => rows.push([what, goal, figure(is), met ? 'met' : 'missed']);
  if (speed) {
    const { rateOverPeer, p50OverPlain, shapes } = speed.result;
    const least = Math.min(...shapes.map((shape) => shape.rateOverPeer));
    row(
      'throughput over `@neo4j/graphql`, geometric mean',
      `≥ ${GOALS.overPeer}`,
      rateOverPeer,
      rateOverPeer >= GOALS.overPeer,
    );
    row('the same, the shape with the least', `≥ ${GOALS.leastOverPeer}`, least, least >= GOALS.leastOverPeer);
    row(
      'p50 over the endpoint written by hand, geometric mean',
      `≤ ${GOALS.overPlain}`,
      p50OverPlain,
      p50OverPlain <= GOALS.overPlain,
    );
  }
  if (before) {
    const { commit, runs } = before.result;
    const mean = Math.max(...runs.map(({ p50 }) => p50.mean));
    const worst = Math.max(...runs.map(({ p50 }) => p50.worst));
    row(
      `p50 over that of commit ${commit}, geometric mean, the higher of ${runs.length} runs`,
      `≤ ${GOALS.overBefore}`,
      mean,
      mean <= GOALS.overBefore,
    );
    row('the same, the shape with the most', `≤ ${GOALS.mostOverBefore}`, worst, worst <= GOALS.mostOverBefore);
  }
  if (embedded) {
    const { overNeo4j, start: starts, resident } = embedded.result;
    if (overNeo4j)
      row(
        'p50 on the embedded graph over that on Neo4j, the shape with the most',
        `≤ ${GOALS.overNeo4j}`,
        overNeo4j.worst,
        overNeo4j.worst <= GOALS.overNeo4j,
      );
    const after = resident.after;
    row(
      'memory on the embedded graph with all votes, after all shapes, MiB',
      `≤ ${GOALS.resident}`,
      after,
      after <= GOALS.resident,
    );
    const { median: first } = starts;
    row('start to the first answer on it, ms', `< ${GOALS.startMs}`, first, first < GOALS.startMs);
  }
  if (growth?.result.sizes.some(({ size }) => size > 1)) {
    const most = Math.max(
      ...growth.result.questions.filter(({ local }) => local).map((question) => question.growth ?? Infinity),
    );
    row(
      'growth of local questions from all votes to the largest size, the most',
      `≤ ${GOALS.growth}`,
      most,
      most <= GOALS.growth,
    );
  }
  if (start)
    row(
      'cold start to the first answer, ms',
      `< ${GOALS.startMs}`,
      start.result.median,
      start.result.median < GOALS.startMs,
    );
  const inEmbedded = load?.result.embedded;
  if (inEmbedded) {
    const { factsPerSecond, overBare } = inEmbedded;
    row(
      'facts a second of a load into the embedded graph',
      `≥ ${GOALS.loadRate}`,
      factsPerSecond,
      factsPerSecond >= GOALS.loadRate,
    );
    row('time of that load over the bare loop', `≤ ${GOALS.loadOverBare}`, overBare, overBare <= GOALS.loadOverBare);
  }
  // Results of before it was measured have none.
  const rate = load?.result.factsPerSecond?.running;
  if (rate !== undefined)
    row(
      'facts a second of a load into a Neo4j that has been running',
      `≥ ${GOALS.loadRate}`,
      rate,
      rate >= GOALS.loadRate,
    );
  return table(['what', 'goal', 'measured', ''], rows);
}

/** @param {NonNullable<Results['speed']>} part */
function speedSection(part) {
  const { shapes, rounds, seconds, connections, resident, profiles } = part.result;
  const middle = (
    /** @type {import('../speed.mjs').Round[]} */ all,
    /** @type {keyof import('../speed.mjs').Round} */ what,
  ) => figure(median(all.map((round) => round[what] ?? Number.NaN)));
  const throughput = table(
    [
      'shape',
      'cost',
      'statements',
      'Dragoman, 1/s',
      '@neo4j/graphql, 1/s',
      'by hand, 1/s',
      'Dragoman over @neo4j/graphql',
    ],
    shapes.map(({ title, cost, statements, rounds: each, rateOverPeer }) => [
      title,
      cost,
      statements,
      middle(each.dragoman, 'rate'),
      middle(each.peer, 'rate'),
      middle(each.plain, 'rate'),
      figure(rateOverPeer),
    ]),
  );
  const latency = table(
    [
      'shape',
      'Dragoman, ms',
      '@neo4j/graphql, ms',
      'by hand, ms',
      'Dragoman over by hand',
      'processor: Dragoman, ms',
      'by hand, ms',
    ],
    shapes.map(({ title, rounds: each, p50OverPlain }) => [
      title,
      middle(each.dragoman, 'p50'),
      middle(each.peer, 'p50'),
      middle(each.plain, 'p50'),
      figure(p50OverPlain),
      middle(each.dragoman, 'cpu'),
      middle(each.plain, 'cpu'),
    ]),
  );
  const memory = table(
    ['process', 'started, MiB', 'afterwards, MiB'],
    Object.entries(resident).map(([system, { idle, after }]) => [system, idle.toFixed(0), after.toFixed(0)]),
  );
  const text = [
    `${shapes.length} shapes on one Neo4j with both dossiers, the systems in turn, in rounds of ${seconds} s (${rounds} of them). Before anything was timed, the answers of all three were found equal. Each figure is the median of the rounds, each ratio the median of the rounds' ratios.`,
    `- Every system is one process with \`NODE_ENV=production\`; the load comes from another, and Neo4j shares the machine with them.
- Dragoman is \`dist/main.js\` as it ships, without an allowance a client could use up (\`DRAGOMAN_LIMITS=costPerMinute=0\`) and without a log line for each request (\`DRAGOMAN_LOG=warn\`), since the others write none.
- \`@neo4j/graphql\` has the type definitions in \`bench/peer.mjs\`, on the same version of Yoga. It may use every index that there is, and is asked with the filter and the order that use one where there is a choice.
- The endpoint by hand (\`bench/plain.mjs\`) is Node's http, one statement through the driver, and JSON. It limits, checks and measures nothing.
- A page of Dragoman's is 100 at most, so all participants of a vote are its two ends, asked at once; the others give them in one list.
- \`@neo4j/graphql\` cannot rank what it finds: the words searched for stand in 20 names at most, and what is found is compared as a set. So are 500 entities by their ids, and the states of the last shape.`,
    `### Throughput at ${connections} connections`,
    throughput,
    '![Throughput](plots/throughput.svg)',
    '### p50 at one connection, and processor time an answer at 8',
    latency,
    '![Latency](plots/latency.svg)',
    '### Memory of the processes',
    memory,
    profiles.length > 0 &&
      `### Where the time of shapes short of a goal goes\n\nDragoman's own process under load, by package and by function; the rest of an answer is Neo4j's.`,
    ...profiles.map(({ name, shares: { busy, packages, functions } }) => {
      const share = (/** @type {[string, number]} */ [where, part]) => `${where} ${(part * 100).toFixed(0)} %`;
      const title = shapes.find((shape) => shape.name === name)?.title;
      return `- **${title}**, ${(busy * 100).toFixed(0)} % busy: ${packages.slice(0, 8).map(share).join(', ')}. Most in: ${functions
        .slice(0, 5)
        .map(([where, part]) => share([`\`${where}\``, part]))
        .join(', ')}.`;
    }),
  ];
  return section('Speed', part, text.filter(Boolean).join('\n\n'));
}

/** @param {NonNullable<Results['before']>} part */
function beforeSection(part) {
  const { commit, rounds, seconds, shapes, runs } = part.result;
  const numbers = runs.map((_, run) => run + 1);
  const kinds = /** @type {const} */ (['p50', 'inverse', 'cpu']);
  const titles = { p50: 'p50', inverse: 'time at 8 connections', cpu: 'processor time' };
  const rows = shapes.map(({ title, p50, runs: each }) => [
    title,
    figure(p50),
    ...kinds.flatMap((kind) => each.map((ratios) => figure(ratios[kind] ?? Number.NaN))),
  ]);
  const summary = (/** @type {'mean' | 'worst'} */ what) =>
    kinds.flatMap((kind) => runs.map((run) => figure(run[kind][what])));
  return section(
    'Against an earlier commit',
    part,
    [
      `The server of commit ${commit} and that of this one beside one Neo4j with both dossiers, asked in turn, ${rounds} rounds of ${seconds} s each, ${runs.length} runs. A figure is the median of the rounds' ratios of this commit's time over the other's.`,
      table(
        ['shape', 'p50 now, ms', ...kinds.flatMap((kind) => numbers.map((run) => `${titles[kind]}, run ${run}`))],
        [...rows, ['geometric mean', '', ...summary('mean')], ['the most', '', ...summary('worst')]],
      ),
    ].join('\n\n'),
  );
}

/** @param {NonNullable<Results['growth']>} part */
function growthSection(part) {
  const { sizes, questions } = part.result;
  const cells = (/** @type {(number | null)[]} */ figures) =>
    figures.map((each) => (each === null || !Number.isFinite(each) ? 'after the deadline' : figure(each)));
  const head = [
    'question',
    'local',
    'statements',
    ...sizes.map(({ votes }) => `p50, ms: ${votes.toLocaleString('en')} votes`),
  ];
  return section(
    'Growth',
    part,
    [
      `The same questions on graphs of ${sizes.map(({ votes }) => votes.toLocaleString('en')).join(', ')} votes, each in a Neo4j with the same memory, asked in turn at one connection. Growth is the last graph's p50 over that of all votes, or over the first's where all votes are the last. The number of statements was found the same at every size. A question that is not local reads what grows with the graph.`,
      table(
        [...head, 'growth', 'db hits of the first request'],
        questions.map(({ title, local, statements, p50, growth, hits }) => [
          title,
          local ? 'yes' : 'no',
          statements,
          ...cells(p50),
          ...cells([growth]),
          hits.map((each) => each ?? 'after the deadline').join(', '),
        ]),
      ),
      '![Growth](plots/growth.svg)',
    ].join('\n\n'),
  );
}

/** @param {Part<import('../embedded.mjs').EmbeddedResult>} part */
function embeddedSection(part) {
  const { rounds, seconds, shapes, overNeo4j, start, resident } = part.result;
  const cell = (/** @type {number | undefined} */ of) => (of === undefined ? '' : figure(of));
  const rows = shapes.map(({ title, statements, p50, rate, overNeo4j: over }) => [
    title,
    statements,
    cell(p50.embedded),
    cell(p50.neo4j),
    cell(over),
    cell(rate.embedded),
    cell(rate.neo4j),
  ]);
  if (overNeo4j) rows.push(['geometric mean', '', '', '', figure(overNeo4j.mean), '', '']);
  return section(
    'The embedded graph',
    part,
    [
      `Both dossiers in one file, and Dragoman on Neo4j beside it, asked in turn, ${rounds} rounds of ${seconds} s; the answers were found equal. p50 at one connection, answers a second at 8; the ratio is the median of the rounds' ratios.`,
      table(
        [
          'shape',
          'statements',
          'p50 embedded, ms',
          'p50 on Neo4j, ms',
          'embedded over Neo4j',
          'embedded, 1/s',
          'on Neo4j, 1/s',
        ],
        rows,
      ),
      `From the command to the first answer: ${start.median.toFixed(0)} ms, the median of ${start.milliseconds.length}. Resident then: ${start.resident.toFixed(0)} MiB; before the first shape ${resident.idle.toFixed(0)} MiB, after the last ${resident.after.toFixed(0)} MiB.`,
    ].join('\n\n'),
  );
}

/** @param {NonNullable<Results['start']>} part @param {Results['speed']} speed */
function startSection(part, speed) {
  const { milliseconds, median: middle, resident } = part.result;
  const after =
    speed && `After the shapes above, on Neo4j, it was ${speed.result.resident.dragoman.after.toFixed(0)} MiB.`;
  return section(
    'Start and footprint',
    part,
    `From the command to the first answer, on an embedded graph that holds the shipped dossier: ${middle.toFixed(0)} ms, the median of ${milliseconds.length} (${Math.min(...milliseconds).toFixed(0)} to ${Math.max(...milliseconds).toFixed(0)}). Resident then: ${resident.toFixed(0)} MiB. ${after ?? ''}`.trim(),
  );
}

/**
 * @param {string} title
 * @param {Part<unknown>} part
 * @param {string} text
 */
function section(title, { date, command, machine, versions }, text) {
  return `## ${title}\n\n${date}, \`${command}\`, ${machine}; ${versions}.\n\n${text.trim()}`;
}

/**
 * @param {string[]} head
 * @param {(string | number)[][]} rows
 */
function table(head, rows) {
  const line = (/** @type {(string | number)[]} */ cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** @param {number} value */
function figure(value) {
  if (Math.abs(value) >= 100) return value.toFixed(0);
  return value.toFixed(Math.abs(value) >= 10 ? 1 : 2);
}
