import { currencyName, type StoredQuantity } from '../../declare/property.ts';
import type { Contribution } from '../../declare/stated.ts';
import { decimalOf } from '../../money/money.ts';
import { untag } from '../../text/language.ts';
import { preferredFirst } from '../read/parts.ts';
import { type StoredRow, textOf, textsOf } from '../store/stored.ts';

/** Two dossiers that state different things where only one can be so. */
export interface Conflict {
  /** The property, with the language or the name of its value: `description.en`. */
  readonly what: string;
  readonly values: readonly [unknown, unknown];
  readonly between: readonly [Contribution, Contribution];
}

const UNITED = new Set(['identifiers', 'evidence']);
const TAGGED = new Set(['preferred', 'description', 'note', 'title', 'summary']);

/**
 * What several dossiers state together. Lists are united, in the order of the contributions, preferred names first; of
 * anything else there is one value, and where two differ the first is kept and a conflict returned.
 *
 * @param contributions at least one, by dossier, so that the order of loading does not matter
 * @param quantities the names of the properties that hold quantities
 */
export function merged(
  contributions: readonly Contribution[],
  quantities: ReadonlySet<string>,
): { readonly row: StoredRow; readonly conflicts: readonly Conflict[] } {
  const [only, ...others] = contributions;
  if (only && others.length === 0) return { row: only.row, conflicts: [] };
  const merging = new Merging(contributions, quantities);
  return { row: merging.row(), conflicts: merging.conflicts };
}

class Merging {
  readonly conflicts: Conflict[] = [];
  readonly #contributions: readonly Contribution[];
  readonly #quantities: ReadonlySet<string>;

  constructor(contributions: readonly Contribution[], quantities: ReadonlySet<string>) {
    this.#contributions = contributions;
    this.#quantities = quantities;
  }

  row(): StoredRow {
    const properties = new Set(this.#contributions.flatMap(({ row }) => Object.keys(row)));
    const currencies = new Set([...properties].map(currencyName));
    return Object.fromEntries(
      [...properties].map((property) => [property, this.#value(property, currencies.has(property))]),
    );
  }

  /** @param isCurrency it is that of an amount, which is compared with it */
  #value(property: string, isCurrency: boolean): StoredRow[string] {
    if (property === 'names') return preferredFirst(this.#united('preferred'), this.#united('names'));
    if (UNITED.has(property)) return this.#united(property);
    if (TAGGED.has(property))
      return this.#byKey(property, (row) => textsOf(row, property).map(taggedText)).map(
        ({ language, value }) => `${language} ${value}`,
      );
    if (this.#quantities.has(property)) return this.#mergedQuantities(property);
    const [one] = this.#byKey(property, (row) => [
      { key: '', compared: isCurrency ? property in row : comparedValue(row, property), value: row[property] ?? null },
    ]);
    return one ?? null;
  }

  #united(property: string): string[] {
    return [...new Set(this.#contributions.flatMap(({ row }) => textsOf(row, property)))];
  }

  #mergedQuantities(property: string): string[] {
    const all = this.#contributions.flatMap((each) => quantitiesIn(each.row, property));
    const kept = this.#byKey(property, (row) =>
      quantitiesIn(row, property).map((quantity) => ({
        key: quantity.name,
        compared: quantity.value,
        value: quantity,
      })),
    );
    return kept.map((quantity) => {
      const same = all.filter(({ name }) => name === quantity.name);
      const labels = this.#byKey(`${property}.${quantity.name}`, (row) =>
        quantitiesIn(row, property)
          .filter(({ name }) => name === quantity.name)
          .flatMap(({ label }) => label.map((text) => taggedText(text))),
      );
      return JSON.stringify({
        name: quantity.name,
        value: quantity.value,
        label: labels.map(({ language, value }) => `${language} ${value}`),
        evidence: [...new Set(same.flatMap(({ evidence }) => evidence))],
      } satisfies StoredQuantity);
    });
  }

  /** One value for each key that a contribution has, in order; two that differ are a conflict. */
  #byKey<V>(
    what: string,
    read: (row: StoredRow) => readonly { readonly key: string; readonly compared: unknown; readonly value: V }[],
  ): V[] {
    const first = new Map<string, { compared: unknown; value: V; from: Contribution }>();
    for (const contribution of this.#contributions) {
      for (const { key, compared, value } of read(contribution.row)) {
        const earlier = first.get(key);
        if (compared === undefined) continue;
        if (!earlier) first.set(key, { compared, value, from: contribution });
        else if (earlier.compared !== compared) {
          this.conflicts.push({
            what: key === '' ? what : `${what}.${key}`,
            values: [earlier.compared, compared],
            between: [earlier.from, contribution],
          });
        }
      }
    }
    return [...first.values()].map(({ value }) => value);
  }
}

/** An amount with its currency, as people write it; anything else as it is stored. */
function comparedValue(row: StoredRow, property: string): StoredRow[string] | undefined {
  const amount = row[property];
  const currency = textOf(row, currencyName(property));
  return currency === undefined || typeof amount !== 'number' ? amount : `${decimalOf(amount, currency)} ${currency}`;
}

function taggedText(text: string) {
  const value = untag(text);
  return { key: value.language, compared: value.value, value };
}

/** The figures in a property of a stored row. */
export function quantitiesIn(row: StoredRow, property: string): StoredQuantity[] {
  // The loader wrote them.
  return textsOf(row, property).map((json) => JSON.parse(json) as StoredQuantity);
}
