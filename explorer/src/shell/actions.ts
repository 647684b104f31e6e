import { change, state } from '../state/history.ts';
import { collapsed, emptyState, type State, withEntities, withHidden } from '../state/state.ts';
import { count } from '../words/words.ts';
import { announce } from './announce.ts';

/** What a reader does to the picture, from wherever it is done. */

export function select(id: string | undefined): void {
  change((now) => ({ ...now, selected: id }));
}

/** Puts entities into the picture. @param by the entity that was expanded, which comes with what is around it */
export function bring(ids: readonly string[], by?: string): void {
  const before = sizeOf(state.value);
  change((now) => withEntities(by === undefined ? now : withEntities(now, [by]), ids, by));
  announce(count('announceAdded', sizeOf(state.value) - before));
}

export function collapse(id: string): void {
  const before = sizeOf(state.value);
  change((now) => collapsed(now, id));
  announce(count('announceRemoved', before - sizeOf(state.value)));
}

export function takeOut(id: string): void {
  change((now) => withHidden(now, id));
  announce(count('announceRemoved', 1));
}

export function clear(): void {
  change((now) => ({ ...emptyState(now.language) }));
}

const sizeOf = ({ groups, hidden }: State) => groups.reduce((sum, { ids }) => sum + ids.length, 0) - hidden.length;
