import { randomUUID } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { BEAT_MS } from '../../declare/dossiers.ts';
import type { Graph, Runner } from '../../graph/port.ts';
import { HOLD, HOLDER, type Holder, LOCK, RELEASE, type StoredHolder, TAKE } from './lease.query.ts';

/** A holder elsewhere that says nothing for so long is dead. */
const DEAD_MS = 60_000;
/** How often who waits looks again. */
const LOOK_MS = 500;

/** The leases that this process holds. */
const held = new Set<string>();

/** Another process took this one's change for dead, since it said nothing for so long, and changes the graph now. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';

  constructor(dossier: string) {
    super(
      `The change of the dossier ${dossier} said nothing for ${DEAD_MS / 1_000} s, and another process changes the graph now. Do it again.`,
    );
  }
}

/**
 * The right to change a graph, which one process has at a time. It is kept in the graph, and says every few seconds that
 * its holder is alive, so that a change that was cut off is told from one that goes on.
 */
export class Lease {
  readonly engine: Graph['engine'];
  readonly #graph: Graph;
  readonly #dossier: string;
  readonly #token = randomUUID();
  #beaten = performance.now();
  #beat: NodeJS.Timeout | undefined;

  private constructor(graph: Graph, dossier: string) {
    this.engine = graph.engine;
    this.#graph = graph;
    this.#dossier = dossier;
  }

  /**
   * Takes it for the change of a dossier, and waits while another process has it.
   *
   * @param onWait is told whom it waits for, again and again
   */
  static async take(
    graph: Graph,
    dossier: string,
    { signal, onWait }: { signal?: AbortSignal | undefined; onWait?: ((holder: Holder) => void) | undefined },
  ): Promise<Lease> {
    const lease = new Lease(graph, dossier);
    held.add(lease.#token);
    try {
      for (;;) {
        const other = await lease.#take();
        if (!other) break;
        onWait?.(other);
        await pause(LOOK_MS, undefined, { signal });
      }
    } catch (error) {
      held.delete(lease.#token);
      throw error;
    }
    lease.#beat = setInterval(() => lease.#stayAlive(), BEAT_MS).unref();
    return lease;
  }

  /**
   * Runs statements that write while the lease is held, all or none of them, and one such work after the other.
   *
   * @throws LeaseLost
   */
  async write<T>(work: (transaction: Runner) => Promise<T>): Promise<T> {
    const result = await this.#graph.write(async (transaction) => {
      // Not one after the other: what is written is sent while the store is still at the work before it.
      const [, done] = await Promise.all([this.#hold(transaction), work(transaction)]);
      return done;
    });
    this.#beaten = performance.now();
    return result;
  }

  /** Gives it back. Where the store is gone, the end of the process or the silence tells the others. */
  async release(): Promise<void> {
    clearInterval(this.#beat);
    held.delete(this.#token);
    await this.#graph.write((transaction) => transaction.run(RELEASE, { token: this.#token })).catch(() => undefined);
  }

  /** @returns who has it, if another */
  async #take(): Promise<Holder | undefined> {
    const mine = { token: this.#token, dossier: this.#dossier, host: hostname(), process: process.pid, place: PLACE };
    return await this.#graph.write(async (transaction) => {
      await transaction.run(LOCK, {});
      const [other] = await transaction.run(HOLDER, {});
      if (other && isAlive(other)) return other;
      await transaction.run(TAKE, mine);
      return undefined;
    });
  }

  async #hold(transaction: Runner): Promise<void> {
    const [count] = await transaction.run(HOLD, { token: this.#token });
    if (count !== 1) throw new LeaseLost(this.#dossier);
  }

  #stayAlive(): void {
    if (performance.now() - this.#beaten < BEAT_MS) return;
    this.#beaten = performance.now();
    // What fails here fails where something is written.
    this.#graph.write((transaction) => this.#hold(transaction)).catch(() => undefined);
  }
}

function isAlive({ token, place, process: id, silence }: StoredHolder): boolean {
  if (place !== PLACE) return silence < DEAD_MS;
  return id === process.pid ? held.has(token) : isRunning(id);
}

function isRunning(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    // It runs, and belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Where a number of a process means one process: the machine since its start, and on Linux the container. */
const PLACE = [hostname(), ...['/proc/sys/kernel/random/boot_id', '/proc/self/ns/pid'].map(textAt)].join(' ').trim();

function textAt(path: string): string {
  try {
    return path.endsWith('pid') ? readlinkSync(path) : readFileSync(path, 'utf8').trim();
  } catch {
    return '';
  }
}
