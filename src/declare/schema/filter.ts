import { Certainty, type FilterField } from '../filter.ts';
import { EACH } from '../price.ts';
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
            ...(says === undefined ? {} : { description: says }),
          } as never),
        ]),
      ) as never,
  });
  return ref;
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
