import type * as z from 'zod';
import { quoted } from '../declare/errors.ts';
import { at, found, lineAt, plain, type Written } from './read.ts';

/** What a schema says is wrong with a value, and in which line. */
export interface Mismatch {
  readonly line: number;
  readonly message: string;
}

/**
 * The value that a schema makes of a YAML value, in which every scalar is a text.
 *
 * The messages of the schema say what it expects: `a text`, `one of CITY, COUNTRY`.
 *
 * @param what the path of the value, for messages; empty for that of a whole file
 */
export function checked<T>(
  schema: z.ZodType<T>,
  written: Written,
  what: string,
): { readonly value: T } | { readonly mismatches: readonly Mismatch[] } {
  const result = schema.safeParse(plain(written), { error: plainWords });
  if (result.success) return { value: result.data };
  return { mismatches: result.error.issues.flatMap(deepest).flatMap((issue) => mismatches(written, what, issue)) };
}

/** Where a value fits no form of several, what is wrong with the form that was meant: the one that comes furthest. */
function deepest(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const forms = issue.errors.filter((form) =>
    form.every(({ code, path }) => code !== 'invalid_type' || path.length > 0),
  );
  const [meant] = forms;
  if (!meant) return [issue];
  return meant.flatMap((each) => deepest({ ...each, path: [...issue.path, ...each.path] }));
}

function mismatches(whole: Written, what: string, issue: z.core.$ZodIssue): Mismatch[] {
  const name = [...(what === '' ? [] : [what]), ...issue.path].join('.');
  const written = at(whole, issue.path);
  const line = lineAt(whole, issue.path);
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      line: lineAt(whole, [...issue.path, key]),
      message: `${name === '' ? 'the file' : name} has the key ${quoted(key)}; expected ${issue.message}.`,
    }));
  if (issue.code === 'invalid_key') return [{ line, message: `${name} is a key; expected ${keyForm(issue)}.` }];
  if (issue.code === 'custom') return [{ line, message: `${name}: ${issue.message}.` }];
  if (written === undefined) return [{ line, message: `${name} is missing; expected ${issue.message}.` }];
  return [{ line, message: `${name} ${found(written)}; expected ${issue.message}.` }];
}

/** What a key of a map by name should be. */
function keyForm({ issues, message }: Extract<z.core.$ZodIssue, { code: 'invalid_key' }>): string {
  return issues[0]?.message ?? message;
}

/** Where a schema has no words of its own. */
function plainWords(issue: z.core.$ZodRawIssue): string {
  if (issue.code === 'unrecognized_keys') return 'no such key';
  if (issue.code !== 'invalid_type') return 'another value';
  return { object: 'a map', record: 'a map', array: 'a list' }[issue.expected as string] ?? 'a text';
}
