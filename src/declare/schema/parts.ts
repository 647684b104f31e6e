import SchemaBuilder, { type EnumRef, type FieldMap } from '@pothos/core';
import { Entity, type EntityDeclaration, type EntityInterface, type EntityType } from '../entity.ts';
import type { InputKind } from '../filter.ts';
import type { Model } from '../model.ts';
import type { Operation } from '../operation.ts';
import type { DocumentRow, EntityRow, Fact, Passage } from '../rows.ts';
import type { Vocabulary } from '../vocabulary.ts';
import './declaring.ts';

interface Types {
  Context: Operation;
  DefaultFieldNullability: false;
  Scalars: {
    ID: { Input: string; Output: string };
    EDTF: { Input: string; Output: string };
    Date: { Input: string; Output: string };
    LanguageTag: { Input: string; Output: string };
  };
}
export type SchemaTypes = PothosSchemaTypes.ExtendDefaultTypes<Types>;
export type Builder = PothosSchemaTypes.SchemaBuilder<SchemaTypes>;

/** What makes the fields of a type or an interface whose values are `Parent`. */
export type Fields<Parent> = PothosSchemaTypes.InterfaceFieldBuilder<SchemaTypes, Parent>;
/** What makes the arguments of any field. */
export type Arguments = Pick<PothosSchemaTypes.RootFieldBuilder<SchemaTypes, unknown, 'Object'>, 'arg'>;
export type InterfaceOf<Value> = PothosSchemaTypes.ImplementableInterfaceRef<SchemaTypes, Value>;
export type ObjectOf<Value> = PothosSchemaTypes.ImplementableObjectRef<SchemaTypes, Value>;
export type FilterRef = PothosSchemaTypes.ImplementableInputObjectRef<
  SchemaTypes,
  { [field: string]: unknown },
  { [field: string]: unknown }
>;

/** What stands for a type of entity, or an interface, in the schema. */
export type EntityRef = InterfaceOf<EntityRow> | ObjectOf<EntityRow>;
export type NodeValue = EntityRow | Fact | Passage | DocumentRow;

/**
 * A schema while it is built: the builder, and the types that are known so far.
 *
 * Made afresh for each build, since a reference of Pothos keeps the fields that it was given.
 */
export class Parts {
  readonly builder: Builder = new SchemaBuilder<Types>({
    plugins: ['declaring'],
    defaultFieldNullability: false,
  });
  readonly model: Model;
  readonly node: InterfaceOf<NodeValue> = this.builder.interfaceRef<NodeValue>('Node');
  readonly relationship: InterfaceOf<Fact> = this.builder.interfaceRef<Fact>('Relationship');
  readonly passage: ObjectOf<Passage> = this.builder.objectRef<Passage>('Passage');
  readonly document: ObjectOf<DocumentRow> = this.builder.objectRef<DocumentRow>('SourceDocument');
  readonly #interfaces = new Map<string, InterfaceOf<EntityRow>>();
  readonly #types = new Map<string, ObjectOf<EntityRow>>();
  readonly #facts = new Map<string, ObjectOf<Fact>>();
  readonly #enums = new Map<string, EnumRef<SchemaTypes, string>>();
  readonly #inputs = new Map<string, FilterRef>();
  readonly #shared = new Map<string, unknown>();

  constructor(model: Model) {
    this.model = model;
  }

  entity(declaration: EntityDeclaration): EntityRef {
    return declaration.kind === 'type' ? this.type(declaration) : this.interface(declaration);
  }

  interface({ name }: EntityInterface): InterfaceOf<EntityRow> {
    return remember(this.#interfaces, name, () => this.builder.interfaceRef<EntityRow>(name));
  }

  type({ name }: EntityType): ObjectOf<EntityRow> {
    return remember(this.#types, name, () => this.builder.objectRef<EntityRow>(name));
  }

  /** What a name stands for that a declaration refers to. */
  declaration(name: string): EntityDeclaration {
    const found = [Entity, ...this.model.interfaces, ...this.model.types].find((each) => each.name === name);
    if (!found) throw new Error(`There is no type or interface ${name}.`);
    return found;
  }

  /** Gives fields to a type of entity, or to an interface and so to every type that has it. */
  addFields(declaration: EntityDeclaration, fields: (t: Fields<EntityRow>) => FieldMap): void {
    // The builders of a type's and of an interface's fields differ in the name of their kind alone.
    if (declaration.kind === 'type') this.builder.objectFields(this.type(declaration), (t) => fields(t as never));
    else this.builder.interfaceFields(this.interface(declaration), fields);
  }

  /** The object type of facts: a relationship's own, or `Link`. */
  fact(name: string): ObjectOf<Fact> {
    return remember(this.#facts, name, () => this.builder.objectRef<Fact>(name));
  }

  enum(vocabulary: Vocabulary): EnumRef<SchemaTypes, string> {
    return remember(this.#enums, vocabulary.name, () =>
      this.builder.enumType(vocabulary.name, {
        description: vocabulary.description,
        values: Object.fromEntries(
          Object.entries(vocabulary.values).map(([value, { description }]) => [value, { value, description }]),
        ),
      }),
    );
  }

  /** An input object by name; whoever declares it gives it its fields. */
  input(name: string): FilterRef {
    return remember(this.#inputs, name, () => this.builder.inputRef<{ [field: string]: unknown }, false>(name));
  }

  /** A type that several fields share, made by the first: a connection, an input. */
  shared<T>(name: string, make: () => T): T {
    // A name stands for one type, so for one `T`.
    return remember(this.#shared, name, make) as T;
  }

  /** What stands for an input in the schema: a reference, or a list of one. */
  inputType(kind: InputKind) {
    const of = this.#inputOf(kind.of);
    return 'list' in kind ? [of] : of;
  }

  #inputOf(of: InputKind['of']) {
    if (of === 'EntityType') return this.enum(this.model.entityTypes);
    if (of === 'RelationshipType') return this.enum(this.model.relationshipTypes);
    if (typeof of === 'string') return of;
    return 'input' in of ? this.input(of.input) : this.enum(of);
  }
}

function remember<V>(map: Map<string, V>, name: string, make: () => V): V {
  const known = map.get(name);
  if (known !== undefined) return known;
  const made = make();
  map.set(name, made);
  return made;
}
