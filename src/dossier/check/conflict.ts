import type { Problem } from '../../yaml/problem.ts';
import type { Conflict } from '../change/merge.ts';
import type { StatedRow } from '../read/seed.ts';

/** A contradiction of two dossiers, as a problem of this one: both files are named. */
export function conflictProblem(dossier: string, { id, file, line }: StatedRow, conflict: Conflict): Problem {
  const [first, second] = conflict.between;
  const ownIsFirst = first.dossier === dossier;
  const other = ownIsFirst ? second : first;
  const [own, theirs] = ownIsFirst ? conflict.values : [conflict.values[1], conflict.values[0]];
  const message = `${id}: ${conflict.what} is ${shown(own)}, and ${other.file} of the dossier ${other.dossier} says ${shown(theirs)}; expected no contradiction.`;
  return { file, line, message };
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 120 ? `${text.slice(0, 120)}…"` : text;
}
