import {
  entityAs,
  factAs,
  type IndexOf,
  type NodePattern,
  type Pattern,
  type StepPattern,
  type Variable,
} from '../query.ts';
import type { Bindings } from './bindings.ts';
import { entityKeySql, keysSql, whereSql } from './operands.ts';
import { hasLabel, indexName } from './schema.ts';

/** Rows of a query: what they come from, joined one after the other, and what they have to pass. */
export interface Rows {
  readonly from: readonly string[];
  readonly where: readonly string[];
}

/** The label that every entity has. */
const EVERY = 'Entity';

/**
 * A query of rows. Last, since what is said of variables in the other parts decides which rows are joined. The order of
 * joins is fixed: it starts from what is known.
 */
export function selectSql(columns: string, { from, where }: Rows, bindings: Bindings, rest = ''): string {
  const joined = [...from, ...bindings.joins()];
  return `SELECT ${columns}${joined.length === 0 ? '' : ` FROM ${joined.join(' CROSS JOIN ')}`} ${whereSql(where)} ${rest}`;
}

/**
 * The rows that fit a pattern; binds its variables.
 *
 * @param index by which the rows of its variable are found
 */
export function patternSql({ from: start, steps }: Pattern, bindings: Bindings, index?: IndexOf): Rows {
  const from: string[] = [];
  const where: string[] = [];
  const only = steps.length === 0;
  const indexed = ({ of, name }: Variable) =>
    index?.of.name === name
      ? ` INDEXED BY ${indexName(of === 'fact' ? 'relationship' : 'node', index.name, index.properties)}`
      : '';

  /** Binds a node to a key that is known, and tests its label. */
  function reach({ as, label }: NodePattern, key: string): string {
    const variable = as ?? entityAs(bindings.unnamed('n'));
    if (bindings.has(variable)) {
      if (bindings.key(variable) !== key) where.push(`${key} = ${bindings.key(variable)}`);
      return key;
    }
    bindings.bind(variable, key, false);
    if (label !== undefined && label !== EVERY) where.push(hasLabel(bindings.row(variable), label));
    return key;
  }

  function begin(node: NodePattern): string | undefined {
    const { as, id, ids } = node;
    if (as && bindings.has(as)) return bindings.key(as);
    if (id) return reach(node, entityKeySql(id, bindings));
    if (only && as) {
      from.push(`${as.of} AS ${as.name}${indexed(as)}`);
      bindings.bind(as, `${as.name}.k`, true);
      if (as.of === 'entity' && node.label !== undefined && node.label !== EVERY)
        where.push(hasLabel(as.name, node.label));
      if (ids) where.push(`${as.name}.k IN ${keysSql(ids)}`);
    }
    return undefined;
  }

  /** @returns the key of the node that a step leads to */
  function take(step: StepPattern, before: string | undefined, node: NodePattern): string {
    const { type, direction, to } = step;
    const fact = step.fact ?? factAs(bindings.unnamed('f'));
    const [near, far] = direction === 'out' ? ['source', 'target'] : ['target', 'source'];
    from.push(`fact AS ${fact.name}${indexed(fact)}`);
    bindings.bind(fact, `${fact.name}.k`, true);
    if (before === undefined) reach(node, `${fact.name}.${near}`);
    else where.push(`${fact.name}.${near} = ${before}`);
    where.push(`${fact.name}.type = '${type}'`);
    const key = `${fact.name}.${far}`;
    if (to.id) where.push(`${key} = ${entityKeySql(to.id, bindings)}`);
    if (to.ids) where.push(`${key} IN ${keysSql(to.ids)}`);
    return reach(to, key);
  }

  /** Steps on end, which start from what is known: from the node before, or from the ids at the other end. */
  function repeat(step: StepPattern, before: string): string | undefined {
    const { type, direction, to, repeat: [least, most] = [1, 1] } = step;
    const [near, far] = direction === 'out' ? ['source', 'target'] : ['target', 'source'];
    if (to.ids) {
      const start = `SELECT k, 0 FROM entity AS n WHERE n.k IN ${keysSql(to.ids)}${to.label === undefined || to.label === EVERY ? '' : ` AND ${hasLabel('n', to.label)}`}`;
      where.push(
        `${before} IN (${reachableSql({ start, type, near: far, far: near, most })} SELECT k FROM reached WHERE steps >= ${least})`,
      );
      return undefined;
    }
    const name = bindings.unnamed('n');
    from.push(
      `json_each((${reachableSql({ start: `SELECT ${before}, 0`, type, near, far, most })} SELECT json_group_array(DISTINCT k) FROM reached WHERE steps >= ${least})) AS ${name}_keys`,
    );
    return reach(to, `${name}_keys.value`);
  }

  let key = begin(start);
  let node = start;
  for (const step of steps) {
    key = step.repeat && key !== undefined ? repeat(step, key) : take(step, key, node);
    node = step.to;
  }
  return { from, where };
}

function reachableSql(of: { start: string; type: string; near: string; far: string; most: number }): string {
  return `WITH RECURSIVE reached (k, steps) AS (${of.start} UNION SELECT f.${of.far}, steps + 1 FROM reached CROSS JOIN fact AS f ON f.${of.near} = reached.k AND f.type = '${of.type}' WHERE steps < ${of.most})`;
}
