import {
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isInputObjectType,
  isLeafType,
  isListType,
  isObjectType,
  TypeNameMetaFieldDef,
} from 'graphql';
import { keyed, once } from '../../declare/once.ts';
import { type FieldPrice, type RowCount, type Size, VALUE } from '../../declare/price.ts';
import { type AnyField, givenBy, hasVariables, type Variables } from './arguments.ts';
import type { PlannedField, PlannedOperation, PlannedSet } from './planned.ts';

/** The lengths of lists that the arguments of a field decide: its own, and those within what it gives. */
type Sizes = { readonly [size in Size]?: number };

/** What a field asks for with its arguments. */
interface RequestedSizes {
  readonly sizes: Sizes;
  /** What reading them costs: once, however many objects have the field. */
  readonly once: number;
}

const NOTHING: RequestedSizes = { sizes: {}, once: 0 };
/** For so many values of what its variables decide is kept what an operation costs. */
const KEPT = 8;

/** Says what the operations of a schema cost at most. */
export function pricing(schema: GraphQLSchema): (operation: PlannedOperation) => (variables: Variables) => number {
  const ofMeta = introspectionPrices(schema);
  const priceOf = ({ definition }: PlannedField): FieldPrice => definition.extensions.price ?? ofMeta(definition);

  return ({ root, fields, conditions }) => {
    const priced = fields.map((field) => ({ price: priceOf(field), asked: asking(field) }));
    const varying = fields.filter(({ node }) => hasVariables(node));
    if (conditions.size === 0 && varying.length === 0) return once(() => costOf({}, []));
    const named = [...conditions];
    const known = keyed<number>(KEPT);
    return (variables) => {
      const asked: RequestedSizes[] = [];
      let key = named.map((name) => variables[name]).join();
      for (const { number } of varying) {
        const found = priced[number]?.asked(variables) ?? NOTHING;
        asked[number] = found;
        key += found === NOTHING ? '|' : `|${found.once}${JSON.stringify(found.sizes)}`;
      }
      return known(key, () => costOf(variables, asked));
    };

    /** Looks at each selection once for each length that its lists can have, however many ways lead to it. */
    function costOf(variables: Variables, varied: readonly RequestedSizes[]): number {
      const known = new Map<PlannedSet, Map<Sizes, number>>();
      const asked: RequestedSizes[] = [];
      let onceOnly = 0;
      return Math.ceil(costOfSet(root, NOTHING.sizes) + onceOnly);

      function costOfSet(set: PlannedSet, within: Sizes): number {
        const bySizes = known.get(set) ?? new Map<Sizes, number>();
        known.set(set, bySizes);
        const before = bySizes.get(within);
        if (before !== undefined) return before;
        let total = 0;
        for (const part of set.parts) {
          if (!part.isWanted(variables)) continue;
          total += part.kind === 'field' ? costOfField(part, within) : costOfSet(part.set, within);
        }
        bySizes.set(within, total);
        return total;
      }

      function costOfField({ number, inner }: PlannedField, within: Sizes): number {
        const { price, sizes } = askedOf(number);
        const inside = inner ? costOfSet(inner, sizes) : 0;
        if (price.rows === undefined) return price.own + inside;
        return price.own + lengthOf(price.rows, sizes, within) * ((price.row ?? 1) + inside);
      }

      function askedOf(number: number): { price: FieldPrice; sizes: Sizes } {
        const { price, asked: ask } = priced[number] ?? { price: VALUE, asked: () => NOTHING };
        const known = asked[number];
        if (known) return { price, sizes: known.sizes };
        const found = varied[number] ?? ask(variables);
        asked[number] = found;
        onceOnly += found.once;
        return { price, sizes: found.sizes };
      }
    }
  };
}

function lengthOf(rows: RowCount, own: Sizes, within: Sizes): number {
  if (typeof rows === 'number') return rows;
  return (own[rows.size] ?? within[rows.size] ?? rows.otherwise) + (rows.more ?? 0);
}

function asking({ definition, node }: PlannedField): (variables: Variables) => RequestedSizes {
  if (definition.args.length === 0) return () => NOTHING;
  const given = givenBy(definition, node);
  const ask = (variables: Variables) => {
    try {
      return requestedSizes(definition, given(variables));
    } catch {
      // It fails again, and is told, where the field is executed.
      return NOTHING;
    }
  };
  return hasVariables(node) ? ask : once(() => ask({}));
}

function requestedSizes({ args }: AnyField, given: { readonly [name: string]: unknown }): RequestedSizes {
  const sizes: { [size in Size]?: number } = {};
  let cost = 0;
  for (const arg of args) {
    const { price } = arg.extensions;
    const value = given[arg.name];
    if (typeof price !== 'object' || 'each' in price) cost += costOfValue(arg, value);
    else if (value !== undefined) sizes[price.sizes] ??= amount(value, price.most);
  }
  return cost === 0 && Object.keys(sizes).length === 0 ? NOTHING : { sizes, once: cost };
}

/** A number outside of what a field takes is refused by the field itself, in its own words and before it reads. */
function amount(value: unknown, most: number): number {
  return Math.min(most, Array.isArray(value) ? value.length : Math.max(0, Number(value)));
}

/** What a value adds of an argument, or of a field of an input. */
function costOfValue(input: GraphQLArgument | GraphQLInputField, value: unknown): number {
  const { price } = input.extensions;
  if (value === undefined || value === null || price === undefined || price === 'nothing') return 0;
  if (Array.isArray(value)) return value.reduce<number>((sum, each) => sum + 1 + costOfValue(input, each), 0);
  if (typeof price === 'object') return 'each' in price ? price.each * Math.floor(String(value).length / 1000) : 0;
  const type = getNamedType(input.type);
  // The schema's coercion made it an object with these fields.
  const fields = value as { readonly [name: string]: unknown };
  return isInputObjectType(type)
    ? Object.values(type.getFields()).reduce((sum, field) => sum + costOfValue(field, fields[field.name]), 0)
    : 0;
}

/** What a value of an introspection costs: nothing is read for it. */
const INTROSPECTING = 0.1;

/** Prices for the fields of an introspection, whose lists are as long as those of this schema are on average. */
function introspectionPrices(schema: GraphQLSchema): (field: AnyField) => FieldPrice {
  const types = Object.values(schema.getTypeMap());
  const fieldLists = types.flatMap((type) => (isObjectType(type) ? [Object.values(type.getFields())] : []));
  const fields = fieldLists.flat();
  const rows: { readonly [list: string]: number } = {
    types: types.length,
    fields: Math.ceil(fields.length / Math.max(1, fieldLists.length)),
    args: Math.ceil(fields.flatMap(({ args }) => args).length / Math.max(1, fields.length)),
    inputFields: 1,
    interfaces: 2,
    possibleTypes: 2,
    enumValues: 2,
    directives: schema.getDirectives().length,
  };
  return (field) => {
    if (field === TypeNameMetaFieldDef) return VALUE;
    if (isListType(getNullableType(field.type)))
      return { own: INTROSPECTING, rows: rows[field.name] ?? 1, row: INTROSPECTING };
    return { own: isLeafType(getNamedType(field.type)) ? INTROSPECTING : 2 * INTROSPECTING };
  };
}
