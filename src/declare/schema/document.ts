import { compared, PARENT, pattern, property, type Variable } from '../../graph/query.ts';
import { connection } from '../list/connection.ts';
import { factsOfPassage } from '../list/passage.ts';
import { READING, VALUE } from '../price.ts';
import { type DocumentRow, type Fact, type Passage, readDocument, readPassage } from '../rows.ts';
import { connectionType, pagingArgs } from './connection.ts';
import type { Parts } from './parts.ts';
import { languageArgs, preferred, textIn, timeSpan, type ValueTypes } from './value-types.ts';

const PASSAGE: Variable = { of: 'passage', name: 'p' };
const DOCUMENT: Variable = { of: 'document', name: 'd' };

/** Adds documents and passages, and the way from a passage to the facts that it reports. */
export function addDocuments(parts: Parts, valueTypes: ValueTypes): void {
  const { builder } = parts;
  const passages = connectionType<Passage>(parts, valueTypes, {
    name: 'Passage',
    description: 'passages of a document, in its order',
    node: parts.passage,
  });
  const documents = connectionType<DocumentRow>(parts, valueTypes, {
    name: 'SourceDocument',
    description: 'documents',
    node: parts.document,
  });
  const facts = connectionType<Fact>(parts, valueTypes, {
    name: 'Relationship',
    description: 'facts of any type',
    node: parts.relationship,
  });

  parts.document.implement({
    description: 'A document that facts come from: a text, a list, a package of reference data.',
    interfaces: [parts.node],
    fields: (t) => ({
      title: t.field({
        type: valueTypes.Text,
        description: 'Its title; in brackets where it has none and this is our description.',
        price: VALUE,
        args: languageArgs(t),
        resolve: ({ title }, args, operation) => textIn(title, preferred(args, operation)),
      }),
      language: t.field({
        type: 'LanguageTag',
        nullable: true,
        description: 'The language that it is written in.',
        price: VALUE,
        resolve: ({ language }) => language ?? null,
      }),
      date: t.field({
        type: valueTypes.Span,
        nullable: true,
        description: 'When it was published.',
        price: VALUE,
        resolve: timeSpan,
      }),
      url: t.string({ nullable: true, price: VALUE, resolve: ({ url }) => url ?? null }),
      license: t.string({
        nullable: true,
        description: 'What it may be used for; null where none is given.',
        price: VALUE,
        resolve: ({ license }) => license ?? null,
      }),
      passages: t.field({
        type: passages,
        nullable: true,
        description: 'The passages that something is taken from, in the order of the document.',
        price: READING,
        args: pagingArgs(t),
        resolve: (document, args, operation) =>
          connection(operation, {
            name: 'SourceDocument.passages',
            parent: document.id,
            filter: null,
            order: { property: 'order', direction: 'ASC' },
            args,
            node: (row): Passage => ({ row: readPassage(row['passage']), document }),
            make: () => ({
              rowSet: {
                name: 'SourceDocument.passages',
                parents: 'row',
                paths: [
                  {
                    match: { by: 'pattern', pattern: pattern({ as: PASSAGE, label: 'Passage' }) },
                    where: [compared(property(PASSAGE, 'document'), '=', PARENT)],
                    ordered: PASSAGE,
                    lead: property(PASSAGE, 'document'),
                  },
                ],
                variables: [PASSAGE],
                columns: { passage: { of: PASSAGE, names: 'all' } },
                facets: {},
              },
            }),
          }),
      }),
    }),
  });

  parts.passage.implement({
    description: 'A place in a document, with a summary of what it says in words of our own.',
    interfaces: [parts.node],
    fields: (t) => ({
      document: t.field({ type: parts.document, price: VALUE, resolve: ({ document }) => document }),
      locator: t.string({
        description: 'Where in the document: `P1.S2` is the second sentence of the first paragraph.',
        price: VALUE,
        resolve: ({ row }) => row.locator,
      }),
      summary: t.field({
        type: valueTypes.Text,
        args: languageArgs(t),
        price: VALUE,
        resolve: ({ row }, args, operation) => textIn(row.summary, preferred(args, operation)),
      }),
      supports: t.field({
        type: facts,
        nullable: true,
        description: 'The facts that this passage reports, by date.',
        price: READING,
        args: pagingArgs(t),
        resolve: (passage, args, operation) => factsOfPassage(operation, passage, args),
      }),
    }),
  });

  builder.queryField('documents', (t) =>
    t.field({
      type: documents,
      nullable: true,
      description: 'Every document that something is taken from, by id.',
      price: READING,
      args: pagingArgs(t),
      resolve: (_query, args, operation) =>
        connection(operation, {
          name: 'documents',
          parent: '',
          filter: null,
          order: { property: 'id', direction: 'ASC' },
          args,
          node: (row) => readDocument(row['document']),
          make: () => ({
            rowSet: {
              name: 'documents',
              parents: 'root',
              paths: [
                {
                  match: { by: 'pattern', pattern: pattern({ as: DOCUMENT, label: 'SourceDocument' }) },
                  where: [],
                  ordered: DOCUMENT,
                },
              ],
              variables: [DOCUMENT],
              columns: { document: { of: DOCUMENT, names: 'all' } },
              facets: {},
            },
          }),
        }),
    }),
  );
}
