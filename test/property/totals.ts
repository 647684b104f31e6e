/** What properties of activities add up to, evaluated plainly. */
import fc from 'fast-check';
import { decimalOf, parseMoney } from '../../src/money/money.ts';
import { parseDate } from '../../src/time/edtf.ts';
import type { Draw, DrawnProperty, DrawnType } from './random-model.ts';
import type { DrawnGraph, Row } from './random-rows.ts';
import { byCodePoint } from './world.ts';

export interface TotalAsked {
  readonly property: DrawnProperty;
  readonly participant: string | undefined;
  readonly other: string | undefined;
  readonly by: 'TYPE' | 'MONTH' | 'YEAR' | undefined;
  /** Absent where numbers are added up. */
  readonly currency: string | undefined;
}

/** A question for a total of a type, where it has a property that can be added up. */
export function totalAsked(draw: Draw, { properties }: DrawnType): TotalAsked | undefined {
  const summed = properties.filter(({ total }) => total);
  if (summed.length === 0) return undefined;
  const property = draw(fc.constantFrom(...summed));
  const participant = draw(fc.constantFrom(undefined, 'PAYER', 'PAYEE'));
  return {
    property,
    participant,
    other: participant && draw(fc.constantFrom(undefined, 'PAYER', 'PAYEE')),
    by: draw(fc.constantFrom(undefined, 'TYPE', 'MONTH', 'YEAR')),
    currency: property.kind === 'money' ? draw(fc.constantFrom('EUR', 'JPY', 'KWD')) : undefined,
  };
}

interface Deal extends Row {
  readonly date?: string;
}

interface Group {
  readonly one: string;
  readonly two: string;
  readonly kind: string;
  readonly date: string;
  readonly deals: Deal[];
}

/** The rows of a total, as the schema serves them. */
export function totalsOf(deals: readonly Deal[], asked: TotalAsked, { takings }: DrawnGraph): readonly object[] {
  const takers = (deal: Deal, role: string | undefined) =>
    role === undefined
      ? ['']
      : [...new Set(takings.filter((each) => each.deal === deal.id && each.role === role).map(({ actor }) => actor))];
  const groups = new Map<string, Group>();
  for (const deal of deals)
    for (const one of takers(deal, asked.participant))
      for (const two of takers(deal, asked.other)) {
        const kind = asked.by === 'TYPE' ? 'DEAL' : '';
        const date = asked.by === 'MONTH' ? unitOf(deal, 2) : asked.by === 'YEAR' ? unitOf(deal, 1) : '';
        const key = `${one} ${two} ${kind && 'Deal'} ${date}`;
        const group = groups.get(key) ?? { one, two, kind, date, deals: [] };
        groups.set(key, group);
        group.deals.push(deal);
      }
  const ranked = [...groups].map(([key, group]) => ({ key, group, sums: sumsOf(group.deals, asked) }));
  const sumIn = ({ sums }: (typeof ranked)[number]) => sums.find(({ currency }) => currency === (asked.currency ?? ''));
  return ranked
    .sort((a, b) => {
      const [one, other] = [sumIn(a)?.units, sumIn(b)?.units];
      if (one === other) return byCodePoint(a.key, b.key);
      if (one === undefined || other === undefined) return one === undefined ? 1 : -1;
      return one > other ? -1 : 1;
    })
    .map(({ group, sums }) => ({
      participant: group.one === '' ? null : { id: group.one },
      other: group.two === '' ? null : { id: group.two },
      type: group.kind === '' ? null : group.kind,
      date: group.date === '' ? null : group.date,
      count: group.deals.length,
      sums: sums
        .sort(
          (a, b) =>
            Number(b.currency === asked.currency) - Number(a.currency === asked.currency) ||
            byCodePoint(a.currency, b.currency),
        )
        .map(({ currency, count, units, least, most }) => ({
          currency: currency === '' ? null : currency,
          count,
          ...Object.fromEntries(
            Object.entries({ sum: units, least, most }).map(([name, each]) => [name, shown(each, currency)]),
          ),
        })),
      activities: { nodes: group.deals.map(({ id }) => ({ id })).sort((a, b) => byCodePoint(a.id, b.id)) },
    }));
}

function sumsOf(deals: readonly Deal[], { property }: TotalAsked) {
  const sums = new Map<string, bigint[]>();
  for (const { values } of deals) {
    const value = values[property.name];
    if (typeof value !== 'string') continue;
    const [currency, units] = unitsOf(value, property.kind === 'money');
    sums.set(currency, [...(sums.get(currency) ?? []), units]);
  }
  return [...sums].map(([currency, all]) => {
    const sorted = all.sort((a, b) => Number(a - b));
    const units = all.reduce((sum, each) => sum + each, 0n);
    return { currency, count: all.length, units, least: sorted[0] ?? 0n, most: sorted.at(-1) ?? 0n };
  });
}

/** Money in its smallest units; numbers in millionths, from their digits. */
function unitsOf(value: string, isMoney: boolean): [currency: string, units: bigint] {
  if (isMoney) {
    const { amount, currency } = parseMoney(value);
    return [currency, BigInt(amount)];
  }
  const [whole = '', fraction = ''] = value.split('.');
  return ['', BigInt(`${whole}${fraction.padEnd(6, '0')}`)];
}

function shown(units: bigint, currency: string): string {
  if (currency !== '') return decimalOf(units, currency);
  // Few digits: a number has them all.
  return String(Number(units) / 1_000_000);
}

/** The unit of the lower bound, as finely as it is written. @param parts 1 for a year, 2 for a month */
function unitOf({ date }: Deal, parts: number): string {
  if (date === undefined) return '';
  const said = parseDate(date);
  const from = said.kind === 'once' ? said.date : said.kind === 'oneOf' ? said.from : said.start;
  if (from === null || typeof from === 'string') return '';
  const masked = { millennium: 3, century: 2, decade: 1 }[String(from.precision)] ?? 0;
  const year = String(from.year).padStart(4, '0');
  return [year.slice(0, 4 - masked) + 'X'.repeat(masked), from.month ?? from.season]
    .filter((part) => part !== null)
    .map((part) => String(part).padStart(2, '0'))
    .slice(0, parts)
    .join('-');
}
