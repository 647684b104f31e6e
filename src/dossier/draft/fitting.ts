import { type EntityType, isA, labelsOf } from '../../declare/entity.ts';
import type { ChoiceProperty, Properties, Property } from '../../declare/property.ts';
import type { RelationshipType } from '../../declare/relationship.ts';

/** How well a type of fact fits between two types: how many of its ends are these very types; negative where it does not. */
export function fits(relationship: RelationshipType, from: EntityType, to: EntityType): number {
  const nearness = (type: EntityType, declared: RelationshipType['ends'][number]['from']['type']) => {
    if (!isA(type, declared)) return Number.NEGATIVE_INFINITY;
    return declared.kind === 'type' ? 2 : labelsOf(type).indexOf(declared.name) < labelsOf(type).length - 1 ? 1 : 0;
  };
  return Math.max(...relationship.ends.map((ends) => nearness(from, ends.from.type) + nearness(to, ends.to.type)));
}

/** Whether all that must be said can be guessed. @param has whether a column has a property */
export function canSay(properties: Properties, has: (name: string) => boolean = () => false): boolean {
  return Object.entries(properties).every(
    ([name, property]) => property.optional || property.kind === 'choice' || has(name),
  );
}

/** The value that is guessed of a property which must be there; undefined of any other. */
export function neededGuess(property: Property): string | undefined {
  const isNeeded = !property.optional && !('byDefault' in property && property.byDefault !== undefined);
  return property.kind === 'choice' && isNeeded ? guessOf(property) : undefined;
}

/**
 * What a row says of a property: what stands for the cell of a column, and where that is empty what is guessed; nothing where
 * neither is there.
 */
export function saying(
  name: string,
  cell: string | undefined,
  guess: string | undefined,
  hasEmpty: boolean | undefined = false,
): string {
  if (cell === undefined) return guess === undefined ? '' : `, ${name}: ${guess}`;
  return `, ${name}: ${guess !== undefined && hasEmpty ? `{ first: [${cell}, ${guess}] }` : cell}`;
}

export function guessOf({ guess, byDefault, vocabulary }: ChoiceProperty): string {
  return guess ?? byDefault ?? Object.keys(vocabulary.values)[0] ?? '';
}

/** What a property wants to be. */
export function expected(seed: Property['seed']): string {
  return seed.safeParse('').error?.issues[0]?.message ?? 'a text';
}
