import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  visit,
} from 'graphql';
import { TooCostly } from '../../declare/errors.ts';
import type { Limits } from '../limits.ts';

/**
 * Refuses a document by its shape alone, before it is validated: that is the first work whose amount it decides.
 * A fragment is looked at once, however often it is used.
 *
 * @throws TooCostly naming the limit, the value and how to stay under it
 */
export function checkShape(document: DocumentNode, limits: Limits): void {
  let aliases = 0;
  let directives = 0;
  visit(document, {
    Field: (field) => {
      if (field.alias) aliases++;
    },
    Directive: () => {
      directives++;
    },
  });
  refuse('aliases', aliases, limits.aliases, 'Ask in several operations, or read many things by id with nodes(ids:).');
  refuse('directives', directives, limits.directives, 'Leave out @include and @skip where nothing depends on them.');
  const fragments = fragmentsOf(document);
  const operations = document.definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION);
  refuse(
    'depth',
    deepest(operations, fragments),
    limits.depth,
    'Ask for the inner objects by their ids in a further operation.',
  );
  const roots = fieldCounter(fragments);
  const rootFields = Math.max(0, ...operations.map(({ selectionSet }) => roots(selectionSet)));
  refuse('root fields', rootFields, limits.rootFields, 'Ask in several operations.');
}

/** The fragments of a document by name. */
export function fragmentsOf({ definitions }: DocumentNode): Fragments {
  return new Map(
    definitions.flatMap((each) => (each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each]] : [])),
  );
}

/** @throws TooCostly when the value is above the limit */
export function refuse(what: string, value: number, limit: number, instead: string): void {
  if (value > limit)
    throw new TooCostly(`${what}: ${plain(value)} in this operation, and ${limit} is the most. ${instead}`);
}

/** A number as a person reads it: what doubles from fragment to fragment soon has more digits than sense. */
function plain(value: number): string {
  return value < 1e12 ? String(Math.round(value)) : 'more than 1000000000000';
}

export type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

function deepest(operations: readonly OperationDefinitionNode[], fragments: Fragments): number {
  const measure = overSelections(fragments, Math.max, (_field, inside) => 1 + inside);
  return Math.max(0, ...operations.map(({ selectionSet }) => measure(selectionSet)));
}

function fieldCounter(fragments: Fragments): (selections: SelectionSetNode) => number {
  return overSelections(
    fragments,
    (sum, next) => sum + next,
    () => 1,
  );
}

/**
 * A measure of a selection set, made of those of its fields. What a fragment measures is kept; one that uses itself,
 * which validation refuses later, counts as nothing there.
 */
function overSelections(
  fragments: Fragments,
  join: (a: number, b: number) => number,
  ofField: (name: string, inside: number) => number,
): (selections: SelectionSetNode) => number {
  const known = new Map<string, number>();
  function measure({ selections }: SelectionSetNode): number {
    let total = 0;
    for (const each of selections) {
      if (each.kind === Kind.FRAGMENT_SPREAD) total = join(total, ofFragment(each.name.value));
      else if (each.kind === Kind.INLINE_FRAGMENT) total = join(total, measure(each.selectionSet));
      else total = join(total, ofField(each.name.value, each.selectionSet ? measure(each.selectionSet) : 0));
    }
    return total;
  }
  function ofFragment(name: string): number {
    const before = known.get(name);
    if (before !== undefined) return before;
    known.set(name, 0);
    const fragment = fragments.get(name);
    const found = fragment ? measure(fragment.selectionSet) : 0;
    known.set(name, found);
    return found;
  }
  return measure;
}
