import { StoreUnavailable } from './errors.ts';

/** A connection of its own on which a store is asked whether it is there. */
export interface Probe {
  /** Resolves when the store answers. @throws StoreUnavailable */
  ask(): Promise<void>;
  close(): Promise<void>;
}

/** How long a store has to answer on one of its connections. */
const ANSWER_MS = 1_600;
/** After so long, another connection is asked as well; so long after one failed, another is asked instead. */
const SILENT_MS = 500;
const FAILED_MS = 150;
/**
 * A network may lose a connection, and a busy store keep one waiting: that many must fail, and nobody else be answered
 * meanwhile, before the store is gone.
 */
const PROBES = 5;
/** For so long after the store was found gone, it is taken to be. */
const LOST_MS = 1_000;

/**
 * Knows whether a store lives: that is no question of how many statements it is running, nor of one connection. Those who
 * ask at once share an answer.
 */
export class Liveness {
  readonly #store: string;
  readonly #openProbe: () => Probe;
  #probe: Probe;
  #asking: Promise<void> | undefined;
  #lost: { readonly error: unknown; readonly until: number } | undefined;
  #answers = 0;
  #open = true;

  /**
   * @param store its address
   * @param openProbe sends nothing before it is asked
   */
  constructor(store: string, openProbe: () => Probe) {
    this.#store = store;
    this.#openProbe = openProbe;
    this.#probe = openProbe();
  }

  /** With what the store was found gone, where that was a moment ago. */
  get lost(): { readonly error: unknown } | undefined {
    return this.#lost !== undefined && performance.now() <= this.#lost.until ? this.#lost : undefined;
  }

  /** Tells that the store has answered on another connection. */
  answered(): void {
    this.#answers++;
  }

  /** Resolves when the store answers. @throws StoreUnavailable it is gone */
  ask(): Promise<void> {
    this.#asking ??= this.#askAny()
      .then(
        () => {
          this.#lost = undefined;
        },
        (error: unknown) => {
          this.#lost = { error, until: performance.now() + LOST_MS };
          throw error;
        },
      )
      .finally(() => {
        this.#asking = undefined;
      });
    return this.#asking;
  }

  async close(): Promise<void> {
    this.#open = false;
    await this.#probe.close();
  }

  /** Asks on one connection after the other. The first that answers is kept; the others may hang for minutes. */
  #askAny(): Promise<void> {
    return new Promise((resolve, reject) => {
      const asked: Probe[] = [];
      const answers = this.#answers;
      let failed = 0;
      let next: NodeJS.Timeout | undefined;
      let over = false;

      const begin = () => {
        const probe = asked.length === 0 ? this.#probe : this.#openProbe();
        asked.push(probe);
        if (asked.length < PROBES) next = setTimeout(begin, SILENT_MS);
        probe.ask().then(
          () => end(resolve, probe),
          (error: unknown) => {
            failed++;
            if (!isWorthAnother(error)) end(() => reject(error));
            else if (failed === PROBES) end(this.#answers === answers ? () => reject(error) : resolve);
            else if (failed === asked.length && !over) {
              clearTimeout(next);
              next = setTimeout(begin, FAILED_MS);
            }
          },
        );
      };
      const end = (settle: () => void, answering?: Probe) => {
        if (over) return;
        over = true;
        clearTimeout(next);
        clearTimeout(late);
        for (const probe of asked) if (probe !== answering) closeQuietly(probe);
        this.#probe = answering ?? this.#openProbe();
        if (!this.#open) closeQuietly(this.#probe);
        settle();
      };
      const silent = () => end(() => reject(new StoreUnavailable('silent', this.#store)));
      // One more turn of the event loop: an answer may have come while this process was busy.
      const late = setTimeout(() => setImmediate(silent), ANSWER_MS);
      begin();
    });
  }
}

function closeQuietly(probe: Probe): void {
  void probe.close().catch(() => undefined);
}

/** Who is refused is refused on every connection, and may be locked out for asking too often. */
function isWorthAnother(error: unknown): boolean {
  return error instanceof StoreUnavailable && error.reason !== 'refused';
}
