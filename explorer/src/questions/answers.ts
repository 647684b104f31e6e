import { computed } from '@preact/signals';
import { type Asked, ask } from '../api/client.ts';
import type { Model } from '../api/model.ts';
import type { Tie } from '../api/picture.ts';
import { model, resource } from '../data.ts';
import { idsIn } from '../state/address.ts';
import { state } from '../state/history.ts';
import type { Question } from '../state/state.ts';
import type { Sentence } from '../words/words.ts';

/** Forms as documents, composed of what the model says: a field whose part nobody plays is not in them. */

/** What a form asks, and what of the answer becomes the picture. */
export interface Composed extends Asked {
  readonly read: (answer: never) => Answer;
}

/** An answer as a picture. */
export interface Answer {
  /** What was asked, as text. */
  readonly of?: string;
  readonly ids: readonly string[];
  /** Those of them that are the answer; the others were asked about, or stand beside. */
  readonly answers: readonly string[];
  /** How many there are in all; null where nobody counted. */
  readonly total: number | null;
  readonly ties?: readonly Tie[];
  readonly timeline?: TimelineAnswer;
  readonly paths?: readonly {
    readonly length: number;
    readonly nodes: readonly { readonly id: string; readonly label: string }[];
    readonly edges: readonly { readonly id: string; readonly label: string }[];
  }[];
  /** How many pairs share less than the least weight. */
  readonly pairsBelow?: number;
}

export interface TimelineAnswer {
  readonly buckets: readonly { readonly date: string; readonly count: number }[];
  readonly unplaced: number;
}

/** The most rows of a page of pairs. */
const MOST_PAIRS = 1000;
/** The most that one is compared with. */
const MOST_OTHERS = 250;
const PAGE = 100;

/** How long a way between two may be, where nothing is said, and at most. */
export const STEPS = { byDefault: 4, most: 6 } as const;

export function stepsOf(fields: Question['fields']): number {
  return Math.min(STEPS.most, Math.max(1, Number(fields['length']) || STEPS.byDefault));
}

/** How sure a date has to be, as the server's lists have it. */
export const CERTAINTY_BY_DEFAULT = 'POSSIBLE';

type Fields = Question['fields'];

const list = (fields: Fields, name: string) => idsIn(fields[name] ?? '');
const part = (fields: Fields, ...names: readonly string[]): Fields =>
  Object.fromEntries(names.map((name) => [name, fields[name] ?? '']));
const given = (value: object) => (Object.keys(value).length > 0 ? value : undefined);

/** The filter on activities that the fields of a form say. */
function activityFilter(current: Model, fields: Fields): object | null {
  const participants = {
    ...(list(fields, 'all').length > 0 ? { all: list(fields, 'all') } : {}),
    ...(list(fields, 'any').length > 0 ? { any: list(fields, 'any') } : {}),
    ...(list(fields, 'none').length > 0 ? { none: list(fields, 'none') } : {}),
    ...(list(fields, 'roles').length > 0 ? { roles: list(fields, 'roles') } : {}),
  };
  const takesPart = current.playing('PARTICIPATION') !== undefined && given(participants);
  const kinds = kindProperty(current);
  const { dossiers } = state.value.filters;
  return (
    given({
      ...(takesPart
        ? {
            participants: [
              {
                ...participants,
                ...(fields['through'] && current.hasRepresentatives ? { throughRepresentatives: true } : {}),
              },
            ],
          }
        : {}),
      ...(list(fields, 'places').length > 0 && current.playing('VENUE') ? { places: list(fields, 'places') } : {}),
      ...(list(fields, 'topics').length > 0 && current.playing('SUBJECT') ? { concerns: list(fields, 'topics') } : {}),
      ...(list(fields, 'kinds').length > 0 && kinds?.filter ? { [kinds.filter]: list(fields, 'kinds') } : {}),
      // What is no date is sent as well: the server says what is wrong with it.
      ...(fields['during'] ? { during: fields['during'], certainty: fields['certainty'] || CERTAINTY_BY_DEFAULT } : {}),
      ...(dossiers.length > 0 ? { dossiers } : {}),
    }) ?? null
  );
}

/** The property of an activity by whose words it is filtered, where a model has one: its kind. */
export function kindProperty(current: Model) {
  return current.served.types
    .filter(({ interfaces }) => interfaces.includes('Activity'))
    .flatMap(({ properties }) => properties)
    .find(({ kind, filter }) => kind === 'CHOICE' && filter);
}

/** The documents of the forms, by their kinds. */
const COMPOSED: { readonly [kind: string]: (current: Model, fields: Fields) => Composed | undefined } = {
  participated(current, fields) {
    const filter = activityFilter(current, fields);
    const took = current.participants;
    const taking = took
      ? `... on ${took.of} { participants: ${took.list}(first: 20) { nodes { actor: ${took.actor} { id } } } }`
      : '';
    return {
      query: `query Activities($filter: ActivityFilter, $first: Int) {
  activities(filter: $filter, first: $first, orderBy: { field: DATE }) {
    totalCount
    nodes { id ${taking} }
  }
}`,
      variables: { filter, first: 50 },
      read: (answer: {
        activities: {
          totalCount: number | null;
          nodes: { id: string; participants?: { nodes: { actor: { id: string } }[] } | null }[];
        } | null;
      }) => {
        const nodes = answer.activities?.nodes ?? [];
        const actors = nodes.flatMap(({ participants }) => participants?.nodes.map(({ actor }) => actor.id) ?? []);
        const named = [...list(fields, 'all'), ...list(fields, 'any')];
        return {
          ids: [...new Set([...nodes.map(({ id }) => id), ...named, ...actors])],
          answers: nodes.map(({ id }) => id),
          total: answer.activities?.totalCount ?? null,
        };
      },
    };
  },
  paths(_current, fields) {
    const { from = '', to = '' } = fields;
    if (!from || !to || from === to) return undefined;
    return {
      query: `query Paths($from: ID!, $to: ID!, $maxLength: Int!) {
  paths(from: $from, to: $to, maxLength: $maxLength, first: 10) {
    length
    nodes { id label }
    edges { id label }
  }
}`,
      variables: { from, to, maxLength: stepsOf(fields) },
      read: (answer: { paths: NonNullable<Answer['paths']> | null }) => {
        const ids = [...new Set(answer.paths?.flatMap(({ nodes }) => nodes.map(({ id }) => id)) ?? [])];
        return {
          ids,
          answers: ids.filter((id) => id !== from && id !== to),
          total: answer.paths?.length ?? 0,
          paths: answer.paths ?? [],
        };
      },
    };
  },
  together(current, fields) {
    if (!current.playing('PARTICIPATION')) return undefined;
    const actors = list(fields, 'actors');
    const types = list(fields, 'actorTypes');
    const minimum = Math.max(1, Number(fields['minimum']) || 1);
    const [only, ...others] = actors;
    if (only !== undefined && others.length === 0) return comparedWith(only, current, fields);
    return {
      query: `query Together($first: Int, $actors: [ID!], $actorTypes: [EntityType!], $filter: ActivityFilter, $minimum: Int!, $sameRole: Boolean!) {
  coParticipations(first: $first, actors: $actors, actorTypes: $actorTypes, filter: $filter, minimum: $minimum, sameRole: $sameRole) {
    totalCount
    belowMinimum
    nodes { count a { id } b { id } }
  }
}`,
      variables: {
        first: MOST_PAIRS,
        minimum,
        sameRole: Boolean(fields['sameRole']),
        filter: activityFilter(current, part(fields, 'during', 'certainty', 'kinds')),
        ...(actors.length > 0 ? { actors } : {}),
        ...(types.length > 0 ? { actorTypes: types } : {}),
      },
      read: (answer: {
        coParticipations: {
          totalCount: number | null;
          belowMinimum: number | null;
          nodes: { count: number; a: { id: string }; b: { id: string } }[];
        } | null;
      }) => {
        const nodes = answer.coParticipations?.nodes ?? [];
        const ids = [...new Set(nodes.flatMap(({ a, b }) => [a.id, b.id]))];
        return {
          ids,
          answers: ids.filter((id) => !actors.includes(id)),
          total: answer.coParticipations?.totalCount ?? null,
          pairsBelow: answer.coParticipations?.belowMinimum ?? 0,
          ties: nodes.map(({ a, b, count }) => ({ a: a.id, b: b.id, count })),
        };
      },
    };
  },
  happened(current, fields) {
    const filter = activityFilter(current, fields);
    const unit = fields['unit'] || 'YEAR';
    return {
      query: `query Happened($filter: ActivityFilter, $unit: TimeUnit!, $first: Int) {
  timeline(filter: $filter, unit: $unit) { buckets { date count } unplaced { totalCount } }
  activities(filter: $filter, first: $first, orderBy: { field: DATE }) { totalCount nodes { id } }
}`,
      variables: { filter, unit, first: PAGE },
      read: (answer: {
        timeline: { buckets: { date: string; count: number }[]; unplaced: { totalCount: number | null } | null } | null;
        activities: { totalCount: number | null; nodes: { id: string }[] } | null;
      }) => {
        const ids = answer.activities?.nodes.map(({ id }) => id) ?? [];
        return {
          ids,
          answers: ids,
          total: answer.activities?.totalCount ?? null,
          timeline: { buckets: answer.timeline?.buckets ?? [], unplaced: answer.timeline?.unplaced?.totalCount ?? 0 },
        };
      },
    };
  },
};

/** Who shares most with one: in how many activities both took part and, where asked, in how many of them alike. */
function comparedWith(of: string, current: Model, fields: Fields): Composed {
  const types = list(fields, 'actorTypes');
  const minimum = Math.max(1, Number(fields['minimum']) || 1);
  const others = (alias: string, sameRole: boolean) =>
    `${alias}: coParticipants(first: $first, actorTypes: $actorTypes, filter: $filter, sameRole: ${sameRole}) {
      edges { count node { id } }
    }`;
  type Others = {
    readonly edges: readonly { readonly count: number; readonly node: { readonly id: string } }[];
  } | null;
  return {
    query: `query ComparedWith($of: ID!, $first: Int, $actorTypes: [EntityType!], $filter: ActivityFilter) {
  entity(id: $of) {
    ... on Actor { ${fields['sameRole'] ? others('alike', true) : ''} ${others('both', false)} }
  }
}`,
    variables: {
      of,
      first: MOST_OTHERS,
      filter: activityFilter(current, part(fields, 'during', 'certainty', 'kinds')),
      ...(types.length > 0 ? { actorTypes: types } : {}),
    },
    read: ({ entity }: { entity: { alike?: Others; both?: Others } | null }) => {
      const both = entity?.both?.edges ?? [];
      const shared = new Map(both.map(({ node, count }) => [node.id, count]));
      const rows = (entity?.alike?.edges ?? both).filter(({ count }) => count >= minimum);
      return {
        ids: [of, ...rows.map(({ node }) => node.id)],
        answers: rows.map(({ node }) => node.id),
        total: rows.length,
        ties: rows.map(({ node, count }) => ({
          ...{ a: of, b: node.id, count },
          ...(entity?.alike ? { of: shared.get(node.id) } : {}),
        })),
      };
    },
  };
}

/** What the forms are called, by their kinds. */
export const TITLES: Readonly<Record<string, readonly [title: Sentence, hint: Sentence]>> = {
  participated: ['askParticipated', 'askParticipatedHint'],
  paths: ['askPaths', 'askPathsHint'],
  together: ['askTogether', 'askTogetherHint'],
  happened: ['askHappened', 'askHappenedHint'],
};

/** The forms that make sense of a model. */
export function questionsOf(current: Model): string[] {
  const dated = current.hasInterface('Activity');
  return [
    ...(dated ? ['participated'] : []),
    'paths',
    ...(current.playing('PARTICIPATION') ? ['together'] : []),
    ...(dated ? ['happened'] : []),
  ];
}

export const composed = computed<Composed | undefined>(() => {
  const { question } = state.value;
  return question && model.value ? COMPOSED[question.kind]?.(model.value, question.fields) : undefined;
});

/** The question as it is asked, as text. */
export const asked = computed(() =>
  composed.value ? JSON.stringify([state.value.language, composed.value.query, composed.value.variables]) : undefined,
);

export const answered = resource<Answer>(
  () => asked.value,
  async (signal) => {
    const current = composed.peek();
    const of = asked.peek();
    if (!current || of === undefined) return { ids: [], answers: [], total: 0 };
    const answer = await ask<never, object>(current.query, current.variables, state.peek().language, signal);
    return { ...current.read(answer), of };
  },
);

/** The fields of forms that name entities. */
const NAMED = ['all', 'any', 'none', 'from', 'to', 'actors', 'places', 'topics'];

/** The entities that a question names. */
export const namedBy = ({ fields }: Question) => NAMED.flatMap((name) => list(fields, name));

/** How an entity stands to the question whose answer is shown, those that are the answer first. */
export const STANDINGS = ['answerIs', 'answerAskedOf', 'answerBeside'] as const;
export type Standing = (typeof STANDINGS)[number];

/** How entities stand to the question that was asked; undefined where none was, or nothing was answered. */
export const standing = computed<((id: string) => Standing) | undefined>(() => {
  const { question } = state.value;
  const { value } = answered.value;
  if (!question || !value || value.of !== asked.value || value.answers.length === 0) return undefined;
  const answers = new Set(value.answers);
  const named = new Set(namedBy(question));
  return (id) => (answers.has(id) ? 'answerIs' : named.has(id) ? 'answerAskedOf' : 'answerBeside');
});

export const timelineAnswer = computed(() => answered.value.value?.timeline);
