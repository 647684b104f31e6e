import { quoted } from '../../declare/errors.ts';
import { storedName } from '../../text/name.ts';
import { oneOf } from '../read/value-reader.ts';
import { itemsOf, LIST } from './cell.ts';
import type { ColumnRule } from './manifest.ts';

/** Says what is wrong with a row, and whether that may follow from another row. */
export type Fail = (message: string, follows?: boolean) => undefined;

/** What a cell means by the rule of its column; undefined where that is not said. */
export function meaningOf(cell: string, column: string, rule: ColumnRule | undefined, fail: Fail): string | undefined {
  if (cell === '' || !rule) return cell;
  if (rule.split !== undefined) return splitOf(cell, rule.split, rule);
  if (!rule.values && !rule.days) return cell;
  if (!cell.includes(LIST)) return meaningOfOne(cell, column, rule, fail);
  const meanings = itemsOf(cell).map((item) => meaningOfOne(item, column, rule, fail));
  return meanings.some((meaning) => meaning === undefined) ? undefined : meanings.join(LIST);
}

/** An item without a meaning stays as it is, and is then the id of nothing. */
function splitOf(cell: string, split: string, { values, otherwise }: ColumnRule): string {
  const items = cell.split(split).flatMap((item) => item.trim() || []);
  return items.map((item) => (values && known(values, item)) ?? otherwise ?? item).join(LIST);
}

/** What a cell means, however its letters are composed and whatever signs that nobody sees are in it. */
function known(values: ReadonlyMap<string, string>, cell: string): string | undefined {
  return values.get(cell) ?? values.get(storedName(cell).name);
}

function meaningOfOne(cell: string, column: string, rule: ColumnRule, fail: Fail): string | undefined {
  const { values, otherwise, days } = rule;
  if (values) {
    const meaning = known(values, cell) ?? otherwise;
    return meaning ?? fail(`${column} is ${JSON.stringify(cell)}; expected ${oneOf([...values.keys()])}.`);
  }
  for (const pattern of days ?? []) {
    const day = pattern.read(cell);
    if (day !== undefined) return day;
  }
  const written = (days ?? []).map((pattern) => pattern.written).join(' or ');
  return fail(`${column} is ${quoted(cell)}; expected a day that is written ${written}.`);
}
