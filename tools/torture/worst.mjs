/**
 * Looks for the admitted request that keeps the server from others longest: climbs from operation to operation, by what
 * delays `/live` most while it is answered.
 */

import { readFile } from 'node:fs/promises';
import {
  getNamedType,
  getNullableType,
  getOperationAST,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isListType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
  parse,
  validate,
} from 'graphql';
import { DEFAULT_LIMITS } from '../../dist/api/limits.js';
import { planning } from '../../dist/api/plan/plan.js';
import { checkShape, fragmentsOf } from '../../dist/api/plan/shape.js';
import { defaultModel } from '../../dist/model/choice.js';
import { buildModelSchema } from '../../dist/model/index.js';
import { pause } from './process.mjs';
import { randomOf } from './random.mjs';

const model = await defaultModel();

/** How many are kept to go on from, and told. */
const KEPT = 10;
/** Times that a find is asked again; the least delay counts, since a machine has other things to do. */
const AGAIN = 3;
const PROBING_MS = 4;

/**
 * A field as it is selected, of objects of a type.
 *
 * @typedef {{ name: string, on: string | undefined, args: Record<string, unknown>, inner: Selected[] }} Selected
 * @typedef {{ fields: Selected[], query: string, variables: Record<string, unknown>, cost: number }} Candidate
 * @typedef {Candidate & { delay: number, took: number, bytes: number, status: number }} Find
 */

const schema = buildModelSchema(model);
const planOf = planning(schema, model);
const TAGS = Array.from({ length: 20 }, (_, at) => `qq-a-aaa-b-bbb-c-c${String(at).padStart(2, '0')}`);

/** Where it starts, besides what it makes up: one for each kind of work. */
const STARTS = [
  '{ entities(first: 100) { nodes { label(languages: $tags) description(languages: $tags) { value } } } }',
  '{ countries(first: 100) { nodes { relationships(first: 100) { nodes { label(languages: $tags) target { label(languages: $tags) } } } } } }',
  '{ countries(first: 100) { nodes { relationshipCounts(filter: { others: $ids }) { count } } } }',
  '{ activities(first: 100, filter: { concerns: $ids, places: $ids }) { nodes { ... on Activity { date { label } } } types { count } } }',
  '{ timeline(unit: DAY, filter: { concerns: $ids }) { buckets { activities(first: 100) { nodes { label } } } } }',
  '{ coParticipations(first: 100, filter: { concerns: $ids }) { edges { cursor node { activities(first: 100) { edges { cursor } } } } } }',
  '{ subgraph(ids: $ids, edgeLimit: 10000) { export(format: GEXF, languages: $tags) nodes { label } edges { label evidence { summary { value } } } } }',
  '{ neighborhood(of: $ids, depth: 3, limit: 500, edgeLimit: 10000) { omittedNodes edges { date { label } } } }',
  '{ paths(from: "Country:TR", to: "Country:US", maxLength: 6, first: 50) { nodes { label } edges { label } } }',
  '{ nodes(ids: $ids) { ... on Actor { participations(first: 100) { nodes { onBehalfOf { label } } } } } }',
  '{ documents(first: 100) { nodes { passages(first: 100) { nodes { summary { value } supports(first: 100) { nodes { label } } } } } } }',
  '{ search(query: "a", first: 100) { edges { cursor matched { value } } types { count } } }',
];

/**
 * @param {{ url: string }} server
 * @param {{ minutes: number, seed: number, say?: (line: string) => void }} options
 * @returns {Promise<{ asked: number, finds: readonly Find[] }>}
 */
export async function worst(server, { minutes, seed, say = () => {} }) {
  const random = randomOf(seed);
  const ids = await idsIn(server);
  /** @type {Map<string, Find>} by the fields that they select */
  const best = new Map();
  let asked = 0;
  const finds = () => [...best.values()].sort((one, other) => other.delay - one.delay);
  const starts = STARTS.map((text) => fieldsOf(text, ids));
  for (const end = performance.now() + minutes * 60_000; performance.now() < end; ) {
    const known = finds();
    const from =
      starts.shift() ??
      (random.chance(0.1) || known.length === 0
        ? madeUp()
        : known[Math.floor(known.length * random.next() ** 2)]?.fields) ??
      [];
    if (from.length === 0) continue;
    const candidate = fitted(starts.length > 0 ? from : mutated(from));
    if (!candidate) continue;
    asked++;
    const kind = kindOf(candidate);
    const least = Math.max(best.get(kind)?.delay ?? 0, known.length < KEPT ? 0 : (known.at(-1)?.delay ?? 0));
    const find = await measured(server, candidate, least);
    if (!find || find.delay <= least) continue;
    best.set(kind, find);
    if (best.size > KEPT) best.delete(kindOf(/** @type {Find} */ (finds().at(-1))));
    if (find === finds()[0]) say(`${Math.round(find.delay)} ms for ${find.query.slice(0, 300)}`);
  }
  return { asked, finds: finds() };

  /** @returns {Selected[]} */
  function madeUp() {
    return [grown('Query')].flatMap((each) => each ?? []);
  }

  /** A random field of a type, with something within. @param {string} type @param {number} [depth] @returns {Selected | undefined} */
  function grown(type, depth = 0) {
    const named = schema.getType(type);
    if (!isObjectType(named) && !isInterfaceType(named)) return undefined;
    const on =
      isInterfaceType(named) && random.chance(0.3)
        ? random.pick([...schema.getPossibleTypes(named), ...schema.getImplementations(named).interfaces])
        : named;
    const field = random.pick(Object.values(on.getFields()));
    const inner = getNamedType(field.type);
    if (isCompositeType(inner) && depth > 3) return undefined;
    const args = Object.fromEntries(
      field.args
        .filter((arg) => isRequiredArgument(arg) || random.chance(0.4))
        .map((arg) => [arg.name, exampleOf(arg)]),
    );
    const selected = {
      name: field.name,
      on: on === named ? undefined : on.name,
      args,
      inner: /** @type {Selected[]} */ ([]),
    };
    if (isLeafType(inner)) return selected;
    for (let more = 1 + random.below(3); more > 0; more--)
      selected.inner.push(...[grown(inner.name, depth + 1)].flatMap((each) => each ?? []));
    return selected.inner.length > 0 ? selected : undefined;
  }

  /** @param {import('graphql').GraphQLArgument | import('graphql').GraphQLInputField} input @returns {unknown} */
  function exampleOf(input) {
    const { price } = /** @type {{ price?: { most?: number } }} */ (input.extensions);
    const bare = getNullableType(input.type);
    if (isListType(bare)) {
      const length = random.pick([1, 5, 20, 50, 200, price?.most ?? 200]);
      if (getNamedType(bare).name === 'ID') return ids.slice(0, length);
      if (getNamedType(bare).name === 'LanguageTag') return TAGS.slice(0, length);
      return Array.from({ length: isInputObjectType(getNamedType(bare)) ? Math.min(length, 10) : 1 }, () =>
        leafOf(getNamedType(bare)),
      );
    }
    if (bare.toString() === 'Int') return random.pick([1, 10, 50, price?.most ?? 100, price?.most ?? 100]);
    return leafOf(bare);
  }

  /** @param {import('graphql').GraphQLInputType} type @returns {unknown} */
  function leafOf(type) {
    if (isEnumType(type)) return random.pick(type.getValues()).name;
    if (isInputObjectType(type))
      return Object.fromEntries(
        Object.values(type.getFields())
          .filter((field) => isRequiredInputField(field) || random.chance(0.3))
          .map((field) => [field.name, exampleOf(field)]),
      );
    const name = getNamedType(type).name;
    if (name === 'Boolean') return random.chance(0.5);
    if (name === 'ID') return random.pick(ids);
    return name === 'EDTF'
      ? random.pick(['1945/2030', '2000', '2023-10-07/..'])
      : random.pick(['a', 'e', 'un', 'resolution', 'state']);
  }

  /** Some changes to a copy. @param {readonly Selected[]} fields @returns {Selected[]} */
  function mutated(fields) {
    const copy = structuredClone([...fields]);
    for (let changes = 1 + random.below(3); changes > 0; changes--) {
      const all = [...within(copy, 'Query')];
      const { selected, siblings, type } = random.pick(all);
      const inner = innerType(type, selected);
      const change = random.next();
      if (change < 0.35 && inner) selected.inner.push(...[grown(inner)].flatMap((each) => each ?? []));
      else if (change < 0.6)
        for (let times = random.pick([1, 3, 10, 45]); times > 0; times--) siblings.push(structuredClone(selected));
      else if (change < 0.7 && siblings.length > 1) siblings.splice(siblings.indexOf(selected), 1);
      else {
        const field = definition(type, selected);
        const arg = field && field.args.length > 0 ? random.pick(field.args) : undefined;
        if (arg) selected.args[arg.name] = exampleOf(arg);
      }
    }
    return copy;
  }

  /** What is admitted of an operation, as near to the most that one may cost as it can be. @param {Selected[]} fields @returns {Candidate | undefined} */
  function fitted(fields) {
    for (let tries = 0; tries < 30; tries++) {
      const { query, variables } = printed(fields);
      const cost = costOf(query, variables);
      if (cost === undefined) return undefined;
      if (cost <= DEFAULT_LIMITS.cost) return { fields, query, variables, cost };
      const all = [...within(fields, 'Query')];
      const { selected, siblings } = random.pick(all);
      const number = Object.entries(selected.args).find(([, value]) => typeof value === 'number' && value > 1);
      if (number) selected.args[number[0]] = Math.ceil(Number(number[1]) * 0.7);
      else if (siblings.length > 1) siblings.splice(siblings.indexOf(selected), 1);
    }
    return undefined;
  }
}

/** What an operation costs where it is admitted so far. @param {string} query @param {Record<string, unknown>} variables */
function costOf(query, variables) {
  if (JSON.stringify({ query, variables }).length > DEFAULT_LIMITS.bodyBytes) return undefined;
  const document = parse(query);
  try {
    checkShape(document, DEFAULT_LIMITS);
  } catch {
    return undefined;
  }
  const operation = getOperationAST(document);
  if ((document.tokenCount ?? 0) > DEFAULT_LIMITS.tokens || !operation || validate(schema, document).length > 0)
    return undefined;
  const plan = planOf(operation, fragmentsOf(document), () => {});
  const { coerced } = plan.variables(variables);
  return coerced && plan.cost(coerced);
}

/** @param {string} type @param {Selected} selected */
function definition(type, { name, on }) {
  const named = schema.getType(on ?? type);
  return isObjectType(named) || isInterfaceType(named) ? named.getFields()[name] : undefined;
}

/** @param {string} type @param {Selected} selected */
function innerType(type, selected) {
  const field = definition(type, selected);
  const inner = field && getNamedType(field.type);
  return inner && isCompositeType(inner) ? inner.name : undefined;
}

/** Every field, with those beside it. @param {Selected[]} siblings @param {string} type @returns {Generator<{ selected: Selected, siblings: Selected[], type: string }>} */
function* within(siblings, type) {
  for (const selected of siblings) {
    yield { selected, siblings, type };
    yield* within(selected.inner, innerType(type, selected) ?? '');
  }
}

/** @param {Candidate} candidate */
function kindOf({ fields }) {
  return [
    ...new Set([...within(fields, 'Query')].map(({ selected, type }) => `${selected.on ?? type}.${selected.name}`)),
  ]
    .sort()
    .join(' ');
}

/** The text of an operation; values that are the same are one variable. @param {readonly Selected[]} fields */
function printed(fields) {
  /** @type {Record<string, unknown>} */
  const variables = {};
  /** @type {Map<string, string>} */
  const declared = new Map();
  /** @param {readonly Selected[]} selection @param {string} type @returns {string} */
  const print = (selection, type) => {
    const keys = new Set();
    const parts = selection.map((selected) => {
      const field = definition(type, selected);
      const args = Object.entries(selected.args).map(([name, value]) => {
        const key = `${field?.args.find((arg) => arg.name === name)?.type} = ${JSON.stringify(value)}`;
        const variable = declared.get(key) ?? `v${declared.size}`;
        declared.set(key, variable);
        variables[variable] = value;
        return `${name}: $${variable}`;
      });
      const alias = keys.has(selected.name) ? `f${keys.size}: ` : '';
      keys.add(alias === '' ? selected.name : alias);
      const text = `${alias}${selected.name}${args.length > 0 ? `(${args.join(', ')})` : ''}${selected.inner.length > 0 ? ` ${print(selected.inner, innerType(type, selected) ?? '')}` : ''}`;
      return selected.on ? `... on ${selected.on} { ${text} }` : text;
    });
    return `{ ${parts.join(' ')} }`;
  };
  const body = print(fields, 'Query');
  const head = [...declared].map(([key, variable]) => `$${variable}: ${key.slice(0, key.indexOf(' = '))}`);
  return { query: `query${head.length > 0 ? ` (${head.join(', ')})` : ''} ${body}`, variables };
}

/** A text as fields. @param {string} text @param {readonly string[]} ids @returns {Selected[]} */
function fieldsOf(text, ids) {
  const operation = getOperationAST(parse(text));
  /** @param {import('graphql').ValueNode} node @returns {unknown} */
  const value = (node) => {
    if (node.kind === 'Variable') return node.name.value === 'ids' ? ids.slice(0, 200) : TAGS;
    if (node.kind === 'ObjectValue')
      return Object.fromEntries(node.fields.map((field) => [field.name.value, value(field.value)]));
    if (node.kind === 'IntValue') return Number(node.value);
    return 'value' in node ? node.value : null;
  };
  /** @param {import('graphql').SelectionSetNode | undefined} set @param {string} [on] @returns {Selected[]} */
  const selection = (set, on) =>
    set?.selections.flatMap((each) => {
      if (each.kind === 'InlineFragment') return selection(each.selectionSet, each.typeCondition?.name.value);
      if (each.kind !== 'Field') return [];
      const args = Object.fromEntries(each.arguments?.map((arg) => [arg.name.value, value(arg.value)]) ?? []);
      return [{ name: each.name.value, on, args, inner: selection(each.selectionSet) }];
    }) ?? [];
  return selection(operation?.selectionSet);
}

/** Ids of what a server has, the best connected first. @param {{ url: string }} server @returns {Promise<readonly string[]>} */
async function idsIn(server) {
  const lists = ['countries', 'organizations', 'cities'].map((list) => `${list}(first: 100) { nodes { id degree } }`);
  const { data } = await (
    await post(server, {
      query: `{ ${lists.join(' ')} activities(first: 100) { nodes { id degree } } entities(first: 100) { nodes { id degree } } }`,
    })
  ).json();
  const nodes = Object.values(data).flatMap(
    (list) => /** @type {{ nodes: { id: string, degree: number }[] }} */ (list).nodes,
  );
  return [...new Set(nodes.sort((one, other) => other.degree - one.degree).map(({ id }) => id))];
}

/** @param {{ url: string }} server @param {unknown} body */
function post({ url }, body) {
  return fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-encoding': 'identity' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(120_000),
  });
}

/**
 * What a request does to `/live`: again and again, where the first time was more than another did, and the least counts.
 *
 * @param {{ url: string }} server @param {Candidate} candidate @param {number} atLeast
 * @returns {Promise<Find | undefined>} undefined where it is refused
 */
async function measured(server, candidate, atLeast) {
  /** @type {Find | undefined} */
  let least;
  for (let time = 0; time < AGAIN; time++) {
    const probing = probe(server);
    const started = performance.now();
    const response = await post(server, { query: candidate.query, variables: candidate.variables });
    const bytes = (await response.arrayBuffer()).byteLength;
    const took = performance.now() - started;
    const delay = await probing.stop();
    if (response.status === 400) return undefined;
    const found = { ...candidate, delay, took, bytes, status: response.status };
    if (!least || found.delay < least.delay) least = found;
    if (least.delay <= atLeast) return least;
  }
  return least;
}

/**
 * Asks for `/live` all the time. `stop` tells the longest that it took, at most so long as the server's own thread ran
 * meanwhile: what other processes delay on a machine with other work is none of the server's doing.
 *
 * @param {{ url: string, child: { pid?: number | undefined } }} server
 */
function probe(server) {
  let isOver = false;
  let longest = 0;
  const done = (async () => {
    while (!isOver) {
      const ran = await ranUntilNow(server);
      const started = performance.now();
      await (await fetch(`${server.url}/live`)).arrayBuffer();
      const took = performance.now() - started;
      longest = Math.max(longest, Math.min(took, (await ranUntilNow(server)) - ran));
      await pause(PROBING_MS);
    }
  })();
  return {
    stop: async () => {
      isOver = true;
      await done;
      return longest;
    },
  };
}

/** Milliseconds for which the thread of a server's event loop has run; of no use where there is no /proc. @param {{ child: { pid?: number | undefined } }} server */
async function ranUntilNow({ child: { pid } }) {
  const stat = await readFile(`/proc/${pid}/task/${pid}/schedstat`, 'utf8').catch(() => undefined);
  // Without it the wall clock counts alone: the second of two is more by far.
  return stat === undefined ? performance.now() * 1e6 : Number(stat.split(' ', 1)[0]) / 1e6;
}

/** The finds as a table of Markdown. @param {readonly Find[]} finds */
export function tableOf(finds) {
  const rows = finds.map(({ delay, took, cost, bytes, status, query }) => {
    const text = query.replaceAll('|', '\\|');
    const shown = text.length > 260 ? `${text.slice(0, 260)}…` : text;
    return `| ${delay.toFixed(0)} ms | ${took.toFixed(0)} ms | ${cost} | ${(bytes / 1_000).toFixed(0)} kB | ${status} | \`${shown}\` |`;
  });
  return [
    '| `/live` took up to | the answer | cost | size | status | request |',
    '|---|---|---|---|---|---|',
    ...rows,
  ].join('\n');
}
