/** Work on many elements, done in portions, one a frame, so that no frame waits for all of it. */

/** What one frame does at most, in elements that are drawn anew for it; a single step may be more. */
export const PORTION = 100;

export interface Step {
  /** How many elements are drawn anew for it. */
  readonly weight: number;
  readonly run: () => void;
}

export interface Portions {
  /** Does steps after those that still wait. */
  add(steps: Iterable<Step>): void;
  /** Forgets the steps that still wait. */
  clear(): void;
}

/**
 * @param together runs the steps of a portion, so that what they change is looked at once
 * @param idle hears that no step waits any more
 */
export function startPortions(together: (portion: () => void) => void, idle: () => void): Portions {
  let waiting: Step[] = [];
  let at = 0;
  let frame: number | undefined;
  const turn = () => {
    frame = undefined;
    together(() => {
      let weight = 0;
      for (let next = waiting[at]; next && (weight === 0 || weight + next.weight <= PORTION); next = waiting[at]) {
        weight += next.weight;
        at++;
        next.run();
      }
    });
    if (at < waiting.length) frame = requestAnimationFrame(turn);
    else {
      [waiting, at] = [[], 0];
      idle();
    }
  };
  return {
    add(steps) {
      waiting.push(...steps);
      frame ??= requestAnimationFrame(turn);
    },
    clear() {
      if (frame !== undefined) cancelAnimationFrame(frame);
      frame = undefined;
      [waiting, at] = [[], 0];
    },
  };
}
