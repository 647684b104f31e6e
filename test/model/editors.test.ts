/** What editors are told of the keys of a model, while a person types. */
import { expect, it } from 'vitest';
import { jsonSchemas } from '../../src/model/definition.ts';

/** The keys of all maps within a JSON Schema that nothing is said of. */
function undescribed(schema: unknown, path: readonly string[] = []): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([key, inner]) => {
    const at = [...path, key];
    if (key !== 'properties') return undescribed(inner, at);
    return Object.entries(inner as { readonly [name: string]: object }).flatMap(([name, of]) => [
      ...('description' in of ? [] : [[...at, name].join('.')]),
      ...undescribed(of, [...at, name]),
    ]);
  });
}

it('every key says what it is for', () => {
  const { head, file } = jsonSchemas();
  expect([...undescribed(head), ...undescribed(file)]).toEqual([]);
});
