import { identityOf } from './declarations.ts';
import type { ModelDefinition, PropertyDefinition } from './definition.ts';

type Properties = { readonly [name: string]: PropertyDefinition };

/**
 * Why what is stored in one model cannot be read in another, as the end of a sentence about the other; undefined where it
 * can: a model may grow, but what is there must stay what it is.
 */
export function unreadableIn(stored: ModelDefinition, next: ModelDefinition): string | undefined {
  return (
    missing('the entity', stored.entities, next.entities) ??
    missing('the relationship', stored.relationships, next.relationships) ??
    first(stored.vocabularies, ([name, { values }]) =>
      missing(`the value of ${name}`, values, next.vocabularies[name]?.values ?? {}),
    ) ??
    first(stored.interfaces, ([name, { properties }]) =>
      changed(name, properties, next.interfaces[name]?.properties),
    ) ??
    first(stored.entities, ([name, { properties, is }]) => {
      const lost = is.find((each) => !next.entities[name]?.is.includes(each));
      if (lost !== undefined) return `${name} is no ${lost} in it`;
      return changed(name, properties, next.entities[name]?.properties);
    }) ??
    first(stored.relationships, ([name, relationship]) => {
      const other = next.relationships[name];
      if (!other) return undefined;
      if (relationship.plays !== other.plays) return `${name} plays ${other.plays ?? 'no part'} in it`;
      const [before, after] = [identityOf(relationship), identityOf(other)];
      if (before.join() !== after.join())
        return `two facts of ${name} are told apart by ${listed(after)} in it, and by ${listed(before)} in the graph`;
      return changed(name, relationship.properties, other.properties);
    })
  );
}

function first<T>(
  declared: { readonly [name: string]: T },
  of: (entry: [name: string, declared: T]) => string | undefined,
): string | undefined {
  for (const entry of Object.entries(declared)) {
    const found = of(entry);
    if (found !== undefined) return found;
  }
  return undefined;
}

function missing(what: string, stored: object, next: object): string | undefined {
  const name = Object.keys(stored).find((each) => !(each in next));
  return name === undefined ? undefined : `${what} ${name} is not in it`;
}

function changed(of: string, stored: Properties, next: Properties = {}): string | undefined {
  return first(stored, ([name, { kind }]) => {
    const other = next[name]?.kind;
    if (other === kind) return undefined;
    return other === undefined ? `${of} has no ${name} in it` : `${name} of ${of} is a ${other} in it, and no ${kind}`;
  });
}

const listed = (names: readonly string[]) => ['the date', ...names].join(', ');
