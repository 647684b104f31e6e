import type { Row, Runner } from '../graph/port.ts';
import { DOSSIERS } from './dossiers.query.ts';
import { BadUserInput, quoted } from './errors.ts';
import type { Question } from './question.ts';

/** A dossier that is in the graph, or was begun to be loaded into it, as it is stored. */
export interface DossierRow {
  readonly id: string;
  /** Tagged texts. */
  readonly title: readonly string[];
  readonly description: readonly string[];
  /** What it brings to ask, each as JSON. */
  readonly questions: readonly string[];
  /** `loading`: a load is not finished, `unloading`: an unload; doing the same again completes it. */
  readonly state: 'loading' | 'loaded' | 'unloading';
  /** Of the folder that it was loaded from: SHA-256, in hexadecimal. */
  readonly digest: string;
  /** How many of each the graph has that it states, those that others state as well included. */
  readonly documents: number;
  readonly passages: number;
  readonly entities: number;
  readonly facts: number;
  /** The first and the last day that its entities and facts are dated to, where any is. */
  readonly earliest?: string;
  readonly latest?: string;
}

export function questionsOf({ questions }: DossierRow): Question[] {
  // The loader wrote them.
  return questions.map((each) => JSON.parse(each) as Question);
}

/** Whether all of a dossier is there. */
export type DossierState = 'WHOLE' | 'LOADING' | 'CUT_OFF';

export interface LoadedDossier extends DossierRow {
  readonly completeness: DossierState;
}

/** A change that says nothing for so long was cut off. It says that it is alive every {@link BEAT_MS}. */
const SILENT_MS = 15_000;
export const BEAT_MS = 3_000;

/** The dossiers of the graph, by id. */
export async function dossiersIn(graph: Runner): Promise<LoadedDossier[]> {
  return (await graph.run(DOSSIERS, {})).map(readDossier);
}

/** An unknown id of a dossier, with those that there are. */
export function unknownDossier(argument: string, id: string, dossiers: readonly LoadedDossier[]): BadUserInput {
  const all = dossiers.map((each) => each.id).join(', ') || 'none';
  return new BadUserInput(
    `${argument}: no dossier is called ${quoted(id)}. There ${dossiers.length === 1 ? 'is' : 'are'} ${all}.`,
  );
}

function readDossier({ dossier, changing, silence }: Row): LoadedDossier {
  // The loader wrote it; a description and questions there may be none.
  const stored = dossier as unknown as DossierRow;
  const row = { ...stored, description: stored.description ?? [], questions: stored.questions ?? [] };
  const isChanging = changing === row.id && Number(silence) < SILENT_MS;
  return { ...row, completeness: row.state === 'loaded' ? 'WHOLE' : isChanging ? 'LOADING' : 'CUT_OFF' };
}
