import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { count, numberText } from '../words/words.ts';

/** How many rows come at once: more would hold up a frame. */
const ROWS = 100;

/** The first of many rows, and the button that brings the next below them; none where all are there. */
export function useFirst<Row>(rows: readonly Row[]): {
  readonly first: readonly Row[];
  readonly more: ComponentChildren;
} {
  const most = useSignal(ROWS);
  const left = rows.length - most.value;
  return {
    first: rows.slice(0, most.value),
    more:
      left > 0 ? (
        <button type="button" class="more" onClick={() => (most.value += ROWS)}>
          {count('moreRows', Math.min(left, ROWS))}
          {left > ROWS ? ` / ${numberText(left)}` : ''}
        </button>
      ) : null,
  };
}
