import type { Operand, Parameter, Property } from '../query.ts';
import { type Bindings, column } from './bindings.ts';

/** `WHERE` and the conditions, or nothing. */
export function whereSql(conditions: readonly string[]): string {
  return conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
}

export function operandSql(operand: Operand, bindings: Bindings): string {
  if ('parameter' in operand) return `$${operand.parameter}`;
  if ('value' in operand) return `${operand.value}.value`;
  if ('literal' in operand) return typeof operand.literal === 'number' ? `${operand.literal}` : `'${operand.literal}'`;
  return column(operand.of.of, bindings.row(operand.of), operand.property);
}

/** SQL for the key of the entity that an operand is the id of, where it is one that has a key. */
export function keySql(operand: Operand, bindings: Bindings): string | undefined {
  if (!('property' in operand)) return undefined;
  const { of, property }: Property = operand;
  if (of.of === 'entity' && property === 'id') return bindings.key(of);
  if (of.of === 'fact' && (property === 'source' || property === 'target')) return `${bindings.row(of)}.${property}`;
  return undefined;
}

/** SQL for the key of the entity of an id. */
export function entityKeySql(id: Operand, bindings: Bindings): string {
  if ('value' in id && id.value === 'parent' && bindings.parentKey !== undefined) return bindings.parentKey;
  return `(SELECT k FROM entity WHERE id = ${operandSql(id, bindings)})`;
}

/** SQL for the keys of the entities of a list of ids. */
export function keysSql(ids: Parameter): string {
  return `(SELECT k FROM entity WHERE id IN ${listSql(ids)})`;
}

export function listSql({ parameter }: Parameter): string {
  return `(SELECT value FROM json_each($${parameter}))`;
}
