import { setImmediate } from 'node:timers/promises';
import type { Model } from '../../../declare/model.ts';
import type { Runner } from '../../../graph/port.ts';
import { participationOf, rolesOf } from '../participation.ts';
import { type ActivityRow, activityPage, countsQuery, type TakingRow, takingQuery } from './participations.query.ts';

/**
 * Who took part in what, in which roles: all of a graph, in memory, with numbers for ids. The number of an actor or an
 * activity is its place among the sorted ids.
 */
export interface Participations {
  readonly actors: readonly string[];
  readonly activities: readonly string[];
  /** What is chosen for each activity, where lists are counted by that: by facet. */
  readonly choices: { readonly [facet: string]: readonly (string | undefined)[] };
  /** What each took part in itself. */
  readonly own: Taking;
  /** That, and what others took part in on its behalf. */
  readonly through: Taking;
  /** The activities that two actors have in common in `through` by one fact alone, by {@link pairKey}. */
  readonly byOneFact: ReadonlyMap<number, readonly ByOneFact[]>;
}

/** The activities of each actor in ascending order: those of actor `a` are from `starts[a]` to before `starts[a + 1]`. */
export interface Taking {
  readonly starts: Uint32Array;
  readonly activities: Uint32Array;
  /** A bit for each role. */
  readonly roles: Uint32Array;
}

/** A representative and its principal are no pair through one fact: here there is no other fact that makes them one. */
export interface ByOneFact {
  readonly activity: number;
  /** No two facts of the activity make them a pair; else no two in one role do. */
  readonly inAnyRole: boolean;
}

/** A number for a pair of actors, whichever comes first. */
export function pairKey({ actors }: Participations, a: number, b: number): number {
  return Math.min(a, b) * actors.length + Math.max(a, b);
}

/** What a participation takes at most, in both ways of counting it. */
const BYTES_PER_FACT = 16;
const BYTES_PER_ID = 100;
/** How many facts, about, and activities are read at once. */
const FACTS = 20_000;
const ACTIVITIES = 5_000;

/**
 * Reads all participations of a graph, in batches.
 *
 * @param bytes the most memory that they may take
 * @returns undefined when they would take more
 */
export async function readParticipations(
  graph: Runner,
  model: Model,
  bytes: number,
): Promise<Participations | undefined> {
  const counts = await graph.run(countsQuery(model), {});
  const size = counts.reduce(
    (sum, { what, count }) => sum + count * (what === 'facts' ? BYTES_PER_FACT : BYTES_PER_ID),
    0,
  );
  if (size > bytes) return undefined;
  const reading = new ParticipationTable();
  const roles = Object.keys(rolesOf(participationOf(model)).values);
  const taking = takingQuery(model);
  for await (const batch of batches(graph, model)) {
    const taken = await graph.run(taking, { ids: batch.map(({ id }) => id) });
    reading.add(
      batch,
      taken.map((row) => ({ ...row, roles: 1 << roles.indexOf(row.role) })),
    );
    if (reading.bytes > bytes) return undefined;
  }
  return await reading.finish();
}

/** Activities in order, as many at once as have about so many facts. */
async function* batches(graph: Runner, model: Model): AsyncGenerator<ActivityRow[], void, undefined> {
  let batch: ActivityRow[] = [];
  let facts = 0;
  let after = '';
  for (;;) {
    const page = await graph.run(activityPage(model), { after, limit: ACTIVITIES });
    for (const activity of page) {
      if (batch.length > 0 && facts + activity.participants > FACTS) {
        yield batch;
        batch = [];
        facts = 0;
      }
      batch.push(activity);
      facts += activity.participants;
    }
    const last = page.at(-1);
    if (last === undefined || page.length < ACTIVITIES) break;
    after = last.id;
  }
  if (batch.length > 0) yield batch;
}

/** The participations that have been read so far. Actors have numbers in the order in which they were met. */
class ParticipationTable {
  readonly #activities: string[] = [];
  readonly #choices = new Map<string, (string | undefined)[]>();
  readonly #numbers = new Map<string, number>();
  readonly #facts = { activities: new Column(), actors: new Column(), roles: new Column() };
  readonly #byOneFact: (ByOneFact & { readonly pair: readonly [number, number] })[] = [];
  #represented = false;

  /** The memory that what has been read takes in the end. */
  get bytes(): number {
    const ids = this.#numbers.size + this.#activities.length + this.#byOneFact.length;
    return this.#facts.actors.length * BYTES_PER_FACT + ids * BYTES_PER_ID;
  }

  /** @param rows in the order of their activities */
  add(activities: readonly ActivityRow[], rows: readonly Taken[]): void {
    let next = 0;
    for (const { id, choices } of activities) {
      const from = next;
      while (rows[next]?.activity === id) next++;
      this.#add(id, choices, rows.slice(from, next));
    }
  }

  #add(id: string, choices: ActivityRow['choices'], rows: readonly Taken[]): void {
    const activity = this.#activities.push(id) - 1;
    for (const [facet, value] of Object.entries(choices)) {
      const values = this.#choices.get(facet) ?? [];
      values.push(value);
      this.#choices.set(facet, values);
    }
    for (const { roles, actors } of rows)
      for (const actor of actors) this.#take(activity, this.#numberOf(actor), roles);
    if (rows.every(({ principal }) => principal === undefined)) return;
    this.#represented = true;
    for (const { roles, principal, actors } of rows)
      if (principal !== undefined)
        for (const _ of actors) this.#take(activity, this.#numberOf(principal), roles | REPRESENTED);
    for (const { pair, inAnyRole } of pairsByOneFact(rows))
      this.#byOneFact.push({ pair: [this.#numberOf(pair[0]), this.#numberOf(pair[1])], activity, inAnyRole });
  }

  #take(activity: number, actor: number, roles: number): void {
    this.#facts.activities.push(activity);
    this.#facts.actors.push(actor);
    this.#facts.roles.push(roles);
  }

  #numberOf(actor: string): number {
    const known = this.#numbers.get(actor);
    if (known !== undefined) return known;
    this.#numbers.set(actor, this.#numbers.size);
    return this.#numbers.size - 1;
  }

  async finish(): Promise<Participations> {
    const actors = [...this.#numbers.keys()].sort();
    const places = new Uint32Array(actors.length);
    for (const [place, id] of actors.entries()) places[this.#numberOf(id)] = place;
    const own = this.#taking(places, false);
    await setImmediate();
    const through = this.#represented ? this.#taking(places, true) : own;
    const byOneFact = new Map<number, ByOneFact[]>();
    const found = {
      actors,
      activities: this.#activities,
      choices: Object.fromEntries(this.#choices),
      own,
      through,
      byOneFact,
    };
    for (const { pair, ...each } of this.#byOneFact) {
      const key = pairKey(found, places[pair[0]] as number, places[pair[1]] as number);
      byOneFact.set(key, [...(byOneFact.get(key) ?? []), each]);
    }
    return found;
  }

  /** The facts by the places of their actors: counted first, then each put where it belongs. */
  #taking(places: Uint32Array, represented: boolean): Taking {
    const activityOf = this.#facts.activities.values;
    const actorOf = this.#facts.actors.values;
    const rolesOf = this.#facts.roles.values;
    const starts = new Uint32Array(places.length + 1);
    // The last activity of each that was met, and one: several facts of an actor in an activity are one entry.
    const last = new Uint32Array(places.length);
    const isMore = (fact: number) => represented || ((rolesOf[fact] as number) & REPRESENTED) === 0;
    for (let fact = 0; fact < activityOf.length; fact++) {
      const activity = activityOf[fact] as number;
      const place = places[actorOf[fact] as number] as number;
      if (!isMore(fact) || last[place] === activity + 1) continue;
      last[place] = activity + 1;
      starts[place + 1] = (starts[place + 1] as number) + 1;
    }
    for (let place = 0; place < places.length; place++)
      starts[place + 1] = (starts[place + 1] as number) + (starts[place] as number);
    const ends = starts.slice();
    const activities = new Uint32Array(starts.at(-1) as number);
    const roles = new Uint32Array(activities.length);
    last.fill(0);
    for (let fact = 0; fact < activityOf.length; fact++) {
      if (!isMore(fact)) continue;
      const activity = activityOf[fact] as number;
      const place = places[actorOf[fact] as number] as number;
      if (last[place] !== activity + 1) {
        last[place] = activity + 1;
        activities[ends[place] as number] = activity;
        ends[place] = (ends[place] as number) + 1;
      }
      const entry = (ends[place] as number) - 1;
      roles[entry] = (roles[entry] as number) | ((rolesOf[fact] as number) & ~REPRESENTED);
    }
    return { starts, activities, roles };
  }
}

/** A list of whole numbers below 2^32 that grows. */
class Column {
  #values = new Uint32Array(1024);
  length = 0;

  push(value: number): void {
    if (this.length === this.#values.length) {
      const longer = new Uint32Array(this.length * 2);
      longer.set(this.#values);
      this.#values = longer;
    }
    this.#values[this.length++] = value;
  }

  get values(): Uint32Array {
    return this.#values.subarray(0, this.length);
  }
}

/** The pairs of a representative and its principal that one fact of an activity joins, and that no two facts do. */
function pairsByOneFact(rows: readonly Taken[]): { pair: readonly [string, string]; inAnyRole: boolean }[] {
  const facts = rows.flatMap(({ roles, principal, actors }) => actors.map((source) => ({ source, principal, roles })));
  const factsOf = new Map<string, (typeof facts)[number][]>();
  for (const fact of facts)
    for (const actor of new Set([fact.source, fact.principal]))
      if (actor !== undefined) factsOf.set(actor, [...(factsOf.get(actor) ?? []), fact]);
  const areApart = (a: string, b: string, sameRole: boolean) =>
    (factsOf.get(a) ?? []).some((one) =>
      (factsOf.get(b) ?? []).some((other) => one !== other && (!sameRole || one.roles === other.roles)),
    );
  const seen = new Set<string>();
  return facts.flatMap(({ source, principal }) => {
    if (principal === undefined || principal === source) return [];
    const pair = source < principal ? ([source, principal] as const) : ([principal, source] as const);
    if (seen.has(pair.join(' ')) || areApart(...pair, true)) return [];
    seen.add(pair.join(' '));
    return [{ pair, inAnyRole: !areApart(...pair, false) }];
  });
}

/** Marks a fact that counts for an actor only because it was taken on its behalf. No role has the bit. */
const REPRESENTED = 1 << 30;

/** The facts of one activity in one role, for one principal or for nobody. */
interface Taken extends TakingRow {
  /** The bit of the role. */
  readonly roles: number;
}
