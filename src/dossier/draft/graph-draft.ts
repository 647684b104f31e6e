import { propertiesOf } from '../../declare/entity.ts';
import { isEntityId, typeOfId } from '../../declare/ids.ts';
import { type Model, typeNamed } from '../../declare/model.ts';
import type { Properties } from '../../declare/property.ts';
import { firstOf } from '../table/cell.ts';
import type { Column } from './column.ts';
import { languageOf, type Meaning, personType, SIMPLE } from './column-guess.ts';
import type { DraftedTable } from './manifest-draft.ts';
import { GUESS, type TableSections, text } from './sections.ts';

/** Drafts what the nodes or the edges of a graph become: its columns have the names that tools for graphs give them. */
export class GraphDraft {
  readonly #table: DraftedTable;
  readonly #model: Model;
  readonly #locator: string;
  readonly #isEdges: boolean;
  readonly #columns: string[] = [];
  readonly #used = new Set<string>();
  readonly #notes: string[] = [];

  /** @param part what the file calls the table, where it has several */
  constructor(table: DraftedTable, model: Model, part: string | undefined, isEdges: boolean) {
    this.#table = table;
    this.#model = model;
    this.#locator = `${part ?? 'row'} {#}`;
    this.#isEdges = isEdges;
  }

  sections(): TableSections {
    const lines = (this.#isEdges ? this.#edges() : this.#nodes()).map(
      (line) => `{ ${line}, evidence: ${text(this.#locator)} }${GUESS}`,
    );
    const summary = `${this.#locator.replace(/^row/, 'Row')} of ${this.#table.file}.`;
    return {
      columns: this.#columns,
      documents: [],
      passages: [`{ locator: ${text(this.#locator)}, summary: { en: ${text(summary)} } }`],
      entities: this.#isEdges ? [] : lines,
      facts: this.#isEdges ? lines : [],
      used: this.#used,
      left: new Map(),
      notes: this.#notes,
    };
  }

  #nodes(): string[] {
    const node = this.#nodeId('node', 'id');
    const own = this.#own(this.#model.types.map(propertiesOf)) + this.#coordinates();
    const [id, label] = [this.#meaning('id'), this.#meaning('label')];
    if (!id || !label) return [];
    // A node without a label has its id for a name.
    const name = label.hasEmpty
      ? `{ first: [${this.#cell(label.name)}, ${this.#cell(id.name)}] }`
      : this.#cell(label.name);
    const filled = id.hasEmpty ? `when: [${text(id.name)}], ` : '';
    return this.#languages(label).map(
      ({ language, when }) => `${when || filled}id: ${node}, names: { ${language}: ${name} }${own}`,
    );
  }

  /** The languages of labels, where a column says them, as our own files do. */
  #languages(label: Column): { readonly language: string; readonly when: string }[] {
    const column = this.#named('labelLanguage');
    if (!column || column.hasEmpty || !column.isWhole) return [{ language: languageOf(label.cells), when: '' }];
    this.#used.add(column.name);
    return column.cells.map((language) => ({
      language,
      when: `when: { ${text(column.name)}: ${text(language)} }, `,
    }));
  }

  #coordinates(): string {
    const [latitude, longitude] = [this.#named('latitude'), this.#named('longitude')];
    if (!latitude || !longitude) return '';
    return `, coordinates: { latitude: ${this.#cell(latitude.name)}, longitude: ${this.#cell(longitude.name)} }`;
  }

  #edges(): string[] {
    const [from, to] = [this.#nodeId('source node', 'source'), this.#nodeId('target node', 'target')];
    const typed = this.#named('relationshipType');
    const own = this.#own(this.#model.relationships.map(({ properties }) => properties));
    if (!typed)
      this.#notes.push(
        'no column relationshipType says what an edge means; the draft has the first type of the model, and wants the right one.',
      );
    const type = typed ? this.#cell(typed.name) : this.#model.relationships[0]?.name;
    return [`from: ${from}, to: ${to}, type: ${type}${own}`];
  }

  /** The id of a node: as it is where it is one of the model's, and a person's otherwise. */
  #nodeId(made: string, kind: Meaning['kind']): string {
    const column = this.#meaning(kind);
    if (!column) return '';
    const isOurs =
      column.cells.length > 0 &&
      column.cells.every((cell) => isEntityId(firstOf(cell)) && typeNamed(this.#model, typeOfId(cell)));
    if (isOurs) return this.#cell(column.name);
    this.#columns.push(`${text(made)}: { slug: ${this.#cell(column.name)} }${GUESS}`);
    return text(`${personType(this.#model)?.name}:{${made}}`);
  }

  /** The columns with the name of a property of the model's whose value is one text, and the date. */
  #own(sets: readonly Properties[]): string {
    const all: Properties = Object.assign({}, ...sets);
    const simple = Object.entries(all).flatMap(([name, { kind }]) => (SIMPLE.has(kind) ? [name] : []));
    return [...new Set(['date', ...simple])]
      .flatMap((name) => {
        const column = this.#named(name);
        return column ? [`, ${name}: ${this.#cell(column.name)}`] : [];
      })
      .join('');
  }

  #named(name: string): Column | undefined {
    return this.#table.columns.find((column) => column.name === name || column.name === `attributes.${name}`);
  }

  #meaning(kind: Meaning['kind']): Column | undefined {
    const { columns, guesses } = this.#table;
    return columns.find(({ name }) => guesses.meanings.get(name)?.kind === kind);
  }

  /** What stands for the cell of a column, which is used. */
  #cell(name: string): string {
    this.#used.add(name);
    return text(`{${name}}`);
  }
}
