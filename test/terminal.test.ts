/** What a person at the terminal reads of an error. */
import { describe, expect, test } from 'vitest';
import { explain } from '../src/terminal.ts';

const failed = (code: string, path?: string) => Object.assign(new Error(`${code}: in other words`), { code, path });

describe('an error of a file', () => {
  test.each([
    [failed('EACCES', '/proc/1/fdinfo'), '/proc/1/fdinfo: this user may not read or write it.'],
    [failed('EROFS', '/ro/a'), '/ro/a: it is on a disk that can only be read.'],
    [failed('ENOSPC'), 'A file: no room is left on the disk.'],
  ])('is a sentence: %s', (error, sentence) => {
    expect(explain(error)).toBe(sentence);
  });

  test('that is of no file is told with where it happened', () => {
    expect(explain(failed('ECONNRESET'))).toMatch(/^Error: ECONNRESET: in other words\n {4}at /);
  });
});
