import type { Model } from '../../declare/model.ts';
import type { Problem, Spot } from '../../yaml/problem.ts';
import { readPassage } from '../documents.ts';
import { readEntities } from '../entities.ts';
import type { Dossier } from '../read.ts';
import { entityPart, factPart, passagePart } from '../rows.ts';
import type { EntitySeed, FactSeed, PassageSeed, Reference } from '../seed.ts';
import { Sheet } from '../sheet.ts';
import type { StoredRow } from '../stored.ts';
import { TableUnreadable } from '../table/csv.ts';
import { FactReader, type StatedFact } from '../table/fact-reader.ts';
import type { Form, Streaming, Table, TableRow } from '../table/table.ts';

/** A passage or an entity as a dossier states it. */
export interface StatedNode {
  readonly kind: 'passage' | 'entity';
  readonly id: string;
  readonly spot: Spot;
  readonly row: StoredRow;
  readonly entity: EntitySeed | undefined;
}

/** So many rows, with what they name. */
export interface NodeBatch {
  readonly nodes: StatedNode[];
  readonly references: Reference[];
}
export interface FactBatch {
  readonly facts: StatedFact[];
  readonly references: Reference[];
}

export const NODES = 1_000;

/** All that a dossier states but its documents, in batches: the same ones whenever it is read. */
export class Stated {
  readonly #dossier: Pick<Dossier, 'passages' | 'entities' | 'facts'>;
  readonly #tables: readonly Table[];
  readonly #model: Model;
  readonly #factsAtOnce: number;

  /** @param factsAtOnce how many facts are in a batch, but for the last */
  constructor(
    dossier: Pick<Dossier, 'passages' | 'entities' | 'facts'>,
    tables: readonly Table[],
    model: Model,
    factsAtOnce: number,
  ) {
    this.#dossier = dossier;
    this.#tables = tables;
    this.#model = model;
    this.#factsAtOnce = factsAtOnce;
  }

  async *nodes(streaming: Streaming): AsyncGenerator<NodeBatch> {
    let batch: NodeBatch = { nodes: [], references: [] };
    for (const node of [...this.#dossier.passages.map(passageNode), ...this.#dossier.entities.map(entityNode)]) {
      batch.nodes.push(node);
      if (batch.nodes.length < NODES) continue;
      yield batch;
      batch = { nodes: [], references: [] };
    }
    for (const { table, forms, chunks } of this.#reading(['passage', 'entity'], streaming)) {
      for await (const rows of chunks) {
        for (const row of rows) {
          for (const form of forms) this.#readNodes(table, form, row, batch, streaming.onProblem);
          if (batch.nodes.length < NODES) continue;
          yield batch;
          batch = { nodes: [], references: [] };
        }
      }
    }
    if (batch.nodes.length > 0) yield batch;
  }

  async *facts(streaming: Streaming): AsyncGenerator<FactBatch> {
    let batch: FactBatch = { facts: [], references: [] };
    for (const fact of this.#dossier.facts) {
      batch.facts.push(statedFact(fact));
      if (batch.facts.length < this.#factsAtOnce) continue;
      yield batch;
      batch = { facts: [], references: [] };
    }
    for (const { table, forms, chunks } of this.#reading(['fact'], streaming)) {
      const readers = forms.map((form) => ({
        form,
        reader: new FactReader(form, table.file, table.document, this.#model),
      }));
      const problems: Problem[] = [];
      for await (const rows of chunks) {
        for (const row of rows) {
          for (const { form, reader } of readers) {
            for (const one of form.rows(row)) {
              const fact = reader.read(one, problems, batch.references);
              if (fact) batch.facts.push(fact);
            }
          }
          if (problems.length > 0) for (const problem of problems.splice(0)) streaming.onProblem(problem);
          if (batch.facts.length < this.#factsAtOnce) continue;
          yield batch;
          batch = { facts: [], references: [] };
        }
      }
    }
    if (batch.facts.length > 0) yield batch;
  }

  /** The tables that are read for what is of these kinds. */
  tablesWith(kinds: readonly Form['kind'][]): readonly Table[] {
    return this.#tables.filter(({ forms }) => forms.some(({ kind }) => kinds.includes(kind)));
  }

  *#reading(kinds: readonly Form['kind'][], streaming: Streaming) {
    for (const table of this.tablesWith(kinds)) {
      const forms = table.forms.filter(({ kind }) => kinds.includes(kind));
      yield { table, forms, chunks: readable(table, streaming) };
    }
  }

  #readNodes(table: Table, form: Form, whole: TableRow, batch: NodeBatch, onProblem: Streaming['onProblem']): void {
    for (const { values, line } of form.rows(whole)) {
      const problems: Problem[] = [];
      const sheet = new Sheet(table.file, problems, table.document);
      const written = form.whole.fill(values, line) ?? { kind: 'map', line, entries: new Map() };
      const nodes =
        form.kind === 'passage'
          ? readPassage(sheet, written, table.document ?? '').map(passageNode)
          : readEntities(sheet, { kind: 'list', line, items: [written] }, this.#model, batch.references).map(
              entityNode,
            );
      for (const problem of problems) onProblem(problem);
      if (problems.length === 0) batch.nodes.push(...nodes);
    }
  }
}

/** The rows of a table up to where it cannot be read on. */
async function* readable(table: Table, streaming: Streaming): AsyncGenerator<TableRow[]> {
  try {
    yield* table.rows(streaming);
  } catch (error) {
    if (!(error instanceof TableUnreadable)) throw error;
    streaming.onProblem({ file: table.file, line: error.line, message: error.message });
  }
}

function passageNode(seed: PassageSeed): StatedNode {
  return { kind: 'passage', id: seed.id, spot: seed.spot, row: passagePart(seed), entity: undefined };
}

function entityNode(seed: EntitySeed): StatedNode {
  return { kind: 'entity', id: seed.id, spot: seed.spot, row: entityPart(seed), entity: seed };
}

function statedFact(seed: FactSeed): StatedFact {
  const { id, type, spot, source, target } = seed;
  return { id, type, line: spot.line, file: spot.file, source, target, row: factPart(seed) };
}
