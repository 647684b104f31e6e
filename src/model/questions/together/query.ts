import { BadUserInput } from '../../../declare/errors.ts';
import { type FilterValue, listed, Scope } from '../../../declare/filter.ts';
import type { Order } from '../../../declare/list/paging.ts';
import { type Model, typeNames } from '../../../declare/model.ts';
import type { Operation } from '../../../declare/operation.ts';

/** What counts as having taken part together. */
export interface Together {
  readonly filter?: FilterValue | null | undefined;
  /** Both held a common role. */
  readonly sameRole: boolean;
  /** An actor also took part where another did on its behalf. Default: it did not. */
  readonly throughRepresentatives?: boolean | undefined;
}

/** The arguments of a question for pairs. */
export interface PairQuery extends Together {
  readonly actors?: readonly string[] | null | undefined;
  readonly actorTypes?: readonly string[] | null | undefined;
  readonly minimum: number;
}

/** Which pairs a question is about. */
export interface Among {
  readonly actors: readonly string[] | undefined;
  /** Names of types. */
  readonly types: readonly string[] | undefined;
  readonly minimum: number;
}

/** @throws BadUserInput */
export function amongOf(model: Model, { actors, actorTypes, minimum }: PairQuery): Among {
  if (minimum < 1) throw new BadUserInput(`minimum: ${minimum} is too small. A pair shares at least 1.`);
  return {
    actors: actors ? listed('actors', actors) : undefined,
    types: typesOf(model, actorTypes),
    minimum,
  };
}

/** @throws BadUserInput where an actor that was named is nothing */
export async function checkActors(operation: Operation, { actors = [] }: Among): Promise<void> {
  const scope = new Scope();
  scope.name('actors', actors);
  await operation.mustExist(scope.named);
}

/** The names of types, by the values of the schema. @throws BadUserInput */
export function typesOf(model: Model, actorTypes: readonly string[] | null | undefined): string[] | undefined {
  return actorTypes ? typeNames(model, listed('actorTypes', actorTypes)) : undefined;
}

/** By count, most first, then by ids: a key that is made for each row. */
export const BY_RANK: Order = { property: 'rank', direction: 'ASC' };

/** What the lists are called, and their statements and cursors with them. */
export const LISTS = {
  partners: 'Actor.coParticipants',
  pairs: 'coParticipations',
  activities: 'CoParticipation.activities',
} as const;
