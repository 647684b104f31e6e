/**
 * All that the page shows, but for what the server answers. It stands in the address, so that a link is a picture, and
 * each change is a step of the browser's history.
 */

export const LANGUAGES = ['en', 'ar', 'tr', 'fr'] as const;
export type Language = (typeof LANGUAGES)[number];

export const VIEWS = ['table', 'graph', 'timeline', 'map'] as const;
export type View = (typeof VIEWS)[number];

export const CERTAINTIES = ['CERTAIN', 'POSSIBLE', 'POSSIBLE_OR_UNDATED'] as const;
export type Certainty = (typeof CERTAINTIES)[number];

/** Entities that came into the picture together. */
export interface Group {
  /** The id of the entity that was expanded; none where they were put there by hand or by a question. */
  readonly by: string | undefined;
  readonly ids: readonly string[];
}

/** What hides a part of the picture, in every view alike. Empty lists hide nothing. */
export interface Filters {
  readonly entityTypes: readonly string[];
  readonly relationshipTypes: readonly string[];
  readonly roles: readonly string[];
  readonly documents: readonly string[];
  readonly dossiers: readonly string[];
  /** EDTF; empty for any time. */
  readonly during: string;
  readonly certainty: Certainty;
  /** Facts that an entity has at least. */
  readonly leastDegree: number;
}

/** A form that was sent: its kind, and its fields as the address has them. */
export interface Question {
  readonly kind: string;
  readonly fields: Readonly<Record<string, string>>;
}

export interface State {
  readonly language: Language;
  readonly view: View;
  /** What is in the picture, in the order in which it came. No entity is in two groups. */
  readonly groups: readonly Group[];
  /** Entities that were taken out of the picture by hand. */
  readonly hidden: readonly string[];
  /** Where the reader has put entities, in units of the graph. */
  readonly pins: Readonly<Record<string, readonly [x: number, y: number]>>;
  /** The id of the entity, fact, passage or document that the panel shows. */
  readonly selected: string | undefined;
  readonly filters: Filters;
  readonly question: Question | undefined;
  /** The key of the question of a dossier whose answer is open. */
  readonly dossierQuestion: string | undefined;
  /** What is looked for by name. */
  readonly search: string;
}

export const NO_FILTERS: Filters = {
  entityTypes: [],
  relationshipTypes: [],
  roles: [],
  documents: [],
  dossiers: [],
  during: '',
  certainty: 'POSSIBLE_OR_UNDATED',
  leastDegree: 0,
};

/** The picture of somebody who has just come. */
export function emptyState(language: Language): State {
  return {
    language,
    view: 'table',
    groups: [],
    hidden: [],
    pins: {},
    selected: undefined,
    filters: NO_FILTERS,
    question: undefined,
    dossierQuestion: undefined,
    search: '',
  };
}

/** With nothing in the picture; how it is looked at, and what it is narrowed to, stay. */
export function emptied(state: State): State {
  return { ...state, groups: [], hidden: [], pins: {}, selected: undefined, question: undefined };
}

/** The most entities that a picture holds: what one `subgraph` takes. */
export const MOST_ENTITIES = 500;

/** The ids of the entities in the picture, in the order in which they came. */
export function idsOf({ groups, hidden }: State): string[] {
  const out = new Set(hidden);
  return groups.flatMap(({ ids }) => ids.filter((id) => !out.has(id)));
}

/** The picture with more entities, those that are there already left where they are; no more than it can hold. */
export function withEntities(state: State, ids: readonly string[], by?: string): State {
  const there = new Set(state.groups.flatMap((group) => group.ids));
  const fresh = [...new Set(ids)].filter((id) => !there.has(id)).slice(0, MOST_ENTITIES - there.size);
  const groups = fresh.length === 0 ? state.groups : [...state.groups, { by, ids: fresh }];
  return { ...state, groups, hidden: state.hidden.filter((id) => !ids.includes(id)) };
}

/** The picture without what expansions of an entity brought, and without what expansions of those brought in turn. */
export function collapsed(state: State, id: string): State {
  const gone = new Set<string>();
  let groups = state.groups;
  for (let parents = new Set([id]); parents.size > 0; ) {
    const taken = groups.filter(({ by }) => by !== undefined && parents.has(by));
    groups = groups.filter((group) => !taken.includes(group));
    parents = new Set(taken.flatMap((group) => group.ids));
    for (const each of parents) gone.add(each);
  }
  return without({ ...state, groups }, gone);
}

/** Whether expansions of an entity brought anything that is still there. */
export function isExpanded({ groups }: State, id: string): boolean {
  return groups.some(({ by }) => by === id);
}

/** The picture without an entity that a click hides. */
export function withHidden(state: State, id: string): State {
  return without({ ...state, hidden: [...new Set([...state.hidden, id])] }, new Set([id]));
}

function without(state: State, gone: ReadonlySet<string>): State {
  const pins = Object.fromEntries(Object.entries(state.pins).filter(([id]) => !gone.has(id)));
  const selected = state.selected !== undefined && gone.has(state.selected) ? undefined : state.selected;
  return { ...state, pins, selected };
}
