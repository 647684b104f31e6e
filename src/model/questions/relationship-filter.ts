import { isA } from '../../declare/entity.ts';
import {
  among,
  amongTypes,
  conditionsOf,
  during,
  type FilterField,
  type FilterValue,
  listed,
  reportedIn,
  type Scope,
  statedBy,
} from '../../declare/filter.ts';
import { kindOfId } from '../../declare/ids.ts';
import type { Side } from '../../declare/list/facts.ts';
import { type Model, typeNamed } from '../../declare/model.ts';
import { rememberedBy } from '../../declare/once.ts';
import { EACH } from '../../declare/price.ts';
import { type Condition, entityAs, factAs, isIn, property } from '../../graph/query.ts';
import { rolesOf } from './participation.ts';

const noCondition: FilterField['conditions'] = () => [];

/** Which facts of an entity. The other end is at both places of a condition. */
export const relationshipFilter = rememberedBy(
  ({ parts: { participation } }: Model): { readonly [name: string]: FilterField } => ({
    types: {
      description: undefined,
      input: { list: true, of: 'RelationshipType', price: EACH },
      conditions: noCondition,
    },
    ...(participation
      ? {
          roles: among('role', rolesOf(participation), {
            description: 'Only participations in these roles; other types are left out.',
          }),
        }
      : {}),
    others: {
      description: 'With one of these at the other end.',
      input: { list: true, of: 'ID', price: EACH },
      conditions: (value, { target }, scope, _filter, argument) => [
        isIn(property(target, 'id'), scope.ids(argument, listed(argument, value))),
      ],
    },
    otherTypes: amongTypes('target', 'With an entity of one of these types at the other end.'),
    outgoing: {
      description: 'Only those of which it is the source, or only those of which it is the target.',
      input: { of: 'Boolean', price: 'nothing' },
      conditions: noCondition,
    },
    ...during('fact', 'The fact’s own date.'),
    documents: reportedIn(),
    dossiers: statedBy('fact'),
  }),
);

/** A type of fact seen from one of its ends. */
export interface SidedType {
  readonly type: string;
  readonly side: Side;
}

/**
 * The types of facts, each with the side, that entities of these ids can have and the filter lets through.
 *
 * @throws BadUserInput
 */
export function sidedTypes(
  model: Model,
  parents: readonly string[],
  filter: FilterValue | null | undefined,
): SidedType[] {
  const types = [
    ...new Set(parents.map((id) => kindOfId(id)).flatMap((kind) => (kind.of === 'entity' ? [kind.type] : []))),
  ];
  const wanted = filter?.['types'] ? listed('filter.types', filter['types']) : undefined;
  const sides: readonly Side[] =
    typeof filter?.['outgoing'] === 'boolean' ? [filter['outgoing'] ? 'source' : 'target'] : ['source', 'target'];
  return model.relationships
    .filter(({ name, plays }) => (wanted?.includes(name) ?? true) && (!filter?.['roles'] || plays === 'participation'))
    .flatMap((relationship) =>
      sides
        .filter((side) =>
          types.some((name) => {
            const type = typeNamed(model, name);
            return relationship.ends.some(({ from, to }) => type && isA(type, side === 'source' ? from.type : to.type));
          }),
        )
        .map((side) => ({ type: relationship.name, side })),
    );
}

/** The conditions of the filter on the fact `r`, with `b` at the other end. @throws BadUserInput */
export function relationshipConditions(
  model: Model,
  filter: FilterValue | null | undefined,
  scope: Scope,
): Condition[] {
  const other = entityAs('b');
  return conditionsOf(relationshipFilter(model), filter, { fact: factAs('r'), source: other, target: other }, scope);
}
