import { factId, typeOfId } from '../../declare/ids.ts';
import type { Model } from '../../declare/model.ts';
import type { Property } from '../../declare/property.ts';
import type { RelationshipType } from '../../declare/relationship.ts';
import { type DossierFindings, SILENT } from '../problem.ts';
import { FACT_PARTS, type FactPart, partOfKey, readFactPart, readFacts } from '../read/facts.ts';
import { factPart } from '../read/parts.ts';
import type { Reference, StatedRow } from '../read/seed.ts';
import { ValueReader } from '../read/value-reader.ts';
import { type StoredRow, textOf } from '../store/stored.ts';
import type { RowTemplate, Table, TableRow } from './table.ts';
import type { Template } from './template.ts';

/** How many texts of a part are remembered. */
const MOST_KNOWN = 2_000;

/**
 * Reads facts from rows of a table. The first is read as in any file of a dossier, which takes some 30 µs. The others are put
 * together from their parts, of which only those are read that were not read before; with all of them known, a fact takes 1 µs
 * or less. A row with a part that is wrong is read as the first one, which tells what is wrong with it.
 */
export class FactReader {
  readonly #form: RowTemplate;
  readonly #table: Pick<Table, 'file' | 'document'>;
  readonly #model: Model;
  readonly #findings: DossierFindings;
  readonly #parts: readonly KnownPart[];
  /** Reads parts, and is asked whether anything failed. */
  readonly #silent: ValueReader;
  /** The pairs of types that its ends may have. */
  readonly #ends = new Set<string>();
  #type: RelationshipType | undefined;

  constructor(form: RowTemplate, table: Pick<Table, 'file' | 'document'>, model: Model, findings: DossierFindings) {
    this.#form = form;
    this.#table = table;
    this.#model = model;
    this.#findings = findings;
    this.#silent = this.#reader(SILENT);
    this.#parts = FACT_PARTS.map((part) => {
      const keys = [...form.parts.keys()].filter((key) => partOfKey(key) === part);
      return { part, keys, known: new Known(keys.flatMap((key) => form.parts.get(key) ?? [])) };
    });
  }

  /** The fact of a row; undefined where it is not even known which. */
  read(row: TableRow, references: Reference[]): StatedRow | undefined {
    return this.#fromParts(row, references) ?? this.#whole(row, references);
  }

  #fromParts({ values, line }: TableRow, references: Reference[]): StatedRow | undefined {
    const type = this.#type;
    if (!type) return undefined;
    const row: { [property: string]: StoredRow[string] } = { id: '' };
    let isKnown = true;
    for (const each of this.#parts) {
      let read = each.known.get(values);
      if (!read) {
        isKnown = false;
        read = this.#part(each, type, values, line);
        if (!read) return undefined;
        each.known.set(values, read);
      }
      for (const key in read.row) row[key] = read.row[key] ?? null;
    }
    const source = textOf(row, 'source') ?? '';
    const target = textOf(row, 'target') ?? '';
    if (source === target || !this.#ends.has(endTypes(source, target))) return undefined;
    if (type.plays === 'participation' && textOf(row, 'onBehalfOf') === source) return undefined;
    const identity = type.identity.map((name) => textOf(row, name));
    const id = factId({ type: type.name, source, target, identity, date: textOf(row, 'date') });
    row['id'] = id;
    const location = { file: this.#table.file, line, template: this.#form.location };
    // What is named was told of when it was read. A row with something new shows one more place.
    if (!isKnown) {
      for (const { known } of this.#parts)
        for (const named of known.get(values)?.named ?? []) references.push({ ...named, location });
    }
    return { kind: 'fact', id, ...location, row };
  }

  #part(
    { part, keys }: KnownPart,
    type: RelationshipType,
    values: readonly string[],
    line: number,
  ): ReadPart | undefined {
    const written = keys.flatMap((key) => {
      const value = this.#form.parts.get(key)?.fill(values, line);
      return value ? [[key, { line, value }] as const] : [];
    });
    const { failures } = this.#silent;
    const named: Reference[] = [];
    const row = readFactPart(this.#silent, { line, entries: new Map(written) }, part, type, this.#model, named);
    return this.#silent.failures > failures ? undefined : { row, named };
  }

  #whole(row: TableRow, references: Reference[]): StatedRow | undefined {
    const { line } = row;
    const written = this.#form.written(row);
    const reader = this.#reader(this.#findings);
    const [seed] = readFacts(reader, { kind: 'list', line, items: [written] }, this.#model, references);
    if (!seed) return undefined;
    const { id, type, source, target } = seed;
    if (reader.failures === 0) {
      this.#ends.add(endTypes(source, target));
      // Where the type is a column, every row is read as a whole.
      if (this.#form.parts.get('type')?.slots.length === 0 && hasPlainId(type)) this.#type = type;
    }
    return { kind: 'fact', id, line, file: this.#table.file, template: this.#form.location, row: factPart(seed) };
  }

  #reader(findings: DossierFindings): ValueReader {
    return new ValueReader(this.#table.file, findings, this.#table.document, this.#form.location);
  }
}

/** A part of a fact with the keys that it is made of. */
interface KnownPart {
  readonly part: FactPart;
  readonly keys: readonly string[];
  readonly known: Known;
}

/** What is stored of a part, and what it names. */
interface ReadPart {
  readonly row: StoredRow;
  readonly named: readonly Reference[];
}

/** Whether what is stored of each property follows from its text alone, and the id from what is stored. */
function hasPlainId({ properties }: RelationshipType): boolean {
  return Object.values(properties).every(({ kind }) => PLAIN.has(kind));
}

const PLAIN: ReadonlySet<Property['kind']> = new Set(['text', 'identifier', 'url', 'choice', 'reference']);

function endTypes(source: string, target: string): string {
  return `${typeOfId(source)} ${typeOfId(target)}`;
}

/** What was read from some templates, by the values that they were filled with. */
class Known {
  readonly #slots: readonly number[];
  readonly #values = new Map<string, ReadPart>();

  constructor(templates: readonly Template[]) {
    this.#slots = [...new Set(templates.flatMap(({ slots }) => slots))];
  }

  get(values: readonly string[]): ReadPart | undefined {
    return this.#values.get(this.#keyOf(values));
  }

  set(values: readonly string[], part: ReadPart): void {
    if (this.#values.size === MOST_KNOWN) this.#values.clear();
    this.#values.set(this.#keyOf(values), part);
  }

  #keyOf(values: readonly string[]): string {
    const [only, ...others] = this.#slots;
    if (only === undefined) return '';
    if (others.length === 0) return values[only] ?? '';
    return this.#slots.map((slot) => values[slot]).join('\0');
  }
}
