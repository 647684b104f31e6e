import type { Written } from '../../yaml/read.ts';
import { firstOf, itemsOf, LIST } from './cell.ts';

/**
 * What a row of a table becomes: something written as in any file of a dossier, in whose texts `{column}` stands for the
 * cell of a column.
 *
 * A text in which a cell is empty is left out, as if it were not written, and so is a list or a map of which nothing is
 * left. Of `{ first: [...] }` the first text counts that is not left out. Of a cell that is a list the first item counts;
 * in a list, a text stands for as many texts as the cell has items, each text once.
 */
export interface Template {
  /** The positions in a row's values that it reads. */
  readonly slots: readonly number[];
  /** The slots of each text that has several: where some are empty and others are not, what stands there is lost. */
  readonly together: readonly (readonly number[])[];
  readonly isText?: boolean;
  /** @param line of the row, for what is wrong with it */
  fill(values: readonly string[], line: number): Written | undefined;
  /** The columns whose cells are empty. */
  emptyIn(values: readonly string[]): readonly string[];
}

/** The positions that the values of columns have among a row's values. */
export interface ColumnPositions {
  of(name: string): number;
  /** The columns that a column is made of, which is empty where they are; none of a column that the table has. */
  madeOf(name: string): readonly string[];
}

const PLACEHOLDER = /\{([^{}]+)\}/g;

/** The names in braces in all texts of something written, each with its line. */
export function placeholdersIn(written: Written): { readonly name: string; readonly line: number }[] {
  switch (written.kind) {
    case 'text':
      return [...written.text.matchAll(PLACEHOLDER)].map(([, name = '']) => ({ name, line: written.line }));
    case 'list':
      return written.items.flatMap(placeholdersIn);
    case 'map':
      return [...written.entries.values()].flatMap(({ value }) => placeholdersIn(value));
  }
}

/** What `{ first: [...] }` has to choose from; undefined of any other map. */
export function choicesIn({ entries }: Extract<Written, { kind: 'map' }>): readonly Written[] | undefined {
  const choices = entries.size === 1 ? entries.get('first')?.value : undefined;
  return choices?.kind === 'list' ? choices.items : undefined;
}

export function template(written: Written, positions: ColumnPositions): Template {
  switch (written.kind) {
    case 'text':
      return textTemplate(written.text, positions);
    case 'list':
      return listTemplate(written.items.map((item) => template(item, positions)));
    case 'map': {
      const choices = choicesIn(written);
      if (choices) return firstTemplate(choices.map((item) => template(item, positions)));
      return mapTemplate([...written.entries].map(([key, { value }]) => [key, template(value, positions)] as const));
    }
  }
}

function textTemplate(text: string, positions: ColumnPositions): Template {
  // Texts and names take turns.
  const pieces = text.split(PLACEHOLDER);
  const parts = pieces.map((part, index) => (index % 2 === 0 ? part : positions.of(part)));
  const names = pieces.filter((_part, index) => index % 2 === 1);
  const slots = parts.filter((part) => typeof part === 'number');
  return {
    slots,
    together: new Set(slots).size > 1 ? [slots] : [],
    isText: true,
    fill(values, line) {
      let filled = '';
      for (const part of parts) {
        const piece = typeof part === 'number' ? firstOf(values[part] ?? '') : part;
        if (piece === '' && typeof part === 'number') return undefined;
        filled += piece;
      }
      return { kind: 'text', line, text: filled };
    },
    emptyIn: (values) => emptyAmong(names, values, positions),
  };
}

function emptyAmong(names: readonly string[], values: readonly string[], positions: ColumnPositions): string[] {
  const empty = names.filter((name) => firstOf(values[positions.of(name)] ?? '') === '');
  const told = empty.flatMap((name) => {
    const causes = emptyAmong(positions.madeOf(name), values, positions);
    return causes.length === 0 ? [name] : causes;
  });
  return [...new Set(told)];
}

function listTemplate(items: readonly Template[]): Template {
  return {
    ...slotsOf(items),
    fill(values, line) {
      const filled = eachOnce(items.flatMap((item) => filledAll(item, values, line)));
      return filled.length === 0 && items.length > 0 ? undefined : { kind: 'list', line, items: filled };
    },
    emptyIn: emptyInAny(items),
  };
}

function eachOnce(items: readonly Written[]): Written[] {
  const texts = new Set<string>();
  return items.filter((item) => {
    if (item.kind !== 'text') return true;
    const isNew = !texts.has(item.text);
    texts.add(item.text);
    return isNew;
  });
}

/** A template in a list: of a text with a cell that is a list, a text for each of its items. */
function filledAll(item: Template, values: readonly string[], line: number): Written[] {
  const list = item.isText ? item.slots.find((slot) => values[slot]?.includes(LIST)) : undefined;
  if (list === undefined) return [item.fill(values, line) ?? []].flat();
  const texts = [...new Set(itemsOf(values[list] ?? ''))];
  return texts.flatMap((text) => filledAll(item, values.with(list, text), line));
}

function firstTemplate(choices: readonly Template[]): Template {
  return {
    ...slotsOf(choices),
    // Another text says what this one cannot.
    together: [],
    fill(values, line) {
      for (const choice of choices) {
        const filled = choice.fill(values, line);
        if (filled) return filled;
      }
      return undefined;
    },
    emptyIn: emptyInAny(choices),
  };
}

function mapTemplate(entries: readonly (readonly [string, Template])[]): Template {
  const byKey = new Map(entries);
  return {
    ...slotsOf(entries.map(([, each]) => each)),
    fill(values, line) {
      const filled = entries.flatMap(([key, each]) => {
        const value = each.fill(values, line);
        return value ? [[key, { line, value }] as const] : [];
      });
      if (filled.length === entries.length) return { kind: 'map', line, entries: new Map(filled) };
      if (filled.length === 0) return undefined;
      const emptyFor = (key: string) => byKey.get(key)?.emptyIn(values) ?? [];
      return { kind: 'map', line, entries: new Map(filled), emptyFor };
    },
    emptyIn: emptyInAny(entries.map(([, each]) => each)),
  };
}

function emptyInAny(templates: readonly Template[]): Template['emptyIn'] {
  return (values) => [...new Set(templates.flatMap((each) => each.emptyIn(values)))];
}

function slotsOf(templates: readonly Template[]): Pick<Template, 'slots' | 'together'> {
  return {
    slots: [...new Set(templates.flatMap(({ slots }) => slots))],
    together: templates.flatMap(({ together }) => together),
  };
}

/** Whether a text of a template has no place for a cell that is there, since another one is empty. */
export function losesCells({ together }: Template, values: readonly string[]): boolean {
  return together.some((slots) => {
    const empty = slots.filter((slot) => values[slot] === '').length;
    return empty > 0 && empty < slots.length;
  });
}
