import { PARAMETER, type Statement, statementOf } from './cypher/print.ts';
import { StatementFailed } from './errors.ts';
import type { AbortState, Params, Row, RunOptions, Value } from './port.ts';

/** Runs a statement, and gives its rows as they come. */
export type RunRows = (of: Statement, params: Params, options: RunOptions) => Promise<Row[]>;

/** What each statement of a combination took alone, in milliseconds, so that one does not wait for the others for long. */
const SHORT_MS = 50;
/** How often a combination is met before it is worth to be planned as one text. */
const MET = 2;
const MOST_JOINED = 8;
/** Combinations that are remembered. */
const KEPT = 500;

interface PendingStatement {
  readonly of: Statement;
  readonly params: Params;
  readonly options: RunOptions;
  readonly resolve: (rows: Row[]) => void;
  readonly reject: (error: unknown) => void;
}

/** Statements that were begun together before. */
interface Combination {
  /** How often all of them were short. */
  met: number;
  /** The columns of each, known once it gave a row. */
  readonly columns: (readonly string[] | undefined)[];
  joint: Statement | undefined;
}

/**
 * Sends statements that an operation begins in the same turn as one, so that they take one round trip. The first times
 * they go by themselves: planning a text takes longer than many round trips, and a statement that takes long is not to
 * hold up another.
 *
 * @param run what runs one statement
 * @returns what runs a statement, with others of the same signal or alone
 */
export function joining(run: RunRows): RunRows {
  const turns = new Map<AbortState, PendingStatement[]>();
  const combinations = new Map<string, Combination>();
  const keyOf = numbering();

  return (of, params, options) => {
    const { signal } = options;
    if (!signal) return run(of, params, options);
    return new Promise((resolve, reject) => {
      const asked = { of, params, options, resolve, reject };
      const turn = turns.get(signal);
      if (turn) return void turn.push(asked);
      const all = [asked];
      turns.set(signal, all);
      // What is read in batches begins in the callbacks that are waiting now.
      process.nextTick(() => {
        turns.delete(signal);
        void together(all);
      });
    });
  };

  async function together(all: readonly PendingStatement[]): Promise<void> {
    const [only] = all;
    if (!only || all.length > MOST_JOINED) return apart(all);
    if (all.length === 1) return void run(only.of, only.params, only.options).then(only.resolve, only.reject);
    const key = all.map(({ of }) => keyOf(of)).join(' ');
    const combination = combinationOf(key);
    if (combination.met < MET) return apart(all, combination);
    const start = performance.now();
    // The first time it is planned, which says nothing of how long it takes.
    const planned = combination.joint !== undefined;
    combination.joint ??= jointOf(
      all.map(({ of }) => of),
      combination.columns,
    );
    try {
      const rows = await run(combination.joint, paramsOf(all), only.options);
      const parts = partsOf(rows, combination.columns);
      all.forEach(({ resolve }, at) => {
        resolve(parts[at] ?? []);
      });
    } catch (error) {
      // It is told of the one that failed, and the others have their rows.
      if (error instanceof StatementFailed) return apart(all);
      for (const { reject } of all) reject(error);
    }
    if (planned && performance.now() - start > all.length * SHORT_MS) combination.met = 0;
  }

  function apart(all: readonly PendingStatement[], combination?: Combination): void {
    const start = performance.now();
    const done = all.map(async ({ of, params, options, resolve, reject }, at) => {
      try {
        const rows = await run(of, params, options);
        if (combination && rows[0]) combination.columns[at] = Object.keys(rows[0]);
        resolve(rows);
        return performance.now() - start < SHORT_MS && combination?.columns[at] !== undefined;
      } catch (error) {
        reject(error);
        return false;
      }
    });
    void Promise.all(done).then((short) => {
      if (combination && short.every(Boolean)) combination.met++;
    });
  }

  function combinationOf(key: string): Combination {
    const known = combinations.get(key);
    if (known) return known;
    const [oldest] = combinations.keys();
    if (combinations.size >= KEPT && oldest !== undefined) combinations.delete(oldest);
    const made: Combination = { met: 0, columns: [], joint: undefined };
    combinations.set(key, made);
    return made;
  }
}

/** A number for each statement, whose text is too long to be looked up by. */
function numbering(): (of: Statement) => number {
  const numbers = new WeakMap<Statement, number>();
  let last = 0;
  return (of) => {
    const known = numbers.get(of) ?? ++last;
    numbers.set(of, known);
    return known;
  };
}

function jointOf(all: readonly Statement[], columns: Combination['columns']): Statement {
  const parts = all.map(({ text }, at) => {
    const renamed = text.replace(PARAMETER, (_, name: string) => `$${prefix(at)}${name}`);
    return `CALL () { ${renamed} } RETURN ${at} AS part, [${columns[at]?.join(', ')}] AS row`;
  });
  return statementOf(all.map(({ name }) => name).join(' + '), parts.join(' UNION ALL '));
}

const prefix = (at: number) => `of${at}_`;

function paramsOf(all: readonly PendingStatement[]): Params {
  const joint: { [name: string]: Value } = {};
  let at = 0;
  for (const { of, params } of all) {
    const before = prefix(at++);
    for (const name of of.parameters) joint[before + name] = params[name] as Value;
  }
  return joint;
}

/** The rows of each statement, of those of all. */
function partsOf(rows: readonly Row[], columns: Combination['columns']): Row[][] {
  const parts: Row[][] = columns.map(() => []);
  for (const { part, row } of rows) {
    const values = row as readonly Value[];
    const named: { [column: string]: Value } = {};
    let at = 0;
    for (const column of columns[Number(part)] ?? []) named[column] = values[at++] ?? null;
    parts[Number(part)]?.push(named);
  }
  return parts;
}
