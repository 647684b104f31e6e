import type { RelationshipType } from '../../declare/relationship.ts';
import type { Problem } from '../../yaml/problem.ts';
import type { StatedRow } from '../read/seed.ts';
import type { GraphReader } from '../store/graph-reader.ts';
import { textOf } from '../store/stored.ts';

/** A step from an entity to another. Without a fact of this dossier's it is another one's. */
interface Step {
  readonly source: string;
  readonly target: string;
  readonly fact: StatedRow | undefined;
}

/** The facts that close a circle, or make a chain that is too long, where their type may not; other dossiers count too. */
export async function checkAcyclic(
  reader: GraphReader,
  type: RelationshipType,
  facts: readonly StatedRow[],
): Promise<Problem[]> {
  const own = facts
    .map((fact) => ({ source: textOf(fact.row, 'source') ?? '', target: textOf(fact.row, 'target') ?? '', fact }))
    .filter(({ source, target }) => source !== target);
  if (!type.acyclic || own.length === 0) return [];
  const theirs = await reader.stepsOfOthers(type.name);
  return problemsOf(type, type.acyclic.steps, [...own, ...theirs.map((step) => ({ ...step, fact: undefined }))]);
}

function problemsOf({ name }: RelationshipType, most: number, steps: readonly Step[]): Problem[] {
  const onward = byEnd(steps, 'source');
  const { longest, circular } = chains(steps, onward);
  const told = new Set<string>();
  return steps.flatMap(({ source, target, fact }) => {
    if (!fact || told.has(source)) return [];
    const circle = circular.has(source) && circular.has(target) ? wayBack(onward, circular, target, source) : undefined;
    const chain = circle ?? longest.get(source) ?? [];
    if (!circle && chain.length - 1 <= most) return [];
    for (const id of chain) told.add(id);
    const way = circle ? [source, ...circle] : chain;
    const message = circle
      ? `${name} leads back to where it started: ${way.join(', ')}; expected no circle.`
      : `${name} takes ${chain.length - 1} steps on end: ${way.join(', ')}; expected at most ${most}.`;
    return [{ file: fact.file, line: fact.line, message }];
  });
}

/** The longest chain from each entity, and the entities that have none since a circle begins at them or behind them. */
function chains(steps: readonly Step[], onward: ReadonlyMap<string, readonly Step[]>) {
  const backward = byEnd(steps, 'target');
  const left = new Map<string, number>();
  for (const { source, target } of steps) {
    left.set(source, onward.get(source)?.length ?? 0);
    if (!left.has(target)) left.set(target, onward.get(target)?.length ?? 0);
  }
  const longest = new Map<string, readonly string[]>();
  const ready = [...left].filter(([, count]) => count === 0).map(([id]) => id);
  for (const id of ready) longest.set(id, [id]);
  for (let id = ready.pop(); id !== undefined; id = ready.pop()) {
    const chain = longest.get(id) ?? [id];
    left.delete(id);
    for (const { source } of backward.get(id) ?? []) {
      // A chain of thousands of steps is refused as well as one of seven: no need to carry it on.
      const longer = chain.length > MAX_CHAIN ? chain : [source, ...chain];
      if ((longest.get(source)?.length ?? 0) < longer.length) longest.set(source, longer);
      const count = (left.get(source) ?? 0) - 1;
      left.set(source, count);
      if (count === 0) ready.push(source);
    }
  }
  return { longest, circular: new Set(left.keys()) };
}

const MAX_CHAIN = 20;

/** The shortest way from an entity back to another, inside what is circular. */
function wayBack(
  onward: ReadonlyMap<string, readonly Step[]>,
  circular: ReadonlySet<string>,
  from: string,
  to: string,
): string[] | undefined {
  const before = new Map<string, string | undefined>([[from, undefined]]);
  for (const id of before.keys()) {
    if (id === to) return chainBefore(before, to);
    for (const { target } of onward.get(id) ?? []) {
      if (circular.has(target) && !before.has(target)) before.set(target, id);
    }
  }
  return undefined;
}

function chainBefore(before: ReadonlyMap<string, string | undefined>, end: string): string[] {
  const chain: string[] = [];
  for (let id: string | undefined = end; id !== undefined; id = before.get(id)) chain.unshift(id);
  return chain;
}

function byEnd(steps: readonly Step[], end: 'source' | 'target'): Map<string, Step[]> {
  const groups = new Map<string, Step[]>();
  for (const step of steps) {
    const group = groups.get(step[end]);
    if (group) group.push(step);
    else groups.set(step[end], [step]);
  }
  return groups;
}
