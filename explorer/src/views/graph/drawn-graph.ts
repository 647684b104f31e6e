import { computed, effect } from '@preact/signals';
import type cytoscape from 'cytoscape';
import type { ElementDefinition } from 'cytoscape';
import { model } from '../../data.ts';
import { select } from '../../shell/actions.ts';
import { drawing } from '../../shell/drawing.ts';
import { expanding } from '../../shell/keys.ts';
import { entitiesById, shown } from '../../shown.ts';
import { change, state } from '../../state/history.ts';
import { inks } from '../looks.ts';
import { elementsOf } from './elements.ts';
import { startLayout } from './layout.ts';
import type { Place, Places } from './layout-worker.ts';
import { type Step, startPortions } from './portions.ts';
import { graphStyle } from './style.ts';
import { drawingOf } from './svg.ts';

/** The most elements of a picture whose nodes are seen on their way; those of more are drawn where they rest. */
const LIVELY = 300;
const MOST_ZOOM = 1.4;
/** What stands around the place of a node, in units of the graph: half its label, and its height. */
const MARGIN = { x: 70, y: 45 };

export interface DrawnGraph {
  /** Brings all of it into sight. */
  fit(): void;
  /** Brings a node into the middle. */
  look(id: string): void;
  stop(): void;
}

/** Where the nodes are, also while another view is shown: a graph that is drawn again is where it was. */
let places: ReadonlyMap<string, Place> = new Map();
/** Where the reader looks; undefined while all is in sight. */
let sight: { readonly zoom: number; readonly pan: cytoscape.Position } | undefined;

/** Where the nodes of the picture are drawn, in units of the graph. */
export const placesNow = (): ReadonlyMap<string, Place> => places;

const pins = computed(() => state.value.pins);
const selected = computed(() => state.value.selected);

/** Draws the picture and keeps up with it, with what is selected and with what is pinned. */
export function drawGraph(make: typeof cytoscape, container: HTMLElement): DrawnGraph {
  const graph = make({ container, style: graphStyle(), minZoom: 0.05, maxZoom: 4, layout: { name: 'preset' } });
  if (sight) graph.viewport(sight);
  const layout = startLayout();
  const portions = startPortions((portion) => graph.batch(portion), settle);
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  let wanted: readonly ElementDefinition[] = [];
  /** The newest places that are not drawn yet. */
  let next: { readonly found: Places; readonly rest: boolean } | undefined;
  /** Whether places are being drawn, and whether the layout has more to say. */
  let [placing, finding] = [false, false];
  let told = 0;

  function settle(): void {
    if (!finding && wanted.length > 0) container.dataset['settled'] = '';
  }

  function work(steps: readonly Step[]): void {
    if (steps.length === 0) return;
    delete container.dataset['settled'];
    portions.add(steps);
  }

  const elementOf = ({ data }: ElementDefinition) => graph.getElementById(String(data.id));

  /** What is gone leaves, what has changed is changed, and what is new comes as soon as it has a place. */
  function show(): void {
    portions.clear();
    layout.forget();
    [placing, finding, next] = [false, false, undefined];
    delete container.dataset['settled'];
    const ids = new Set(wanted.map(({ data }) => String(data.id)));
    const gone = graph.elements().filter((element) => !ids.has(element.id()));
    const fresh = wanted.filter((each) => elementOf(each).empty());
    const nodes = wanted.filter(({ group }) => group === 'nodes');
    if (!nodes.some(({ data }) => places.has(String(data.id)))) sight = undefined;
    portions.add([...gone.toArray().map(removal), ...wanted.flatMap(amendment)]);
    const known = nodes.every(({ data }) => placeOf(String(data.id)));
    if (known && gone.empty()) {
      if (fresh.length > 0) place(Object.fromEntries(places), () => undefined);
      else mark();
    } else find(nodes);
  }

  const placeOf = (id: string) => pins.peek()[id] ?? places.get(id);

  /** Asks for places of all that is not pinned. */
  function find(nodes: readonly ElementDefinition[]): void {
    finding = true;
    const request = {
      nodes: nodes.map(({ data }) => {
        const id = String(data.id);
        const [x, y] = placeOf(id) ?? [];
        return { id, fixed: pins.peek()[id] !== undefined, ...(x === undefined || y === undefined ? {} : { x, y }) };
      }),
      edges: wanted
        .filter(({ group }) => group === 'edges')
        .map(({ data }) => ({
          source: String(data['source']),
          target: String(data['target']),
          weight: Number(data['weight'] ?? 1),
        })),
    };
    layout.run(request, (found, rest) => {
      // Motion is for those who like it, and for pictures that are drawn faster than they move.
      if (!rest && (still || wanted.length > LIVELY)) return;
      next = { found, rest };
      if (!placing) placeNext();
    });
  }

  /** Draws the newest places; those that came before them are passed over. */
  function placeNext(): void {
    if (!next) return;
    const { found, rest } = next;
    next = undefined;
    container.dataset['told'] = String(++told);
    place(found, () => {
      if (rest) finding = false;
      placeNext();
    });
  }

  /** Moves the nodes to their places, and adds those that are not drawn yet, and the edges between them. */
  function place(found: Places, then: () => void): void {
    placing = true;
    places = new Map(
      wanted.flatMap(({ data }) => {
        const id = String(data.id);
        const at = pins.peek()[id] ?? found[id];
        return at ? [[id, at] as const] : [];
      }),
    );
    // Until the reader looks elsewhere, all of it is in sight.
    if (!sight) seeAll();
    const after = () => {
      placing = false;
      mark();
      then();
    };
    work([...wanted.flatMap((each) => arrival(each) ?? motion(each)), { weight: 0, run: after }]);
  }

  /** The step that adds an element that is not drawn yet. Nodes stand before the edges that join them. */
  function arrival(element: ElementDefinition): Step | undefined {
    if (elementOf(element).nonempty()) return undefined;
    const id = String(element.data.id);
    const [x = 0, y = 0] = places.get(id) ?? [];
    const data = { ...element.data, pinned: pins.peek()[id] !== undefined };
    return {
      weight: 1,
      run: () => graph.add(element.group === 'nodes' ? { ...element, data, position: { x, y } } : element),
    };
  }

  /** The step that brings a node to its place: its edges are drawn anew with it. */
  function motion(element: ElementDefinition): readonly Step[] {
    const node = elementOf(element);
    const at = places.get(node.id());
    if (!at || !isElsewhere(node, at)) return [];
    const run = () => {
      if (!node.grabbed()) node.position({ x: at[0], y: at[1] });
    };
    return [{ weight: 1 + node.connectedEdges().length, run }];
  }

  function removal(element: cytoscape.SingularElementArgument): Step {
    return { weight: 1, run: () => element.remove() };
  }

  function amendment(next: ElementDefinition): readonly Step[] {
    const element = elementOf(next);
    const drawn = element.data() as Readonly<Record<string, unknown>> | undefined;
    const same = element.empty() || Object.entries(next.data).every(([key, value]) => drawn?.[key] === value);
    return same ? [] : [{ weight: 1, run: () => element.data(next.data) }];
  }

  /** What pins and the selection say of what is drawn: said again where steps of theirs may have been forgotten. */
  function mark(): void {
    pinNodes();
    highlight();
  }

  /** Keeps pinned nodes where the reader has put them, and shows that they are. */
  function pinNodes(): void {
    work(
      graph
        .nodes()
        .toArray()
        .flatMap((node): readonly Step[] => {
          const pin = pins.peek()[node.id()];
          if ((pin !== undefined) === (node.data('pinned') === true) && !(pin && isElsewhere(node, pin))) return [];
          const run = () => {
            node.data('pinned', pin !== undefined);
            if (pin) node.position({ x: pin[0], y: pin[1] });
          };
          return [{ weight: 1 + node.connectedEdges().length, run }];
        }),
    );
  }

  /** Marks what is selected and what is next to it: these first, then what is far. */
  function highlight(): void {
    const id = selected.peek();
    const chosen = id === undefined ? graph.collection() : graph.getElementById(id);
    const near = chosen.union(chosen.neighborhood()).union(chosen.edges().connectedNodes());
    const mark = (element: cytoscape.SingularElementArgument): readonly Step[] => {
      const marks = chosen.empty() ? [] : !near.has(element) ? ['far'] : element.isEdge() ? ['near'] : [];
      const isChosen = chosen.has(element);
      if (element.selected() === isChosen && element.classes().join() === marks.join()) return [];
      const run = () => {
        element.classes(marks);
        if (isChosen) element.select();
        else element.unselect();
      };
      return [{ weight: 1, run }];
    };
    work([...chosen.toArray(), ...near.toArray(), ...graph.elements().difference(near).toArray()].flatMap(mark));
  }

  function seeAll(): void {
    const drawn = [...places.values()];
    if (drawn.length === 0) return;
    const [left, right] = ends(drawn.map(([x]) => x));
    const [top, bottom] = ends(drawn.map(([, y]) => y));
    const [wide, high] = [right - left + 2 * MARGIN.x, bottom - top + 2 * MARGIN.y];
    const zoom = Math.min(MOST_ZOOM, graph.width() / wide, graph.height() / high);
    const pan = {
      x: graph.width() / 2 - (zoom * (left + right)) / 2,
      y: graph.height() / 2 - (zoom * (top + bottom)) / 2,
    };
    graph.viewport({ zoom, pan });
  }

  function keepSight(): void {
    sight = { zoom: graph.zoom(), pan: { ...graph.pan() } };
  }

  const ended = [
    effect(() => {
      wanted = elementsOf(shown.value);
      show();
    }),
    effect(() => {
      void pins.value;
      pinNodes();
    }),
    effect(() => {
      void selected.value;
      highlight();
    }),
  ];
  const resized = new ResizeObserver(() => {
    graph.resize();
    if (!sight) seeAll();
  });
  resized.observe(container);
  graph.on('scrollzoom dragpan pinchzoom', keepSight);
  graph.on('tap', (event) => {
    if (event.target === graph) select(undefined);
  });
  graph.on('tap', 'node, edge', (event) => {
    const id = String(event.target.id());
    if (id.startsWith('tie ')) return;
    // A second click opens what is around it.
    if (selected.peek() === id && event.target.isNode()) expanding.value = id;
    else select(id);
  });
  graph.on('dragfree', 'node', (event) => {
    const { x, y } = event.target.position();
    const id = String(event.target.id());
    const at = [Math.round(x), Math.round(y)] as const;
    places = new Map(places).set(id, at);
    change((now) => ({ ...now, pins: { ...now.pins, [id]: at } }));
  });
  drawing.value = drawingOf(graph, () => ({ ...inks(), entities: entitiesById.peek(), model: model.peek() }));
  return {
    fit() {
      sight = undefined;
      seeAll();
    },
    look(id) {
      graph.center(graph.getElementById(id));
      keepSight();
    },
    stop() {
      drawing.value = undefined;
      for (const end of ended) end();
      resized.disconnect();
      portions.clear();
      layout.stop();
      graph.destroy();
    },
  };
}

/** Whether a node is drawn elsewhere than at a place, farther than is seen. */
function isElsewhere(node: cytoscape.NodeSingular, [x, y]: Place): boolean {
  const at = node.position();
  return Math.abs(at.x - x) > 0.5 || Math.abs(at.y - y) > 0.5;
}

const ends = (numbers: readonly number[]): readonly [number, number] => [
  numbers.reduce((least, each) => Math.min(least, each)),
  numbers.reduce((most, each) => Math.max(most, each)),
];
