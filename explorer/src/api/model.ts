import type { ModelQuery } from './generated.ts';

type Served = ModelQuery['model'];
export type ModelType = Served['types'][number];
export type ModelRelationship = Served['relationships'][number];
export type ModelProperty = ModelType['properties'][number];
export type Part = NonNullable<ModelRelationship['part']>;

/** What the graph can say, as the page looks it up. */
export class Model {
  readonly served: Served;
  readonly #types: ReadonlyMap<string, ModelType>;
  readonly #relationships: ReadonlyMap<string, ModelRelationship>;

  constructor(served: Served) {
    this.served = served;
    this.#types = new Map(served.types.map((type) => [type.value, type]));
    this.#relationships = new Map(served.relationships.map((each) => [each.name, each]));
  }

  /** @param value of the schema's `EntityType` */
  type(value: string): ModelType | undefined {
    return this.#types.get(value);
  }

  relationship(name: string): ModelRelationship | undefined {
    return this.#relationships.get(name);
  }

  /** The words for a type; the bare value where the model was changed since it was asked. */
  typeLabel(value: string): string {
    return this.type(value)?.label ?? value;
  }

  relationshipLabel(name: string): string {
    return this.relationship(name)?.label ?? name;
  }

  /** The relationship that plays a part, where one does. */
  playing(part: Part): ModelRelationship | undefined {
    return this.served.relationships.find((each) => each.part === part);
  }

  hasInterface(name: string): boolean {
    return this.served.interfaces.some((each) => each.name === name);
  }

  isA(type: string, interfaceName: string): boolean {
    return this.type(type)?.interfaces.includes(interfaceName) ?? false;
  }

  /** The values of a vocabulary, such as those of roles, with their words. */
  terms(vocabulary: string | null | undefined): Served['vocabularies'][number]['values'] {
    return this.served.vocabularies.find(({ name }) => name === vocabulary)?.values ?? [];
  }

  /** The roles in which one can take part. */
  get roles(): Served['vocabularies'][number]['values'] {
    const role = this.playing('PARTICIPATION')?.properties.find(({ name }) => name === 'role');
    return this.terms(role?.vocabulary);
  }

  /** Whether one can take part on behalf of another. */
  get hasRepresentatives(): boolean {
    return this.playing('PARTICIPATION')?.properties.some(({ name }) => name === 'onBehalfOf') ?? false;
  }

  /** Who took part in an activity: of which type, by which list, and by which field of a row of it. */
  get participants(): { readonly of: string; readonly list: string; readonly actor: string } | undefined {
    for (const { from, to } of this.playing('PARTICIPATION')?.ends ?? [])
      if (to.field && from.as) return { of: to.type, list: to.field.name, actor: from.as };
    return undefined;
  }

  /** Where a type stands among all: of it the page makes its colour and shape. */
  place(type: string): number {
    return this.served.types.findIndex(({ value }) => value === type);
  }
}
