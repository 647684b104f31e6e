import { Activity, Actor, Place } from '../../core/interfaces.ts';
import { type EntityType, isA, isDated, propertiesOf } from '../../declare/entity.ts';
import { isEntityId } from '../../declare/ids.ts';
import { type Model, typesOf } from '../../declare/model.ts';
import type { ChoiceProperty, Properties, Property } from '../../declare/property.ts';
import type { RelationshipType } from '../../declare/relationship.ts';
import { slugOf } from '../table/slug.ts';
import { LINE } from '../table/table.ts';
import type { Column } from './column.ts';
import { cellIn, isCountry, languageOf, ON_BEHALF_OF, personType, valueMeant } from './column-guess.ts';
import { countryCode, countryName } from './country-codes.ts';
import { canSay, expected, fits, guessOf, neededGuess, saying } from './fitting.ts';
import { ALIKE, bareWords, likeness } from './likeness.ts';
import type { DraftedTable } from './manifest-draft.ts';
import { GUESS, inTexts, type TableSections, text, whenFilled } from './sections.ts';

/** More different cells than a person would say the meaning of. */
const MOST_VALUES = 100;
/** Longer texts are no words for a value. */
const LONGEST_VALUE = 100;
/** What the name of a column tells of a type of fact counts for more than how near its ends are to the types. */
const CALLED = 5;
/** How many cells a reason names. */
const SHOWN = 5;
/** The locator of a source that rows name without a page. */
const WHOLE = 'whole';

/** A column of names of entities. */
interface Named {
  readonly column: Column;
  /** All that must say something, so that there is an entity. */
  readonly needed: readonly Column[];
  readonly type: EntityType;
  /** What its id is made of: `{person}`. */
  readonly id: string;
  /** Its names by language, as a map. */
  readonly names: string;
  /** What its type wants besides. */
  readonly own: string;
  /** Whether it names whom others represented. */
  readonly isRepresented: boolean;
}

/** Drafts what each row of a table becomes: things that it names, and what it says of them together. */
export class RowsDraft {
  readonly #table: DraftedTable;
  readonly #model: Model;
  readonly #taken: ReadonlySet<string>;
  readonly #part: string | undefined;
  readonly #file: string;
  readonly #rules = new Map<string, string[]>();
  readonly #documents: string[] = [];
  readonly #passages: string[] = [];
  readonly #entities: string[] = [];
  readonly #facts: string[] = [];
  readonly #used = new Set<string>();
  readonly #left = new Map<string, string>();
  readonly #notes: string[] = [];
  #evidence = '';

  /**
   * @param part what the file calls the table, where it has several
   * @param documents the slugs of documents that files are
   */
  constructor(table: DraftedTable, model: Model, part: string | undefined, documents: ReadonlySet<string>) {
    this.#table = table;
    this.#model = model;
    this.#part = part === undefined ? undefined : inTexts(part);
    this.#file = inTexts(table.file);
    this.#taken = documents;
  }

  sections(): TableSections {
    for (const column of this.#table.columns) this.#checkProperty(column);
    this.#evidence = this.#sources();
    const all = this.#table.columns.flatMap((column) => this.#named(column) ?? []);
    this.#say(all);
    for (const named of all) this.#entity(named);
    for (const column of this.#table.columns) this.#unused(column);
    if (this.#entities.length === 0) this.#notes.push('no column was recognised, so that rows become passages alone.');
    return {
      columns: [...this.#rules.values()].flat(),
      documents: this.#documents,
      passages: this.#passages,
      entities: this.#entities,
      facts: this.#facts,
      used: this.#used,
      left: this.#left,
      notes: this.#notes,
    };
  }

  /** A column whose cells are not what a property may be is not taken. */
  #checkProperty({ name, cells, isWhole }: Column): void {
    const meaning = this.#table.guesses.meanings.get(name);
    if (meaning?.kind !== 'property' || meaning.property.kind === 'choice') return;
    const { seed } = meaning.property;
    const wrong = cells.find((cell) => !seed.safeParse(cell).success);
    if (wrong !== undefined) this.#left.set(name, `its cells should be ${expected(seed)}, and one is ${text(wrong)}`);
    else if (!isWhole) this.#left.set(name, 'it has too many different cells to be looked at');
  }

  /** The passages that rows are reported in, and the evidence that names them. */
  #sources(): string {
    const [document, page] = [this.#meaning('document'), this.#meaning('page')];
    const { columns } = this.#table;
    // In a text a row may have several lines, and is told by the first.
    const row = this.#table.isOfLines ? 'line' : 'row';
    const rows = columns.some(({ name }) => name === LINE) ? undefined : text(`${this.#part ?? row} {#}`);
    const where = this.#part === undefined ? '' : `${this.#part}, `;
    if (rows !== undefined)
      this.#passages.push(
        `{ locator: ${rows}, summary: { en: ${text(`${row === 'row' ? 'Row' : 'Line'} {#} of ${where}${this.#file}.`)} } }`,
      );
    const found = document ? this.#inDocuments(document, page) : page ? this.#onPages(page) : undefined;
    const all = [found, rows ?? 'file'].filter((each) => each !== undefined);
    return all.length === 1 ? all.join() : `[${all.join(', ')}]`;
  }

  /** A document for each source that rows name. */
  #inDocuments(document: Column, page: Column | undefined): string {
    const made = this.#free('source');
    const isTaken = document.cells.some((cell) => this.#taken.has(slugOf(cell)));
    this.#rule(made, `{ slug: ${text(`${isTaken ? 'source ' : ''}${this.#cell(document)}`)} }`);
    const of = this.#cell(document);
    const locators = page ? [`p. ${this.#cell(page)}`] : [];
    const summaries = page ? [`Page ${this.#cell(page)} of ${of}.`] : [];
    if (!page || page.hasEmpty) {
      locators.push(WHOLE);
      summaries.push(`${of}, without a page.`);
    }
    this.#documents.push(
      `{ ${whenFilled([document])}id: ${text(`SourceDocument:{${made}}`)}, title: { ${languageOf(document.cells)}: ${text(of)} }, passages: [{ locator: ${first(locators)}, summary: { en: ${first(summaries)} } }] }${GUESS}`,
    );
    return first(locators.map((locator) => `{${made}}/${locator}`));
  }

  /** Pages of the document that the file is. */
  #onPages(page: Column): string {
    const locator = text(`p. ${this.#cell(page)}`);
    const summary = text(`What ${this.#file} has of page ${this.#cell(page)}.`);
    this.#passages.push(`{ ${whenFilled([page])}locator: ${locator}, summary: { en: ${summary} } }${GUESS}`);
    return locator;
  }

  /** What a column names; undefined where it names nothing, or nothing that has all that its type wants. */
  #named(column: Column): Named | undefined {
    const meaning = this.#table.guesses.meanings.get(column.name);
    if (meaning?.kind !== 'type') return undefined;
    const { type } = meaning;
    const code = this.#coded(column, type);
    if (code === 'none') return undefined;
    const required = Object.entries(propertiesOf(type)).filter(
      ([, property]) => !property.optional && property.kind !== 'choice',
    );
    const missing = required.find(([name]) => name !== code?.property && !this.#property(name));
    if (missing) {
      this.#left.set(column.name, `${type.name} wants ${missing[0]}, and no column has that`);
      return undefined;
    }
    const made = code?.made ?? this.#slug(column, type);
    return {
      column,
      needed: [column, ...required.flatMap(([name]) => this.#property(name) ?? [])],
      type,
      id: text(`${type.name}:{${made}}`),
      names: code?.names ?? `{ ${languageOf(column.cells)}: ${text(this.#cell(column))} }`,
      own: (code ? `, ${code.property}: ${text(`{${made}}`)}` : '') + this.#own(propertiesOf(type), code?.property),
      isRepresented: meaning.isRepresented ?? false,
    };
  }

  /** The column that ids are made of. Activities of one name are told apart by their days. */
  #slug(column: Column, type: EntityType): string {
    const made = this.#free(type.name.charAt(0).toLowerCase() + type.name.slice(1));
    const day = isDated(type) ? this.#meaning('day') : undefined;
    const name = this.#cell(column);
    const isTold = day && !this.#lacksItsDay(column, day);
    const texts = isTold ? [`${name} ${this.#cell(day)}`, ...(day.hasEmpty ? [name] : [])] : [name];
    this.#rule(made, `{ slug: ${first(texts)} }`);
    return made;
  }

  /** Whether some rows leave out the day of what has one in others, and nothing has two: then the name alone tells it. */
  #lacksItsDay(column: Column, day: Column): boolean {
    const days = new Map<string, Set<string>>();
    const lacking = new Set<string>();
    for (const [name = '', on = ''] of this.#cellsOf(column, day)) {
      if (on === '') lacking.add(name);
      else days.set(name, (days.get(name) ?? new Set()).add(on));
    }
    const example = [...lacking].find((name) => name !== '' && days.has(name));
    if (example === undefined) return false;
    const isWhole = this.#table.rows === this.#table.sample.length;
    if (isWhole && [...days.values()].every(({ size }) => size === 1)) return true;
    this.#notes.push(
      `${text(day.name)} is empty in rows of what has a day in others, such as ${text(example)}, so that those rows are of something else; fill it, where they are not.`,
    );
    return false;
  }

  /** For a type whose entities have a code that no two share: the column with the codes, or one that is made of names. */
  #coded(column: Column, type: EntityType) {
    const coded = Object.entries(propertiesOf(type)).find(([, property]) => property.unique && !property.optional);
    if (!coded) return undefined;
    const [property, { seed }] = coded;
    const given = this.#isOfItsOwn(column, type) ? this.#property(property) : undefined;
    if (given?.cells.every((cell) => isEntityId(`${type.name}:${cell}`))) {
      this.#cell(given);
      return { property, made: given.name, names: undefined };
    }
    const isCode = (cell: string) => seed.safeParse(cell).success && isEntityId(`${type.name}:${cell}`);
    const codes = column.cells.map((cell) => ({ cell, code: isCode(cell) ? cell : this.#codeOf(cell, type, isCode) }));
    const unknown = codes.flatMap(({ cell, code }) => (code === undefined ? [cell] : []));
    if (unknown.length > 0 || !column.isWhole || codes.length > MOST_VALUES) {
      const which = unknown.slice(0, SHOWN).map(text).join(', ') + (unknown.length > SHOWN ? ', …' : '');
      const made = `columns: { ${property}: { of: ${text(column.name)}, values: { … } } }`;
      this.#left.set(
        column.name,
        `the ${property} of a ${type.name} is ${expected(seed)}, and none is known for ${which === '' ? 'so many cells' : which}; ${made} says which each means`,
      );
      return 'none';
    }
    const made = this.#free(property);
    if (codes.every(({ cell, code }) => cell === code)) {
      const names = codes.map(({ cell }) => [cell, countryName(cell)] as const);
      const known = names.every(([, name]) => name !== undefined) && isCountry(type);
      if (!known)
        return { property, made: column.name, names: `{ ${languageOf(column.cells)}: ${text(this.#cell(column))} }` };
      const name = this.#free(`${property} name`);
      this.#values(
        name,
        names.map(([cell, meaning = '']) => ({ cell, meaning, isSure: true })),
        column,
      );
      this.#cell(column);
      return { property, made: column.name, names: `{ en: ${text(`{${name}}`)} }` };
    }
    this.#values(
      made,
      codes.map(({ cell, code = '' }) => ({ cell, meaning: code, isSure: false })),
      column,
    );
    return { property, made, names: `{ ${languageOf(column.cells)}: ${text(this.#cell(column))} }` };
  }

  /** Whether what columns say of a type is said of what this one names, and not of what another one does. */
  #isOfItsOwn({ name }: Column, type: EntityType): boolean {
    const naming = [...this.#table.guesses.meanings].filter(
      ([, meaning]) => meaning.kind === 'type' && meaning.type === type,
    );
    return (
      naming.length === 1 ||
      naming.some(([of, meaning]) => of === name && meaning.kind === 'type' && !meaning.isRepresented)
    );
  }

  #codeOf(cell: string, type: EntityType, isCode: (cell: string) => boolean): string | undefined {
    const code = isCountry(type) ? countryCode(cell) : undefined;
    return code !== undefined && isCode(code) ? code : undefined;
  }

  #entity({ needed, type, id, names, own }: Named): void {
    const day = isDated(type) ? this.#meaning('day') : undefined;
    const date = day ? `, date: ${text(this.#cell(day))}` : '';
    this.#entities.push(
      `{ ${whenFilled(needed)}id: ${id}, names: ${names}${own}${date}, evidence: ${this.#evidence} }${GUESS}`,
    );
  }

  /** What the rows say of the things that they name. */
  #say(all: readonly Named[]): void {
    const { participation, venue, containment, subject } = this.#model.parts;
    const isOf = (of: typeof Actor) => (named: Named) => isA(named.type, of);
    const activity = all.find(isOf(Activity));
    const actor = actorAmong(this.#model, all, activity);
    const where = this.#smallestFirst(
      all.filter((named) => isA(named.type, Place) && named !== actor && !named.isRepresented),
    );
    const represented = actor && activity ? this.#represented(all, actor, activity, where) : undefined;
    const places = where.filter((each) => each !== represented);
    const joined = new Set<Named>([activity, actor, represented, ...places].filter((each) => each !== undefined));
    if (actor && activity) this.#fact(participation, actor, activity, { day: this.#meaning('day'), represented });
    const [place] = places;
    if (activity && place) this.#fact(venue, activity, place);
    for (const [at, within] of places.entries()) this.#fact(containment, places[at - 1], within);
    for (const other of all) {
      if (joined.has(other)) continue;
      const isAbout = activity && !isA(other.type, Actor) && subject && fits(subject, activity.type, other.type) > 0;
      if (isAbout) this.#fact(subject, activity, other);
      else
        this.#join(
          [actor, activity].filter((each) => each !== undefined),
          other,
        );
    }
  }

  /** Whom they represented: a column that says so, or one of states that is not where things were, since rows differ in it. */
  #represented(all: readonly Named[], actor: Named, activity: Named, where: readonly Named[]): Named | undefined {
    if (!this.#model.parts.participation?.properties[ON_BEHALF_OF]) return undefined;
    const day = this.#meaning('day');
    const found =
      all.find((each) => each.isRepresented && each !== actor) ??
      where.find((place, at) => {
        const inner = where[at - 1]?.column;
        const isElsewhere =
          isA(place.type, Actor) &&
          this.#differs(inner ? [inner] : [activity.column, ...(day ? [day] : [])], place.column);
        if (isElsewhere)
          this.#notes.push(
            `${text(place.column.name)} is guessed to say whom they represented, since rows with one ${text((inner ?? activity.column).name)} differ in it.`,
          );
        return isElsewhere;
      });
    // Where a row may have its id without being a row of it, it would name what is not there.
    return found && (found.needed.length === 1 || !found.needed.some(({ hasEmpty }) => hasEmpty)) ? found : undefined;
  }

  /** Whether more than a tenth of the rows say something else than most rows with the same cells: more than mistakes. */
  #differs(same: readonly Column[], column: Column): boolean {
    const counts = new Map<string, Map<string, number>>();
    const rows = this.#cellsOf(column, ...same).filter((cells) => cells.every((cell) => cell !== ''));
    for (const [cell = '', ...others] of rows) {
      const ofSame = counts.get(others.join('\0')) ?? new Map<string, number>();
      counts.set(others.join('\0'), ofSame.set(cell, (ofSame.get(cell) ?? 0) + 1));
    }
    const agreeing = [...counts.values()].reduce((sum, ofSame) => sum + Math.max(...ofSame.values()), 0);
    return rows.length - agreeing > rows.length / 10;
  }

  /** Cells of some columns, row by row. */
  #cellsOf(...columns: readonly Column[]): string[][] {
    const places = columns.map((column) => this.#table.columns.indexOf(column));
    return this.#table.sample.map((cells) => places.map((at) => cellIn(cells, at)));
  }

  /** The one type of fact that fits best between a thing and one of those that the rows are about. */
  #join(hubs: readonly Named[], other: Named): void {
    const parts = new Set<RelationshipType>(Object.values(this.#model.parts));
    for (const hub of hubs) {
      const ways = this.#model.relationships
        .filter((type) => !parts.has(type))
        .flatMap((type) => [
          { type, from: hub, to: other, fit: fits(type, hub.type, other.type) + this.#saysOf(type, hub, other) },
          { type, from: other, to: hub, fit: fits(type, other.type, hub.type) + this.#saysOf(type, hub, other) },
        ])
        .filter(({ type, fit }) => fit > 0 && this.#canSay(type.properties))
        .sort((a, b) => b.fit - a.fit);
      const [best, second] = ways;
      if (!best || best.fit === second?.fit) continue;
      this.#fact(best.type, best.from, best.to);
      return;
    }
  }

  /** How much the columns say that a type of fact is meant: by what the two are called, and by what only its facts have. */
  #saysOf({ synonyms, properties, source, target }: RelationshipType, ...ends: readonly Named[]): number {
    const words = [...Object.values(synonyms).flat(), ...[source, target].flatMap((end) => end?.name ?? [])];
    const isCalled = ends.some(({ column }) => likeness(column.name, words) !== ALIKE.not);
    const has = Object.keys(properties).filter((name) => this.#property(name)).length;
    return (isCalled ? CALLED : 0) + has;
  }

  /** Whether all that a fact must say is there, or can be guessed. */
  #canSay(properties: Properties): boolean {
    return canSay(properties, (name) => this.#property(name) !== undefined);
  }

  #fact(
    type: RelationshipType | undefined,
    from: Named | undefined,
    to: Named | undefined,
    { day, represented }: { readonly day?: Column | undefined; readonly represented?: Named | undefined } = {},
  ): void {
    if (!type || !from || !to || fits(type, from.type, to.type) < 0 || !this.#canSay(type.properties)) return;
    const own = represented
      ? `${this.#own(type.properties, ON_BEHALF_OF)}, ${ON_BEHALF_OF}: ${represented.id}`
      : this.#own(type.properties);
    const date = day ? `, date: ${text(this.#cell(day))}` : '';
    this.#facts.push(
      `{ ${whenFilled([...from.needed, ...to.needed])}from: ${from.id}, to: ${to.id}, type: ${type.name}${own}${date}, evidence: ${this.#evidence} }${GUESS}`,
    );
  }

  /** Places, each before the one that it lies within, as far as types and rows tell. */
  #smallestFirst(places: readonly Named[]): Named[] {
    const { containment } = this.#model.parts;
    const isWithin = (a: Named, b: Named) =>
      containment?.ends.some(({ from, to }) => from.type === a.type && to.type === b.type) ?? false;
    return [...places].sort((a, b) => {
      if (isWithin(a, b)) return -1;
      return isWithin(b, a) ? 1 : b.column.cells.length - a.column.cells.length;
    });
  }

  /** The properties that columns give, and what is guessed of those that must be there. */
  #own(properties: Properties, besides?: string): string {
    return Object.entries(properties)
      .map(([name, property]) => {
        if (name === besides) return '';
        const column = this.#property(name);
        return saying(name, column && this.#given(column, property), neededGuess(property), column?.hasEmpty);
      })
      .join('');
  }

  /** What stands for the value of a property; undefined where the cells are none. */
  #given(column: Column, property: Property): string | undefined {
    return property.kind === 'choice' ? this.#choice(column, property) : text(this.#cell(column));
  }

  #choice(column: Column, property: ChoiceProperty): string | undefined {
    const { cells, isWhole, name } = column;
    if (!this.#used.has(name) && cells.some((cell) => !(cell in property.vocabulary.values))) {
      const long = cells.find((cell) => cell.length > LONGEST_VALUE);
      if (!isWhole || cells.length > MOST_VALUES || long !== undefined) {
        const why =
          long === undefined
            ? `it has more than ${MOST_VALUES} different cells`
            : 'some of its cells are whole sentences';
        this.#left.set(name, `${why}; values says what each means`);
        return undefined;
      }
      const meanings = cells.map((cell) => {
        const found = this.#valueMeant(cell, property);
        return { cell, meaning: found?.value ?? guessOf(property), isSure: found?.isSure ?? false };
      });
      this.#values(name, meanings);
    }
    return text(this.#cell(column));
  }

  /** Beside another word a role is another one: who presides over a republic is in no chair. */
  #valueMeant(cell: string, property: ChoiceProperty) {
    const found = valueMeant(cell, property);
    const roles = Object.values(this.#model.parts.participation?.properties ?? {});
    const isRole = found?.isSure || bareWords(cell).length === 1 || !roles.includes(property);
    return isRole ? found : undefined;
  }

  /** A rule that says what each cell means, those that are guesses marked. */
  #values(
    made: string,
    meanings: readonly { readonly cell: string; readonly meaning: string; readonly isSure: boolean }[],
    of?: Column,
  ): void {
    if (this.#rules.has(made)) return;
    this.#rules.set(made, [
      `${text(made)}:`,
      ...(of ? [`  of: ${text(of.name)}`] : []),
      '  values:',
      ...meanings.map(({ cell, meaning, isSure }) => `    ${text(cell)}: ${plainOr(meaning)}${isSure ? '' : GUESS}`),
    ]);
  }

  #rule(made: string, rule: string): void {
    this.#rules.set(made, [`${text(made)}: ${rule}`]);
  }

  /** Why what a column is taken for makes nothing. */
  #unused({ name }: Column): void {
    const meaning = this.#table.guesses.meanings.get(name);
    if (!meaning || this.#used.has(name) || this.#left.has(name)) return;
    this.#left.set(name, unusedFor[meaning.kind]);
  }

  #meaning(kind: 'day' | 'document' | 'page'): Column | undefined {
    const { columns, guesses } = this.#table;
    return columns.find(({ name }) => guesses.meanings.get(name)?.kind === kind);
  }

  /** The column for a property. */
  #property(property: string): Column | undefined {
    const { columns, guesses } = this.#table;
    return columns.find(({ name }) => {
      const meaning = guesses.meanings.get(name);
      return meaning?.kind === 'property' && meaning.name === property && !this.#left.has(name);
    });
  }

  /** What stands for the cell of a column, which is used, and read as its days are written. */
  #cell({ name }: Column): string {
    this.#used.add(name);
    const meaning = this.#table.guesses.meanings.get(name);
    if (meaning?.kind === 'day' && meaning.days.patterns.length > 0) {
      const { patterns, isAmbiguous } = meaning.days;
      this.#rule(name, `{ days: ${oneOrList(patterns)} }${isAmbiguous ? GUESS : ''}`);
    }
    return `{${name}}`;
  }

  /** The name of a column that is made, which the table has not. */
  #free(name: string): string {
    const isTaken = (each: string) =>
      this.#rules.has(each) || this.#table.columns.some((column) => column.name === each);
    let free = name;
    for (let at = 1; isTaken(free); at++) free = at === 1 ? `${name} id` : `${name} id ${at}`;
    return free;
  }
}

const unusedFor = {
  day: 'it is a column of days, and no column is of what happens on a day',
  property: 'it says something of what no column names',
  type: 'its type wants what no column has',
  document: 'it names sources',
  page: 'it is a column of pages',
  name: 'it is a column of names, and another column has those',
  id: 'it is a column of ids, and things are told apart by their names',
  label: 'it is a column of labels, without ids',
} as const;

/** Who took part: a person before others, and a place only where nobody else did. */
function actorAmong(model: Model, all: readonly Named[], activity: Named | undefined): Named | undefined {
  const person = personType(model);
  const { participation } = model.parts;
  const actors = all.filter((named) =>
    activity && participation ? fits(participation, named.type, activity.type) >= 0 : isA(named.type, Actor),
  );
  return (
    actors.find(({ type }) => type === person) ??
    actors.find(({ type, isRepresented }) => !isRepresented && !typesOf(model, Place).includes(type)) ??
    actors.find(({ isRepresented }) => isRepresented) ??
    (activity ? actors[0] : undefined)
  );
}

/** The first text in which no cell is empty. */
function first(texts: readonly string[]): string {
  const [only = '', ...others] = texts.map(text);
  return others.length === 0 ? only : `{ first: [${[only, ...others].join(', ')}] }`;
}

function oneOrList(texts: readonly string[]): string {
  const [only = '', ...others] = texts.map(text);
  return others.length === 0 ? only : `[${[only, ...others].join(', ')}]`;
}

/** A value of a vocabulary as it is, and any other text in quotes. */
function plainOr(value: string): string {
  return /^[A-Z][A-Z0-9_]*$/.test(value) && !/^(?:NULL|TRUE|FALSE|Y|N|NO|YES|ON|OFF)$/.test(value)
    ? value
    : text(value);
}
