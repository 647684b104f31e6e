import type { TimelineAnswer } from '../../questions/answers.ts';
import { setFilters } from '../../shell/filter-bar.tsx';
import { numberText, say } from '../../words/words.ts';

const HEIGHT = 120;

/** How many activities began when, as columns: of thousands of activities this is the picture. */
export function Buckets({ answer }: { readonly answer: TimelineAnswer }) {
  const most = Math.max(1, ...answer.buckets.map(({ count }) => count));
  return (
    <div class="scrolls" role="region" aria-label={say('askHappened')} tabIndex={0}>
      <ol class="buckets" dir="ltr">
        {answer.buckets.map(({ date, count }) => (
          <li key={date}>
            <button
              type="button"
              title={`${date}: ${numberText(count)}`}
              aria-label={`${date}: ${numberText(count)}`}
              onClick={() => setFilters({ during: date })}
            >
              <svg width="14" height={HEIGHT} viewBox={`0 0 14 ${HEIGHT}`} aria-hidden="true">
                <rect x="1" width="12" y={HEIGHT - (HEIGHT * count) / most} height={(HEIGHT * count) / most} />
              </svg>
            </button>
          </li>
        ))}
      </ol>
      <p class="bucket-ends" dir="ltr">
        <span>{answer.buckets[0]?.date}</span>
        <span>{answer.buckets.at(-1)?.date}</span>
      </p>
      {answer.unplaced > 0 ? (
        <p class="hint">
          {say('tray')}: {numberText(answer.unplaced)}
        </p>
      ) : null}
    </div>
  );
}
