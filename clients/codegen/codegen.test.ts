/** graphql-codegen with its client preset, which reads the schema from the running server. */
import { beforeAll, describe, expect, it } from 'vitest';
import { endpoint } from '../support/lists.ts';
import { type Ended, run } from '../support/run.ts';

let generated: Ended;

beforeAll(async () => {
  generated = await run('graphql-codegen', ['--config', 'codegen/codegen.ts'], { GRAPHQL_URL: endpoint });
});

describe('graphql-codegen', () => {
  it('writes types from the schema that the server tells', () => {
    expect(generated, generated.said).toMatchObject({ code: 0 });
  });

  it('writes types with which an app compiles under strict', async () => {
    expect(await run('tsc', ['--project', 'codegen'])).toEqual({ code: 0, said: '' });
  });
});
