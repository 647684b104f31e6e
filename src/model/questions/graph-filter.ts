import { Activity } from '../../core/interfaces.ts';
import {
  among,
  amongTypes,
  conditionsOf,
  during,
  duringCondition,
  type FilterField,
  type FilterValue,
  listed,
  reportedIn,
  Scope,
  statedBy,
} from '../../declare/filter.ts';
import { type Model, typeNames, typesOf } from '../../declare/model.ts';
import { rememberedBy } from '../../declare/once.ts';
import { EACH } from '../../declare/price.ts';
import { addFilter } from '../../declare/schema/filter.ts';
import type { Parts } from '../../declare/schema/parts.ts';
import { absent, anyOf, type Condition, factAs, isIn, not, property, type Variable } from '../../graph/query.ts';
import { rolesOf } from './participation.ts';

const BY_DEFAULT = 'POSSIBLE_OR_UNDATED';

/** What may be drawn and crossed. What it says of entities is said of both ends of a fact. */
const graphFilter = rememberedBy(
  ({ interfaces, parts: { participation } }: Model): { readonly [name: string]: FilterField } => ({
    relationshipTypes: {
      description: 'Only facts of these types.',
      input: { list: true, of: 'RelationshipType', price: EACH },
      conditions: () => [],
    },
    entityTypes: { ...amongTypes('target'), description: 'Only entities of these types, besides those asked for.' },
    ...(participation
      ? {
          roles: among('role', rolesOf(participation), {
            description: 'Only participations in these roles. Restricts participations alone.',
          }),
        }
      : {}),
    ...during(
      'fact',
      `Tests the fact’s own date${interfaces.includes(Activity) ? ', and the date of every activity drawn but those asked for' : ''}.`,
      BY_DEFAULT,
    ),
    documents: reportedIn(),
    dossiers: statedBy('fact'),
  }),
);

export function addGraphFilter(parts: Parts): void {
  addFilter(
    parts,
    'GraphFilter',
    'What may be drawn and crossed. The entities that were asked for always may. The undated stay unless certainty says otherwise: a picture without them would fall apart.',
    graphFilter(parts.model),
  );
}

/** How a query crosses facts: their types, and the conditions on the fact and on its ends. */
export interface Crossing {
  /** The types that may be crossed. */
  readonly types: readonly string[];
  /** Whether these are all that there are. */
  readonly every: boolean;
  readonly onFacts: readonly Condition[];
  readonly onEnds: readonly Condition[];
  readonly scope: Scope;
}

/** The types that have a property of that name, and are no participation. */
const othersWithRole = rememberedBy(({ relationships }: Model) =>
  relationships
    .filter(({ plays, properties }) => plays !== 'participation' && 'role' in properties)
    .map(({ name }) => name),
);

/** The fact that a crossing crosses. */
export const CROSSED = factAs('r');

/**
 * The filter of a graph as conditions on {@link CROSSED} and on the entities `ends`.
 *
 * @param asked the ids of the entities that were asked for, which pass whatever the filter says
 * @throws BadUserInput
 */
export function crossingOf(
  model: Model,
  filter: FilterValue | null | undefined,
  asked: readonly string[],
  ends: readonly Variable[],
): Crossing {
  const scope = new Scope();
  const every = model.relationships.map(({ name }) => name);
  if (!filter) return { types: every, every: true, onFacts: [], onEnds: [], scope };
  const { relationshipTypes, entityTypes, roles, during: when, certainty } = filter;
  const types = relationshipTypes ? listed('filter.relationshipTypes', relationshipTypes) : [];
  const { relationshipTypes: _, entityTypes: _of, roles: _in, ...ofFacts } = graphFilter(model);
  const onFacts = conditionsOf(
    ofFacts,
    { certainty: BY_DEFAULT, ...filter },
    { fact: CROSSED, source: CROSSED, target: CROSSED },
    scope,
  );
  if (roles) {
    const role = property(CROSSED, 'role');
    const named = isIn(role, scope.add(listed('filter.roles', roles)));
    const others = othersWithRole(model);
    onFacts.push(
      others.length > 0
        ? anyOf(absent(role), isIn(property(CROSSED, 'type'), scope.add(others)), named)
        : anyOf(absent(role), named),
    );
  }
  const onEnds: Condition[] = [];
  const named = entityTypes ? typeNames(model, listed('filter.entityTypes', entityTypes)) : undefined;
  if (ends.length > 0 && (named || when)) {
    const exempt = scope.add(asked);
    const shown = named ? scope.add(named) : undefined;
    const activities = when ? scope.add(typesOf(model, Activity).map(({ name }) => name)) : undefined;
    for (const end of ends) {
      const [type, exempted] = [property(end, 'type'), isIn(property(end, 'id'), exempt)];
      if (shown) onEnds.push(anyOf(isIn(type, shown), exempted));
      if (!activities) continue;
      const dated = duringCondition(end, String(when), String(certainty ?? BY_DEFAULT), scope, 'filter.during');
      onEnds.push(anyOf(not(isIn(type, activities)), exempted, dated));
    }
  }
  // The types are values of the schema's enum, so names of the model.
  return types.length > 0
    ? { types, every: false, onFacts, onEnds, scope }
    : { types: every, every: true, onFacts, onEnds, scope };
}
