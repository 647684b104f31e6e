import type { Graph, Runner } from '../graph/port.ts';
import { keyed } from './once.ts';
import type { Reads } from './projection.ts';

/** How much is remembered of what operations asked for: clients can ask without end. */
const REMEMBERED = 1000;
/** What has a longer key, in characters, is not worth its place. */
const LONGEST_KEY = 2000;

/**
 * What is made of a whole graph once and shared by the operations of a server, until a load or an unload changes the
 * graph. A thing is made when it is first asked for; those who ask meanwhile wait for the same one.
 */
export class Shared {
  readonly #graph: Graph;
  readonly #bytes: number;
  readonly #remembered = keyed<unknown>(REMEMBERED);
  readonly #made = new Map<string, { readonly version: number; readonly value: Promise<unknown> }>();

  /**
   * @param graph reads for all: not for one operation, whose time may be over before a thing is made
   * @param bytes the memory that each thing may take
   */
  constructor(graph: Graph, bytes: number) {
    this.#graph = graph;
    this.#bytes = bytes;
  }

  /**
   * @param name stands for one `make`
   * @param version of the graph, as the operation that asks has read it
   */
  get<T>(name: string, version: number, make: (graph: Runner, bytes: number) => Promise<T>): Promise<T> {
    const held = this.#made.get(name);
    // The name stands for one `make`, so for one type.
    if (held?.version === version) return held.value as Promise<T>;
    const value = this.#inOneState(make);
    const made = { version, value };
    this.#made.set(name, made);
    // Who asks next tries again; who asked is told. Where nobody waits any more, there is nobody to tell.
    value.catch(() => {
      if (this.#made.get(name) === made) this.#made.delete(name);
    });
    return value;
  }

  async #inOneState<T>(make: (graph: Runner, bytes: number) => Promise<T>): Promise<T> {
    const snapshot = this.#graph.snapshot();
    try {
      return await make(snapshot, this.#bytes);
    } finally {
      snapshot.release();
    }
  }

  /** @param key stands for one `make`, among operations that read the same */
  remembered<T>(reads: Reads, key: string, make: () => T): T {
    if (key.length > LONGEST_KEY) return make();
    // The key stands for one `make`, so for one type.
    return this.#remembered(`${reads.key} ${key}`, make) as T;
  }
}
