/**
 * Numbers that look random and are the same for the same seed.
 *
 * @param {number} seed
 */
export function randomOf(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  return {
    next,
    /** @param {number} most */
    below: (most) => Math.floor(next() * most),
    /** @param {number} share */
    chance: (share) => next() < share,
    /**
     * @template T
     * @param {readonly T[]} of
     * @returns {T}
     */
    pick: (of) => /** @type {T} */ (of[Math.floor(next() * of.length)]),
  };
}

/** @typedef {ReturnType<typeof randomOf>} Random */
