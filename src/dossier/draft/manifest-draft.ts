import { propertiesOf } from '../../declare/entity.ts';
import { isEntityId } from '../../declare/ids.ts';
import { type Model, typeNamed } from '../../declare/model.ts';
import type { Properties, Property } from '../../declare/property.ts';
import { firstOf } from '../table/cell.ts';
import type { SourceForm } from '../table/source.ts';
import type { ColumnGuess, ColumnRole } from './column-guess.ts';

/** A table that a manifest is drafted for. */
export interface DraftedTable {
  readonly file: string;
  /** Its form, as far as the manifest has to say it, with whether that is a guess. */
  readonly form: SourceForm;
  readonly isEncodingGuessed: boolean;
  readonly columns: readonly ColumnGuess[];
  readonly sample: readonly (readonly string[])[];
  readonly rows: number;
}

/** Marks a guess. */
const GUESS = ' # ?';

/** A manifest for the tables of one file, to be looked at. @param document the slug of the document that the file is */
export function manifestDraft(document: string, tables: readonly DraftedTable[], model: Model): string {
  const [first] = tables;
  const file = first?.file ?? '';
  return [
    `# Drafted from ${file}. Lines that end with "# ?" are guesses: correct what is wrong, and take the mark off.`,
    `document: ${document}`,
    'documents:',
    `  - id: SourceDocument:${document}`,
    `    title: { en: ${text(file)} }`,
    `    passages: [{ locator: file, summary: { en: ${text(`The whole file ${file}.`)} } }]`,
    'tables:',
    ...tables.flatMap((table) => new TableDraft(table, model).lines()),
    '',
  ].join('\n');
}

class TableDraft {
  readonly #table: DraftedTable;
  readonly #model: Model;
  readonly #columns: string[] = [];
  readonly #entities: string[] = [];
  readonly #facts: string[] = [];

  constructor(table: DraftedTable, model: Model) {
    this.#table = table;
    this.#model = model;
  }

  lines(): string[] {
    if (this.#is('source') && this.#is('target')) this.#edges();
    else if (this.#is('id') && this.#is('label')) this.#nodes();
    else this.#things();
    const { file, columns, rows } = this.#table;
    const left = columns.filter(({ role, name }) => role === undefined && !this.#isTaken(name)).map(({ name }) => name);
    const where = this.#sheet() === undefined ? '' : `${this.#sheet()}, `;
    return [
      `  # ${where}${rows.toLocaleString('en')} rows.${left.length === 0 ? '' : ` Not taken: ${left.join(', ')}.`}`,
      `  - file: ${text(file)}`,
      ...this.#formLines(),
      ...section('columns', this.#columns),
      '    passages:',
      `      - { locator: ${text(this.#locator())}, summary: { en: ${text(`Row {#} of ${where}${file}.`)} } }`,
      ...section('entities', this.#entities),
      ...section('facts', this.#facts),
    ];
  }

  #formLines(): string[] {
    const { form, isEncodingGuessed } = this.#table;
    if (form.kind === 'separated' && form.encoding !== undefined)
      return [`    encoding: ${form.encoding}${isEncodingGuessed ? GUESS : ''}`];
    const sheet = this.#sheet();
    if (sheet !== undefined) return [`    sheet: ${text(sheet)}`];
    return form.kind === 'json' && form.rows !== undefined ? [`    rows: ${text(form.rows)}`] : [];
  }

  #sheet(): string | undefined {
    const { form } = this.#table;
    return form.kind === 'workbook' || form.kind === 'graph' ? form.sheet : undefined;
  }

  #locator(): string {
    const { form } = this.#table;
    const part = this.#sheet() ?? (form.kind === 'json' ? form.rows : undefined);
    return part === undefined ? 'row {#}' : `${part} {#}`;
  }

  /** A row for each thing, or for each time that some were together. */
  #things(): void {
    const [person, event, organization, city, day] = (['person', 'event', 'organization', 'city', 'day'] as const).map(
      (role) => this.#column(role),
    );
    const date = day ? `, date: ${text(`{${day.name}}`)}` : '';
    if (day?.pattern)
      this.#columns.push(`${text(day.name)}: { days: ${text(day.pattern.written)} }${isAmbiguous(day) ? GUESS : ''}`);
    if (person) this.#entity('person', 'Person', person, '', '');
    if (event) this.#entity('event', 'Event', event, `, eventKind: MEETING${date}`, day ? ` {${day.name}}` : '');
    if (organization) this.#entity('organization', 'Organization', organization, ', organizationKind: GROUP', '');
    if (city) this.#entity('city', 'City', city, '', '');
    if (person && event) {
      const role = this.#column('role');
      this.#fact(person, event, `type: PARTICIPATED_IN, role: ${this.#roleOf(role)}${date}`);
    }
    if (person && organization) this.#fact(person, organization, 'type: MEMBER_OF');
    if (event && city) this.#fact(event, city, 'type: HELD_IN');
  }

  #entity(kind: Made, type: string, column: ColumnGuess, more: string, besides: string): void {
    if (!typeNamed(this.#model, type)) return;
    const id = this.#made(kind);
    this.#columns.push(`${text(id)}: { slug: ${text(`{${column.name}}${besides}`)} }`);
    const isGuess = !column.isSure || more.includes('Kind:') || column.language === 'und';
    this.#entities.push(
      `{ ${this.#when([column])}id: ${text(`${type}:{${id}}`)}, names: { ${column.language}: ${text(`{${column.name}}`)} }${more}, evidence: ${text(this.#locator())} }${isGuess ? GUESS : ''}`,
    );
  }

  #fact(from: ColumnGuess, to: ColumnGuess, what: string): void {
    const id = ({ role }: ColumnGuess) => {
      const kind = role as Made;
      return text(`${TYPES[kind]}:{${this.#made(kind)}}`);
    };
    this.#facts.push(
      `{ ${this.#when([from, to])}from: ${id(from)}, to: ${id(to)}, ${what}, evidence: ${text(this.#locator())} }${GUESS}`,
    );
  }

  /** The roles that the model has, by the column for them. */
  #roleOf(column: ColumnGuess | undefined): string {
    const at = column ? this.#table.columns.indexOf(column) : -1;
    const cells = this.#table.sample.map((row) => row[at] ?? '');
    return column && cells.length > 0 && cells.every((cell) => /^[A-Z_]+$/.test(cell))
      ? text(`{${column.name}}`)
      : 'ATTENDEE';
  }

  #nodes(): void {
    const [id, label] = [this.#column('id'), this.#column('label')];
    if (!id || !label) return;
    const node = this.#nodeId('node', 'id');
    const own = this.#own(this.#model.types.map(propertiesOf)) + this.#coordinates();
    for (const { language, when } of this.#languagesOf(label)) {
      this.#entities.push(
        `{ ${when}id: ${node}, names: { ${language}: ${text(`{${label.name}}`)} }${own}, evidence: ${text(this.#locator())} }${GUESS}`,
      );
    }
  }

  /** The languages of labels, where a column says them, as our own files do. */
  #languagesOf(label: ColumnGuess): { readonly language: string; readonly when: string }[] {
    const column = this.#named('labelLanguage');
    const at = this.#table.columns.findIndex(({ name }) => name === column);
    const languages = [...new Set(this.#table.sample.map((row) => row[at] ?? ''))];
    if (column === undefined || languages.includes('')) return [{ language: label.language, when: '' }];
    return languages.map((language) => ({ language, when: `when: { ${text(column)}: ${text(language)} }, ` }));
  }

  #coordinates(): string {
    const [latitude, longitude] = [this.#named('latitude'), this.#named('longitude')];
    if (latitude === undefined || longitude === undefined) return '';
    return `, coordinates: { latitude: ${text(`{${latitude}}`)}, longitude: ${text(`{${longitude}}`)} }`;
  }

  #edges(): void {
    const [from, to] = [this.#nodeId('source node', 'source'), this.#nodeId('target node', 'target')];
    const typed = this.#named('relationshipType');
    const own = this.#own(this.#model.relationships.map(({ properties }) => properties));
    const type = typed === undefined ? `type: ${this.#model.relationships[0]?.name}` : `type: ${text(`{${typed}}`)}`;
    this.#facts.push(`{ from: ${from}, to: ${to}, ${type}${own}, evidence: ${text(this.#locator())} }${GUESS}`);
  }

  /** The id of a node: as it is where it is one of the model's, and a person's otherwise. */
  #nodeId(made: string, role: ColumnRole): string {
    const column = this.#column(role);
    if (!column) return '';
    const at = this.#table.columns.indexOf(column);
    const cells = this.#table.sample.map((row) => firstOf(row[at] ?? ''));
    const isOurs =
      cells.length > 0 &&
      cells.every((cell) => isEntityId(cell) && typeNamed(this.#model, cell.slice(0, cell.indexOf(':'))));
    if (isOurs) return text(`{${column.name}}`);
    this.#columns.push(`${text(made)}: { slug: ${text(`{${column.name}}`)} }${GUESS}`);
    return text(`Person:{${made}}`);
  }

  /** The columns with the name of a property of the model's whose value is one text, and the date. */
  #own(sets: readonly Properties[]): string {
    const simple = Object.entries(Object.assign({}, ...sets) as Properties).filter(([, { kind }]) => SIMPLE.has(kind));
    return ['date', ...simple.map(([name]) => name).filter((name) => name !== 'date')]
      .flatMap((name) => {
        const column = this.#named(name);
        return column === undefined ? [] : [`, ${name}: ${text(`{${column}}`)}`];
      })
      .join('');
  }

  #named(name: string): string | undefined {
    return this.#table.columns.find((column) => column.name === name || column.name === `attributes.${name}`)?.name;
  }

  #isTaken(name: string): boolean {
    return [...this.#entities, ...this.#facts].some(
      (line) => line.includes(`{${name}}`) || line.includes(`when: { ${text(name)}`),
    );
  }

  #is(role: ColumnRole): boolean {
    return this.#column(role) !== undefined;
  }

  #column(role: ColumnRole): ColumnGuess | undefined {
    return this.#table.columns.find((column) => column.role === role);
  }

  /** The name of a column that is made, which the table has not. */
  #made(kind: Made): string {
    return this.#table.columns.some(({ name }) => name === kind) ? `${kind} id` : kind;
  }

  /** Only rows with something in these columns, where some have nothing. */
  #when(columns: readonly ColumnGuess[]): string {
    const needed = columns.filter(({ hasEmpty }) => hasEmpty).map(({ name }) => text(name));
    return needed.length === 0 ? '' : `when: [${needed.join(', ')}], `;
  }
}

const SIMPLE: ReadonlySet<Property['kind']> = new Set([
  'text',
  'identifier',
  'url',
  'choice',
  'reference',
  'number',
  'boolean',
  'date',
]);

const TYPES = { person: 'Person', event: 'Event', organization: 'Organization', city: 'City' } as const;
type Made = keyof typeof TYPES;

/** Whether day and month may be the other way round. */
function isAmbiguous({ pattern }: ColumnGuess): boolean {
  return pattern?.written.includes('/') ?? false;
}

function section(name: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  return [`    ${name}:`, ...lines.map((line) => `      ${name === 'columns' ? '' : '- '}${line}`)];
}

/** A text in quotes, as YAML and JSON both have it. */
function text(value: string): string {
  return JSON.stringify(value);
}
