import { type DossierState, type LoadedDossier, questionsOf } from '../dossiers.ts';
import { Entity } from '../entity.ts';
import type { Operation } from '../operation.ts';
import { FEW, listing, READING, VALUE } from '../price.ts';
import { ownVocabulary } from '../vocabulary.ts';
import type { Parts } from './parts.ts';
import { languageArgs, preferred, textIn, type ValueTypes } from './value-types.ts';

const State = ownVocabulary('DossierState', 'Whether all of a dossier is there.', {
  WHOLE: 'All of it is there.',
  LOADING: 'It is being loaded or taken out: what is there changes.',
  CUT_OFF: 'Loading it or taking it out was cut off: what is there is a part of it. Doing it again completes it.',
} satisfies { [state in DossierState]: string });

/** Adds the dossiers that the graph was loaded from, and which of them state an entity or a fact. */
export function addDossiers(parts: Parts, valueTypes: ValueTypes): void {
  const { builder } = parts;
  const Dossier = builder.objectRef<LoadedDossier>('Dossier').implement({
    description: 'A set of entities and facts that was loaded together, and how much of it the graph has.',
    fields: (t) => ({
      id: t.id({ description: 'What commands and filters call it.', price: VALUE, resolve: ({ id }) => id }),
      title: t.field({
        type: valueTypes.Text,
        description: 'Its name in the first of the languages that it has one in.',
        price: VALUE,
        args: languageArgs(t),
        resolve: ({ title }, args, operation) => textIn(title, preferred(args, operation)),
      }),
      description: t.field({
        type: valueTypes.Text,
        nullable: true,
        description: 'What it is about, and where it comes from.',
        price: VALUE,
        args: languageArgs(t),
        resolve: ({ description }, args, operation) =>
          description.length > 0 ? textIn(description, preferred(args, operation)) : null,
      }),
      questions: t.field({
        type: [valueTypes.Question],
        description: 'What it brings to ask.',
        price: FEW,
        resolve: (dossier) => questionsOf(dossier),
      }),
      state: t.field({
        type: parts.enum(State),
        description: 'Whether all of it is there.',
        price: VALUE,
        resolve: ({ completeness }) => completeness,
      }),
      entities: t.int({
        description: 'How many entities of it the graph has; those that other dossiers state as well are counted.',
        price: VALUE,
        resolve: ({ entities }) => entities,
      }),
      facts: t.int({ description: 'How many facts, likewise.', price: VALUE, resolve: ({ facts }) => facts }),
      documents: t.int({
        description: 'How many documents, likewise.',
        price: VALUE,
        resolve: ({ documents }) => documents,
      }),
      span: t.field({
        type: valueTypes.Span,
        nullable: true,
        description: 'From the first to the last day that its entities and facts are dated to; null where none is.',
        price: VALUE,
        resolve: ({ earliest, latest }) =>
          earliest === undefined || latest === undefined
            ? null
            : { date: earliest === latest ? earliest : `${earliest}/${latest}`, earliest, latest },
      }),
    }),
  });
  const stating = async (operation: Operation, ids: unknown) =>
    (await operation.dossiers()).filter(({ id }) => Array.isArray(ids) && ids.includes(id));

  builder.queryField('dossiers', (t) =>
    t.field({
      type: [Dossier],
      nullable: true,
      description: 'The dossiers that the graph was loaded from, by id, and how much of each is there.',
      price: listing(READING, 4),
      resolve: (_query, _args, operation) => operation.dossiers(),
    }),
  );
  const those = { nullable: true, description: 'The dossiers that state it, by id.', price: FEW } as const;
  parts.addFields(Entity, (t) => ({
    dossiers: t.field({
      type: [Dossier],
      ...those,
      resolve: (row, _args, operation) => stating(operation, row['dossiers']),
    }),
  }));
  builder.interfaceField(parts.relationship, 'dossiers', (t) =>
    t.field({
      type: [Dossier],
      ...those,
      resolve: ({ row }, _args, operation) => stating(operation, row['dossiers']),
    }),
  );
}
