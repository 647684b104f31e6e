import { PARTS } from '../../core/parts.ts';
import { type TaggedText, type Words, wordsIn } from '../../text/language.ts';
import {
  type EntityDeclaration,
  type EntityInterface,
  type EntityType,
  enumName,
  nameAsWords,
  propertiesOf,
} from '../entity.ts';
import { type Model, plainWords, typesOf } from '../model.ts';
import { FEW, listing, VALUE } from '../price.ts';
import type { Property } from '../property.ts';
import type { End, EndField, Ends, NamedEnd, RelationshipType } from '../relationship.ts';
import { ownVocabulary, type Term, type Vocabulary } from '../vocabulary.ts';
import type { Fields, Parts } from './parts.ts';
import { languageArgs, preferred, type ValueTypes } from './value-types.ts';

const RelationshipPart = ownVocabulary(
  'RelationshipPart',
  'What a type of relationship is to the questions that every graph can be asked.',
  Object.fromEntries(Object.entries(PARTS).map(([part, means]) => [part.toUpperCase(), means])),
);
const EndFieldKind = ownVocabulary('EndFieldKind', 'What a field of the entities at an end gives.', {
  FACTS: 'A connection of the facts.',
  NEIGHBOURS: 'A connection of the entities at the other end, the fact on each edge.',
  ONE: 'The entity at the other end, or null.',
});
const PropertyKind = ownVocabulary('PropertyKind', 'What the values of a property are.', {
  TEXT: 'A line of text.',
  IDENTIFIER: 'A text of a fixed form.',
  URL: 'An address of the web.',
  CHOICE: 'A value of a vocabulary.',
  CHOICES: 'Some values of a vocabulary.',
  REFERENCE: 'An entity.',
  REFERENCES: 'Some entities.',
  NUMBER: 'A number.',
  MONEY: 'An amount of money.',
  BOOLEAN: 'True or false.',
  DATE: 'A date, as certain as it is known.',
  COORDINATES: 'A point on the Earth.',
  QUANTITIES: 'Figures that a source gives.',
});

/** How many types, properties or values a model is taken to have. */
const DECLARED = listing(VALUE, 20);
const FEW_DECLARED = listing(VALUE, 4);

interface NamedProperty {
  readonly name: string;
  readonly property: Property;
}
interface NamedTerm extends Term {
  readonly value: string;
}
interface SidedEnd {
  readonly end: End;
  readonly named: NamedEnd | undefined;
}

/** Adds what the model of the graph is, so that a front end can build its legend and its forms. */
export function addModel(parts: Parts, valueTypes: ValueTypes): void {
  const { builder, model } = parts;
  const object = <T extends object>(name: string) => builder.objectRef<T>(name);
  const entityTypes = (declarations: readonly EntityDeclaration[]) => [
    ...new Set(declarations.flatMap((each) => typesOf(model, each)).map(({ name }) => enumName(name))),
  ];
  const described = <T extends { description: string }>(t: Fields<T>) => ({
    description: t.string({ price: VALUE, description: 'What it is, in a sentence.', resolve: (of) => of.description }),
  });
  const term = <T extends { term?: string | undefined }>(t: Fields<T>) => ({
    term: t.string({
      price: VALUE,
      nullable: true,
      description: 'The term of linked data that it is, such as `schema:Organization`.',
      resolve: (of) => of.term ?? null,
    }),
  });
  const label = <T>(t: Fields<T>, words: (of: T) => Words) => ({
    label: t.string({
      price: VALUE,
      description: 'What it is called.',
      args: languageArgs(t),
      resolve: (of, args, operation) => wordsIn(preferred(args, operation), words(of)).value,
    }),
  });

  const ofTerm = object<NamedTerm>('ModelTerm').implement({
    description: 'A value of a vocabulary.',
    // The builders of a type's and of an interface's fields differ in the name of their kind alone; so below.
    fields: (t) => ({
      value: t.exposeString('value', { price: VALUE }),
      ...label(t as never, ({ words }: NamedTerm) => words),
      ...described(t as never),
      ...term(t as never),
    }),
  });
  const vocabulary = object<Vocabulary>('ModelVocabulary').implement({
    description: 'What may be chosen: an enum of the schema.',
    fields: (t) => ({
      name: t.exposeString('name', { price: VALUE, description: 'The name of the enum.' }),
      ...described(t as never),
      values: t.field({
        type: [ofTerm],
        price: DECLARED,
        description: 'In the order of the model.',
        resolve: ({ values: terms }) => Object.entries(terms).map(([value, each]) => ({ ...each, value })),
      }),
    }),
  });
  const property = object<NamedProperty>('ModelProperty').implement({
    description: 'What entities or facts of a type have: a field of theirs.',
    fields: (t) => {
      const name = (description: string, read: (property: Property) => string | undefined) =>
        t.string({ price: VALUE, nullable: true, description, resolve: (of) => read(of.property) ?? null });
      return {
        name: t.exposeString('name', { price: VALUE, description: 'The name of the field.' }),
        ...label(
          t as never,
          ({ name: field, property: { words } }: NamedProperty) => words ?? { und: nameAsWords(field) },
        ),
        kind: t.field({
          type: parts.enum(PropertyKind),
          price: VALUE,
          description: 'What its values are.',
          resolve: (of) => of.property.kind.toUpperCase(),
        }),
        description: t.string({
          price: VALUE,
          description: 'What it is, in a sentence.',
          resolve: (of) => of.property.description,
        }),
        required: t.boolean({
          price: VALUE,
          description: 'It is there always.',
          resolve: (of) => !of.property.optional,
        }),
        vocabulary: name('Of a choice: the name of the vocabulary.', (of) =>
          'vocabulary' in of ? of.vocabulary.name : undefined,
        ),
        to: t.field({
          type: [parts.enum(model.entityTypes)],
          nullable: true,
          price: FEW_DECLARED,
          description: 'Of a reference: the types that it can be to.',
          resolve: (of) => ('to' in of.property ? entityTypes([parts.declaration(of.property.to)]) : null),
        }),
        unit: t.string({
          price: VALUE,
          nullable: true,
          description: 'Of a number: its unit.',
          args: languageArgs(t),
          resolve: (of, args, operation) =>
            of.property.kind === 'number' && of.property.unit
              ? wordsIn(preferred(args, operation), of.property.unit).value
              : null,
        }),
        filter: name('The field of filters that tests it; null where none does.', (of) => of.filter),
        order: name('The value of orders that orders by it; null where none does.', (of) => of.order),
        facet: name('The facet of lists that counts its values; null where none does.', (of) => of.facet),
        total: t.boolean({ price: VALUE, description: 'It can be added up.', resolve: (of) => of.property.total }),
        term: name('The term of linked data that it is.', (of) => of.term),
      };
    },
  });
  const properties = <T extends EntityDeclaration | RelationshipType>(t: Fields<T>) => ({
    properties: t.field({
      type: [property],
      price: FEW_DECLARED,
      description: 'Its properties, with those of its interfaces.',
      resolve: (of) =>
        Object.entries('kind' in of && of.kind === 'type' ? propertiesOf(of) : of.properties).map(([name, each]) => ({
          name,
          property: each,
        })),
    }),
  });
  const entityInterface = object<EntityInterface>('ModelInterface').implement({
    description: 'What entities of several types share.',
    fields: (t) => ({
      name: t.exposeString('name', { price: VALUE, description: 'The name of the interface.' }),
      ...described(t as never),
      types: t.field({
        type: [parts.enum(model.entityTypes)],
        price: DECLARED,
        description: 'The types that have it.',
        resolve: (of) => entityTypes([of]),
      }),
      ...properties(t as never),
      ...term(t as never),
    }),
  });
  const type = object<EntityType>('ModelType').implement({
    description: 'A type of entity.',
    fields: (t) => ({
      name: t.exposeString('name', { price: VALUE, description: 'The name of the type in the schema.' }),
      value: t.field({
        type: parts.enum(model.entityTypes),
        price: VALUE,
        resolve: ({ name }) => enumName(name),
      }),
      ...label(t as never, ({ words }: EntityType) => words),
      ...described(t as never),
      interfaces: t.stringList({
        price: FEW_DECLARED,
        description: 'The names of its interfaces.',
        resolve: ({ is }) => is.map(({ name }) => name),
      }),
      list: t.string({
        price: VALUE,
        nullable: true,
        description: 'The root field that lists all of it; null where there is none.',
        resolve: ({ list }) => list ?? null,
      }),
      ...properties(t as never),
      ...term(t as never),
    }),
  });
  const endField = object<EndField>('ModelEndField').implement({
    description: 'A field that a relationship gives to the entities at one of its ends.',
    fields: (t) => ({
      name: t.exposeString('name', { price: VALUE, description: 'What it is called.' }),
      ...described(t as never),
      kind: t.field({
        type: parts.enum(EndFieldKind),
        price: VALUE,
        description: 'What it gives.',
        resolve: ({ kind }) => kind.toUpperCase(),
      }),
      during: t.exposeBoolean('during', { price: VALUE, description: 'It takes `during` and `certainty`.' }),
    }),
  });
  const end = object<SidedEnd>('ModelEnd').implement({
    description: 'What may stand at an end of a relationship.',
    fields: (t) => ({
      type: t.string({
        price: VALUE,
        description: 'The name of the type or the interface.',
        resolve: (of) => of.end.type.name,
      }),
      types: t.field({
        type: [parts.enum(model.entityTypes)],
        price: DECLARED,
        description: 'All types that may stand there.',
        resolve: (of) => entityTypes([of.end.type]),
      }),
      as: t.string({
        price: VALUE,
        nullable: true,
        description: 'The field of facts that holds it; null where they have none.',
        resolve: ({ named }) => named?.name ?? null,
      }),
      field: t.field({
        type: endField,
        price: VALUE,
        nullable: true,
        description: 'The field that entities have here.',
        resolve: (of) => of.end.field ?? null,
      }),
    }),
  });
  const pair = object<{ ends: Ends; of: RelationshipType }>('ModelEnds').implement({
    description: 'Two ends that go together.',
    fields: (t) => ({
      from: t.field({
        type: end,
        price: VALUE,
        description: 'What a fact is said of.',
        resolve: ({ ends, of }) => ({ end: ends.from, named: of.source }),
      }),
      to: t.field({
        type: end,
        price: VALUE,
        description: 'What it is related to.',
        resolve: ({ ends, of }) => ({ end: ends.to, named: of.target }),
      }),
    }),
  });
  const relationship = object<RelationshipType>('ModelRelationship').implement({
    description: 'A type of relationship.',
    fields: (t) => ({
      name: t.field({
        type: parts.enum(model.relationshipTypes),
        price: VALUE,
        description: 'The type of its facts, as a value.',
        resolve: ({ name }) => name,
      }),
      ...label(t as never, plainWords),
      ...described(t as never),
      part: t.field({
        type: parts.enum(RelationshipPart),
        price: VALUE,
        nullable: true,
        description: 'The part that it plays; null for most.',
        resolve: ({ plays }) => plays?.toUpperCase() ?? null,
      }),
      node: t.string({
        price: VALUE,
        description: 'The name of the type of its facts in the schema.',
        resolve: ({ node }) => node ?? 'Link',
      }),
      list: t.string({
        price: VALUE,
        nullable: true,
        description: 'The root field that lists all of them; null where there is none.',
        resolve: ({ list }) => list?.name ?? null,
      }),
      filter: t.string({
        price: VALUE,
        nullable: true,
        description: 'The name of the input that filters its lists; null where there is none.',
        resolve: ({ filter, node }) => (Object.keys(filter).length > 0 ? `${node}Filter` : null),
      }),
      ends: t.field({
        type: [pair],
        price: FEW_DECLARED,
        description: 'The pairs of ends that it may have; the first is the general one.',
        resolve: (of) => of.ends.map((ends) => ({ ends, of })),
      }),
      ...properties(t as never),
      ...term(t as never),
    }),
  });
  const whole = object<Model>('Model').implement({
    description: 'What the graph can say: its types, its relationships, its vocabularies, and the words for them.',
    fields: (t) => ({
      name: t.exposeString('name', { price: VALUE, description: 'What a dossier calls it.' }),
      title: t.field({
        type: valueTypes.Text,
        price: VALUE,
        description: 'What it is for, in a phrase.',
        args: languageArgs(t),
        resolve: ({ title }, args, operation): TaggedText => wordsIn(preferred(args, operation), title),
      }),
      languages: t.field({
        type: ['LanguageTag'],
        price: FEW_DECLARED,
        description: 'The languages in which all its words are there; in others they fall back as names do.',
        resolve: ({ languages }) => [...languages],
      }),
      interfaces: t.field({
        type: [entityInterface],
        price: FEW_DECLARED,
        description: 'What entities of several types share.',
        resolve: (of) => [...of.interfaces],
      }),
      types: t.field({
        type: [type],
        price: DECLARED,
        description: 'The types of entity.',
        resolve: (of) => [...of.types],
      }),
      relationships: t.field({
        type: [relationship],
        price: DECLARED,
        description: 'The types of relationship.',
        resolve: (of) => [...of.relationships],
      }),
      vocabularies: t.field({
        type: [vocabulary],
        price: FEW_DECLARED,
        description: 'What may be chosen.',
        resolve: (of) => [...of.vocabularies],
      }),
      questions: t.field({
        type: [valueTypes.Question],
        price: FEW,
        description: 'What can be asked of any graph in it: to begin with, where no dossier brings questions.',
        resolve: (of) => [...of.questions],
      }),
    }),
  });
  builder.queryField('model', (t) =>
    t.field({ type: whole, price: VALUE, description: 'What the graph can say.', resolve: () => model }),
  );
}
