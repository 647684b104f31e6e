import type { Model } from '../declare/model.ts';
import { statement } from '../graph/port.ts';
import type { Problem, Spot } from '../yaml/problem.ts';
import { batchesOf, othersOf, type Reading, type Rows } from './existing.ts';
import type { Conflict } from './merge.ts';
import type { Dossier } from './read.ts';
import type { EntitySeed, FactSeed, Reference } from './seed.ts';
import { type textOf, textsOf } from './stored.ts';

/** What is stated twice in one dossier: an entity, a document, a passage, a fact. */
export function checkTwice(dossier: Dossier): Problem[] {
  return [
    ...twice(dossier.documents, ({ id }) => `the document ${id}`),
    ...twice(dossier.passages, ({ id }) => `the passage ${id}`),
    ...twice(dossier.entities, ({ id }) => `the entity ${id}`),
    ...twice(dossier.facts, ({ id }) => `the fact ${id}`),
  ];
}

function twice<S extends { readonly id: string; readonly spot: Spot }>(
  seeds: readonly S[],
  name: (seed: S) => string,
): Problem[] {
  const first = new Map<string, S>();
  return seeds.flatMap((seed) => {
    const earlier = first.get(seed.id);
    if (!earlier) {
      first.set(seed.id, seed);
      return [];
    }
    const differing = differences(earlier, seed);
    const how = differing.length === 0 ? 'in the same words' : `and the two differ in ${differing.join(', ')}`;
    const message = `${name(seed)} is stated twice, ${how}: first in ${earlier.spot.file}:${earlier.spot.line}; expected it once.`;
    return [{ ...seed.spot, message }];
  });
}

/** The keys whose values differ. */
function differences(a: object, b: object): string[] {
  const flat = (seed: object) => {
    // Seeds of each kind, whose own keys are what is compared.
    const { spot: _spot, type: _type, values = [], ...rest } = seed as Partial<EntitySeed & FactSeed>;
    const entries = values.map(({ name, value }) => [name, value] as const);
    return new Map<string, string>(
      [...Object.entries(rest), ...entries].map(([key, value]) => [key, JSON.stringify(value)]),
    );
  };
  const [left, right] = [flat(a), flat(b)];
  return [...new Set([...left.keys(), ...right.keys()])].filter((key) => left.get(key) !== right.get(key));
}

/** References to what neither the dossier nor another one in the graph states. */
export function checkReferences(
  dossier: Dossier,
  existing: { readonly entity: Rows; readonly document: Rows; readonly passage: Rows },
): Problem[] {
  const stated = {
    entity: new Set(dossier.entities.map(({ id }) => id)),
    document: new Set(dossier.documents.map(({ id }) => id)),
    passage: new Set(dossier.passages.map(({ id }) => id)),
  };
  const isThere = ({ to, id }: Reference) => {
    const there = existing[to].get(id);
    return stated[to].has(id) || (there !== undefined && othersOf(there, dossier.id).length > 0);
  };
  return dossier.references
    .filter((reference) => !isThere(reference))
    .map(({ to, id, what, spot }) => {
      const message = `${what} names ${id}, and no ${to} with this id is in the dossier or in the graph.`;
      return { ...spot, message };
    });
}

/** Texts that only one entity may have and two do: of this dossier, or of this and another. */
export async function checkUnique(
  reading: Reading,
  model: Model,
  dossier: Pick<Dossier, 'id' | 'entities'>,
): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const type of model.types) {
    for (const [name, property] of Object.entries(type.properties)) {
      if (property.kind !== 'text' || !property.unique) continue;
      const holders = dossier.entities.flatMap((seed) => {
        const value = seed.type === type ? seed.values.find((each) => each.name === name) : undefined;
        return value ? [{ seed, value: String(value.value), line: value.line }] : [];
      });
      const first = new Map<string, EntitySeed>();
      const taken = await takenBy(
        reading,
        dossier.id,
        type.name,
        name,
        holders.map(({ value }) => value),
      );
      for (const { seed, value, line } of holders) {
        const here = first.get(value);
        first.set(value, here ?? seed);
        const where = here && here.id !== seed.id ? `${here.id} (${here.spot.file}:${here.spot.line})` : undefined;
        const there = taken.get(value)?.find(({ id }) => id !== seed.id);
        const other = where ?? (there && `${there.id} (${there.where})`);
        if (other === undefined) continue;
        const message = `${name} is "${value}", which ${other} has as well; expected one of its own.`;
        problems.push({ file: seed.spot.file, line, message });
      }
    }
  }
  return problems;
}

async function takenBy(reading: Reading, dossier: string, type: string, property: string, values: readonly string[]) {
  const taken = new Map<string, { id: string; where: string }[]>();
  for (const batch of batchesOf(values)) {
    const rows = await reading.run(holdersOf(type, property), { values: batch, dossier });
    for (const { value, id, where } of rows) taken.set(value, [...(taken.get(value) ?? []), { id, where }]);
  }
  return taken;
}

const holdersOf = (type: string, property: string) =>
  statement(
    `dossier: holders of ${type}.${property}`,
    `MATCH (n:${type}) WHERE n.${property} IN $values AND any(other IN n.dossiers WHERE other <> $dossier) RETURN n.id AS id, n.${property} AS value, n.dossiers AS dossiers, n.files AS files ORDER BY id`,
    (row) => ({ id: String(row['id']), value: String(row['value']), where: placesOf(row).join(', ') }),
  );

function placesOf(row: Parameters<typeof textOf>[0]): string[] {
  const files = textsOf(row, 'files');
  return textsOf(row, 'dossiers').map((dossier, index) => `${files[index]} of the dossier ${dossier}`);
}

/** A contradiction of two dossiers, as a problem of this one: both files are named. */
export function conflictProblem(dossier: string, id: string, conflict: Conflict, spot: Spot): Problem {
  const [first, second] = conflict.between;
  const ownIsFirst = first.dossier === dossier;
  const other = ownIsFirst ? second : first;
  const [own, theirs] = ownIsFirst ? conflict.values : [conflict.values[1], conflict.values[0]];
  const message = `${id}: ${conflict.what} is ${shown(own)}, and ${other.file} of the dossier ${other.dossier} says ${shown(theirs)}; expected no contradiction.`;
  return { ...spot, message };
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 120 ? `${text.slice(0, 120)}…"` : text;
}
