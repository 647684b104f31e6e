import { computed, effect } from '@preact/signals';
import { EMPTY_PICTURE, type Entity, type Fact, type Picture, type Tie } from './api/picture.ts';
import { ids, model, pictureLoaded } from './data.ts';
import { answered, asked } from './questions/answers.ts';
import { amend, state } from './state/history.ts';
import { withEntities } from './state/state.ts';
import { daysOf, fallsWithin } from './time.ts';

/** The picture as every view shows it: what was put there, and what was answered, through the filters. */

/** What the filters let through, and what they left out. */
export interface Shown extends Picture {
  readonly ties: readonly Tie[];
  readonly leftOut: {
    readonly entities: number;
    readonly byType: number;
    readonly byDate: number;
    readonly byDegree: number;
    readonly byDossier: number;
    readonly byDocument: number;
  };
}

/** The same object as long as it is the same picture, so that no view is drawn anew for a selection. */
export const shown = computed<Shown>(() => {
  const next = throughFilters();
  if (!last || !isSame(last, next)) last = next;
  return last;
});

let last: Shown | undefined;

function throughFilters(): Shown {
  const picture = pictureLoaded.value.value ?? EMPTY_PICTURE;
  const { ties = [] } = answered.value.value ?? {};
  const { filters } = state.value;
  const here = new Set(ids.value);
  const days = daysOf(filters.during);
  const leftOut = { entities: 0, byType: 0, byDate: 0, byDegree: 0, byDossier: 0, byDocument: 0 };
  // The facts are those that the documents report.
  const joined = new Set(picture.facts.flatMap(({ source, target }) => [source, target]));
  const isReported = ({ id, evidence }: Entity) =>
    joined.has(id) || (evidence?.some(({ document }) => filters.documents.includes(document.id)) ?? true);
  const passes = (entity: Entity): boolean => {
    const reason =
      filters.entityTypes.length > 0 && !filters.entityTypes.includes(entity.entityType)
        ? 'byType'
        : days && model.value?.isA(entity.entityType, 'Activity') && !fallsWithin(entity.date, days, filters.certainty)
          ? 'byDate'
          : entity.degree < filters.leastDegree
            ? 'byDegree'
            : filters.dossiers.length > 0 && entity.dossiers?.every(({ id }) => !filters.dossiers.includes(id))
              ? 'byDossier'
              : filters.documents.length > 0 && !isReported(entity)
                ? 'byDocument'
                : undefined;
    if (reason) {
      leftOut[reason]++;
      leftOut.entities++;
    }
    return reason === undefined;
  };
  // What was taken away leaves at once, and does not wait for the server.
  const entities = picture.entities.filter(({ id }) => here.has(id)).filter(passes);
  const there = new Set(entities.map(({ id }) => id));
  const joins = ({ source, target }: Fact) => there.has(source) && there.has(target);
  return {
    entities,
    // Who acts with whom is drawn by its weights, and not by what else joins them.
    facts: ties.length > 0 ? [] : picture.facts.filter(joins),
    ties: ties.filter(({ a, b }) => there.has(a) && there.has(b)),
    omittedFacts: picture.omittedFacts,
    gone: picture.gone,
    leftOut,
  };
}

function isSame(one: Shown, other: Shown): boolean {
  return (
    (['entities', 'facts', 'ties'] as const).every(
      (rows) => one[rows].length === other[rows].length && one[rows].every((row, at) => row === other[rows][at]),
    ) && JSON.stringify(rest(one)) === JSON.stringify(rest(other))
  );
}

const rest = ({ omittedFacts, gone, leftOut }: Shown) => [omittedFacts, gone, leftOut];

/** Entities of the picture by id. */
export const entitiesById = computed<ReadonlyMap<string, Entity>>(
  () => new Map(shown.value.entities.map((entity) => [entity.id, entity])),
);

// An answer becomes the picture, unless the picture was opened with the question: then it is what it was.
effect(() => {
  const { value } = answered.value;
  const { question, groups } = state.value;
  if (!question || groups.length > 0 || !value || value.of !== asked.value || value.ids.length === 0) return;
  amend((now) => withEntities(now, value.ids));
});
