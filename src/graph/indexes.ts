import type { IndexDefinition } from './port.ts';

/**
 * The Cypher that makes an index or a constraint on Neo4j, unless it is there: what `schema/graph.cypher` lists.
 * The name is derived from the definition.
 */
export function indexStatement(definition: IndexDefinition): string {
  const variable = definition.on === 'node' ? 'n' : 'r';
  const pattern = definition.on === 'node' ? `(n:${word(definition.name)})` : `()-[r:${word(definition.name)}]-()`;
  const properties = definition.properties.map((property) => `${variable}.${word(property)}`).join(', ');
  const name = nameOf(definition);
  switch (definition.kind) {
    case 'unique':
      return `CREATE CONSTRAINT ${name} IF NOT EXISTS FOR ${pattern} REQUIRE (${properties}) IS UNIQUE`;
    case 'range':
      return `CREATE INDEX ${name} IF NOT EXISTS FOR ${pattern} ON (${properties})`;
    case 'text':
      return `CREATE TEXT INDEX ${name} IF NOT EXISTS FOR ${pattern} ON (${properties})`;
  }
}

/** The Cypher that removes an index that {@link indexStatement} made. */
export function dropIndexStatement(definition: IndexDefinition): string {
  return `DROP INDEX ${nameOf(definition)} IF EXISTS`;
}

function nameOf({ kind, name, properties }: IndexDefinition): string {
  return word([kind, name, ...properties.map(partOfName)].join('_'));
}

/** A property as a part of a name of several: so that no two lists of properties have one name. */
export function partOfName(property: string): string {
  return property.replaceAll('_', '__');
}

/** A definition in a few words, the same for equal definitions: `unique node Entity(id)`. */
export function describeIndex({ kind, on, name, properties }: IndexDefinition): string {
  return `${kind} ${on} ${name}(${properties.join(', ')})`;
}

function word(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? name : `\`${name.replaceAll('`', '``')}\``;
}
