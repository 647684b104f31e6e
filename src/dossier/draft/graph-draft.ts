import { Activity } from '../../core/interfaces.ts';
import { type EntityType, propertiesOf } from '../../declare/entity.ts';
import { typeOfId } from '../../declare/ids.ts';
import { type Model, typeNamed } from '../../declare/model.ts';
import type { Properties } from '../../declare/property.ts';
import type { RelationshipType } from '../../declare/relationship.ts';
import { LINE } from '../table/table.ts';
import type { Column } from './column.ts';
import { languageOf, SIMPLE } from './column-guess.ts';
import { canSay, expected, fits, neededGuess, saying } from './fitting.ts';
import { type GraphTable, ownName } from './graph-tables.ts';
import type { DraftedTable } from './manifest-draft.ts';
import { GUESS, inTexts, type TableSections, text, whenFilled } from './sections.ts';

/** A column of ids of nodes, and what the id of an entity is made of. */
interface Node {
  readonly column: Column;
  readonly id: string;
}

/** Drafts what the nodes or the edges of a graph become. */
export class GraphDraft {
  readonly #table: DraftedTable;
  readonly #model: Model;
  /** The passage that a row is reported in; the whole file, where a column has the name of what stands for the line. */
  readonly #locator: string | undefined;
  readonly #graph: GraphTable;
  readonly #columns: string[] = [];
  readonly #used = new Set<string>();
  readonly #left = new Map<string, string>();
  readonly #notes: string[] = [];

  /** @param part what the file calls the table, where it has several */
  constructor(table: DraftedTable, model: Model, part: string | undefined, graph: GraphTable) {
    this.#table = table;
    this.#model = model;
    this.#locator = table.columns.some(({ name }) => name === LINE) ? undefined : `${inTexts(part ?? 'row')} {#}`;
    this.#graph = graph;
  }

  sections(): TableSections {
    const { entities, facts } = this.#lines();
    const whole = (lines: readonly string[]) =>
      lines.map((line) => `{ ${line}, evidence: ${text(this.#locator ?? 'file')} }${GUESS}`);
    const summary = (locator: string) => text(`${locator.replace(/^row/, 'Row')} of ${inTexts(this.#table.file)}.`);
    const locators = this.#locator === undefined ? [] : [this.#locator];
    return {
      columns: entities.length + facts.length === 0 ? [] : this.#columns,
      documents: [],
      passages: locators.map((each) => `{ locator: ${text(each)}, summary: { en: ${summary(each)} } }`),
      entities: whole(entities),
      facts: whole(facts),
      used: this.#used,
      left: this.#left,
      notes: this.#notes,
    };
  }

  #lines(): { readonly entities: readonly string[]; readonly facts: readonly string[] } {
    const of = this.#graph;
    if (of.part === 'nodes') return { entities: this.#nodes(this.#node('node', of.id), of.label), facts: [] };
    const { hasNodes, hasIds, type } = of.graph;
    if (hasNodes && !hasIds) {
      for (const { name } of [of.source, of.target]) this.#left.set(name, 'the nodes of the graph have no ids');
      return { entities: [], facts: [] };
    }
    const nodes = [this.#node('source node', of.source), this.#node('target node', of.target)] as const;
    const facts = this.#edges(...nodes);
    // What has ids of a dossier is in another one, or in the graph that it is loaded into.
    return { entities: hasNodes || !type ? [] : this.#ends(nodes, type), facts };
  }

  #nodes({ column, id }: Node, label: Column | undefined): string[] {
    const { type, odd } = this.#graph.graph;
    if (odd !== undefined)
      this.#notes.push(
        `${text(odd)} is no id of an entity, as others are, so that all nodes are guessed to be ${type?.name}; write such an id for it.`,
      );
    const own = this.#own(type ? [propertiesOf(type)] : this.#model.types.map(propertiesOf), type !== undefined);
    const coordinates = !type || propertiesOf(type)['coordinates'] ? this.#coordinates() : '';
    // A node without a label has its id for a name.
    this.#used.add(column.name);
    const named = this.#cell((label ?? column).name);
    const name = label?.hasEmpty ? `{ first: [${named}, ${this.#cell(column.name)}] }` : named;
    return this.#languages(label ?? column).map(
      ({ language, when }) =>
        `${when || whenFilled([column])}id: ${id}, names: { ${language}: ${name} }${own}${coordinates}`,
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

  /** The ends of edges, where nothing else tells the nodes. */
  #ends(nodes: readonly Node[], type: EntityType): string[] {
    const language = languageOf(nodes.flatMap(({ column }) => column.cells));
    const own = Object.entries(propertiesOf(type)).map(([name, property]) =>
      saying(name, undefined, neededGuess(property)),
    );
    return nodes.map(
      ({ column, id }) =>
        `${whenFilled([column])}id: ${id}, names: { ${language}: ${this.#cell(column.name)} }${own.join('')}`,
    );
  }

  #edges(source: Node, target: Node): string[] {
    const { relationships } = this.#model;
    const typed = this.#typed();
    const guessed = typed ? undefined : this.#guessed(source.column, target.column);
    if (!typed && !guessed) return [];
    const own = this.#own(guessed ? [guessed.properties] : relationships.map(({ properties }) => properties), !typed);
    const type = typed ? this.#cell(typed.name) : guessed?.name;
    for (const { column } of [source, target]) this.#used.add(column.name);
    return [`${whenFilled([source.column, target.column])}from: ${source.id}, to: ${target.id}, type: ${type}${own}`];
  }

  /** The column of types of facts: one that is called so and has some, or has nothing else. */
  #typed(): Column | undefined {
    const isType = (cell: string) => this.#model.relationships.some(({ name }) => name === cell);
    const called = this.#named('relationshipType');
    if (called?.cells.some(isType)) return called;
    if (called) this.#left.set(called.name, `none of its cells is a type of fact of the model ${this.#model.name}`);
    return this.#table.columns.find(({ cells }) => cells.length > 0 && cells.every(isType));
  }

  /** The type of fact that says the least: the one with the most general ends of those that fit all edges. */
  #guessed(source: Column, target: Column): RelationshipType | undefined {
    const pairs = this.#typesIn(source).flatMap((from) => this.#typesIn(target).map((to) => [from, to] as const));
    const fitting = this.#model.relationships
      .map((type) => ({ type, fit: pairs.map(([from, to]) => fits(type, from, to)) }))
      .filter(({ type, fit }) => fit.every((each) => each >= 0) && this.#canSay(type))
      // A graph may lead back to where it started.
      .sort((a, b) => Number(Boolean(a.type.acyclic)) - Number(Boolean(b.type.acyclic)) || sum(a.fit) - sum(b.fit));
    const [guessed] = fitting;
    const { type } = this.#graph.graph;
    if (guessed) {
      const guesses = type
        ? `that nodes are ${type.name} and edges ${guessed.type.name} are guesses that go together`
        : `${guessed.type.name} is a guess that fits its ends`;
      this.#notes.push(`no column relationshipType says what an edge means: ${guesses}; write what is right.`);
      return guessed.type;
    }
    const ends = [...new Set(pairs.map(([from, to]) => `from ${from.name} to ${to.name}`))].join(', and ');
    const why = `no type of fact of the model ${this.#model.name} leads ${ends}`;
    this.#notes.push(
      `not taken: the edges, since no column relationshipType says what they mean, and ${why}${type ? `; that nodes are ${type.name} is a guess` : ''}.`,
    );
    for (const { name } of [source, target]) this.#left.set(name, 'the edges are not taken');
    return undefined;
  }

  /** The types of the nodes that a column names. */
  #typesIn({ cells }: Column): EntityType[] {
    const { type } = this.#graph.graph;
    if (type) return [type];
    return [...new Set(cells.map(typeOfId))].flatMap((name) => typeNamed(this.#model, name) ?? []);
  }

  #canSay({ properties }: RelationshipType): boolean {
    return canSay(properties, (name) => {
      const column = this.#named(name);
      return column !== undefined && !column.hasEmpty && wrongIn(column, [properties], name) === undefined;
    });
  }

  /** The id of a node: as it is where it is one of the model's, and otherwise made for the type that is guessed. */
  #node(made: string, column: Column): Node {
    const { type } = this.#graph.graph;
    if (!type) return { column, id: text(`{${column.name}}`) };
    this.#columns.push(`${text(made)}: { slug: ${text(`{${column.name}}`)} }${GUESS}`);
    return { column, id: text(`${type.name}:{${made}}`) };
  }

  /**
   * The columns with the name of a property whose value is one text, and the date.
   *
   * @param isOne whether all rows have these properties, so that those which must be there can be guessed
   */
  #own(sets: readonly Properties[], isOne: boolean): string {
    const dated = this.#graph.part === 'edges' ? [...sets, FACT_DATE] : sets;
    const all: Properties = Object.assign({}, ...dated);
    return Object.entries(all)
      .filter(([, { kind }]) => SIMPLE.has(kind))
      .map(([name, property]) => {
        const column = this.#given(name, dated);
        const guess = isOne ? neededGuess(property) : undefined;
        return saying(name, column && this.#cell(column.name), guess, column?.hasEmpty);
      })
      .join('');
  }

  /** The column for a property, where its cells are what that may be. */
  #given(name: string, sets: readonly Properties[]): Column | undefined {
    const column = this.#named(name);
    const wrong = column && wrongIn(column, sets, name);
    if (wrong === undefined) return column;
    this.#left.set(column?.name ?? name, wrong);
    return undefined;
  }

  #named(name: string): Column | undefined {
    return this.#table.columns.find((column) => ownName(column.name) === name && column.cells.length > 0);
  }

  /** What stands for the cell of a column, which is used. */
  #cell(name: string): string {
    this.#used.add(name);
    return text(`{${name}}`);
  }
}

const FACT_DATE = { date: Activity.properties.date } as Properties;

/** Why a column is not of a property, in any of some types. */
function wrongIn({ cells }: Column, sets: readonly Properties[], name: string): string | undefined {
  const seeds = sets.flatMap((set) => set[name]?.seed ?? []);
  const wrong = cells.find((cell) => !seeds.some((seed) => seed.safeParse(cell).success));
  if (wrong === undefined) return undefined;
  return `its cells should be ${seeds.map(expected)[0]}, and one is ${text(wrong)}`;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
