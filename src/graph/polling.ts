/**
 * Looks at all that waits, again and again while anything does: one timer, however many wait. It keeps no process alive.
 *
 * @param milliseconds from one look to the next
 * @returns what lets something wait, and returns what ends the waiting
 */
export function polling<T>(milliseconds: number, look: (at: T) => void): (waiting: T) => () => void {
  const all = new Set<T>();
  let timer: NodeJS.Timeout | undefined;

  function lookAtAll(): void {
    for (const each of all) look(each);
    // Only now: most who wait leave at once, and are not worth a timer of their own.
    if (all.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  }

  return (waiting) => {
    all.add(waiting);
    timer ??= setInterval(lookAtAll, milliseconds).unref();
    return () => void all.delete(waiting);
  };
}
