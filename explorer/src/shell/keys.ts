import { signal } from '@preact/signals';
import { change, redo, state, undo } from '../state/history.ts';
import { VIEWS } from '../state/state.ts';
import { select, takeOut } from './actions.ts';

export const showsKeys = signal(false);
/** The entity whose surroundings are counted, in the dialog of its expansion. */
export const expanding = signal<string | undefined>(undefined);

/** The keys of the page, as the list of them shows them. */
export const KEYS = [
  ['/', 'keySearch'],
  ['1 – 4', 'keyViews'],
  ['Ctrl+Z, Ctrl+Shift+Z', 'keyUndo'],
  ['E', 'keyExpand'],
  ['Delete', 'keyHide'],
  ['P', 'keyPanel'],
  ['↑ ↓ ← →, Enter', 'keyMove'],
  ['Escape', 'keyEscape'],
  ['?', 'keyHelp'],
] as const;

/** Listens to the keys that work wherever the focus is, but in a field that is being written. */
export function listenToKeys(): void {
  addEventListener('keydown', (event) => {
    const command = event.ctrlKey || event.metaKey;
    if (command && event.key.toLowerCase() === 'z' && !isWriting(event.target)) {
      event.preventDefault();
      if (event.shiftKey) redo();
      else undo();
      return;
    }
    if (command || event.altKey || isWriting(event.target) || document.querySelector('dialog[open]')) return;
    if (act(event.key)) event.preventDefault();
  });
}

function act(key: string): boolean {
  const { selected } = state.value;
  const view = VIEWS[Number(key) - 1];
  if (view) {
    change((now) => ({ ...now, view }));
    return true;
  }
  switch (key) {
    case '/':
      return focus('search-field');
    case 'p':
      return focus('panel');
    case '?':
      showsKeys.value = true;
      return true;
    case 'e':
      if (selected?.includes(':')) expanding.value = selected;
      return true;
    case 'Delete':
      if (selected) takeOut(selected);
      return selected !== undefined;
    case 'Escape':
      select(undefined);
      return true;
    default:
      return false;
  }
}

function focus(id: string): boolean {
  document.getElementById(id)?.focus();
  return true;
}

function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
