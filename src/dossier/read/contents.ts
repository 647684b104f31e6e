import type { Model } from '../../declare/model.ts';
import { type DossierFindings, SILENT } from '../problem.ts';
import { FactReader } from '../table/fact-reader.ts';
import { type Streaming, TableUnreadable } from '../table/streaming.ts';
import type { RowTemplate, Table, TableRow } from '../table/table.ts';
import { isDocument, readDocuments, readPassage } from './documents.ts';
import { readEntities } from './entities.ts';
import { documentPart, entityPart, factPart, passagePart } from './parts.ts';
import type { Batch, DocumentSeed, EntitySeed, FactSeed, PassageSeed, StatedRow } from './seed.ts';
import { ValueReader } from './value-reader.ts';

/** How many documents, passages and entities are in a batch, or one row's more. */
export const NODES = 1_000;

/** What the YAML files of a dossier state, apart from their tables. */
interface InFiles {
  readonly nodes: Iterable<Batch>;
  readonly facts: Iterable<Batch>;
}

/** All that a dossier states, in batches: the same ones whenever it is read. */
export class DossierContents {
  readonly #inFiles: InFiles;
  readonly #tables: readonly Table[];
  readonly #model: Model;
  readonly #factsAtOnce: number;

  /** @param factsAtOnce how many facts are in a batch, but for the last */
  constructor(inFiles: InFiles, tables: readonly Table[], model: Model, factsAtOnce: number) {
    this.#inFiles = inFiles;
    this.#tables = tables;
    this.#model = model;
    this.#factsAtOnce = factsAtOnce;
  }

  /** The documents, passages and entities. */
  async *nodes(streaming: Streaming): AsyncGenerator<Batch> {
    yield* this.#inFiles.nodes;
    let batch = emptyBatch();
    for (const { table, forms, chunks } of this.#reading(['document', 'passage', 'entity'], streaming)) {
      for await (const rows of chunks) {
        for (const row of rows) {
          for (const form of forms) this.#readNodes(table, form, row, batch, streaming.findings);
          if (batch.rows.length < NODES) continue;
          yield batch;
          batch = emptyBatch();
        }
      }
    }
    if (batch.rows.length > 0) yield batch;
  }

  async *facts(streaming: Streaming): AsyncGenerator<Batch> {
    let batch = emptyBatch();
    for (const { rows, references } of this.#inFiles.facts) {
      for (const fact of rows) {
        batch.rows.push(fact);
        if (batch.rows.length < this.#factsAtOnce) continue;
        yield batch;
        batch = emptyBatch();
      }
      batch.references.push(...references);
    }
    for (const { table, forms, chunks } of this.#reading(['fact'], streaming)) {
      const readers = forms.map((form) => ({
        form,
        reader: new FactReader(form, table, this.#model, streaming.findings),
      }));
      for await (const rows of chunks) {
        for (const row of rows) {
          for (const { form, reader } of readers) {
            for (const one of rowsOf(form, row, table, streaming.findings)) {
              const fact = reader.read(one, batch.references);
              if (fact) batch.rows.push(fact);
            }
          }
          if (batch.rows.length < this.#factsAtOnce) continue;
          yield batch;
          batch = emptyBatch();
        }
      }
    }
    if (batch.rows.length > 0 || batch.references.length > 0) yield batch;
  }

  /** The tables that are read for what is of these kinds. */
  tablesWith(kinds: readonly RowTemplate['kind'][]): readonly Table[] {
    return this.#tables.filter(({ forms }) => forms.some(({ kind }) => kinds.includes(kind)));
  }

  *#reading(kinds: readonly RowTemplate['kind'][], streaming: Streaming) {
    for (const table of this.tablesWith(kinds)) {
      const forms = table.forms.filter(({ kind }) => kinds.includes(kind));
      // What is wrong with a row as such was told when it was read for its nodes.
      const isTold = kinds.includes('fact') && table.forms.some(({ kind }) => kind !== 'fact');
      yield { table, forms, chunks: readable(table, isTold ? { ...streaming, findings: SILENT } : streaming) };
    }
  }

  #readNodes(
    table: Table,
    form: RowTemplate,
    whole: TableRow,
    { rows, references }: Batch,
    findings: DossierFindings,
  ): void {
    for (const row of rowsOf(form, whole, table, findings)) {
      const reader = new ValueReader(table.file, findings, table.document, form.location);
      const written = form.written(row);
      const list = { kind: 'list', line: row.line, items: [written] } as const;
      if (form.kind === 'document') rows.push(...readDocuments(reader, list).map(sourceRow));
      else if (form.kind === 'passage')
        rows.push(...readPassage(reader, written, table.document ?? '').map(passageRow));
      else rows.push(...readEntities(reader, list, this.#model, references).map(entityRow));
    }
  }
}

/** What a row of a table becomes, as rows. A cell that is lost with an empty one is told. */
function rowsOf(form: RowTemplate, row: TableRow, { file }: Table, findings: DossierFindings): readonly TableRow[] {
  const rows = form.rows(row);
  for (const each of rows) if (form.losesCells(each)) findings.doubt('half a text', { file, line: each.line });
  return rows;
}

/** The rows of a table up to where it cannot be read on. */
async function* readable(table: Table, streaming: Streaming): AsyncGenerator<TableRow[]> {
  try {
    yield* table.rows(streaming);
  } catch (error) {
    if (!(error instanceof TableUnreadable)) throw error;
    streaming.findings.add({ file: table.file, line: error.line, message: error.message });
    streaming.findings.lose();
  }
}

function emptyBatch(): Batch {
  return { rows: [], references: [] };
}

/** A document, or a passage that stands in one. */
export function sourceRow(seed: DocumentSeed | PassageSeed): StatedRow {
  if (!isDocument(seed)) return passageRow(seed);
  return { kind: 'document', id: seed.id, ...seed.location, row: documentPart(seed) };
}

function passageRow(seed: PassageSeed): StatedRow {
  return { kind: 'passage', id: seed.id, ...seed.location, row: passagePart(seed) };
}

export function entityRow(seed: EntitySeed): StatedRow {
  const unique = seed.values.flatMap(({ name, property, line }) => (property.unique ? [{ property: name, line }] : []));
  return {
    kind: 'entity',
    id: seed.id,
    ...seed.location,
    row: entityPart(seed),
    ...(unique.length > 0 ? { unique } : {}),
  };
}

export function factRow(seed: FactSeed): StatedRow {
  return { kind: 'fact', id: seed.id, ...seed.location, row: factPart(seed) };
}
