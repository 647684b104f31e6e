/**
 * The options of every field and argument beside those of Pothos: its price, which it cannot be built without, and what
 * its resolver reads.
 */
import SchemaBuilder, {
  BasePlugin,
  type FieldNullability,
  type FieldRequiredness,
  type InputFieldMap,
  type InputType,
  type PothosInputFieldConfig,
  type PothosOutputFieldConfig,
  type SchemaTypes,
  type TypeParam,
} from '@pothos/core';
import {
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isObjectType,
} from 'graphql';
import type { ArgumentPrice, FieldPrice } from '../price.ts';
import type { FieldReads } from './reads.ts';

interface FieldWork {
  readonly price: FieldPrice;
  /** What its resolver reads of an entity or a fact: where nothing is said, all. */
  readonly reads?: FieldReads;
  /** It lists something of an entity of which it needs but the id: see {@link readAhead}. */
  readonly ahead?: true;
}

declare global {
  export namespace PothosSchemaTypes {
    interface Plugins<Types extends SchemaTypes> {
      declaring: Declaring<Types>;
    }
    // biome-ignore-start lint/correctness/noUnusedVariables: declarations of one interface have the same parameters
    interface FieldOptions<
      Types extends SchemaTypes = SchemaTypes,
      ParentShape = unknown,
      Type extends TypeParam<Types> = TypeParam<Types>,
      Nullable extends FieldNullability<Type> = FieldNullability<Type>,
      Args extends InputFieldMap = InputFieldMap,
      ResolveShape = unknown,
      ResolveReturnShape = unknown,
    > extends FieldWork {}
    interface InputFieldOptions<
      Types extends SchemaTypes = SchemaTypes,
      Type extends InputType<Types> | [InputType<Types>] = InputType<Types> | [InputType<Types>],
      Req extends FieldRequiredness<Type> = FieldRequiredness<Type>,
    > {
      price: ArgumentPrice;
    }
    // biome-ignore-end lint/correctness/noUnusedVariables: see above
  }
}

declare module 'graphql' {
  // biome-ignore-start lint/correctness/noUnusedVariables: declarations of one interface have the same parameters
  interface GraphQLFieldExtensions<_TSource, _TContext, _TArgs> extends Partial<FieldWork> {}
  // biome-ignore-end lint/correctness/noUnusedVariables: see above
  interface GraphQLArgumentExtensions {
    price?: ArgumentPrice;
  }
  interface GraphQLInputFieldExtensions {
    price?: ArgumentPrice;
  }
}

/** Hands the declarations on to the schema, and refuses one that lacks any. */
class Declaring<Types extends SchemaTypes> extends BasePlugin<Types> {
  override onOutputFieldConfig(config: PothosOutputFieldConfig<Types>): PothosOutputFieldConfig<Types> {
    const { price, reads, ahead } = config.pothosOptions as FieldWork;
    const work = { price, ...(reads ? { reads } : {}), ...(ahead ? { ahead } : {}) };
    return { ...config, extensions: { ...config.extensions, ...work } };
  }

  override onInputFieldConfig(config: PothosInputFieldConfig<Types>): PothosInputFieldConfig<Types> {
    const { price } = config.pothosOptions;
    return { ...config, extensions: { ...config.extensions, price } };
  }

  override afterBuild(schema: GraphQLSchema): GraphQLSchema {
    for (const type of Object.values(schema.getTypeMap())) {
      if (type.name.startsWith('__')) continue;
      if (isInputObjectType(type))
        for (const { name, type: of, extensions } of Object.values(type.getFields()))
          checkArgument(`${type.name}.${name}`, of, extensions.price);
      if (!isObjectType(type) && !isInterfaceType(type)) continue;
      for (const { name, type: of, args, extensions } of Object.values(type.getFields())) {
        const { price } = extensions;
        if (!price) throw new Error(`${type.name}.${name} has no price.`);
        if (isListType(getNullableType(of)) !== (price.rows !== undefined))
          throw new Error(`${type.name}.${name}: a list, and nothing else, has a price for its rows.`);
        for (const arg of args) checkArgument(`${type.name}.${name}(${arg.name})`, arg.type, arg.extensions.price);
      }
    }
    return schema;
  }
}

function checkArgument(what: string, type: GraphQLInputType, price: ArgumentPrice | undefined): void {
  if (!price) throw new Error(`${what} has no price.`);
  const inner = getNamedType(type);
  if (isInputObjectType(inner) !== (price === 'by fields'))
    throw new Error(`${what}: the price of an input object, and of nothing else, is that of its fields.`);
  const isShort = isEnumType(inner) || inner.name === 'Boolean' || inner.name === 'Int';
  if (price === 'nothing' && (isListType(getNullableType(type)) || !isShort))
    throw new Error(`${what} can be long, and its price is nothing.`);
}

SchemaBuilder.registerPlugin('declaring', Declaring);
