import { daysInMonth } from './calendar.ts';

/** The longest date accepted has 24 characters. The cap keeps a hostile text away from every pattern and parser. */
const LONGEST = 64;
const FORM = 'a year has four digits, a month and a day two, joined by hyphens';
const WITHOUT_A_YEAR = 'a day without a year is left out, and said in the description';

/** What a text shows at a glance. Each pattern is linear, and is tried on a short text only. */
const SIGNS: readonly (readonly [RegExp, string])[] = [
  [/^$/, 'it is empty'],
  [/\s/, 'it contains a space'],
  [/[^!-~]/, 'it contains characters other than the digits 0 to 9 and the signs - / . [ ] ~ ? %'],
  [/[{}]/, 'several dates at once, {…}, are not supported'],
  [/\dT|:/i, 'a time of day is not supported; give the day'],
  [/Y-?\d|\d[ES]\d/i, 'long years, exponents and significant digits (Y, E, S) are not supported'],
  [/\d-?U|^U{4}/i, 'an unknown digit is written X, as in 201X'],
  [/X\d|(?:^|[/[.])X|X-\d|\dx/, 'masked digits (X) are the last of a date, as in 201X, 20XX and 2024-XX'],
  [/[A-WYZa-z]/, 'it contains letters'],
  [/(?:^|[/[.])-/, 'a year before 0001 is not supported'],
  [/\/.*\//, 'an interval has one slash; the parts of a date are joined by hyphens'],
  [/^(?:\.\.)?\/?(?:\.\.)?$|^\[\.*\]$/, 'it has no end that is known, so it says nothing'],
];

const SIGNS_OF_A_RANGE: readonly (readonly [RegExp, string])[] = [
  [/^[^[]|^.+\[|\].|[^\]]$/, 'brackets enclose the whole of a range and nothing else'],
  [/,/, 'a list of dates is not supported; write a range such as [2023..2025]'],
  [/\//, 'a range has two dots where an interval has a slash'],
  [/^\[[^.]*\]$/, 'a single date takes no brackets'],
  [/\.\..*\.\./, 'a range has two ends'],
  [/X/, 'a range takes no masked digits (X); give its first and its last year'],
  [/\d[~?%]?\.\.\d.*[~?%]|[~?%]\.\.\d/, 'a range with both ends given takes no ~, ? or %'],
  [/\[\d{4}[~?%]|\.\d{4}[~?%]/, 'a year in a range takes no ~, ? or %; give a month or a day'],
];

/**
 * Why a text is refused as a date, in words that follow 'is not a date: ', or null where nothing is wrong with it on
 * its own. The order of its ends is not looked at.
 */
export function refusal(text: string): string | null {
  if (text.length > LONGEST) return `it is ${text.length} characters long, and no date needs more than ${LONGEST}`;
  return seen(SIGNS, text) ?? refusalOfShape(text) ?? refusalOfDates(text);
}

function refusalOfShape(text: string): string | null {
  if (/[[\]]/.test(text)) return seen(SIGNS_OF_A_RANGE, text);
  return text.split('/').some((end) => end !== '..' && end.includes('..')) ? 'a range is written in brackets' : null;
}

function refusalOfDates(text: string): string | null {
  const dates = text.split(/[[\]/]|\.\./).filter((date) => date !== '');
  for (const date of dates) {
    const reason = refusalOfDate(date);
    if (reason !== null) return reason;
  }
  const mixed = text.startsWith('[') && new Set(dates.map((date) => date.length)).size > 1;
  if (text.startsWith('[') && dates.some((date) => SEASON.test(date)))
    return 'a range takes no seasons and quarters (21 to 41); give its first and its last month';
  return mixed ? 'both ends of a range must be written alike, as days, months or years' : null;
}

function refusalOfDate(date: string): string | null {
  if (/[~?%]{2}/.test(date)) return 'a date takes one of ~, ? and %, which says both';
  if (/X[~?%]/.test(date)) return 'a date with masked digits (X) takes no ~, ? or %';
  if (/[~?%]./.test(date)) return 'one of ~, ? and % stands after the whole date, never inside or before it';
  const [, year, month, day] = WRITTEN.exec(date) ?? [];
  if (year === undefined) return WITHOUT_YEAR.test(date) ? `${FORM}; ${WITHOUT_A_YEAR}` : FORM;
  if (year.replaceAll('X', '0') === '0000' || year.replaceAll('X', '9') === '9999')
    return 'the year must be 0001 to 9998';
  if (month === undefined || month === 'XX') return null;
  if (day === undefined && month >= '21' && month <= '41') return null;
  if (month < '01' || month > '12') return 'the month must be 01 to 12, or 21 to 41 for a season or quarter';
  if (day === 'XX') return null;
  const days = daysInMonth(Number(year), Number(month));
  return day !== undefined && (Number(day) < 1 || Number(day) > days)
    ? `the day must be 01 to ${days} in ${year}-${month}`
    : null;
}

/** A year with as many parts as are known, or one with its last digits masked. */
const WRITTEN = /^(?=(\d[\dX]{3}))(?:\d{4}(?:-(\d\d|XX)(?:-(\d\d|XX))?)?|\dX{3}|\d\dXX|\d{3}X)[~?%]?$/;
const WITHOUT_YEAR = /^-*\d{1,2}[-./]\d{1,2}$/;
const SEASON = /^\d{4}-(?:2[1-9]|3\d|4[01])[~?%]?$/;

function seen(signs: readonly (readonly [RegExp, string])[], text: string): string | null {
  return signs.find(([sign]) => sign.test(text))?.[1] ?? null;
}
