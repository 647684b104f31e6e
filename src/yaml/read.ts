import {
  Composer,
  type CST,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  LineCounter,
  type ParsedNode,
  Parser,
} from 'yaml';
import { quoted } from '../declare/errors.ts';

/**
 * What a YAML file says, with the line of everything. Every scalar is a text. Nulls are left out, of which a list says
 * whether it had one, and a map under which keys. A map that a row of a table became says of a key which columns were
 * empty, so that it was left out.
 */
export type Written = { readonly line: number } & (
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly Written[]; readonly hasNull?: boolean }
  | {
      readonly kind: 'map';
      readonly entries: ReadonlyMap<string, Entry>;
      readonly nulls?: readonly string[];
      readonly emptyFor?: (key: string) => readonly string[];
    }
);

export interface Entry {
  /** The line of the key. */
  readonly line: number;
  readonly value: Written;
}

/** A list of maps of lists of maps is as deep as a dossier goes; the package breaks the process at some thousands. */
const MAX_DEPTH = 50;
/** Aliases of aliases can stand for more than any memory holds. */
const MAX_VALUES = 2_000_000;

/**
 * Reads a YAML document with the failsafe schema.
 *
 * @param fail is told what is wrong, and in which line
 * @returns undefined when the file says nothing, or something was wrong
 */
export function readYaml(text: string, fail: (line: number, message: string) => void): Written | undefined {
  const lines = new LineCounter();
  const lineAt = (offset: number) => Math.max(1, lines.linePos(offset).line);
  const composer = new Composer({ schema: 'failsafe', uniqueKeys: false, prettyErrors: false });
  const documents: Document.Parsed[] = [];
  for (const token of tokensOf(text, lines)) {
    if (token === 'too deep') {
      fail(lines.lineStarts.length, `lists and maps are nested more than ${MAX_DEPTH} deep.`);
      return undefined;
    }
    documents.push(...composer.next(token));
  }
  documents.push(...composer.end());

  const [first, second] = documents;
  const [error] = documents.flatMap((document) => [...document.errors, ...document.warnings]);
  if (error) {
    fail(
      lineAt(error.pos[0]),
      `this is not YAML as a dossier has it: ${lowerFirst(error.message)}.${hintAt(error.message)}`,
    );
    return undefined;
  }
  if (second) {
    fail(lineAt(second.range[0]), 'a second document begins here (---); expected one document in a file.');
    return undefined;
  }
  return first?.contents ? new Conversion(lineAt, fail).whole(first.contents) : undefined;
}

/** The tokens of a text. The depth is looked at before a token is composed, which recurses. */
function* tokensOf(text: string, lines: LineCounter): Generator<CST.Token | 'too deep'> {
  lines.addNewLine(0);
  const parser = new Parser(lines.addNewLine);
  for (const lexeme of new Lexer().lex(text)) {
    yield* parser.next(lexeme);
    if (parser.stack.length > MAX_DEPTH) return yield 'too deep';
  }
  yield* parser.end();
}

/** Turns the package's nodes into what is written. An alias is the very value of its anchor. */
class Conversion {
  readonly #lineAt: (offset: number) => number;
  readonly #fail: (line: number, message: string) => void;
  readonly #anchors = new Map<string, Written | undefined>();
  /** How many values each value is made of, aliases counted as often as they stand. */
  readonly #sizes = new Map<Written, number>();
  #failed = false;

  constructor(lineAt: (offset: number) => number, fail: (line: number, message: string) => void) {
    this.#lineAt = lineAt;
    this.#fail = (line, message) => {
      this.#failed = true;
      fail(line, message);
    };
  }

  whole(node: ParsedNode): Written | undefined {
    const written = this.#written(node);
    return this.#failed ? undefined : written;
  }

  /** Undefined for a null, which is as if nothing were written. */
  #written(node: ParsedNode): Written | undefined {
    const line = this.#lineAt(node.range[0]);
    if (isAlias(node)) return this.#aliased(node.source, line);
    if (node.tag !== undefined) this.#fail(line, `the tag ${node.tag} has no meaning here; expected none.`);
    const written = isNull(node) ? undefined : this.#unnamed(node, line);
    if (node.anchor !== undefined) this.#anchors.set(node.anchor, written);
    return written;
  }

  #unnamed(node: ParsedNode, line: number): Written {
    if (isSeq(node)) {
      const items = node.items.flatMap((item) => this.#written(item) ?? []);
      const hasNull = items.length < node.items.length;
      return this.#sized({ kind: 'list', line, items, ...(hasNull ? { hasNull } : {}) }, items);
    }
    if (isMap(node)) return this.#map(node.items, line);
    // What is neither a list, a map nor an alias is a scalar, and with this schema a string.
    return { kind: 'text', line, text: isScalar(node) ? String(node.value ?? '') : '' };
  }

  #map(pairs: readonly { readonly key: ParsedNode; readonly value: ParsedNode | null }[], line: number): Written {
    const entries = new Map<string, Entry>();
    const nulls: string[] = [];
    for (const { key, value } of pairs) {
      const keyLine = this.#lineAt(key.range[0]);
      const name = this.#written(key);
      if (name?.kind !== 'text' || name.text === '')
        this.#fail(keyLine, 'a key is no text; expected a name and a colon.');
      else if (entries.has(name.text)) this.#fail(keyLine, `the key ${quoted(name.text)} stands twice in one map.`);
      else {
        const written = value ? this.#written(value) : ({ kind: 'text', line: keyLine, text: '' } as const);
        if (!written) {
          nulls.push(name.text);
          continue;
        }
        // Nothing after a colon is found where the next line begins.
        const nothing = written.kind === 'text' && written.text === '';
        entries.set(name.text, { line: keyLine, value: nothing ? { ...written, line: keyLine } : written });
      }
    }
    return this.#sized(
      { kind: 'map', line, entries, ...(nulls.length > 0 ? { nulls } : {}) },
      [...entries.values()].map(({ value }) => value),
    );
  }

  #aliased(name: string, line: number): Written | undefined {
    if (this.#anchors.has(name)) return this.#anchors.get(name);
    this.#fail(line, `nothing before this is named &${name}; expected the name of an anchor.`);
    return { kind: 'text', line, text: '' };
  }

  #sized(written: Written, parts: readonly Written[]): Written {
    const size = parts.reduce((sum, part) => sum + (this.#sizes.get(part) ?? 1), 1);
    if (size > MAX_VALUES && !this.#failed) {
      this.#fail(written.line, `with its aliases written out this has more than ${MAX_VALUES} values.`);
    }
    this.#sizes.set(written, size);
    return written;
  }
}

/** The words of YAML's core schema for nothing, without quotes. Nothing at all after a colon may be a slip, and is a text. */
function isNull(node: ParsedNode): boolean {
  return isScalar(node) && node.type === 'PLAIN' && ['null', 'Null', 'NULL', '~'].includes(String(node.value));
}

/** The value as a plain one: texts, arrays and objects. */
export function plain(written: Written): unknown {
  switch (written.kind) {
    case 'text':
      return written.text;
    case 'list':
      return written.items.map(plain);
    case 'map':
      return Object.fromEntries([...written.entries].map(([key, { value }]) => [key, plain(value)]));
  }
}

/** What stands at a path of keys and indexes inside a value; undefined where nothing does. */
export function at(written: Written | undefined, path: readonly PropertyKey[]): Written | undefined {
  const [step, ...rest] = path;
  if (step === undefined || written === undefined) return written;
  if (written.kind === 'list') return at(written.items[Number(step)], rest);
  return written.kind === 'map' ? at(written.entries.get(String(step))?.value, rest) : undefined;
}

/** The line of the value at a path, or of its key, where it has one; else the line of the nearest value above. */
export function lineAt(written: Written, path: readonly PropertyKey[]): number {
  const [step, ...rest] = path;
  if (step === undefined || written.kind === 'text') return written.line;
  if (written.kind === 'list') {
    const item = written.items[Number(step)];
    return item ? lineAt(item, rest) : written.line;
  }
  const entry = written.entries.get(String(step));
  if (!entry) return written.line;
  return rest.length === 0 || entry.value.kind === 'text' ? entry.line : lineWithin(entry, rest);
}

/** Where a value lacks what is looked for, its key is what a person looks at. */
function lineWithin({ line, value }: Entry, path: readonly PropertyKey[]): number {
  return at(value, path.slice(0, 1)) ? lineAt(value, path) : line;
}

/** What was found, after a name and before "; expected". */
export function found(written: Written): string {
  if (written.kind === 'text') return written.text === '' ? 'is empty' : `is ${quoted(written.text)}`;
  return written.kind === 'list' ? 'is a list' : 'is a map';
}

/** What the package's words for a mistake mean, as a rule, to who made it. */
const HINTS: readonly (readonly [says: RegExp, hint: string])[] = [
  [
    /^Block collections are not allowed within flow|^Unexpected flow-map-start/,
    'A text with a brace, or with a colon and a space, in it wants quotes: { id: "Person:{name}" }.',
  ],
  [/^Nested mappings are not allowed in compact/, 'A text with a colon and a space in it wants quotes.'],
  [/cannot start with|Unexpected scalar at node end/, 'A text with such a sign wants quotes.'],
];

function hintAt(message: string): string {
  const hint = HINTS.find(([says]) => says.test(message))?.[1];
  return hint === undefined ? '' : ` ${hint}`;
}

function lowerFirst(message: string): string {
  return message.charAt(0).toLowerCase() + message.slice(1).replace(/\.$/, '');
}
