import { factId, typeOfId } from '../../declare/ids.ts';
import type { Model } from '../../declare/model.ts';
import type { Property } from '../../declare/property.ts';
import type { RelationshipType } from '../../declare/relationship.ts';
import type { DossierFindings } from '../problem.ts';
import { readFacts } from '../read/facts.ts';
import { factPart } from '../read/parts.ts';
import type { Reference, StatedRow } from '../read/seed.ts';
import { ValueReader } from '../read/value-reader.ts';
import { type StoredRow, textOf } from '../store/stored.ts';
import type { RowTemplate, Table, TableRow } from './table.ts';
import type { Template } from './template.ts';

/** How many texts of a part are remembered. */
const MOST_KNOWN = 2_000;

/**
 * Reads facts from rows of a table. Each is read as in any file of a dossier, which takes some 30 µs, unless all of its
 * parts have been read before: then it is put together from them, in 1 µs or less.
 */
export class FactReader {
  readonly #form: RowTemplate;
  readonly #table: Pick<Table, 'file' | 'document'>;
  readonly #model: Model;
  readonly #findings: DossierFindings;
  readonly #from: Known<string>;
  readonly #to: Known<string>;
  /** What else the fact says: its date, its evidence, its own properties. */
  readonly #others: readonly { readonly keys: readonly string[]; readonly known: Known<StoredRow> }[];
  /** The pairs of types that its ends may have. */
  readonly #ends = new Set<string>();
  #type: RelationshipType | undefined;

  constructor(form: RowTemplate, table: Pick<Table, 'file' | 'document'>, model: Model, findings: DossierFindings) {
    this.#form = form;
    this.#table = table;
    this.#model = model;
    this.#findings = findings;
    const part = <V>(...keys: string[]) => new Known<V>(keys.flatMap((key) => form.parts.get(key) ?? []));
    this.#from = part('from');
    this.#to = part('to');
    const own = [...form.parts.keys()].filter((key) => !SHARED.includes(key));
    this.#others = [
      { keys: ['date'], known: part('date') },
      { keys: ['evidence'], known: part('evidence') },
      { keys: ['note'], known: part('note') },
      { keys: own, known: part(...own) },
    ];
  }

  /** The fact of a row; undefined where it is not even known which. */
  read(row: TableRow, references: Reference[]): StatedRow | undefined {
    return this.#fromKnown(row) ?? this.#anew(row, references);
  }

  #fromKnown({ values, line }: TableRow): StatedRow | undefined {
    const type = this.#type;
    const source = this.#from.get(values);
    const target = this.#to.get(values);
    if (!type || source === undefined || target === undefined || source === target) return undefined;
    if (!this.#ends.has(endTypes(source, target))) return undefined;
    const row: { [property: string]: StoredRow[string] } = { id: '', source, target };
    for (const { known } of this.#others) {
      const part = known.get(values);
      if (!part) return undefined;
      for (const key in part) row[key] = part[key] ?? null;
    }
    if (type.plays === 'participation' && textOf(row, 'onBehalfOf') === source) return undefined;
    const identity = type.identity.map((name) => textOf(row, name));
    const id = factId({ type: type.name, source, target, identity, date: textOf(row, 'date') });
    row['id'] = id;
    return { kind: 'fact', id, line, file: this.#table.file, template: this.#form.location, row };
  }

  #anew(row: TableRow, references: Reference[]): StatedRow | undefined {
    const { values, line } = row;
    const written = this.#form.written(row);
    const reader = new ValueReader(this.#table.file, this.#findings, this.#table.document, this.#form.location);
    const [seed] = readFacts(reader, { kind: 'list', line, items: [written] }, this.#model, references);
    if (!seed) return undefined;
    const { id, type, source, target } = seed;
    const stored = factPart(seed);
    const fact: StatedRow = {
      kind: 'fact',
      id,
      line,
      file: this.#table.file,
      template: this.#form.location,
      row: stored,
    };
    if (reader.failures > 0) return fact;
    this.#from.set(values, source);
    this.#to.set(values, target);
    this.#ends.add(endTypes(source, target));
    for (const { keys, known } of this.#others) {
      const isOwn = !keys.some((key) => SHARED.includes(key));
      const names = isOwn ? Object.keys(stored).filter((key) => !STORED_SHARED.includes(key)) : keys;
      known.set(
        values,
        Object.fromEntries(names.flatMap((key) => (stored[key] === undefined ? [] : [[key, stored[key] ?? null]]))),
      );
    }
    // Where the type is a column, every row is read anew.
    if (this.#form.parts.get('type')?.slots.length === 0 && hasPlainId(type)) this.#type = type;
    return fact;
  }
}

/** What a fact of every type may say. */
const SHARED = ['from', 'to', 'type', 'date', 'note', 'evidence'];
const STORED_SHARED = ['id', 'source', 'target', 'date', 'note', 'evidence'];

/** Whether what is stored of each property follows from its text alone, and the id from what is stored. */
function hasPlainId({ properties }: RelationshipType): boolean {
  return Object.values(properties).every(({ kind }) => PLAIN.has(kind));
}

const PLAIN: ReadonlySet<Property['kind']> = new Set(['text', 'identifier', 'url', 'choice', 'reference']);

function endTypes(source: string, target: string): string {
  return `${typeOfId(source)} ${typeOfId(target)}`;
}

/** What was read from some templates, by the values that they were filled with. */
class Known<V> {
  readonly #slots: readonly number[];
  readonly #values = new Map<string, V>();

  constructor(templates: readonly Template[]) {
    this.#slots = [...new Set(templates.flatMap(({ slots }) => slots))];
  }

  get(values: readonly string[]): V | undefined {
    return this.#values.get(this.#keyOf(values));
  }

  set(values: readonly string[], value: V): void {
    if (this.#values.size === MOST_KNOWN) this.#values.clear();
    this.#values.set(this.#keyOf(values), value);
  }

  #keyOf(values: readonly string[]): string {
    const [only, ...others] = this.#slots;
    if (only === undefined) return '';
    if (others.length === 0) return values[only] ?? '';
    return this.#slots.map((slot) => values[slot]).join('\0');
  }
}
