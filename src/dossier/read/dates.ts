import { dayOf, daysStored } from '../../declare/derived.ts';
import { orderKey } from '../../declare/ids.ts';
import { date } from '../../declare/kinds.ts';
import { bounds, parseDate, UNBOUNDED_END, UNBOUNDED_START } from '../../time/edtf.ts';
import { type StoredRow, textOf } from '../store/stored.ts';

/** The date of a document or a fact is read and stored like that of an entity. */
const DATE = date({ description: 'When it was published, held or happened.', own: false });

/** Why a text is no date; undefined where it is one. */
export const faultOfDate = remembering((text) => DATE.seed.safeParse(text).error?.issues[0]?.message);

/** The first and the last day that a date can be said to cover: where one is not bounded, the other. */
export function boundsOf(date: string): { readonly first: string; readonly last: string } | undefined {
  const days = daysWithoutId(`${date} `);
  const [earliest, latest] = [textOf(days, 'earliest'), textOf(days, 'latest')];
  const first = earliest === UNBOUNDED_START ? undefined : earliest;
  const last = latest === UNBOUNDED_END ? undefined : latest;
  const bound = first ?? last;
  return bound === undefined ? undefined : { first: bound, last: last ?? bound };
}

/** The days that a date is stored with, and the place in order of the row with this id. */
export function daysOf(written: string, witness: string | undefined, id: string): StoredRow {
  const { order, ...days } = daysWithoutId(`${written} ${witness ?? ''}`);
  return { ...days, order: `${order}${id}` };
}

// A date holds no space.
const daysWithoutId = remembering((key) => {
  const [written = '', witness] = key.split(' ');
  const days = bounds(parseDate(written), witness || undefined);
  return { ...daysStored('date', DATE, days), order: orderKey(dayOf(days), '') };
});

/** Thousands of facts share a few hundred dates. */
function remembering<V>(work: (key: string) => V): (key: string) => V {
  const results = new Map<string, { value: V }>();
  return (key) => {
    const known = results.get(key);
    if (known) return known.value;
    if (results.size >= 10_000) results.clear();
    const value = work(key);
    results.set(key, { value });
    return value;
  };
}
