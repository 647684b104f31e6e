import { byProperty } from '../derived.ts';
import { Certainty, type FilterField, type InputKind } from '../filter.ts';
import { byDate, type Direction, type Order } from '../list/paging.ts';
import { EACH } from '../price.ts';
import type { Properties } from '../property.ts';
import { type InputField, RANGES } from '../property-filter.ts';
import { ownVocabulary } from '../vocabulary.ts';
import type { Arguments, FilterRef, Parts } from './parts.ts';

export const OrderDirection = ownVocabulary('OrderDirection', 'Which end of a list comes first.', {
  ASC: 'The first, the oldest or the smallest first.',
  DESC: 'The last, the newest or the largest first. The undated still come last.',
});

/** Gives an input object the fields of a filter. */
export function addFilter(
  parts: Parts,
  name: string,
  description: string,
  fields: { readonly [name: string]: FilterField },
): FilterRef {
  for (const { input } of Object.values(fields)) addRange(parts, input);
  return addInput(parts, name, description, fields);
}

function addInput(
  parts: Parts,
  name: string,
  description: string,
  fields: { readonly [name: string]: InputField },
): FilterRef {
  const ref = parts.input(name);
  ref.implement({
    description,
    fields: (t) =>
      Object.fromEntries(
        Object.entries(fields).map(([field, { input, description: says }]) => [
          field,
          t.field({
            type: parts.inputType(input),
            price: input.price,
            ...('default' in input ? { defaultValue: input.default } : {}),
            ...('required' in input ? { required: true } : {}),
            ...(says === undefined ? {} : { description: says }),
          } as never),
        ]),
      ) as never,
  });
  return ref;
}

/** Adds the input that a field takes where it is one of those that filters share: a schema has those that it uses. */
function addRange(parts: Parts, { of }: InputKind): void {
  if (typeof of === 'string' || !('input' in of)) return;
  const range = RANGES[of.input];
  if (range) parts.shared(of.input, () => addInput(parts, of.input, range.description, range.fields));
}

/** The input of an order: the fields to order by, and the direction. */
export function addOrder(
  parts: Parts,
  name: string,
  description: string,
  fields: { readonly [value: string]: string },
): FilterRef {
  const field = parts.enum(ownVocabulary(`${name}Field`, `What a list can be ordered by. ${description}`, fields));
  const ref = parts.input(name);
  ref.implement({
    description,
    fields: (t) => ({
      field: t.field({ type: field, required: true, price: 'nothing' }),
      direction: t.field({ type: parts.enum(OrderDirection), defaultValue: 'ASC', price: 'nothing' }),
    }),
  });
  return ref;
}

/** The values of an order that follow from properties. */
export function orderValues(properties: Properties): { readonly [value: string]: string } {
  return Object.fromEntries(
    Object.values(properties).flatMap(({ kind, order, description }) =>
      order === undefined ? [] : [[order, `${ORDERED[kind] ?? 'By it'}: ${description} Rows without it come last.`]],
    ),
  );
}

const ORDERED: { readonly [kind: string]: string } = {
  text: 'By the text, folded as in search',
  identifier: 'By the text, folded as in search',
  number: 'By the number',
  money: 'By the currency, then by the amount',
  date: 'By the first day that it can cover, else the last',
};

/** What an `orderBy` argument asks for. */
export function requestedOrder(properties: Properties, orderBy: OrderBy): Order {
  const direction = orderBy.direction ?? 'ASC';
  const [name] =
    Object.entries(properties).find(([, { order }]) => order !== undefined && order === orderBy.field) ?? [];
  return name === undefined ? byDate(direction) : byProperty(name, direction);
}

/** An `orderBy` argument, after the schema's coercion. */
export interface OrderBy {
  readonly field: string;
  readonly direction?: Direction | null;
}

/** The arguments of a list that can be cut to an interval. */
export function duringArgs(parts: Parts, t: Arguments) {
  return {
    during: t.arg({
      type: 'EDTF',
      description: 'Only what held or happened then: `2024`, `2023-10/2023-12`.',
      price: EACH,
    }),
    certainty: t.arg({ type: parts.enum(Certainty), required: true, defaultValue: 'POSSIBLE', price: 'nothing' }),
  };
}
