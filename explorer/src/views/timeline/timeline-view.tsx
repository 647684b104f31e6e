import { useSignal } from '@preact/signals';
import { scaleLinear } from 'd3-scale';
import { useEffect, useRef } from 'preact/hooks';
import type { Fact, Span } from '../../api/picture.ts';
import { model } from '../../data.ts';
import { timelineAnswer } from '../../questions/answers.ts';
import { select } from '../../shell/actions.ts';
import { CertaintyChoice, setFilters } from '../../shell/filter-bar.tsx';
import { entitiesById, shown } from '../../shown.ts';
import { state } from '../../state/history.ts';
import { dayNumber, dayOfNumber, daysOf } from '../../time.ts';
import { count, direction, periodText, say } from '../../words/words.ts';
import { DRAG } from '../drag.ts';
import { lookOf } from '../looks.ts';
import { Tray } from '../tray.tsx';
import { Buckets } from './buckets.tsx';

/** Something with a date, or without one. */
interface Item {
  readonly id: string;
  readonly label: string;
  readonly colour: string;
  readonly date: Span | null;
}

const ROW = 38;
/** How high a bar is, and how far below the label that stands above it. */
const BAR = { high: 12, below: 19 };
const AXIS = 28;
/** The most rows that are drawn; the rest is in the table. */
const MOST_ROWS = 400;

/** What happened when: what is certain is solid, what is possible is faded, an open end is open. */
export function TimelineView() {
  const answer = timelineAnswer.value;
  const chosen = daysOf(state.value.filters.during);
  const items = itemsOf();
  const dated = items.filter(({ date }) => date !== null && (date.earliest !== null || date.latest !== null));
  const undated = items.filter((item) => !dated.includes(item));
  return (
    <div class="timeline-view">
      {answer ? <Buckets answer={answer} /> : null}
      {/* The line stays where nothing falls into what was chosen on it: another time can be. */}
      {dated.length > 0 || chosen ? <Bars items={dated} /> : null}
      {dated.length > 0 || answer ? null : <p class="hint">{say(chosen ? 'noDatesThen' : 'noDates')}</p>}
      {undated.length > 0 ? (
        <div class="tray">
          <Tray title={say('tray')} rows={undated} />
        </div>
      ) : null}
    </div>
  );
}

/** Activities, and facts that have another date than the activities that they join. */
function itemsOf(): Item[] {
  const { entities, facts } = shown.value;
  const nameOf = (id: string) => entitiesById.value.get(id)?.label ?? id;
  const activities = entities
    .filter(({ entityType }) => model.value?.isA(entityType, 'Activity'))
    .map(({ id, label, entityType, date }) => ({ id, label, colour: lookOf(entityType).colour, date: date ?? null }));
  const dates = new Map(activities.map(({ id, date }) => [id, date?.edtf]));
  const repeats = ({ source, target, date }: Fact) => [source, target].some((id) => dates.get(id) === date?.edtf);
  const dated = facts
    .filter((fact) => fact.date !== null && !repeats(fact))
    .map(({ id, source, target, label, date }) => ({
      id,
      label: sentence(nameOf(source), label, nameOf(target)),
      colour: '#7c8792',
      date,
    }));
  return [...activities, ...dated];
}

/** A fact in words, which run as the page does, whatever stands around them: each word keeps its own direction. */
function sentence(...words: readonly string[]): string {
  const run = direction.value === 'rtl' ? '\u2067' : '\u2066';
  return `${run}${words.map((word) => `\u2068${word}\u2069`).join(' ')}\u2069`;
}

function Bars({ items }: { readonly items: readonly Item[] }) {
  const place = useRef<HTMLDivElement>(null);
  const width = useSignal(800);
  const brushed = useSignal<readonly [number, number] | undefined>(undefined);
  /** Where the pointer went down, in pixels of the screen. */
  const held = useSignal<number | undefined>(undefined);
  useEffect(() => {
    const watched = new ResizeObserver(([entry]) => {
      width.value = Math.max(240, entry?.contentRect.width ?? 800);
    });
    if (place.current) watched.observe(place.current);
    return () => watched.disconnect();
  }, []);
  const bounds = items.map(({ date }) => spanOf(date));
  const known = bounds.flatMap(({ first, last }) => [first, last]).filter((each) => each !== undefined);
  const current = daysOf(state.value.filters.during);
  const chosen = current ? [dayNumber(current.first), dayNumber(current.last)] : [];
  const drawn = known.length > 0 ? known : chosen;
  const [least, most] = [Math.min(...drawn), Math.max(...drawn)];
  // A day alone is told from others by the months around it.
  const room = Math.max(60, (most - least) * 0.04);
  const scale = scaleLinear([least - room, most + room], [0, width.value]);
  const sorted = items
    .map((item, at) => ({ item, ...(bounds[at] as Bounds) }))
    .sort((a, b) => (a.first ?? a.last ?? 0) - (b.first ?? b.last ?? 0))
    .slice(0, MOST_ROWS);
  const height = AXIS + sorted.length * ROW + 8;
  const range = brushed.value ?? (current ? chosen : undefined);
  const dayAt = (x: number) => Math.round(scale.invert(x - (place.current?.getBoundingClientRect().left ?? 0)));
  const letGo = () => {
    held.value = undefined;
    brushed.value = undefined;
  };
  return (
    <>
      <div class="hint">
        {say('brush')}{' '}
        {current ? (
          <>
            <button type="button" onClick={() => setFilters({ during: '' })}>
              {say('brushClear')}
            </button>{' '}
            <CertaintyChoice
              unnamed
              value={state.value.filters.certainty}
              onChange={(certainty) => setFilters({ certainty })}
            />
          </>
        ) : null}
      </div>
      {/* Time runs from left to right, whatever the page does: as axes do in all its languages. */}
      <div ref={place} class="bars" dir="ltr">
        <svg
          width={width.value}
          height={height}
          role="img"
          aria-label={`${say('timeline')}: ${count('rows', items.length)}`}
          onPointerDown={(event) => {
            if (event.button === 0) held.value = event.clientX;
          }}
          onPointerMove={(event) => {
            const from = held.value;
            if (from === undefined || (!brushed.value && Math.abs(event.clientX - from) < DRAG)) return;
            // Only now: a click on a bar is the bar's.
            event.currentTarget.setPointerCapture(event.pointerId);
            brushed.value = [dayAt(from), dayAt(event.clientX)];
          }}
          onPointerUp={() => {
            const [a = 0, b = 0] = brushed.value ?? [];
            letGo();
            if (Math.abs(a - b) >= 1)
              setFilters({ during: `${dayOfNumber(Math.min(a, b))}/${dayOfNumber(Math.max(a, b))}` });
          }}
          onPointerCancel={letGo}
        >
          <g class="axis">
            <rect width={width.value} height={AXIS} class="axis-ground" />
            {ticksOf(scale.domain() as [number, number], width.value).map(({ day, text }) => (
              <g key={day} transform={`translate(${scale(day)} 0)`}>
                <line y1={AXIS - 6} y2={height} class="tick" />
                <text y={AXIS - 10} text-anchor="middle">
                  {periodText(text)}
                </text>
              </g>
            ))}
          </g>
          {range ? (
            <rect
              class="brush"
              x={scale(Math.min(...range))}
              width={Math.abs(scale(range[1] as number) - scale(range[0] as number))}
              y={0}
              height={height}
            />
          ) : null}
          {sorted.map(({ item, first, last, surely }, row) => {
            const y = AXIS + row * ROW;
            const [from, to] = [scale(first ?? scale.domain()[0] ?? 0), scale((last ?? scale.domain()[1] ?? 0) + 1)];
            return (
              <g
                key={item.id}
                class={state.value.selected === item.id ? 'bar selected' : 'bar'}
                onClick={() => select(item.id)}
              >
                <rect
                  x={from}
                  y={y + BAR.below}
                  width={Math.max(3, to - from)}
                  height={BAR.high}
                  fill={item.colour}
                  opacity={surely ? 1 : 0.35}
                  rx={2}
                />
                {surely && surely !== true ? (
                  <rect
                    x={scale(surely[0])}
                    y={y + BAR.below}
                    width={Math.max(3, scale(surely[1] + 1) - scale(surely[0]))}
                    height={BAR.high}
                    fill={item.colour}
                  />
                ) : null}
                {last === undefined ? (
                  <path
                    d={`M${width.value - 8} ${y + BAR.below}l6 ${BAR.high / 2}l-6 ${BAR.high / 2}`}
                    class="open-end"
                  />
                ) : null}
                <text x={Math.max(4, Math.min(from, width.value - widthOf(item.label)))} y={y + 13} class="bar-label">
                  {item.label}
                </text>
              </g>
            );
          })}
        </svg>
      </div>
      <ol class="unseen">
        {sorted.map(({ item }) => (
          <li key={item.id}>
            <button type="button" onClick={() => select(item.id)}>
              <bdi>{item.label}</bdi> <bdi>{item.date?.label}</bdi>
            </button>
          </li>
        ))}
      </ol>
    </>
  );
}

/** About how wide a label is, in pixels. */
const widthOf = (label: string) => label.length * 6.5;

interface Bounds {
  readonly first: number | undefined;
  readonly last: number | undefined;
  /** Days that it surely was on: all of them, some, or none that are known. */
  readonly surely: boolean | readonly [number, number];
}

function spanOf(date: Span | null): Bounds {
  const [first, last] = [date?.earliest ?? undefined, date?.latest ?? undefined].map((day) =>
    day === undefined ? undefined : dayNumber(day),
  );
  const edtf = date?.edtf ?? '';
  const qualified = /[~?%]/.test(edtf);
  if (edtf.includes('/')) {
    // It lasted: from the last day on which it can have begun.
    const [start, end] = edtf.split('/').map((part) => daysOf(part.replace(/[~?%]/g, '')));
    if (qualified || !start) return { first, last, surely: false };
    const [from, to] = [dayNumber(start.last), end ? dayNumber(end.first) : dayNumber(start.last)];
    return { first, last, surely: from <= to ? [from, to] : false };
  }
  return { first, last, surely: !qualified && first !== undefined && first === last };
}

/** Years, months or days, as many as there is room for. */
function ticksOf([from, to]: readonly [number, number], width: number): { day: number; text: string }[] {
  const most = Math.max(2, Math.floor(width / 100));
  // Its text stands around it.
  const half = ((to - from) / width) * 30;
  const isSeen = (day: number) => day >= from + half && day <= to - half;
  const [start, end] = [dayOfNumber(Math.ceil(from)), dayOfNumber(Math.floor(to))];
  const [years, months] = [Number(end.slice(0, 4)) - Number(start.slice(0, 4)), (to - from) / 30];
  if (months > most) {
    const step = [1, 2, 5, 10, 20, 50, 100, 500].find((each) => years / each <= most) ?? 1000;
    const first = Math.ceil(Number(start.slice(0, 4)) / step) * step;
    return Array.from({ length: Math.floor(years / step) + 2 }, (_, at) => first + at * step)
      .map((year) => ({ day: dayNumber(`${String(year).padStart(4, '0')}-01-01`), text: String(year) }))
      .filter(({ day }) => isSeen(day));
  }
  const step = Math.max(1, Math.ceil(months / most));
  const [year = 1970, month = 1] = start.split('-').map(Number);
  return Array.from({ length: Math.ceil(months / step) + 2 }, (_, at) => {
    const total = year * 12 + month - 1 + at * step;
    const text = `${String(Math.floor(total / 12)).padStart(4, '0')}-${String((total % 12) + 1).padStart(2, '0')}`;
    return { day: dayNumber(`${text}-01`), text };
  }).filter(({ day }) => isSeen(day));
}
