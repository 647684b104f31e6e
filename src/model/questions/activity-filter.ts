import { Activity, Place } from '../../core/interfaces.ts';
import { MAX_CONTAINMENT } from '../../core/parts.ts';
import { Entity } from '../../declare/entity.ts';
import { BadUserInput, quoted } from '../../declare/errors.ts';
import {
  among,
  amongTypes,
  conditionsOf,
  during,
  type FilterField,
  type FilterTarget,
  type FilterValue,
  flag,
  listed,
  nodeAt,
  type Scope,
  statedBy,
} from '../../declare/filter.ts';
import type { Model } from '../../declare/model.ts';
import { rememberedBy } from '../../declare/once.ts';
import { EACH } from '../../declare/price.ts';
import type { Properties } from '../../declare/property.ts';
import { propertyFilters } from '../../declare/property-filter.ts';
import type { RelationshipType } from '../../declare/relationship.ts';
import { addFilter } from '../../declare/schema/filter.ts';
import type { Parts } from '../../declare/schema/parts.ts';
import {
  anyOf,
  type Condition,
  compared,
  entityAs,
  exists,
  factAs,
  isIn,
  not,
  type Parameter,
  type Property,
  pattern,
  property,
  type StepPattern,
  type Variable,
} from '../../graph/query.ts';
import { type Sought, sought } from '../../text/search.ts';
import { plural } from '../names.ts';
import { choicesOfActivities } from './activity-choices.ts';
import { propertiesOfActivities } from './activity-properties.ts';
import { hasRepresentatives, rolesOf } from './participation.ts';

const TAKING = factAs('taking');
const WHO = entityAs('who');
/** A text index finds what has so many characters. */
const LEAST_INDEXED = 3;

/** The most actors that one condition can ask to have taken part together. */
const MAX_TOGETHER = 10;
/** The most conditions on participants in one filter. */
const MAX_CONDITIONS = 10;
const MAX_TEXT = 200;

/** One entry of `participants`, after the schema's coercion. */
export interface ParticipantsCondition {
  readonly all?: readonly string[] | null;
  readonly any?: readonly string[] | null;
  readonly none?: readonly string[] | null;
  readonly roles?: readonly string[] | null;
  readonly throughRepresentatives?: boolean;
}

/** Which activities: over a node of an activity, which each place of a condition stands for. */
const activityFilter = rememberedBy((model: Model): { readonly [name: string]: FilterField } => {
  const { participation, venue, containment, subject } = model.parts;
  return {
    types: amongTypes('target', 'Of one of these types.'),
    ...choiceFields(model),
    ...propertyFilters(otherProperties(model)),
    ...during('fact', 'The activity’s own date.'),
    ...(participation ? { participants: takenPartIn(participation) } : {}),
    ...(venue ? { places: heldIn(venue, containment) } : {}),
    ...(subject ? { concerns: about(subject) } : {}),
    text: {
      description: 'As in `search`, over the names of the activity.',
      input: { of: 'String', price: EACH },
      conditions: (value, { target }, scope, _filter, argument) =>
        nameConditions(String(value), target, scope, argument),
    },
    dossiers: statedBy('target'),
  };
});

/** What is chosen for activities of some types, where their lists can be narrowed by it. */
function choiceFields(model: Model): { readonly [name: string]: FilterField } {
  return Object.fromEntries(
    choicesOfActivities(model).flatMap(({ name, property: { filter, vocabulary }, value, of }) =>
      filter === undefined
        ? []
        : [[filter, among(name, vocabulary, { description: `Of one of these ${plural(value)}. Admits ${of} only.` })]],
    ),
  );
}

/** The properties of activities that are no choice. */
function otherProperties(model: Model): Properties {
  return Object.fromEntries(Object.entries(propertiesOfActivities(model)).filter(([, { kind }]) => kind !== 'choice'));
}

function takenPartIn({ name: type }: RelationshipType): FilterField {
  return {
    description: 'Who took part. Each entry must hold.',
    input: { list: true, of: { input: 'ParticipantsFilter' }, price: 'by fields' },
    conditions(value, { target }, scope, _filter, argument) {
      // The schema's coercion made it a list of entries.
      const entries = value as ParticipantsCondition[];
      if (entries.length === 0)
        throw new BadUserInput(`${argument}: the list is empty. Leave it out, or give at least one condition.`);
      if (entries.length > MAX_CONDITIONS)
        throw new BadUserInput(
          `${argument}: ${entries.length} conditions are too many. Give at most ${MAX_CONDITIONS}.`,
        );
      return entries.flatMap((entry) => participantsConditions(type, entry, target, scope, argument));
    },
  };
}

function heldIn(venue: RelationshipType, containment: RelationshipType | undefined): FilterField {
  return {
    description: `Held in one of these places${containment ? ', or in a place that lies within one' : ''}.`,
    input: { list: true, of: 'ID', price: EACH },
    conditions(value, { target }, scope, _filter, argument) {
      const place = { as: entityAs('place'), label: Place.name, ids: scope.ids(argument, listed(argument, value)) };
      const steps: StepPattern[] = containment
        ? [
            { type: venue.name, direction: 'out', to: { label: Place.name } },
            { type: containment.name, direction: 'out', repeat: [0, MAX_CONTAINMENT], to: place },
          ]
        : [{ type: venue.name, direction: 'out', to: place }];
      return [exists(pattern({ as: target }, ...steps), [])];
    },
  };
}

function about({ name: type }: RelationshipType): FilterField {
  return {
    description: 'About one of these.',
    input: { list: true, of: 'ID', price: EACH },
    conditions: (value, { target }, scope, _filter, argument) => [
      exists(
        pattern(
          { as: target },
          {
            type,
            direction: 'out',
            to: { as: entityAs('subject'), label: Entity.name, ids: scope.ids(argument, listed(argument, value)) },
          },
        ),
        [],
      ),
    ],
  };
}

/**
 * A filter field that takes a whole {@link activityFilter} for the activity at an end of a fact.
 *
 * @param modelOf gives the model: a declaration of it has such a field, and is made before it
 */
export function activityMatching(end: keyof FilterTarget, description: string, modelOf: () => Model): FilterField {
  return {
    description,
    input: { of: { input: 'ActivityFilter' }, price: 'by fields' },
    conditions: (value, at, scope, _filter, argument) =>
      activityConditions(modelOf(), value as FilterValue, at[end], scope, argument),
  };
}

/** The conditions that a filter puts on the activity that a variable holds. @throws BadUserInput */
export function activityConditions(
  model: Model,
  filter: FilterValue | null | undefined,
  variable: Variable,
  scope: Scope,
  argument = 'filter',
): Condition[] {
  return conditionsOf(activityFilter(model), filter, nodeAt(variable), scope, argument);
}

function participantsConditions(
  type: string,
  entry: ParticipantsCondition,
  activity: Variable,
  scope: Scope,
  argument: string,
): Condition[] {
  const { all, any, none, roles, throughRepresentatives: through } = entry;
  const inRole = roles ? [isIn(property(TAKING, 'role'), scope.add(listed(`${argument}.roles`, roles)))] : [];
  const tookPart = (...who: readonly Condition[]) =>
    exists(
      pattern(
        { as: activity },
        {
          fact: TAKING,
          type,
          direction: 'in',
          to: { as: WHO, label: Entity.name },
        },
      ),
      [...who, ...inRole],
    );
  const either = (test: (of: Property) => Condition) =>
    through ? anyOf(test(property(WHO, 'id')), test(property(TAKING, 'onBehalfOf'))) : test(property(WHO, 'id'));
  const oneOf = (ids: Parameter) => tookPart(either((of) => isIn(of, ids)));
  const conditions: Condition[] = [];
  if (all) {
    const ids = listed(`${argument}.all`, all, MAX_TOGETHER);
    scope.name(`${argument}.all`, ids);
    for (const id of ids) {
      const actor = scope.add(id);
      conditions.push(tookPart(either((of) => compared(of, '=', actor))));
    }
  }
  if (any) conditions.push(oneOf(scope.ids(`${argument}.any`, listed(`${argument}.any`, any))));
  if (none) conditions.push(not(oneOf(scope.ids(`${argument}.none`, listed(`${argument}.none`, none)))));
  if (roles && !all && !any && !none) conditions.push(tookPart());
  return conditions;
}

/** Every word stands in one name, the last as the beginning of one. @throws BadUserInput */
export function nameConditions(text: string, variable: Variable, scope: Scope, argument: string): Condition[] {
  const { anchor, words } = soughtIn(text, argument);
  const isLong = [...anchor].length >= LEAST_INDEXED;
  return [{ is: 'named', of: variable, anchor: scope.add(anchor), isLong, words: scope.add(words) }];
}

/** What a client looks for. @throws BadUserInput when there is nothing, or too much */
export function soughtIn(text: string, argument: string): Sought {
  if (text.length > MAX_TEXT)
    throw new BadUserInput(`${argument}: ${text.length} characters are too many. Give at most ${MAX_TEXT}.`);
  const found = sought(text);
  if (!found) throw new BadUserInput(`${argument}: ${quoted(text)} has no letter or digit to look for.`);
  return found;
}

export function addActivityFilter(parts: Parts): void {
  const { model } = parts;
  if (!model.interfaces.includes(Activity)) return;
  if (model.parts.participation) addParticipantsFilter(parts, model.parts.participation);
  addFilter(
    parts,
    'ActivityFilter',
    'Which activities. The fields are ANDed, the values of one list ORed; an absent field is no constraint, an empty list an error.',
    activityFilter(model),
  );
}

function addParticipantsFilter(parts: Parts, participation: RelationshipType): void {
  const participants = {
    all: idList('Every one of these took part.'),
    any: idList('At least one of these took part.'),
    none: idList('None of these took part.'),
    roles: among('role', rolesOf(participation), {
      description: 'Which participations count for all, any and none alike.',
    }),
    ...(hasRepresentatives(participation)
      ? { throughRepresentatives: flag('An actor also counts where another took part on its behalf.') }
      : {}),
  } satisfies { [name: string]: FilterField };
  addFilter(
    parts,
    'ParticipantsFilter',
    'Who took part and who did not. `all`, `any` and `none` name actors; `roles` says which participations count for them. Roles alone: someone took part in such a role. Two entries, each with roles of its own, ask who did what to whom.',
    participants,
  );
}

function idList(description: string): FilterField {
  return { description, input: { list: true, of: 'ID', price: EACH }, conditions: () => [] };
}
