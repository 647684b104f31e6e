import { InvalidConfig } from './config.ts';
import { dossiersIn, type LoadedDossier } from './declare/dossiers.ts';
import { DraftImpossible } from './dossier/draft/draft.ts';
import { DossierInvalid } from './dossier/problem.ts';
import { EVERY } from './dossier/renewal.ts';
import { NotSaved } from './dossier/save/not-saved.ts';
import { LaterFormat } from './dossier/store/format.ts';
import type { Holder } from './dossier/store/lease.query.ts';
import { LeaseLost } from './dossier/store/lease.ts';
import { DossierNeeded, dependentLines, UnknownDossier } from './dossier/unload.ts';
import { FolderUnusable, StatementTimeout, StoreUnavailable } from './graph/errors.ts';
import type { Graph } from './graph/port.ts';
import { ModelContradiction } from './model/choice.ts';
import { ModelInvalid } from './model/read.ts';
import { commandLine } from './npm.ts';
import { printable, problemLines } from './yaml/problem.ts';

/**
 * An error as the person at the terminal should read it: a sentence where we know what went wrong. Nothing in it is obeyed by
 * the terminal, such as an escape in the name of a folder.
 */
export function explain(error: unknown): string {
  return explained(error).split('\n').map(printable).join('\n');
}

function explained(error: unknown): string {
  if (error instanceof DossierInvalid || error instanceof ModelInvalid) return problemLines(error).join('\n');
  const known = [
    InvalidConfig,
    FolderUnusable,
    StatementTimeout,
    LaterFormat,
    ModelContradiction,
    LeaseLost,
    UnknownDossier,
    NotSaved,
    NothingThere,
    DraftImpossible,
    Interrupted,
    Explained,
  ];
  if (error instanceof StoreUnavailable) return `${error.message} ${whereItIs(error)}`;
  if (error instanceof DossierNeeded) return dependentLines(error).join('\n');
  if (error instanceof Error && known.some((kind) => error instanceof kind)) return error.message;
  if (isOfFile(error)) return fileSentence(error);
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** Why the system does not do with a file or a folder what it should. */
const WHY_NOT: { readonly [code: string]: string } = {
  EACCES: 'this user may not read or write it',
  EPERM: 'this user may not read or write it',
  EROFS: 'it is on a disk that can only be read',
  ENOSPC: 'no room is left on the disk',
  EDQUOT: 'no room is left on the disk for this user',
  ENAMETOOLONG: 'the name is longer than the system takes',
  ENOTDIR: 'it, or a part of its path, is no folder; expected one',
  EEXIST: 'it is there and is no folder; expected one, or a name that is free',
  ENOENT: 'there is no such file or folder',
  EISDIR: 'it is a folder; expected a file',
  ELOOP: 'its links lead in a circle',
  EMFILE: 'too many files are open',
};

/** A file or a folder that the system speaks of. What it says of others, such as ports, has no such code. */
function isOfFile(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && String(error.code) in WHY_NOT;
}

function fileSentence({ code = '', path = 'A file' }: NodeJS.ErrnoException): string {
  return `${path}: ${WHY_NOT[code]}.`;
}

/** The variables that say which store is meant, and the address or folder that they name. */
function whereItIs({ store, reason }: StoreUnavailable): string {
  if (!store.includes('://')) return `Its file is ${store}, in the folder of DRAGOMAN_DATA.`;
  const login = reason === 'refused' ? '; NEO4J_USERNAME, NEO4J_PASSWORD and NEO4J_DATABASE say how to sign in' : '';
  return `NEO4J_URI is ${store}${login}.`;
}

/** What a command was given is not there, or not what the command takes. The message says what was expected. */
export class NothingThere extends Error {
  override readonly name = 'NothingThere';
}

/** A signal ended the work. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';

  constructor(signal: NodeJS.Signals) {
    super(`${signal}: the work was ended between two of its writes.`);
  }
}

/** What a graph has of a dossier, in a line. */
export function dossierLine(dossier: LoadedDossier): string {
  const { id, documents, entities, facts, earliest, latest, completeness } = dossier;
  const shown = (count: number) => count.toLocaleString('en');
  const held = amounts({ entities, facts, documents }, shown);
  if (completeness === 'WHOLE') return `${id}: ${held}${earliest === undefined ? '' : `, ${earliest} to ${latest}`}`;
  if (completeness === 'LOADING') return `${id} is being changed: ${held} so far`;
  const again =
    dossier.state === 'unloading'
      ? `${commandLine('unload', id)} takes out the rest`
      : `load its folder again to complete it, or take it out with ${commandLine('unload', id)}`;
  return `${id} was cut off: ${held} are there, and served; ${again}`;
}

const NOUNS = { entities: 'entity', facts: 'fact', documents: 'document', passages: 'passage' } as const;
const KINDS = ['entities', 'facts', 'documents', 'passages'] as const;

/** How much there is of each kind that is counted: `18 entities, 1 fact, 1 document, 2 passages`. */
export function amounts(
  counts: { readonly [kind in (typeof KINDS)[number]]?: number },
  shown: (count: number) => string = String,
): string {
  return KINDS.flatMap((kind) => {
    const count = counts[kind];
    return count === undefined ? [] : `${shown(count)} ${count === 1 ? NOUNS[kind] : kind}`;
  }).join(', ');
}

/** `1 row`, `2 rows`. */
export function counted(count: number, noun: string): string {
  return `${count} ${count === 1 ? noun : `${noun}s`}`;
}

/** What a person reads of an error, with what it left in the graph. */
class Explained extends Error {
  override readonly name = 'Explained';
}

/** The error with what was cut off in the graph, as far as that answers. */
export async function withWhatIsLeft(graph: Graph, error: unknown): Promise<Error> {
  const isFull = error instanceof StoreUnavailable && error.reason === 'full';
  const isGone = error instanceof StoreUnavailable && !isFull;
  const dossiers = isGone ? [] : await dossiersIn(graph).catch(() => []);
  // Where there is no room even to say that the change has ended, it is still said to go on.
  const cut = dossiers
    .filter(({ completeness }) => completeness === 'CUT_OFF' || (isFull && completeness === 'LOADING'))
    .map((each) => `${dossierLine({ ...each, completeness: 'CUT_OFF' })}.`);
  return new Explained([explain(error), ...cut].join('\n'), { cause: error });
}

/** Says once for whom one waits. */
export function sayingWho(say: (line: string) => void): (holder: Holder) => void {
  let told = 0;
  return ({ dossier, host, process: id, since }) => {
    if (since !== told) {
      const when = new Date(since).toISOString();
      say(
        `Waiting: process ${id} on ${host} has been changing ${dossier === EVERY ? 'all dossiers' : `the dossier ${dossier}`} since ${when}.`,
      );
    }
    told = since;
  };
}
