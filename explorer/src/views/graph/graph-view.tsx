import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { select } from '../../shell/actions.ts';
import { expanding } from '../../shell/keys.ts';
import { isDark } from '../../shell/theme.ts';
import { entitiesById, shown } from '../../shown.ts';
import { change, state } from '../../state/history.ts';
import { count, say } from '../../words/words.ts';
import { nextNode } from './arrows.ts';
import { type DrawnGraph, drawGraph, placesNow } from './drawn-graph.ts';
import { Legend } from './legend.tsx';

/** The picture as nodes and edges. The table says the same to whoever cannot see it. */
export function GraphView() {
  const place = useRef<HTMLDivElement>(null);
  const graph = useRef<DrawnGraph | undefined>(undefined);
  const looked = useSignal('');
  const dark = isDark();
  // A canvas has no style sheet: in another theme it is drawn again.
  useEffect(() => {
    let over = false;
    void import('cytoscape').then(({ default: make }) => {
      if (!over && place.current) graph.current = drawGraph(make, place.current);
    });
    return () => {
      over = true;
      graph.current?.stop();
      graph.current = undefined;
    };
  }, [dark]);
  const { entities, facts, ties } = shown.value;
  const find = (text: string) => {
    looked.value = text;
    const wanted = text.trim().toLocaleLowerCase(state.value.language);
    if (wanted === '') return;
    const found = entities.find(({ label }) => label.toLocaleLowerCase(state.value.language).includes(wanted));
    if (!found) return;
    graph.current?.look(found.id);
    select(found.id);
  };
  return (
    <div class="graph-view">
      <div class="graph-tools">
        <button type="button" onClick={() => graph.current?.fit()}>
          {say('fit')}
        </button>
        {Object.keys(state.value.pins).length > 0 ? (
          <button type="button" onClick={() => change((now) => ({ ...now, pins: {} }))}>
            {say('unpin')}
          </button>
        ) : null}
        <label>
          <span class="unseen">{say('findInPicture')}</span>
          <input
            type="search"
            dir={looked.value === '' ? undefined : 'auto'}
            placeholder={say('findInPicture')}
            value={looked.value}
            onChange={(event) => find(event.currentTarget.value)}
          />
        </label>
      </div>
      <div
        ref={place}
        class="canvas"
        role="application"
        tabIndex={0}
        aria-label={`${say('graph')}: ${count('entities', entities.length)}, ${count('facts', facts.length + ties.length)}`}
        onKeyDown={(event) => step(event)}
      />
      <Legend />
      <p class="unseen">
        <button type="button" onClick={() => change((now) => ({ ...now, view: 'table' }))}>
          {say('table')}
        </button>
      </p>
    </div>
  );
}

/** Goes with the arrows from the selected node to the next in that direction, and expands it with Enter. */
function step(event: KeyboardEvent): void {
  const { selected } = state.value;
  if (event.key === 'Enter' && selected && entitiesById.value.has(selected)) {
    expanding.value = selected;
    event.preventDefault();
    return;
  }
  if (!event.key.startsWith('Arrow')) return;
  event.preventDefault();
  const next = nextNode(placesNow(), selected, event.key);
  if (next) select(next);
}
