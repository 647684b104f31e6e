import type { AbortState, Params, Query, Runner } from '../graph/port.ts';
import { batching } from './batching.ts';
import { documentsById, entitiesById, factsById, passagesById } from './by-id.query.ts';
import { orderOfFact } from './derived.ts';
import { dossiersIn, type LoadedDossier, unknownDossier } from './dossiers.ts';
import { type Named, unknownId } from './filter.ts';
import { kindOfId } from './ids.ts';
import { factTypesOf, type Model } from './model.ts';
import { settled } from './once.ts';
import { type Reads, WHOLE } from './projection.ts';
import type { DocumentRow, EntityRow, Fact, Passage } from './rows.ts';
import type { Shared } from './shared.ts';
import { Turns } from './turns.ts';
import { graphVersion } from './version.query.ts';

/** What was made of arguments, by the object that holds them and by name. */
type ByArgs = Map<object, Map<string, () => unknown>>;

/**
 * One operation of a client: the graph it reads and the model of that, the languages its reader prefers, and what it has read so far.
 *
 * Everything that is asked for in the same turn is read by one statement, so that the number of statements depends on
 * the depth of the operation and never on how many rows it meets.
 */
export class Operation {
  readonly languages: readonly string[];
  readonly model: Model;
  /** What it reads of the rows that it meets. */
  readonly reads: Reads;
  /** Those of the event loop that it takes. */
  readonly turns: Turns;
  /** What the addresses of this server begin with, such as `https://dragoman.example`; empty where they are relative. */
  readonly base: string;
  readonly #graph: Runner;
  readonly #shared: Shared;
  readonly #signal: AbortState | undefined;
  readonly #once = new Map<string, unknown>();
  readonly #byArgs: ByArgs = new Map();
  #statements = 0;

  /**
   * @param languages BCP 47 tags that the reader prefers, best first, where a field names none
   * @param reads what its fields read of the rows that it meets; all, where nothing is said
   * @param shared what the operations of the server share
   */
  constructor(
    graph: Runner,
    options: {
      languages: readonly string[];
      model: Model;
      reads?: Reads | undefined;
      shared: Shared;
      base?: string;
      signal?: AbortState | undefined;
      turns?: Turns;
    },
  ) {
    this.#graph = graph;
    this.#shared = options.shared;
    this.model = options.model;
    this.languages = options.languages;
    this.base = options.base ?? '';
    this.reads = options.reads ?? WHOLE;
    this.#signal = options.signal;
    this.turns = options.turns ?? new Turns(options.signal);
  }

  /** How many statements the operation has run. */
  get statements(): number {
    return this.#statements;
  }

  run<R>(of: Query<R>, params: Params): Promise<R[]> {
    this.#signal?.throwIfAborted();
    this.#statements++;
    return this.#graph.run(of, params, { signal: this.#signal });
  }

  /** Makes something the first time that it is asked for under a key. */
  once<T>(key: string, make: () => T): T {
    if (!this.#once.has(key)) this.#once.set(key, make());
    // A key stands for one `make`, so for one type.
    return this.#once.get(key) as T;
  }

  /**
   * Makes something the first time that it is asked for by the same arguments under a name. All objects that have a
   * field are given the same object of arguments, and the same list in it. What is wrong with them is found once too.
   *
   * @param of another object that tells what is made, together with the arguments
   */
  onceFor<T>(args: object, name: string, make: () => T, of?: object): T {
    const byArgs = of ? this.onceFor(of, 'by arguments', (): ByArgs => new Map()) : this.#byArgs;
    const ofArgs = byArgs.get(args) ?? new Map<string, () => unknown>();
    byArgs.set(args, ofArgs);
    const known = ofArgs.get(name) ?? settled(make);
    ofArgs.set(name, known);
    // A name stands for one `make`, so for one type.
    return known() as T;
  }

  /** Makes something that follows from a key and from what the operation reads, for it and for those that read as much. */
  remembered<T>(key: string, make: () => T): T {
    return this.#shared.remembered(this.reads, key, make);
  }

  /** Something made of the whole graph as it is now, which other operations share. See {@link Shared}. */
  async shared<T>(name: string, make: (graph: Runner, bytes: number) => Promise<T>): Promise<T> {
    const [version = 0] = await this.once('graph version', () => this.run(graphVersion, {}));
    return await this.#shared.get(name, version, make);
  }

  /**
   * Reads a value for a key, together with every other key of the same name that is asked for in the same turn.
   *
   * @param name what is read, with all that changes it but the key
   * @param read the values by key; a key that it leaves out has none
   */
  batch<V>(
    name: string,
    key: string,
    read: (keys: readonly string[]) => Promise<ReadonlyMap<string, V>>,
  ): Promise<V | undefined> {
    return this.once(`batch ${name}`, () => batching(this.turns, read))(key);
  }

  entity(id: string): Promise<EntityRow | undefined> {
    return this.entities([id]).then((found) => found.get(id));
  }

  /** The entities that there are of some ids, by id. */
  async entities(ids: readonly string[]): Promise<ReadonlyMap<string, EntityRow>> {
    if (ids.length === 0) return new Map();
    // No id of an entity has a space in it: so lists of ids are read together too, and not one by one.
    const found = await this.batch('entities', ids.join(' '), async (lists) => {
      const wanted = [...new Set(lists.flatMap((list) => list.split(' ')))];
      const byId = new Map<string, EntityRow>();
      for (const nodes of await this.run(entitiesById(this.reads, wanted.length), { ids: wanted }))
        for (const node of nodes) byId.set(node.id, node);
      return new Map(lists.map((list) => [list, byId]));
    });
    return found ?? new Map();
  }

  document(id: string): Promise<DocumentRow | undefined> {
    return this.#byId(documentsById, id);
  }

  passage(id: string): Promise<Passage | undefined> {
    return this.#byId(passagesById, id);
  }

  fact(id: string): Promise<Fact | undefined> {
    return this.batch('fact by id', id, async (ids) => {
      const known = factTypesOf(this.model);
      const rows = ids.flatMap((each) => {
        const kind = kindOfId(each);
        if (kind.of !== 'fact' || !known.has(kind.type)) return [];
        const order = orderOfFact(each, kind.date);
        return order === undefined ? [] : [{ id: each, type: kind.type, source: kind.source, order }];
      });
      const types = [...new Set(rows.map((row) => row.type))].sort();
      return new Map(types.length === 0 ? [] : await this.run(factsById(types, this.reads), { rows }));
    });
  }

  /** The passages of these ids, in the order of the ids. */
  async passages(ids: readonly string[]): Promise<Passage[]> {
    const passages = await Promise.all(ids.map((id) => this.passage(id)));
    return passages.filter((each) => each !== undefined);
  }

  /** The dossiers of the graph, by id. */
  dossiers(): Promise<LoadedDossier[]> {
    return this.once('dossiers', () => dossiersIn(this));
  }

  /** @throws BadUserInput naming the first id that nothing in the graph has, and the argument that holds it */
  async mustExist(named: readonly Named[]): Promise<void> {
    await this.#mustBeDossiers(named.filter(({ of }) => of === 'dossier'));
    await this.#mustBeNodes(named.filter(({ of }) => of === undefined));
  }

  async #mustBeDossiers(named: readonly Named[]): Promise<void> {
    if (named.length === 0) return;
    const dossiers = await this.dossiers();
    const missing = named.find(({ id }) => !dossiers.some((each) => each.id === id));
    if (missing) throw unknownDossier(missing.argument, missing.id, dossiers);
  }

  async #mustBeNodes(named: readonly Named[]): Promise<void> {
    if (named.length === 0) return;
    const isDocument = (id: string) => kindOfId(id).of === 'document';
    const ids = [...new Set(named.map(({ id }) => id))];
    const [entities, ...documents] = await Promise.all([
      this.entities(ids.filter((id) => !isDocument(id))),
      ...ids.filter(isDocument).map((id) => this.document(id)),
    ]);
    const known = new Set([...entities.keys(), ...documents.map((document) => document?.id)]);
    const missing = named.find(({ id }) => !known.has(id));
    if (missing) throw unknownId(missing.argument, missing.id);
  }

  #byId<V>(of: Query<readonly [string, V]>, id: string): Promise<V | undefined> {
    return this.batch(of.name, id, async (ids) => new Map(await this.run(of, { ids })));
  }
}
