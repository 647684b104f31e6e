/** Asks the worker for places, and gives them as they come. */
import type { LayoutAnswer, LayoutRequest, Places } from './layout-worker.ts';

export interface Layout {
  /** Places all that is not fixed. @param tell hears of places again and again, until they rest */
  run(request: Omit<LayoutRequest, 'round'>, tell: (places: Places, rest: boolean) => void): void;
  /** Hears no more of the places that were asked for last. */
  forget(): void;
  stop(): void;
}

/** A worker of a module of this page's own: the policy of the page lets no other be one. */
export function startLayout(): Layout {
  const worker = new Worker(new URL('./layout-worker.ts', import.meta.url), { type: 'module' });
  let round = 0;
  let hear: (places: Places, rest: boolean) => void = () => undefined;
  worker.addEventListener('message', ({ data }: MessageEvent<LayoutAnswer>) => {
    if (data.round === round) hear(data.places, data.rest);
  });
  return {
    run(request, tell) {
      hear = tell;
      worker.postMessage({ ...request, round: ++round } satisfies LayoutRequest);
    },
    forget() {
      round++;
    },
    stop() {
      worker.terminate();
    },
  };
}
