import { effect, useSignal } from '@preact/signals';
import type cytoscape from 'cytoscape';
import type { ElementDefinition } from 'cytoscape';
import { useEffect, useRef } from 'preact/hooks';
import { model } from '../../data.ts';
import { select } from '../../shell/actions.ts';
import { drawing } from '../../shell/drawing.ts';
import { expanding } from '../../shell/keys.ts';
import { theme } from '../../shell/theme.ts';
import { entitiesById, shown } from '../../shown.ts';
import { change, state } from '../../state/history.ts';
import type { State } from '../../state/state.ts';
import { count, say } from '../../words/words.ts';
import { inks } from '../looks.ts';
import { elementsOf } from './elements.ts';
import { startLayout } from './layout.ts';
import { Legend } from './legend.tsx';
import { graphStyle } from './style.ts';
import { drawingOf } from './svg.ts';

/** The picture as nodes and edges. The table says the same to whoever cannot see it. */
export function GraphView() {
  const place = useRef<HTMLDivElement>(null);
  const graph = useRef<cytoscape.Core | undefined>(undefined);
  const looked = useSignal('');
  useEffect(() => {
    let over = false;
    let stop = () => {};
    void import('cytoscape').then(({ default: make }) => {
      if (over || !place.current) return;
      const drawn = draw(make, place.current);
      graph.current = drawn.graph;
      stop = drawn.stop;
    });
    return () => {
      over = true;
      stop();
    };
  }, []);
  const { entities, facts, ties } = shown.value;
  const find = (text: string) => {
    looked.value = text;
    const wanted = text.trim().toLocaleLowerCase(state.value.language);
    if (wanted === '') return;
    const found = entities.find(({ label }) => label.toLocaleLowerCase(state.value.language).includes(wanted));
    if (!found || !graph.current) return;
    graph.current.animate({ center: { eles: graph.current.getElementById(found.id) } }, { duration: 0 });
    select(found.id);
  };
  return (
    <div class="graph-view">
      <div class="graph-tools">
        <button type="button" onClick={() => graph.current?.fit(undefined, 30)}>
          {say('fit')}
        </button>
        <button
          type="button"
          disabled={Object.keys(state.value.pins).length === 0}
          onClick={() => change((now) => ({ ...now, pins: {} }))}
        >
          {say('unpin')}
        </button>
        <label>
          <span class="unseen">{say('findInPicture')}</span>
          <input
            type="search"
            dir="auto"
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
  const ways: Readonly<Record<string, readonly [number, number]>> = {
    ArrowUp: [0, -1],
    ArrowDown: [0, 1],
    ArrowLeft: [-1, 0],
    ArrowRight: [1, 0],
  };
  const way = ways[event.key];
  if (!way) return;
  event.preventDefault();
  const places = placesNow;
  const from = selected === undefined ? undefined : places.get(selected);
  if (!from) {
    select([...places.keys()][0]);
    return;
  }
  let best: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const [id, { x, y }] of places) {
    const [dx, dy] = [x - from.x, y - from.y];
    const along = dx * way[0] + dy * way[1];
    const across = Math.abs(dx * way[1]) + Math.abs(dy * way[0]);
    if (id === selected || along <= 0 || across > along * 2) continue;
    const far = along + across;
    if (far < least) [least, best] = [far, id];
  }
  if (best) select(best);
}

/** The most elements that are added in one frame. */
const AT_ONCE = 200;

/** Where the nodes are drawn now, for the keys. */
let placesNow: ReadonlyMap<string, { readonly x: number; readonly y: number }> = new Map();

function draw(make: typeof cytoscape, container: HTMLElement): { graph: cytoscape.Core; stop: () => void } {
  const graph = make({ container, style: graphStyle(), minZoom: 0.05, maxZoom: 4, layout: { name: 'preset' } });
  const layout = startLayout();
  let moved = false;
  const fitAll = () => {
    graph.fit(undefined, 30);
    if (graph.zoom() > 1.4) {
      graph.zoom(1.4);
      graph.center();
    }
  };
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;

  function keepPlaces(): void {
    placesNow = new Map(graph.nodes().map((node) => [node.id(), node.position()] as const));
  }

  function arrange(): void {
    const { pins } = state.peek();
    const nodes = graph.nodes().map((node) => {
      const pin = pins[node.id()];
      const { x, y } = pin ? { x: pin[0], y: pin[1] } : node.position();
      const known = pin !== undefined || node.scratch('placed') === true;
      return { id: node.id(), ...(known ? { x, y } : {}), fixed: pin !== undefined };
    });
    const edges = graph.edges().map((edge) => ({
      source: String(edge.data('source')),
      target: String(edge.data('target')),
      weight: Number(edge.data('weight') ?? 1),
    }));
    delete container.dataset['settled'];
    let told = 0;
    layout.run({ nodes, edges }, (places, rest) => {
      // Motion is for those who like it.
      if (still && !rest) return;
      container.dataset['told'] = String(++told);
      graph.batch(() => {
        for (const node of graph.nodes()) {
          const at = places[node.id()];
          if (!at || node.grabbed() || state.peek().pins[node.id()]) continue;
          node.position({ x: at[0], y: at[1] });
          node.scratch('placed', true);
        }
      });
      // Until the reader looks elsewhere, all of it is in sight.
      if (!moved) fitAll();
      keepPlaces();
      if (rest) container.dataset['settled'] = '';
    });
  }

  function pinNodes(pins: State['pins']): void {
    graph.nodes().forEach((node) => {
      const pin = pins[node.id()];
      node.data('pinned', pin !== undefined);
      if (pin) node.position({ x: pin[0], y: pin[1] });
    });
  }

  /** Marks what is selected and what is next to it. */
  function highlight(): void {
    graph.batch(() => {
      graph.elements().unselect().removeClass('near far');
      const { selected } = state.peek();
      const element = selected === undefined ? undefined : graph.getElementById(selected);
      if (!element || element.empty()) return;
      element.select();
      const near = entitiesById.peek().has(element.id())
        ? element.closedNeighborhood()
        : element
            .union(graph.getElementById(String(element.data('source'))))
            .union(graph.getElementById(String(element.data('target'))));
      near.edges().addClass('near');
      graph.elements().difference(near).addClass('far');
    });
  }

  /** Which picture is being added: what is left of an earlier one is not. */
  let adding = 0;

  /** Adds elements, some a frame, so that none waits for thousands; then all is arranged. */
  function addAll(fresh: readonly ElementDefinition[]): void {
    const turn = adding;
    const add = (from: number) => {
      if (turn !== adding || graph.destroyed()) return;
      graph.batch(() => {
        graph.add(fresh.slice(from, from + AT_ONCE));
        pinNodes(state.peek().pins);
      });
      if (from + AT_ONCE < fresh.length) requestAnimationFrame(() => add(from + AT_ONCE));
      else {
        arrange();
        highlight();
      }
    };
    add(0);
  }

  const stopPicture = effect(() => {
    const elements = elementsOf(shown.value);
    const { pins } = state.value;
    adding++;
    const wanted = new Map(elements.map((each) => [String(each.data.id), each]));
    let changed = false;
    graph.batch(() => {
      graph.elements().forEach((element) => {
        const next = wanted.get(element.id());
        if (next) element.data(next.data);
        else {
          element.remove();
          changed = true;
        }
      });
      pinNodes(pins);
    });
    // Nodes come before the edges that join them.
    const fresh = elements.filter((each) => graph.getElementById(String(each.data.id)).empty());
    if (fresh.length > 0) addAll(fresh);
    else if (changed) arrange();
  });
  const stopSelected = effect(() => {
    void state.value.selected;
    void shown.value;
    highlight();
  });
  const stopTheme = effect(() => {
    void theme.value;
    graph.style(graphStyle());
  });

  graph.on('scrollzoom dragpan pinchzoom', () => {
    moved = true;
  });
  graph.on('tap', (event) => {
    if (event.target === graph) select(undefined);
  });
  graph.on('tap', 'node, edge', (event) => {
    const id = String(event.target.id());
    if (id.startsWith('tie ')) return;
    // A second click opens what is around it.
    if (state.peek().selected === id && event.target.isNode()) expanding.value = id;
    else select(id);
  });
  graph.on('dragfree', 'node', (event) => {
    const { x, y } = event.target.position();
    const id = String(event.target.id());
    change((now) => ({ ...now, pins: { ...now.pins, [id]: [Math.round(x), Math.round(y)] } }));
    keepPlaces();
  });
  drawing.value = drawingOf(graph, () => ({ ...inks(), entities: entitiesById.peek(), model: model.peek() }));
  return {
    graph,
    stop() {
      drawing.value = undefined;
      stopPicture();
      stopSelected();
      stopTheme();
      layout.stop();
      graph.destroy();
    },
  };
}
