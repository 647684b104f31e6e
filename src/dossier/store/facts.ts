import type { Model } from '../../declare/model.ts';
import type { Runner } from '../../graph/port.ts';
import { FactCreation } from './create-facts.ts';
import { participantPart, participations } from './derived.ts';
import { ADD_DEGREES, countParticipants, removeFacts, reportFacts, SET_PARTICIPANTS } from './facts.query.ts';
import type { Existing } from './graph-reader.query.ts';
import { batchesOf } from './groups.ts';
import { lighterEnd } from './lighter-end.query.ts';
import { type StoredRow, textOf, textsOf } from './stored.ts';

/** A fact before and after a load. It goes where there is no `after`, and comes where there is no `before`. */
export interface FactStep {
  readonly before: Existing | undefined;
  readonly after: StoredRow | undefined;
}

/** Writes facts of one type, and what follows from them: degrees, counts of participants, the facts of passages. */
export class FactWriting {
  readonly #participations: readonly string[];
  readonly #creations: ReadonlyMap<string, FactCreation>;

  constructor(model: Model) {
    this.#participations = participations(model).map(({ name }) => name);
    this.#creations = new Map(model.relationships.map((type) => [type.name, new FactCreation(type)]));
  }

  async write(transaction: Runner, type: string, steps: readonly FactStep[]): Promise<void> {
    const gone = steps.flatMap(({ before }) => (before ? [before.row] : []));
    const rows = steps.flatMap(({ after }) => (after ? [after] : []));
    // A changed fact is a new relationship: to find it again among thousands of its source takes longer than to make it.
    if (gone.length > 0) await remove(transaction, type, gone);
    // Not one after the other: the store need not wait between two statements until this process is at the next.
    await Promise.all([
      rows.length > 0 ? this.#creationOf(type).create(transaction, rows) : undefined,
      ...this.#deriveEnds(transaction, type, steps),
      ...derivePassages(transaction, type, steps),
    ]);
  }

  #creationOf(type: string): FactCreation {
    const creation = this.#creations.get(type);
    if (!creation) throw new Error(`There is no relationship type ${type}.`);
    return creation;
  }

  #deriveEnds(transaction: Runner, type: string, steps: readonly FactStep[]): Promise<unknown>[] {
    const more = new Map<string, number>();
    const targets = new Map<string, Map<string, number>>();
    for (const { before, after } of steps) {
      if (before && after) continue;
      const { source, target } = endsOf(after ?? before?.row);
      const change = after ? 1 : -1;
      for (const id of [source, target]) more.set(id, (more.get(id) ?? 0) + change);
      const sources = targets.get(target) ?? new Map<string, number>();
      targets.set(target, sources.set(source, (sources.get(source) ?? 0) + change));
    }
    const degrees = [...batchesOf([...more])].map((batch) =>
      transaction.run(ADD_DEGREES, { rows: batch.map(([id, change]) => ({ id, more: change })) }),
    );
    if (!this.#participations.includes(type)) return degrees;
    const counts = [...batchesOf([...targets])].map(async (batch) => {
      const changes = batch.map(([id, sources]) => ({ id, sources: [...sources] }));
      const counted = await transaction.run(countParticipants(this.#participations), { rows: changes });
      const rows = counted.map(({ id, count }) => ({ id, ...participantPart(id, count) }));
      await transaction.run(SET_PARTICIPANTS, { rows });
    });
    return [...degrees, ...counts];
  }
}

async function remove(transaction: Runner, type: string, gone: readonly StoredRow[]): Promise<void> {
  const { end, ids: ends } = await lighterEnd(transaction, gone.map(endsOf));
  const ids = gone.map((row) => textOf(row, 'id') ?? '');
  await transaction.run(removeFacts(type, end), { ends, ids, orders: gone.map(orderOf) });
}

function endsOf(row: StoredRow | undefined) {
  return { source: textOf(row, 'source') ?? '', target: textOf(row, 'target') ?? '' };
}

/** Keeps what facts each passage reports. */
function derivePassages(transaction: Runner, type: string, steps: readonly FactStep[]): Promise<unknown>[] {
  const changes = new Map<string, { gone: Set<string>; come: Set<string> }>();
  const changeOf = (passage: string) => {
    const change = changes.get(passage) ?? { gone: new Set(), come: new Set() };
    changes.set(passage, change);
    return change;
  };
  for (const { before, after } of steps) {
    for (const passage of textsOf(before?.row, 'evidence')) changeOf(passage).gone.add(orderOf(before?.row));
    for (const passage of textsOf(after, 'evidence')) changeOf(passage).come.add(orderOf(after));
  }
  const rows = Array.from(changes, ([id, { gone, come }]) => ({ id, gone: [...gone], come: [...come] }));
  return [...batchesOf(rows)].map((batch) => {
    const ofGone = batch.filter(({ gone }) => gone.length > 0).map(({ id, gone }) => ({ id, gone }));
    return transaction.run(reportFacts, { type, rows: batch, gone: ofGone });
  });
}

function orderOf(row: StoredRow | undefined): string {
  return textOf(row, 'order') ?? '';
}
