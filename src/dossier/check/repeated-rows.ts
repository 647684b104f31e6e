import { quoted } from '../../declare/errors.ts';
import { typeOfFactId } from '../../declare/ids.ts';
import type { Model } from '../../declare/model.ts';
import { propertyOf } from '../../declare/property.ts';
import { furtherIdentity } from '../../declare/relationship.ts';
import { untag } from '../../text/language.ts';
import { quantityNames } from '../change/completed.ts';
import { merged } from '../change/merge.ts';
import type { DossierFindings } from '../problem.ts';
import type { StatedRow } from '../read/seed.ts';
import { DiskMap } from '../spill/disk-map.ts';
import { HashSet, hashOf } from '../spill/hash.ts';
import { type StoredRow, textsOf } from '../store/stored.ts';

/** Of rows that say the same again, so many passages are kept as evidence: thousands tell a reader no more. */
const MOST_EVIDENCE = 100;

/** What a row says that was stated first, and all that later rows add to it. */
interface First extends Omit<StatedRow, 'row'> {
  readonly row: StoredRow;
}

/**
 * Rows of tables that state again what another row states, as a row for each attendance states its person: they become
 * one, which says what all of them say. Where two of them differ, that is told.
 *
 * They are on the disk, whatever their number.
 */
export class RepeatedRows {
  /** How many rows went into another one. */
  count = 0;
  readonly #isRepeated: (row: StatedRow) => boolean;
  readonly #quantities: ReadonlySet<string>;
  readonly #model: Model;
  readonly #findings: DossierFindings;
  readonly #rows = new DiskMap();

  /** @param isRepeated whether a row is stated more than once, or has the hash of one that is */
  constructor(isRepeated: (row: StatedRow) => boolean, model: Model, findings: DossierFindings) {
    this.#isRepeated = isRepeated;
    this.#quantities = quantityNames(model);
    this.#model = model;
    this.#findings = findings;
  }

  /** Takes a row in, in the order in which they are stated. */
  meet(row: StatedRow): void {
    if (!this.#isRepeated(row)) return;
    const first = this.#firstOf(row.id);
    if (!first) this.#keep(row);
    else if (!first.template && !row.template) this.#tellTwice(first, row);
    else this.#merge(first, row);
  }

  /** For one time that all rows are gone through: leaves of each only the first, with what all of them say. */
  pass(): (rows: StatedRow[]) => StatedRow[] {
    if (this.count === 0) return (rows) => rows;
    const gone = new HashSet();
    return (rows) =>
      rows.flatMap((row) => {
        const first = this.#isRepeated(row) ? this.#firstOf(row.id) : undefined;
        if (!first) return [row];
        return gone.add(hashOf(row.id)) ? [first] : [];
      });
  }

  close(): void {
    this.#rows.close();
  }

  #merge(first: First, row: StatedRow): void {
    this.count++;
    this.#findings.doubt('said again', row);
    const between = [first, row].map((each) => ({ dossier: '', file: each.file, row: each.row }));
    const { row: both, conflicts } = merged(between, this.#quantities);
    const differing = [
      ...conflicts.map(({ what, values }) => ({ what, values })),
      ...differentNames(first.row, row.row),
    ];
    if (differing.length > 0) {
      const how = differing.map(({ what, values }) => `${what} (${values.map(quoted).join(' and ')})`).join(', ');
      this.#tell(
        first,
        row,
        `and the two differ in ${how}`,
        `them to agree${this.#orTold(
          row,
          differing.map(({ what }) => what),
        )}`,
      );
      return;
    }
    const evidence = textsOf(both, 'evidence');
    if (evidence.length > MOST_EVIDENCE) this.#findings.doubt('much evidence', row);
    const kept = evidence.length === 0 ? both : { ...both, evidence: evidence.slice(0, MOST_EVIDENCE) };
    const values = new Map([...(first.unique ?? []), ...(row.unique ?? [])].map((each) => [each.property, each]));
    this.#keep({ ...first, row: kept, ...(values.size > 0 ? { unique: [...values.values()] } : {}) });
  }

  #tellTwice(first: First, row: StatedRow): void {
    const names = new Set([...Object.keys(first.row), ...Object.keys(row.row)]);
    const stored = [...names].filter((name) => JSON.stringify(first.row[name]) !== JSON.stringify(row.row[name]));
    const differing = [...new Set(stored.map(propertyOf))];
    const how = differing.length === 0 ? 'in the same words' : `and the two differ in ${differing.join(', ')}`;
    this.#tell(first, row, how, `it once${this.#orTold(row, differing)}`);
  }

  /** A hint how to tell two facts apart that differ in some properties: the end of a message. */
  #orTold({ kind, id }: StatedRow, differing: readonly string[]): string {
    const type = kind === 'fact' ? this.#model.relationships.find(({ name }) => name === typeOfFactId(id)) : undefined;
    const telling = type ? furtherIdentity(type).filter((name) => differing.includes(name)) : [];
    if (!type || telling.length === 0) return '';
    return `, or the model to name ${telling.join(' or ')} in the identity of ${type.name}`;
  }

  #tell(first: First, { kind, id, file, line }: StatedRow, how: string, expected: string): void {
    const message = `the ${kind} ${id} is stated twice, ${how}: first in ${first.file}:${first.line}; expected ${expected}.`;
    this.#findings.add({ file, line, message, mistake: `twice ${kind} ${file}`, follows: true });
  }

  #keep(row: First): void {
    this.#rows.set(row.id, JSON.stringify(row));
  }

  #firstOf(id: string): First | undefined {
    const text = this.#rows.get(id);
    // It was written above.
    return text === undefined ? undefined : (JSON.parse(text) as First);
  }
}

/** Where two rows do not begin with the same name in a language: two names may have become one id. */
function differentNames(a: StoredRow, b: StoredRow) {
  const first = new Map<string, string>();
  for (const { language, value } of textsOf(a, 'names').map(untag)) {
    if (!first.has(language)) first.set(language, value);
  }
  const seen = new Set<string>();
  return textsOf(b, 'names')
    .map(untag)
    .flatMap(({ language, value }) => {
      const other = first.get(language);
      const isFirst = !seen.has(language);
      seen.add(language);
      if (!isFirst || other === undefined || other === value) return [];
      return [{ what: `names.${language}`, values: [other, value] as const }];
    });
}
