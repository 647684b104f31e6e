import {
  CERTAINTIES,
  emptyState,
  type Filters,
  type Group,
  LANGUAGES,
  type Language,
  MOST_ENTITIES,
  NO_FILTERS,
  type Question,
  type State,
  VIEWS,
} from './state.ts';

/**
 * The state as the part of an address after `#`, which no server sees: `view=graph&in=Country:TR;Country:TR>City:antalya`.
 * What is as it is by default is left out.
 */
export function addressOf(state: State): string {
  const { filters, question } = state;
  const parts: [string, string][] = [
    ['lang', state.language],
    ['view', state.view === 'table' ? '' : state.view],
    ['in', state.groups.map(groupText).join(';')],
    ['hide', idsText(state.hidden)],
    [
      'pins',
      Object.entries(state.pins)
        .map(([id, [x, y]]) => `${escaped(id)}@${x},${y}`)
        .join(';'),
    ],
    ['show', state.selected ?? ''],
    ...LISTS.map((name): [string, string] => [name, idsText(filters[name])]),
    ['during', filters.during],
    ['certainty', filters.certainty === NO_FILTERS.certainty ? '' : filters.certainty],
    ['degree', filters.leastDegree > 0 ? String(filters.leastDegree) : ''],
    ['q', state.search],
    ['answer', state.dossierQuestion ?? ''],
    ['ask', question?.kind ?? ''],
    ...Object.entries(question?.fields ?? {}).map(([name, value]): [string, string] => [`ask.${name}`, value]),
  ];
  return parts
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}=${encoded(value)}`)
    .join('&');
}

/** The lists among the filters, by their names in the address. */
const LISTS = ['entityTypes', 'relationshipTypes', 'roles', 'documents', 'dossiers'] as const;

/**
 * The state that an address says; what it says wrongly is as by default.
 *
 * @param language where the address names none
 */
export function stateOf(address: string, language: Language): State {
  const said = new Map(
    address
      .replace(/^#/, '')
      .split('&')
      .map((part) => {
        const at = part.indexOf('=');
        return at < 0 ? (['', ''] as const) : ([part.slice(0, at), decoded(part.slice(at + 1))] as const);
      }),
  );
  const text = (name: string) => said.get(name) ?? '';
  const filters: Filters = {
    ...NO_FILTERS,
    ...Object.fromEntries(LISTS.map((name) => [name, idsIn(text(name))])),
    during: text('during'),
    certainty: oneOf(CERTAINTIES, text('certainty')) ?? NO_FILTERS.certainty,
    leastDegree: Math.max(0, Math.trunc(Number(text('degree'))) || 0),
  };
  return {
    ...emptyState(oneOf(LANGUAGES, text('lang')) ?? language),
    view: oneOf(VIEWS, text('view')) ?? 'table',
    groups: groupsIn(text('in')),
    hidden: idsIn(text('hide')),
    pins: pinsIn(text('pins')),
    selected: text('show') || undefined,
    filters,
    question: questionIn(said),
    dossierQuestion: text('answer') || undefined,
    search: text('q'),
  };
}

function oneOf<T extends string>(all: readonly T[], value: string): T | undefined {
  return all.find((each) => each === value);
}

const groupText = ({ by, ids }: Group) => (by === undefined ? idsText(ids) : `${escaped(by)}>${idsText(ids)}`);

function groupsIn(text: string): Group[] {
  const there = new Set<string>();
  return parts(text, ';').flatMap((part) => {
    const at = part.indexOf('>');
    const ids = idsIn(part.slice(at + 1)).filter((id) => !there.has(id) && there.size < MOST_ENTITIES && there.add(id));
    return ids.length === 0 ? [] : [{ by: at < 0 ? undefined : unescaped(part.slice(0, at)), ids }];
  });
}

function pinsIn(text: string): State['pins'] {
  return Object.fromEntries(
    parts(text, ';').flatMap((part) => {
      const [, id = '', x, y] = /^(.*)@(-?\d+),(-?\d+)$/.exec(part) ?? [];
      return x === undefined ? [] : [[unescaped(id), [Number(x), Number(y)] as const]];
    }),
  );
}

function questionIn(said: ReadonlyMap<string, string>): Question | undefined {
  const kind = said.get('ask');
  if (!kind) return undefined;
  const fields = [...said].flatMap(([name, value]) => (name.startsWith('ask.') ? [[name.slice(4), value]] : []));
  return { kind, fields: Object.fromEntries(fields) };
}

/** Ids as one text; ids may hold any character. */
export const idsText = (ids: readonly string[]) => ids.map(escaped).join(',');
export const idsIn = (text: string) => parts(text, ',').map(unescaped);

const parts = (text: string, by: string) => text.split(by).filter((part) => part !== '');

/** What separates ids and groups, where it stands within an id. */
const escaped = (id: string) => id.replace(/[!,;>@]/g, (mark) => `!${mark.charCodeAt(0).toString(16)}`);
const unescaped = (text: string) =>
  text.replace(/!([0-9a-f]{2})/g, (_all, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

/** Encoded as little as an address allows, so that a person can read it. */
const encoded = (text: string) =>
  encodeURIComponent(text).replace(/%(3A|2C|3B|3E|40|2F|7C|5B|5D)/g, (code) => decodeURIComponent(code));

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
