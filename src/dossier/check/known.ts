import type { Problems } from '../problem.ts';
import { documentOf } from '../read/evidence.ts';
import type { Reference, StatedRow } from '../read/seed.ts';
import type { GraphReader } from '../store/graph-reader.ts';
import type { NodeKind } from '../store/stored.ts';
import { Repeats } from './twice.ts';

/** 16 bytes each, on the disk for the most part. */
const MOST_NODES = 8_000_000;
/** How many ids of other dossiers are remembered. */
const MOST_THERE = 20_000;

/** The ids of the nodes that a dossier states, as hashes, and whether what it names is there. */
export class KnownNodes {
  readonly ids = new Repeats();
  readonly counts = { document: 0, passage: 0, entity: 0 };
  readonly #reader: GraphReader;
  readonly #there = new Set<string>();

  constructor(reader: GraphReader) {
    this.#reader = reader;
  }

  has(id: string): boolean {
    return this.ids.has(id);
  }

  /** @throws DossierInvalid when there are too many by now */
  add(rows: readonly StatedRow[], problems: Problems): void {
    for (const { id, kind, file, line } of rows) {
      // A batch of nodes has no facts.
      if (this.ids.add(id)) this.counts[kind as NodeKind]++;
      if (this.ids.size <= MOST_NODES) continue;
      const message = `the dossier has more than ${MOST_NODES} entities and passages; expected fewer.`;
      problems.add({ file, line, message });
      problems.throwIfAny();
    }
  }

  /** The references to rows that neither dossier nor graph has. Each id is looked for once, or once in a while. */
  async unknown(references: readonly Reference[]): Promise<Reference[]> {
    const unsure = references.filter(({ id }) => !this.has(id) && !this.#there.has(id));
    const unknown: Reference[] = [];
    for (const kind of ['entity', 'document', 'passage'] as const) {
      const named = unsure.filter(({ to }) => to === kind);
      if (named.length === 0) continue;
      const ids = named.map(({ id }) => id);
      const found = await this.#reader.nodes(kind, ids);
      for (const reference of named) {
        const row = found.get(reference.id);
        if (!row || this.#reader.othersOf(row).length === 0) unknown.push(reference);
        else if (this.#there.size < MOST_THERE) this.#there.add(reference.id);
      }
    }
    return unknown;
  }

  /** The documents among these references, and those of the passages among them, that are not there. */
  async unknownDocuments(missing: readonly Reference[]): Promise<ReadonlySet<string>> {
    const documents = missing.flatMap((reference): Reference[] => {
      if (reference.to === 'entity') return [];
      return [
        { ...reference, to: 'document', id: reference.to === 'passage' ? documentOf(reference.id) : reference.id },
      ];
    });
    return new Set((await this.unknown(documents)).map(({ id }) => id));
  }
}
