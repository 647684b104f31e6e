import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { addressOf, stateOf } from './address.ts';
import { LANGUAGES, type Language, type State } from './state.ts';

/**
 * The state and its changes. Each change is an entry of the browser's history, so that back and forward are undo and
 * redo, and a reload or a link opens what was there.
 */

/** Where an entry stands among those of this page: kept with the entry, so that it outlives a reload. */
interface Entry {
  readonly at: number;
}

const LAST = 'dragoman-last-step';

const current = signal<State>(stateOf(location.hash, languageOfReader()));
const at = signal(entryOf(history.state));
const last = signal(Math.max(at.value, Number(sessionStorage.getItem(LAST)) || 0));

export const state: ReadonlySignal<State> = current;
export const canUndo = computed(() => at.value > 0);
export const canRedo = computed(() => at.value < last.value);

/** Changes the state; a change of nothing is no step. */
export function change(to: (state: State) => State): void {
  const next = to(current.value);
  const address = addressOf(next);
  if (address === addressOf(current.value)) return;
  step(at.value + 1);
  history.pushState({ at: at.value } satisfies Entry, '', `#${address}`);
  current.value = next;
}

/** Changes the state without a step of its own: of what is typed, only the end is worth one. */
export function amend(to: (state: State) => State): void {
  const next = to(current.value);
  history.replaceState({ at: at.value } satisfies Entry, '', `#${addressOf(next)}`);
  current.value = next;
}

// The browser moves later. Whoever is faster must not be taken off the page, so the step is counted at once.
export function undo(): void {
  if (!canUndo.value) return;
  at.value -= 1;
  history.back();
}

export function redo(): void {
  if (!canRedo.value) return;
  at.value += 1;
  history.forward();
}

addEventListener('popstate', (event) => {
  at.value = entryOf(event.state);
  current.value = stateOf(location.hash, current.value.language);
});

// A link within the page, or an address that was typed: the browser has made the entry.
addEventListener('hashchange', () => {
  if (addressOf(current.value) === location.hash.slice(1)) return;
  if (entryOf(history.state) === 0 && at.value > 0) {
    step(at.value + 1);
    history.replaceState({ at: at.value } satisfies Entry, '');
  }
  current.value = stateOf(location.hash, current.value.language);
});

function step(to: number): void {
  at.value = to;
  last.value = to;
  sessionStorage.setItem(LAST, String(to));
}

function entryOf(kept: unknown): number {
  return typeof kept === 'object' && kept !== null && 'at' in kept && typeof kept.at === 'number' ? kept.at : 0;
}

function languageOfReader(): Language {
  for (const tag of navigator.languages) {
    const found = LANGUAGES.find((language) => tag.toLowerCase().split('-')[0] === language);
    if (found) return found;
  }
  return 'en';
}
