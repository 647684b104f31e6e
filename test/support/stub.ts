/** A server in this process, over HTTP, on a graph that does what a test says. */
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { afterAll } from 'vitest';
import { type Api, type ApiOptions, createApi } from '../../src/api/server.ts';
import type { AbortState, Graph, RunOptions } from '../../src/graph/port.ts';
import { buildModelSchema } from '../../src/model/index.ts';
import { model } from './model.ts';

const schema = buildModelSchema(model);

/** @param run what any statement does; by default it finds nothing */
export function stubGraph(run: (name: string, options: RunOptions) => Promise<unknown[]> = async () => []): Graph {
  return {
    engine: 'embedded',
    snapshot: () => ({
      run: (statement, _params, options = {}) => run(statement.name, options) as Promise<never[]>,
      release: () => undefined,
    }),
    run: (statement, _params, options = {}) => run(statement.name, options) as Promise<never[]>,
    write: () => Promise.reject(new Error('nothing is written here')),
    prepare: async () => undefined,
    ping: async () => undefined,
    close: async () => undefined,
  };
}

/** What a statement does that runs until it is told to stop: fails with the reason. It looks, as the engines do. */
export async function untilAborted(signal: AbortState | undefined): Promise<never> {
  for (;;) {
    signal?.throwIfAborted();
    await setTimeout(5);
  }
}

export async function serve(
  options: Partial<ApiOptions> & Pick<ApiOptions, 'graph'>,
): Promise<Api & { readonly url: string }> {
  const api = createApi({ schema, model, report: () => undefined, ...options });
  await new Promise<void>((resolve) => api.server.listen(0, '127.0.0.1', resolve));
  afterAll(() => {
    api.server.closeAllConnections();
    api.server.close();
  });
  return { ...api, url: `http://127.0.0.1:${(api.server.address() as AddressInfo).port}` };
}
