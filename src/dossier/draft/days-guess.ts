import { faultOfDate } from '../read/dates.ts';
import { dayPattern } from '../table/days.ts';

/** How the days of a column are written. */
export interface DaysGuess {
  /** The ways of writing, as a manifest has them; none where all are EDTF. */
  readonly patterns: readonly string[];
  /** Whether day and month may be the other way round. */
  readonly isAmbiguous: boolean;
  /** Whether some are days, and not only years or months. */
  readonly hasDays: boolean;
}

const DAY_FIRST = ['dd.mm.yyyy', 'd.m.yyyy', 'dd/mm/yyyy', 'd/m/yyyy', 'dd-mm-yyyy', 'd-m-yyyy'];
const MONTH_FIRST = ['dd.mm.yyyy', 'd.m.yyyy', 'mm/dd/yyyy', 'm/d/yyyy', 'mm-dd-yyyy', 'm-d-yyyy'];
const YEAR_FIRST = ['yyyy-mm-dd', 'yyyy/mm/dd', 'yyyy/m/d', 'yyyy.mm.dd'];
const VAGUE = ['yyyy', 'yyyy-mm', 'mm.yyyy', 'm.yyyy', 'mm/yyyy', 'm/yyyy'];
/** What is left out after a day. */
const TIME = /[ T]\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:[AaPp]\.?[Mm]\.?|Z|[+-]\d{2}:?\d{2})?$/;

/** @returns the first cell that is no day in any way of writing that goes with the others, where there is one */
export function guessDays(cells: readonly string[]): DaysGuess | { readonly unread: string } {
  if (cells.every((cell) => faultOfDate(cell) === undefined))
    return { patterns: [], isAmbiguous: false, hasDays: cells.some((cell) => /\d{4}-\d{2}/.test(cell)) };
  const dayFirst = covering([...DAY_FIRST, ...YEAR_FIRST, ...VAGUE], cells);
  const monthFirst = covering([...MONTH_FIRST, ...YEAR_FIRST, ...VAGUE], cells);
  const found = 'unread' in dayFirst ? monthFirst : dayFirst;
  if ('unread' in found) return found;
  const isAmbiguous = !('unread' in monthFirst) && found.patterns.join() !== monthFirst.patterns.join();
  return { patterns: found.patterns, isAmbiguous, hasDays: found.patterns.some((each) => each.includes('d')) };
}

/** The fewest of some ways of writing in which all cells are days, as far as always taking the one of most cells finds them. */
function covering(
  written: readonly string[],
  cells: readonly string[],
): { readonly patterns: string[] } | { readonly unread: string } {
  const ways = written.map((pattern) => ({ pattern, read: READERS.get(pattern) ?? readerOf(pattern) }));
  const patterns: string[] = [];
  let left = cells;
  while (left.length > 0) {
    const counted = ways.map((way) => ({ ...way, count: left.filter(way.read).length }));
    const best = counted.reduce((most, each) => (each.count > most.count ? each : most));
    if (best.count === 0) return { unread: left[0] ?? '' };
    const read = left.filter(best.read);
    patterns.push(read.some((cell) => TIME.test(cell)) ? `${best.pattern}*` : best.pattern);
    left = left.filter((cell) => !best.read(cell));
  }
  return { patterns };
}

function readerOf(written: string): (cell: string) => boolean {
  const pattern = dayPattern(written);
  return (cell) => {
    const day = pattern?.read(written.includes('d') ? cell.replace(TIME, '') : cell);
    return day !== undefined && faultOfDate(day) === undefined;
  };
}

const READERS = new Map(
  [...DAY_FIRST, ...MONTH_FIRST, ...YEAR_FIRST, ...VAGUE].map((written) => [written, readerOf(written)] as const),
);
