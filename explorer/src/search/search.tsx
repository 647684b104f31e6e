import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { ask } from '../api/client.ts';
import { searchDocument } from '../api/compose.ts';
import type { SearchQuery } from '../api/generated.ts';
import type { Model } from '../api/model.ts';
import { model } from '../data.ts';
import { bring, select } from '../shell/actions.ts';
import { state } from '../state/history.ts';
import { count, listText, say } from '../words/words.ts';

type Found = NonNullable<SearchQuery['search']>;
/** What is found, with its date where it is an activity. */
type Row = Found['edges'][number]['node'] & { readonly date?: { readonly label: string } | null };

/** How long a reader may pause between two letters before they are looked for. */
const PAUSE_MS = 120;

/** Looks for names as they are typed; Enter or a click puts what was found into the picture. */
export function Search() {
  return (
    <search class="search">
      <EntityPicker
        id="search-field"
        label={say('search')}
        hint={model.value ? say('searchHint', { types: listText(examplesOf(model.value)) }) : ''}
        autoFocus={state.value.groups.length === 0}
        onPick={(id) => {
          bring([id]);
          select(id);
        }}
      />
    </search>
  );
}

/** Some of what can be looked for: the first type of each sort, such as what acts, what happens and where. */
function examplesOf({ served: { types } }: Model): string[] {
  const first = new Map<string, string>();
  for (const { interfaces, label } of types) {
    const sort = interfaces.join();
    if (!first.has(sort)) first.set(sort, label);
  }
  return [...first.values()].slice(0, 5);
}

/** A field with a list of the entities whose names match: a combobox, as the ARIA practices have it. */
export function EntityPicker(props: {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly autoFocus?: boolean;
  /** Values of `EntityType`; all where none is said. */
  readonly types?: readonly string[];
  readonly onPick: (id: string, label: string) => void;
}) {
  const { id, label, hint, types, onPick } = props;
  const text = useSignal('');
  const found = useSignal<Found | undefined>(undefined);
  const only = useSignal<string | undefined>(undefined);
  const active = useSignal(-1);
  const open = useSignal(false);
  const field = useRef<HTMLInputElement>(null);
  const query = text.value.trim();
  const { dossiers } = state.value.filters;
  const wanted = only.value ? [only.value] : types;

  useEffect(() => {
    if (props.autoFocus && matchMedia('(hover: hover)').matches) field.current?.focus();
  }, []);
  useEffect(() => {
    if (query === '') {
      found.value = undefined;
      return undefined;
    }
    const mine = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const variables = {
          query,
          first: 12,
          ...(wanted ? { types: [...wanted] } : {}),
          ...(dossiers.length > 0 ? { dossiers: [...dossiers] } : {}),
        };
        const asked = searchDocument(model.peek());
        const { search } = await ask<SearchQuery, object>(asked, variables, state.value.language, mine.signal);
        found.value = search ?? undefined;
        active.value = -1;
      } catch {
        // What was typed had nothing to look for, or the server did not answer: what was found before stays.
      }
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      mine.abort();
    };
  }, [query, only.value, state.value.language]);

  const rows = found.value?.edges ?? [];
  const shows = open.value && query !== '' && found.value !== undefined;
  const pick = (at: number) => {
    const row = rows[at] ?? rows[0];
    if (!row) return;
    onPick(row.node.id, row.node.label);
    text.value = '';
    open.value = false;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      open.value = true;
      const step = event.key === 'ArrowDown' ? 1 : -1;
      active.value = Math.max(-1, Math.min(rows.length - 1, active.value + step));
    } else if (event.key === 'Enter' && shows) {
      event.preventDefault();
      pick(active.value);
    } else if (event.key === 'Escape') {
      open.value = false;
    }
  };
  return (
    <div class="picker" onFocusOut={(event) => leave(event, () => (open.value = false))}>
      <input
        ref={field}
        id={id}
        type="search"
        role="combobox"
        list={undefined}
        // A hint stands where the words of the page begin; what is typed, where its own do.
        dir={text.value === '' ? undefined : 'auto'}
        autocomplete="off"
        spellcheck={false}
        aria-label={label}
        placeholder={hint}
        aria-expanded={shows}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={active.value >= 0 ? `${id}-${active.value}` : undefined}
        value={text.value}
        onInput={(event) => {
          text.value = event.currentTarget.value;
          open.value = true;
        }}
        onFocus={() => (open.value = true)}
        onKeyDown={onKeyDown}
      />
      <div class="found" hidden={!shows}>
        {types ? null : <Facets found={found.value} only={only.value} onOnly={(value) => (only.value = value)} />}
        <ul id={`${id}-list`} role="listbox" aria-label={label}>
          {rows.map(({ node, matched }, at) => (
            <li
              key={node.id}
              id={`${id}-${at}`}
              role="option"
              aria-selected={at === active.value}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => pick(at)}
            >
              <bdi>{node.label}</bdi>
              {matched.value === node.label ? null : (
                <bdi class="matched" lang={matched.language}>
                  {matched.value}
                </bdi>
              )}
              <span class="kind">
                {dateOf(node)}
                {model.value?.typeLabel(node.entityType)} · {count('facts', node.degree)}
              </span>
            </li>
          ))}
        </ul>
        {found.value && rows.length === 0 ? <p class="hint">{say('searchNothing')}</p> : null}
        <p class="unseen" role="status">
          {found.value ? count('results', found.value.totalCount ?? rows.length) : ''}
        </p>
      </div>
    </div>
  );
}

function dateOf({ date }: Row) {
  return date ? (
    <>
      <bdi>{date.label}</bdi> ·{' '}
    </>
  ) : null;
}

/** How many of each type match; one of them can be chosen alone. */
function Facets(props: {
  readonly found: Found | undefined;
  readonly only: string | undefined;
  readonly onOnly: (value: string | undefined) => void;
}) {
  const types = props.found?.types ?? [];
  if (types.length < 2 && props.only === undefined) return null;
  return (
    <p class="facets">
      {props.only === undefined ? null : (
        <button type="button" onMouseDown={(event) => event.preventDefault()} onClick={() => props.onOnly(undefined)}>
          {say('searchAll')}
        </button>
      )}
      {types.map(({ value, label, count: matching }) => (
        <button
          key={value}
          type="button"
          aria-pressed={props.only === value}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => props.onOnly(value)}
        >
          <bdi>{label}</bdi> {matching}
        </button>
      ))}
    </p>
  );
}

function leave(event: FocusEvent, then: () => void): void {
  const { currentTarget, relatedTarget } = event;
  if (currentTarget instanceof Node && !(relatedTarget instanceof Node && currentTarget.contains(relatedTarget)))
    then();
}
