import { signal, useSignal } from '@preact/signals';
import { geoNaturalEarth1, geoPath } from 'd3-geo';
import type { FeatureCollection } from 'geojson';
import { useEffect } from 'preact/hooks';
import { venuesDocument } from '../../api/compose.ts';
import type { Entity } from '../../api/picture.ts';
import { model } from '../../data.ts';
import { select } from '../../shell/actions.ts';
import { useAsked } from '../../shell/asked.tsx';
import { entitiesById, shown } from '../../shown.ts';
import { state } from '../../state/history.ts';
import { MOST_ENTITIES } from '../../state/state.ts';
import { count, say } from '../../words/words.ts';
import { DRAG } from '../drag.ts';
import { Tray } from '../tray.tsx';

const WIDTH = 960;
const HEIGHT = 500;
/** Places closer together than this are one mark. */
const TOGETHER = 16;
const MOST_ZOOM = 32;

/** Outlines of the world's land, read when a map is first looked at. */
const world = signal<FeatureCollection | undefined>(undefined);

async function readWorld(): Promise<void> {
  if (world.peek()) return;
  const [{ feature }, { default: topology }] = await Promise.all([
    import('topojson-client'),
    import('world-atlas/countries-110m.json'),
  ]);
  const shapes = topology as unknown as Parameters<typeof feature>[0];
  // The file has one collection of that name.
  world.value = feature(shapes, shapes.objects['countries'] as never) as unknown as FeatureCollection;
}

interface Mark {
  readonly x: number;
  readonly y: number;
  readonly places: readonly Entity[];
}

/** The places of the picture, with what happened there. What has no coordinates is listed beside it. */
export function MapView() {
  const zoom = useSignal(1);
  const centre = useSignal<readonly [number, number]>([WIDTH / 2, HEIGHT / 2]);
  const held = useSignal<readonly [number, number] | undefined>(undefined);
  useEffect(() => void readWorld(), []);
  const venues = useVenues();
  const here = shown.value.entities.filter(({ entityType }) => model.value?.isA(entityType, 'Place'));
  const places = [...here, ...venues.places.filter(({ id }) => !here.some((place) => place.id === id))];
  const placed = places.filter(({ coordinates }) => coordinates);
  const unplaced = places.filter(({ coordinates }) => !coordinates);
  const projection = geoNaturalEarth1().fitSize([WIDTH, HEIGHT], { type: 'Sphere' });
  const path = geoPath(projection);
  const size = [WIDTH / zoom.value, HEIGHT / zoom.value] as const;
  const view = `${centre.value[0] - size[0] / 2} ${centre.value[1] - size[1] / 2} ${size[0]} ${size[1]}`;
  const marks = marksOf(placed, projection, TOGETHER / zoom.value);
  const scale = 1 / zoom.value;
  const show = ([x, y]: readonly [number, number], closer: number) => {
    zoom.value = closer;
    // The map stays in its frame.
    const within = (at: number, length: number) =>
      Math.min(length - length / closer / 2, Math.max(length / closer / 2, at));
    centre.value = [within(x, WIDTH), within(y, HEIGHT)];
  };
  const heldAt = (id: string) => venues.held.filter(({ target }) => target.id === id);
  if (places.length === 0) return <p class="hint">{say('noPlaces')}</p>;
  return (
    <div class="map-view">
      {placed.length === 0 ? (
        <p class="hint">{say('noPlaces')}</p>
      ) : (
        <div class="map">
          <div class="graph-tools">
            <button
              type="button"
              onClick={() => show(centre.value, Math.min(MOST_ZOOM, zoom.value * 2))}
              aria-label={say('zoomIn')}
            >
              +
            </button>
            <button
              type="button"
              onClick={() => show(centre.value, Math.max(1, zoom.value / 2))}
              aria-label={say('zoomOut')}
            >
              −
            </button>
            <button
              type="button"
              onClick={() => {
                const [x0, y0, x1, y1] = boundsOf(marks);
                const fitting = 0.8 / Math.max((x1 - x0) / WIDTH, (y1 - y0) / HEIGHT, 0.01);
                show([(x0 + x1) / 2, (y0 + y1) / 2], Math.max(1, Math.min(16, fitting)));
              }}
            >
              {say('fit')}
            </button>
          </div>
          <svg
            viewBox={view}
            role="group"
            aria-label={say('map')}
            onWheel={(event) => {
              event.preventDefault();
              const next = Math.max(1, Math.min(MOST_ZOOM, zoom.value * (event.deltaY < 0 ? 1.25 : 0.8)));
              // What is under the pointer stays there.
              const box = event.currentTarget.getBoundingClientRect();
              const away = (at: number, from: number, length: number) => (at - from) / length - 0.5;
              const dx = away(event.clientX, box.left, box.width) * WIDTH * (1 / zoom.value - 1 / next);
              const dy = away(event.clientY, box.top, box.height) * HEIGHT * (1 / zoom.value - 1 / next);
              show([centre.value[0] + dx, centre.value[1] + dy], next);
            }}
            onPointerDown={(event) => {
              if (event.button === 0) held.value = [event.clientX, event.clientY];
            }}
            onPointerMove={(event) => {
              if (!held.value || event.buttons === 0) return;
              const [dx, dy] = [event.clientX - held.value[0], event.clientY - held.value[1]];
              if (!event.currentTarget.hasPointerCapture(event.pointerId)) {
                if (Math.hypot(dx, dy) < DRAG) return;
                // Only now: a click on a mark is the mark's.
                event.currentTarget.setPointerCapture(event.pointerId);
              }
              const unit = size[0] / event.currentTarget.getBoundingClientRect().width;
              show([centre.value[0] - dx * unit, centre.value[1] - dy * unit], zoom.value);
              held.value = [event.clientX, event.clientY];
            }}
            onPointerUp={() => (held.value = undefined)}
            onPointerCancel={() => (held.value = undefined)}
          >
            <path class="sea" d={path({ type: 'Sphere' }) ?? ''} />
            {world.value?.features.map((land, at) => (
              <path key={land.id ?? at} class="land" d={path(land) ?? ''} stroke-width={scale * 0.5} />
            ))}
            {marks.map((mark) => {
              const [first] = mark.places;
              if (!first) return null;
              const many = mark.places.length;
              const activities = mark.places.reduce((sum, { id }) => sum + heldAt(id).length, 0);
              const name = mark.places.map(({ label }) => label).join(', ');
              const selected = mark.places.some(({ id }) => id === state.value.selected);
              const act = () => {
                if (many === 1) select(first.id);
                else show([mark.x, mark.y], Math.min(MOST_ZOOM, zoom.value * 2));
              };
              return (
                <g
                  key={mark.places.map(({ id }) => id).join(' ')}
                  class={selected ? 'mark selected' : 'mark'}
                  transform={`translate(${mark.x} ${mark.y}) scale(${scale})`}
                  role="button"
                  tabIndex={0}
                  aria-label={`${name}. ${count('heldHere', activities)}`}
                  onClick={act}
                  onKeyDown={(event) => {
                    if (event.key === 'Enter' || event.key === ' ') {
                      event.preventDefault();
                      event.stopPropagation();
                      act();
                    }
                  }}
                >
                  <circle r={6 + Math.sqrt(activities + many) * 2} />
                  {many > 1 ? <text dy="4">{many}</text> : <text dy="-12">{first.label}</text>}
                </g>
              );
            })}
          </svg>
        </div>
      )}
      <div class="tray">
        <Tray
          title={say('onMap')}
          rows={placed}
          below={({ id }) => (
            <ul>
              {heldAt(id).map(({ id: fact, source }) => (
                <li key={fact}>
                  <button type="button" class="link" onClick={() => select(source.id)}>
                    <bdi>{entitiesById.value.get(source.id)?.label}</bdi>
                  </button>
                </li>
              ))}
            </ul>
          )}
        />
        <Tray title={say('unplaced')} rows={unplaced} />
      </div>
    </div>
  );
}

interface Venues {
  readonly places: readonly Entity[];
  readonly held: readonly Held[];
}

/** That an activity of the picture was held in a place. */
interface Held {
  readonly id: string;
  readonly source: { readonly id: string };
  readonly target: { readonly id: string };
}

/** Where the activities of the picture were held, whether or not these places are in the picture. */
function useVenues(): Venues {
  const current = model.value;
  const venue = current?.playing('VENUE')?.name;
  const activities = shown.value.entities.filter(({ entityType }) => current?.isA(entityType, 'Activity'));
  const asks = current && venue && activities.length > 0;
  const loaded = useAsked<{ neighborhood: { nodes: readonly Entity[]; edges: readonly Held[] } | null }>(
    asks ? venuesDocument(current) : '',
    { of: activities.map(({ id }) => id), limit: MOST_ENTITIES, filter: { relationshipTypes: [venue] } },
  );
  const { nodes = [], edges = [] } = loaded.value.value?.neighborhood ?? {};
  return { places: nodes.filter(({ entityType }) => current?.isA(entityType, 'Place')), held: edges };
}

/** Places as marks, those that would lie upon each other as one. */
function marksOf(
  places: readonly Entity[],
  projection: (point: [number, number]) => [number, number] | null,
  near: number,
): Mark[] {
  const marks: { x: number; y: number; places: Entity[] }[] = [];
  for (const place of places) {
    const { coordinates } = place;
    const point = coordinates ? projection([coordinates.longitude, coordinates.latitude]) : null;
    if (!point) continue;
    const there = marks.find(({ x, y }) => Math.hypot(x - point[0], y - point[1]) < near);
    if (there) there.places.push(place);
    else marks.push({ x: point[0], y: point[1], places: [place] });
  }
  return marks;
}

function boundsOf(marks: readonly Mark[]): [number, number, number, number] {
  if (marks.length === 0) return [0, 0, WIDTH, HEIGHT];
  const [xs, ys] = [marks.map(({ x }) => x), marks.map(({ y }) => y)];
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}
