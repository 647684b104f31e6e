import { model, pictureLoaded } from '../../data.ts';
import { setFilters } from '../../shell/filter-bar.tsx';
import { state } from '../../state/history.ts';
import { say } from '../../words/words.ts';
import { lookOf } from '../looks.ts';
import { shapePath } from './shapes.ts';

/** What the shapes and lines mean; a click shows one type alone, or all again. */
export function Legend() {
  const here = new Map<string, number>();
  for (const { entityType } of pictureLoaded.value.value?.entities ?? [])
    here.set(entityType, (here.get(entityType) ?? 0) + 1);
  const { entityTypes } = state.value.filters;
  const types = model.value?.served.types.filter(({ value }) => here.has(value)) ?? [];
  return (
    <section class="legend" aria-label={say('legend')}>
      <ul>
        {types.map(({ value, label }) => {
          const { colour, shape } = lookOf(value);
          const on = entityTypes.length === 0 || entityTypes.includes(value);
          return (
            <li key={value}>
              <button
                type="button"
                aria-pressed={on}
                onClick={() => {
                  const all = types.map((type) => type.value);
                  const now = entityTypes.length === 0 ? all : entityTypes;
                  const next = on ? now.filter((each) => each !== value) : [...now, value];
                  setFilters({ entityTypes: next.length === all.length || next.length === 0 ? [] : next });
                }}
              >
                <svg viewBox="-10 -10 20 20" width="14" height="14" aria-hidden="true">
                  <path d={shapePath(shape, 9)} fill={colour} />
                </svg>
                <bdi>{label}</bdi> {here.get(value)}
              </button>
            </li>
          );
        })}
        <li class="line dashed">{say('legendUncertain')}</li>
        <li class="line dotted">{say('legendUndated')}</li>
      </ul>
    </section>
  );
}
