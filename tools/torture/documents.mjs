/** Random documents: valid by the schema as a rule, some with values that no field takes, some broken. */
import {
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
} from 'graphql';

const IDS = [
  'Country:TR',
  'Country:IL',
  'City:antalya',
  'Organization:oic',
  'Event:trade-halt',
  'Country:XX',
  '',
  'x|y',
  '💥',
  'A'.repeat(500),
];
const TEXTS = [
  'tur',
  'تركيا',
  'İsrail',
  '',
  ' ',
  '2024',
  '2024-05-02/..',
  '2024-13',
  "' OR 1",
  '\u0000',
  'en',
  'ar',
  'tr-TR',
  'xx-',
  '%',
  '\\',
  '"',
];
const NUMBERS = [0, 1, 2, 5, 20, 100, 101, -1, 2147483647, -2147483648];

/**
 * @param {import('graphql').GraphQLSchema} schema
 * @param {import('./random.mjs').Random} random
 * @returns {{ query: string, variables: Record<string, unknown> }}
 */
export function randomOperation(schema, random) {
  /** @type {Record<string, unknown>} */
  const variables = {};
  /** @type {string[]} */
  const declared = [];

  /** @param {import('graphql').GraphQLInputType} type @returns {unknown} */
  function literalOf(type) {
    const bare = getNullableType(type);
    if (!isNonNullType(type) && random.chance(0.1)) return null;
    if (random.chance(0.03)) return random.pick([{}, [], true, 1.5, 'nothing', -7]);
    if (isListType(bare)) return Array.from({ length: random.below(4) }, () => literalOf(bare.ofType));
    if (isEnumType(bare)) return random.pick(bare.getValues()).name;
    if (isInputObjectType(bare)) {
      /** @type {Record<string, unknown>} */
      const object = {};
      for (const field of Object.values(bare.getFields()))
        if (isRequiredInputField(field) || random.chance(0.25)) object[field.name] = literalOf(field.type);
      return object;
    }
    switch (getNamedType(type).name) {
      case 'Int':
        return random.pick(NUMBERS);
      case 'Boolean':
        return random.chance(0.5);
      case 'ID':
        return random.pick(IDS);
      default:
        return random.pick(TEXTS);
    }
  }

  /** @param {import('graphql').GraphQLField<unknown, unknown>} field */
  function argumentsOf(field) {
    const given = field.args.filter((arg) => isRequiredArgument(arg) || random.chance(0.3));
    if (given.length === 0) return '';
    const texts = given.map((arg) => {
      const name = `v${declared.length}`;
      declared.push(`$${name}: ${arg.type}`);
      variables[name] = literalOf(arg.type);
      return `${arg.name}: $${name}`;
    });
    return `(${texts.join(', ')})`;
  }

  /** @param {import('graphql').GraphQLNamedType} type @param {number} depth @returns {string} */
  function selection(type, depth) {
    if (!isObjectType(type) && !isInterfaceType(type)) return '{ __typename }';
    const fields = Object.values(type.getFields());
    const parts = [];
    const count = 1 + random.below(depth > 5 ? 1 : 3);
    for (let index = 0; index < count; index++) {
      const field = random.pick(fields);
      const inner = getNamedType(field.type);
      if (!isLeafType(inner) && depth > 9) continue;
      const alias = random.chance(0.6) ? `f${parts.length}: ` : '';
      const directive = random.chance(0.03) ? ' @include(if: true)' : '';
      parts.push(
        `${alias}${field.name}${argumentsOf(field)}${directive} ${isLeafType(inner) ? '' : selection(inner, depth + 1)}`,
      );
    }
    if (isInterfaceType(type) && random.chance(0.4)) {
      const possible = random.pick(schema.getPossibleTypes(type));
      parts.push(`... on ${possible.name} ${selection(possible, depth + 1)}`);
    }
    return `{ ${parts.join(' ') || '__typename'} }`;
  }

  const root = /** @type {import('graphql').GraphQLObjectType} */ (schema.getQueryType());
  const body = selection(root, 0);
  const query = `query Q${declared.length > 0 ? `(${declared.join(', ')})` : ''} ${body}`;
  return { query: random.chance(0.2) ? mutated(query, random) : query, variables };
}

/** @param {string} text @param {import('./random.mjs').Random} random */
function mutated(text, random) {
  let result = text;
  for (let count = 1 + random.below(4); count > 0; count--) {
    const at = random.below(result.length);
    const length = random.below(20);
    const piece = random.pick([
      '',
      '{',
      '}',
      '...',
      '@skip(if: true)',
      '$v0',
      '"',
      '(first: 100)',
      'fragment F on Entity { ...F }',
      '\u0000',
      '#',
      result.slice(at, at + length),
    ]);
    result = result.slice(0, at) + piece + result.slice(at + (random.chance(0.5) ? length : 0));
  }
  return result;
}
