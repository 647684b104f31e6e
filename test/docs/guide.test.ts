import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const tool = fileURLToPath(new URL('../../tools/guide.mjs', import.meta.url));

test('every answer and picture of the guide is what the shipped dossier gives', async () => {
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [tool, '--check']);
  expect(stdout + stderr).toBe('');
});
