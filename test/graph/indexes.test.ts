import { expect, it } from 'vitest';
import { indexStatement } from '../../src/graph/indexes.ts';

it.each([
  [
    { kind: 'unique', on: 'node', name: 'Entity', properties: ['id'] },
    'CREATE CONSTRAINT unique_Entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE (n.id) IS UNIQUE',
  ],
  [
    { kind: 'unique', on: 'relationship', name: 'HELD_IN', properties: ['order'] },
    'CREATE CONSTRAINT unique_HELD_IN_order IF NOT EXISTS FOR ()-[r:HELD_IN]-() REQUIRE (r.order) IS UNIQUE',
  ],
  [
    { kind: 'range', on: 'relationship', name: 'HELD_IN', properties: ['source', 'order'] },
    'CREATE INDEX range_HELD_IN_source_order IF NOT EXISTS FOR ()-[r:HELD_IN]-() ON (r.source, r.order)',
  ],
  [
    { kind: 'text', on: 'node', name: 'Entity', properties: ['searchText'] },
    'CREATE TEXT INDEX text_Entity_searchText IF NOT EXISTS FOR (n:Entity) ON (n.searchText)',
  ],
  [
    { kind: 'range', on: 'node', name: 'Old Name', properties: ['a`b'] },
    'CREATE INDEX `range_Old Name_a``b` IF NOT EXISTS FOR (n:`Old Name`) ON (n.`a``b`)',
  ],
] as const)('an index is defined in Cypher that can be read: %o', (definition, text) => {
  expect(indexStatement(definition)).toBe(text);
});
