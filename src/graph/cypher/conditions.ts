import type { Condition, NodePattern, Operand, Pattern, StepPattern } from '../query.ts';

/** `WHERE` and the conditions, or nothing. */
export function whereText(conditions: readonly Condition[]): string {
  return whereTexts(conditions.map(conditionText));
}

export function whereTexts(conditions: readonly string[]): string {
  return conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
}

/** A condition, in parentheses where what stands beside it could take it apart. */
export function conditionText(condition: Condition): string {
  switch (condition.is) {
    case 'compared':
      return `${operandText(condition.left)} ${condition.by} ${operandText(condition.right)}`;
    case 'in':
      return `${operandText(condition.left)} IN ${operandText(condition.list)}`;
    case 'absent':
      return `${operandText(condition.property)} IS NULL`;
    case 'having any':
      return `any(each IN ${operandText(condition.property)} WHERE each IN ${operandText(condition.list)})`;
    case 'not':
      return `NOT ${conditionText(condition.condition)}`;
    case 'and':
    case 'or':
      return `(${condition.conditions.map(conditionText).join(condition.is === 'and' ? ' AND ' : ' OR ')})`;
    case 'exists':
      return `EXISTS { MATCH ${patternText(condition.pattern)} ${whereTexts([
        ...idsTexts(condition.pattern),
        ...condition.where.map(conditionText),
      ])} }`;
    case 'reported':
      return `any(passage IN ${condition.of.name}.evidence WHERE any(prefix IN ${operandText(condition.prefixes)} WHERE passage STARTS WITH prefix))`;
    case 'stated':
      return `any(dossier IN ${condition.of.name}.dossiers WHERE dossier IN ${operandText(condition.dossiers)})`;
    case 'named': {
      const names = `${condition.of.name}.searchText`;
      // The anchor alone is what a text index finds.
      return `(${names} CONTAINS ${operandText(condition.anchor)} AND any(name IN split(${names}, '\\n') WHERE all(ways IN ${operandText(condition.words)} WHERE any(way IN ways WHERE all(fragment IN way WHERE name CONTAINS fragment)))))`;
    }
  }
}

export function operandText(operand: Operand): string {
  if ('parameter' in operand) return `$${operand.parameter}`;
  if ('value' in operand) return operand.value;
  if ('literal' in operand) return typeof operand.literal === 'number' ? `${operand.literal}` : `'${operand.literal}'`;
  const { of, property } = operand;
  return of.of === 'fact' && property === 'type' ? `type(${of.name})` : `${of.name}.${property}`;
}

export function patternText({ from, steps }: Pattern): string {
  return nodeText(from) + steps.map((step) => `${stepText(step)}${nodeText(step.to)}`).join('');
}

/** What nodes of a pattern that are one of several have to pass. */
export function idsTexts({ from, steps }: Pattern): string[] {
  return [from, ...steps.map(({ to }) => to)].flatMap(({ as, ids }) =>
    as && ids ? [`${as.name}.id IN ${operandText(ids)}`] : [],
  );
}

function nodeText({ as, label, id }: NodePattern): string {
  return `(${as?.name ?? ''}${label ? `:${label}` : ''}${id ? ` {id: ${operandText(id)}}` : ''})`;
}

function stepText({ fact, type, direction, repeat }: StepPattern): string {
  const inner = `[${fact?.name ?? ''}:${type}${repeat ? `*${repeat.join('..')}` : ''}]`;
  return direction === 'out' ? `-${inner}->` : `<-${inner}-`;
}
