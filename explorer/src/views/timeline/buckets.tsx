import type { TimelineAnswer } from '../../questions/answers.ts';
import { setFilters } from '../../shell/filter-bar.tsx';
import { numberText, periodText, say } from '../../words/words.ts';

const HEIGHT = 120;

/** How many activities began when, as columns: of thousands of activities this is the picture. */
export function Buckets({ answer }: { readonly answer: TimelineAnswer }) {
  const most = Math.max(1, ...answer.buckets.map(({ count }) => count));
  const line = withGaps(answer.buckets);
  return (
    <div class="scrolls" role="region" aria-label={say('askHappened')} tabIndex={0}>
      <ol class="buckets" dir="ltr">
        {line.map(({ date, count }) => (
          <li key={date}>
            <button
              disabled={count === 0}
              type="button"
              title={`${periodText(date)}: ${numberText(count)}`}
              aria-label={`${periodText(date)}: ${numberText(count)}`}
              onClick={() => setFilters({ during: date })}
            >
              <svg height={HEIGHT} viewBox={`0 0 14 ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
                <rect x="1" width="12" y={HEIGHT - (HEIGHT * count) / most} height={(HEIGHT * count) / most} />
              </svg>
            </button>
          </li>
        ))}
      </ol>
      <p class="bucket-ends" dir="ltr">
        <bdi>{periodText(answer.buckets[0]?.date ?? '')}</bdi>
        <bdi>{periodText(answer.buckets.at(-1)?.date ?? '')}</bdi>
      </p>
      {answer.unplaced > 0 ? (
        <p class="hint">
          {say('tray')}: {numberText(answer.unplaced)}
        </p>
      ) : null}
    </div>
  );
}

interface Bucket {
  readonly date: string;
  readonly count: number;
}

/** More columns than this are not drawn for what did not happen. */
const MOST_COLUMNS = 2_000;

/** The buckets, with those between them in which nothing began, so that each stands at its time. */
function withGaps(buckets: readonly Bucket[]): readonly Bucket[] {
  const counts = new Map(buckets.map(({ date, count }) => [date, count]));
  const [first, last] = [buckets[0]?.date, buckets.at(-1)?.date];
  const line: Bucket[] = [];
  for (let date = first; date !== undefined && last !== undefined && date <= last; date = after(date)) {
    line.push({ date, count: counts.get(date) ?? 0 });
    if (line.length > MOST_COLUMNS) return buckets;
  }
  // Years before the first have a form of their own, and another order.
  return counts.size <= line.length ? line : buckets;
}

/** The year, month or day after one, `2024`, `2024-05` or `2024-05-02`. */
function after(date: string): string {
  const [year = 0, month, day] = date.split('-').map(Number);
  if (month === undefined) return String(year + 1).padStart(4, '0');
  const at = new Date(0);
  if (day !== undefined) at.setUTCFullYear(year, month - 1, day + 1);
  else at.setUTCFullYear(year, month, 1);
  return at.toISOString().slice(0, date.length);
}
