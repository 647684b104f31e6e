import { Activity, Actor, Place } from '../../core/interfaces.ts';
import { type EntityType, isA, isDated, propertiesOf } from '../../declare/entity.ts';
import { type Model, typesOf } from '../../declare/model.ts';
import type { ChoiceProperty, Property } from '../../declare/property.ts';
import { cellOf, firstOf } from '../table/cell.ts';
import { LINE } from '../table/table.ts';
import type { Column } from './column.ts';
import { countryCode } from './country-codes.ts';
import { type DaysGuess, guessDays } from './days-guess.ts';
import { ALIKE, allWords, likeness } from './likeness.ts';

/** What a column is taken for. */
export type Meaning =
  | {
      readonly kind: 'type';
      readonly type: EntityType;
      /** It names whom others represented. */
      readonly isRepresented?: true;
    }
  | { readonly kind: 'property'; readonly name: string; readonly property: Property }
  | { readonly kind: 'day'; readonly days: DaysGuess }
  | { readonly kind: GeneralKind };

/** What columns of any model are. */
type GeneralKind = 'document' | 'page' | 'name' | 'id' | 'label';

/** What the columns of a table are guessed to be. */
export interface ColumnGuesses {
  /** By the name of the column. */
  readonly meanings: ReadonlyMap<string, Meaning>;
  /** Why a column is taken for nothing, by its name. */
  readonly left: ReadonlyMap<string, string>;
  /** What a person should know of the guesses, as sentences. */
  readonly notes: readonly string[];
}

/** The property of a participation that says whom somebody represented. */
export const ON_BEHALF_OF = 'onBehalfOf';

/** Words for what columns of any model are, in the product's languages. */
export const GENERAL_WORDS: { readonly [kind in GeneralKind | 'day']: readonly string[] } = {
  id: ['id', 'key'],
  label: ['label'],
  day: ['date', 'day', 'year', 'when', 'تاريخ', 'يوم', 'سنة', 'عام', 'tarih', 'gün', 'yıl', 'jour', 'année'],
  page: ['page', 'folio', 'صفحة', 'ص', 'sayfa'],
  document: [
    'source',
    'book',
    'document',
    'reference',
    'مصدر',
    'مرجع',
    'كتاب',
    'kaynak',
    'kitap',
    'livre',
    'référence',
  ],
  name: ['name', 'اسم', 'ad', 'adı', 'isim', 'nom'],
};
/** Longer texts are no names. */
const LONGEST_NAME = 120;
/** Longer texts name no page and no source. */
const LONGEST_PAGE = 100;

/** What each column is guessed to be, by its name and by what its cells say. Each meaning is given once. */
export function guessColumns(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  model: Model,
): ColumnGuesses {
  return new Guessing(columns, rows, model).all();
}

/** Something that a column may be, with how much its name is like that. */
interface Candidate {
  readonly column: Column;
  readonly meaning: Meaning;
  readonly alike: number;
  /** Tells whether two columns mean the same. */
  readonly key: string;
  /** Of what is as much alike, the lower one is taken. */
  readonly rank: number;
}

class Guessing {
  readonly #columns: readonly Column[];
  readonly #rows: readonly (readonly string[])[];
  readonly #model: Model;
  readonly #meanings = new Map<string, Meaning>();
  readonly #left = new Map<string, string>();
  readonly #notes: string[] = [];

  constructor(columns: readonly Column[], rows: readonly (readonly string[])[], model: Model) {
    this.#columns = columns;
    this.#rows = rows;
    this.#model = model;
  }

  all(): ColumnGuesses {
    for (const column of this.#columns) {
      const fault = unusable(column);
      if (fault !== undefined) this.#left.set(column.name, fault);
    }
    this.#byName();
    this.#represented();
    this.#codes();
    this.#byCells();
    this.#someone();
    this.#activity();
    return { meanings: this.#meanings, left: this.#left, notes: this.#notes };
  }

  #byName(): void {
    const candidates = this.#open().flatMap((column) => this.#candidatesFor(column));
    candidates.sort((a, b) => b.alike - a.alike || a.rank - b.rank);
    const holders = new Map<string, string>();
    const best = new Map<string, Candidate>();
    for (const each of candidates) {
      const { name } = each.column;
      if (best.has(name)) continue;
      best.set(name, each);
      const holder = holders.get(each.key);
      if (holder === undefined) this.#take(each, holders);
      else this.#left.set(name, `it reads as the same as ${JSON.stringify(holder)}: ${each.key}`);
    }
  }

  #take({ column, meaning, key }: Candidate, holders: Map<string, string>): void {
    const fault = faultOf(column, meaning);
    if (fault === undefined) {
      this.#meanings.set(column.name, meaning);
      holders.set(key, column.name);
    } else this.#left.set(column.name, fault);
  }

  #candidatesFor(column: Column): Candidate[] {
    const found: Candidate[] = [];
    const add = (meaning: Meaning, key: string, rank: number, words: readonly string[]) => {
      const alike = likeness(column.name, words);
      if (alike !== ALIKE.not) found.push({ column, meaning, alike, key, rank });
    };
    const general = (kind: GeneralKind, rank: number) => add({ kind }, kind, rank, GENERAL_WORDS[kind]);
    general('document', 4);
    if (likeness(column.name, GENERAL_WORDS.id) === ALIKE.whole) general('id', 0);
    if (likeness(column.name, GENERAL_WORDS.label) !== ALIKE.not) general('label', 0);
    add({ kind: 'day', days: { patterns: [], isAmbiguous: false, hasDays: true } }, 'a day', 1, GENERAL_WORDS.day);
    for (const [name, property] of this.#properties())
      add({ kind: 'property', name, property }, name, 2, [name, ...allWords(property)]);
    general('page', 3);
    for (const type of this.#model.types)
      add({ kind: 'type', type }, type.name, rankOf(type), [type.name, ...allWords(type)]);
    general('name', 9);
    return found.map((each) =>
      each.meaning.kind === 'day' ? { ...each, meaning: dayOf(column) ?? each.meaning } : each,
    );
  }

  /** Choices and other properties of one value, that columns may have. */
  #properties(): [string, Property][] {
    const { types, relationships, parts } = this.#model;
    const participation = parts.participation ? [parts.participation.properties] : [];
    const sets = [...participation, ...relationships.map(({ properties }) => properties), ...types.map(propertiesOf)];
    const all = new Map<string, Property>();
    for (const [name, property] of sets.flatMap(Object.entries<Property>))
      if (SIMPLE.has(property.kind) && !all.has(name)) all.set(name, property);
    return [...all];
  }

  /** Whom others represented, where a column is called so and has names, or names states and is called an organisation. */
  #represented(): void {
    const { participation } = this.#model.parts;
    if (!participation?.properties[ON_BEHALF_OF]) return;
    const country = this.#model.types.find(isCountry);
    const isOfStates = ({ cells }: Column) => country && cells.every((cell) => countryCode(cell) !== undefined);
    const person = personType(this.#model);
    const others = typesOf(this.#model, participation.ends[0].from.type).filter((type) => type !== person);
    const body = others.find((type) => !isA(type, Place));
    for (const column of this.#columns) {
      const meaning = this.#meanings.get(column.name);
      const isCalled = meaning?.kind === 'property' && meaning.name === ON_BEHALF_OF;
      if (isCalled && column.cells.every((cell) => meaning.property.seed.safeParse(cell).success)) continue;
      if (!isCalled && !(meaning?.kind === 'type' && meaning.type === body && isOfStates(column))) continue;
      const named = others.find(
        (type) => likeness(column.name, [type.name, ...allWords(type)]) !== ALIKE.not && type !== body,
      );
      const type = isOfStates(column) ? country : (named ?? body);
      if (type) this.#meanings.set(column.name, { kind: 'type', type, isRepresented: true });
    }
  }

  /** A code that no two things share stands for the thing, where no other column does. */
  #codes(): void {
    for (const [column, meaning] of this.#meanings) {
      if (meaning.kind !== 'property' || !meaning.property.unique || meaning.property.optional) continue;
      const type = this.#model.types.find((each) => propertiesOf(each)[meaning.name] === meaning.property);
      if (type && !this.#typesTaken().includes(type)) this.#meanings.set(column, { kind: 'type', type });
    }
  }

  /** Days, and words for the values of a choice. */
  #byCells(): void {
    const hasDay = () => [...this.#meanings.values()].some(({ kind }) => kind === 'day');
    for (const column of this.#open().filter(hasYears)) {
      const days = guessDays(column.cells);
      if (!('unread' in days) && days.hasDays) {
        if (hasDay()) this.#left.set(column.name, 'it is a second column of days');
        else this.#meanings.set(column.name, { kind: 'day', days });
      } else if ('unread' in days && mostAreDays(column.cells)) this.#left.set(column.name, unreadDay(days.unread));
    }
    for (const [name, property] of this.#properties()) {
      if (property.kind !== 'choice' || this.#hasProperty(name)) continue;
      const column = this.#open().find(
        ({ cells }) => cells.length > 1 && cells.every((cell) => isOneOf(cell, property)),
      );
      if (column) this.#meanings.set(column.name, { kind: 'property', name, property });
    }
  }

  /** A table is mostly of persons, and their names come first. */
  #someone(): void {
    const type = personType(this.#model);
    if (!type || this.#typesTaken().includes(type)) return;
    const named = this.#columns.find(({ name }) => this.#meanings.get(name)?.kind === 'name');
    const column = named ?? this.#firstOfNames();
    if (column) this.#meanings.set(column.name, { kind: 'type', type });
  }

  /** Names of who took part, where an activity has rows for several, or of what the table is about. */
  #firstOfNames(): Column | undefined {
    const [actors, places, activities] = [Actor, Place, Activity].map((each) => typesOf(this.#model, each));
    const columnsOf = (types: readonly EntityType[] = []) =>
      this.#columns.filter(({ name }) => {
        const meaning = this.#meanings.get(name);
        return meaning?.kind === 'type' && types.includes(meaning.type);
      });
    if (this.#typesTaken().length === 0) return this.#open().find(isOfNames);
    const acting = columnsOf(actors);
    const isAttended = columnsOf(activities).some(({ cells }) => cells.length < this.#rows.length);
    if (!isAttended || acting.some((column) => !columnsOf(places).includes(column))) return undefined;
    const most = Math.max(0, ...acting.map(({ cells }) => cells.length));
    return this.#open().find((column) => isOfNames(column) && column.cells.length > most);
  }

  /** What the others took part in: names that come again with the same day. */
  #activity(): void {
    const { participation } = this.#model.parts;
    if (!participation) return;
    const activities = typesOf(this.#model, participation.ends[0].to.type);
    const taken = this.#typesTaken();
    const [activity] = activities;
    if (!activity || taken.some((type) => activities.includes(type))) return;
    if (!taken.some((type) => typesOf(this.#model, participation.ends[0].from.type).includes(type))) return;
    const open = this.#open().filter(isOfNames);
    const day = this.#columns.find(({ name }) => this.#meanings.get(name)?.kind === 'day');
    const repeated = this.#open().filter((column) => this.#comesAgain(column) && this.#hasOneDay(column, day));
    const [most, second] = [...repeated].sort((a, b) => b.cells.length - a.cells.length);
    const isOne = most && (second === undefined || (day && most.cells.length > second.cells.length));
    if (most && isOne) {
      this.#meanings.set(most.name, { kind: 'type', type: activity });
      this.#notes.push(
        `${JSON.stringify(most.name)} is guessed to be a column of ${activity.name}, since what it says comes again${day ? ' with the same day' : ''}.`,
      );
      return;
    }
    const candidates = open.map(({ name }) => JSON.stringify(name));
    if (candidates.length === 0 && taken.length > 1) return;
    const which = candidates.length === 0 ? '' : ` One of these columns may be it: ${candidates.join(', ')}.`;
    this.#notes.push(
      `No column was recognised as one of ${activities.map(({ name }) => name).join(', ')}, so that nobody takes part in anything.${which} A column that is named ${activity.name} is.`,
    );
  }

  /** Whether it says of several rows the same, in texts that may be names. */
  #comesAgain(column: Column): boolean {
    const at = this.#columns.indexOf(column);
    const said = this.#rows.map((cells) => cellIn(cells, at)).filter((cell) => column.cells.includes(cell));
    return (
      column.cells.every((cell) => /\p{L}/u.test(cell) && cell.length <= LONGEST_NAME) &&
      new Set(said).size < said.length
    );
  }

  #hasOneDay(column: Column, day: Column | undefined): boolean {
    if (!day) return true;
    const [at, dayAt] = [this.#columns.indexOf(column), this.#columns.indexOf(day)];
    const days = new Map<string, string>();
    return this.#rows.every((cells) => {
      const [name, on] = [cellIn(cells, at), cellIn(cells, dayAt)];
      if (name === '') return true;
      const known = days.get(name) ?? on;
      days.set(name, known);
      return known === on;
    });
  }

  #hasProperty(name: string): boolean {
    return [...this.#meanings.values()].some((each) => each.kind === 'property' && each.name === name);
  }

  #typesTaken(): EntityType[] {
    return [...this.#meanings.values()].flatMap((each) => (each.kind === 'type' ? [each.type] : []));
  }

  /** The columns that are not taken for anything yet. */
  #open(): Column[] {
    return this.#columns.filter(({ name }) => !this.#meanings.has(name) && !this.#left.has(name));
  }
}

/** What keeps a column from being taken for anything. */
export function unusable({ name, cells }: Column): string | undefined {
  if (name === '') return 'it has no name';
  if (name === LINE) return 'its name is what stands for the line of a row; with another one rows get passages';
  if (/[{}]/.test(name)) return 'a name with a brace in it cannot stand in braces';
  return cells.length === 0 ? 'it is empty' : undefined;
}

/** The kinds of properties whose value is one text. */
export const SIMPLE: ReadonlySet<Property['kind']> = new Set([
  'text',
  'identifier',
  'url',
  'choice',
  'reference',
  'number',
  'boolean',
  'date',
]);

/** The type that who takes part is, where nothing says more. */
export function personType(model: Model): EntityType | undefined {
  const { participation } = model.parts;
  const actors = typesOf(model, participation ? participation.ends[0].from.type : Actor);
  return actors.find(({ term }) => /[:/]person$/i.test(term ?? '')) ?? actors[0];
}

/** Whether a type is that of states, of which codes and names are known. */
export function isCountry({ term }: EntityType): boolean {
  return /[:/]country$/i.test(term ?? '');
}

/** The value of a choice that a cell means, by its words; undefined where none is like it. */
export function valueMeant(
  cell: string,
  { vocabulary }: ChoiceProperty,
): { value: string; isSure: boolean } | undefined {
  const alike = Object.entries(vocabulary.values).map(([value, term]) => ({
    value,
    alike: cell === value ? ALIKE.whole : likeness(cell, allWords(term)),
  }));
  const best = alike.reduce((most, each) => (each.alike > most.alike ? each : most), { value: '', alike: 0 });
  return best.alike === ALIKE.not ? undefined : { value: best.value, isSure: best.alike === ALIKE.whole };
}

function isOneOf(cell: string, property: ChoiceProperty): boolean {
  return valueMeant(cell, property)?.isSure ?? false;
}

/** Of a name with two words, such as the place of an event, the one that says more: where before what, what before who. */
function rankOf(type: EntityType): number {
  const is = (name: string) => type.is.some((each) => each.name === name);
  if (is(Place.name)) return 5;
  if (isDated(type) || is(Activity.name)) return 7;
  return /[:/]person$/i.test(type.term ?? '') ? 8 : 6;
}

/** What keeps a column from what its name says. */
function faultOf({ cells }: Column, meaning: Meaning): string | undefined {
  if (meaning.kind === 'day') {
    const days = guessDays(cells);
    return 'unread' in days ? unreadDay(days.unread) : undefined;
  }
  if (meaning.kind === 'page' || meaning.kind === 'document') {
    const long = cells.find((cell) => cell.length > LONGEST_PAGE);
    return long && `it has a text of ${long.length} characters, and names of sources and pages are short`;
  }
  return undefined;
}

function dayOf({ cells }: Column): Meaning | undefined {
  const days = guessDays(cells);
  return 'unread' in days ? undefined : { kind: 'day', days };
}

function unreadDay(cell: string): string {
  return `${JSON.stringify(cell)} is written in no way of writing days that is known; expected days such as 2024-05-02 or 31.12.2011, which may be years alone`;
}

/** Whether most of the first cells have a year in them. */
function hasYears({ cells }: Column): boolean {
  const some = cells.slice(0, 100);
  return some.filter((cell) => /\p{Nd}{4}/u.test(cell)).length * 2 > some.length;
}

function mostAreDays(cells: readonly string[]): boolean {
  const some = cells.slice(0, 100);
  const days = some.filter((cell) => {
    const guess = guessDays([cell]);
    return !('unread' in guess) && guess.hasDays;
  });
  return days.length * 2 > some.length;
}

function isOfNames({ cells }: Column): boolean {
  return cells.length > 0 && cells.every((cell) => /\p{L}{2}/u.test(cell) && cell.length <= LONGEST_NAME);
}

const NONE: ReadonlySet<string> = new Set();

/** The first thing that a cell of a row says. */
export function cellIn(cells: readonly string[], at: number): string {
  return firstOf(cellOf(cells[at], NONE));
}

/** A language that is written in a script, the product's own before others. */
const SCRIPTS: readonly (readonly [language: string, letter: RegExp])[] = [
  ['en', /\p{Script=Latin}/u],
  ['ar', /\p{Script=Arabic}/u],
  ['ru', /\p{Script=Cyrillic}/u],
  ['he', /\p{Script=Hebrew}/u],
  ['el', /\p{Script=Greek}/u],
  ['ja', /[\p{Script=Hiragana}\p{Script=Katakana}]/u],
  ['zh', /\p{Script=Han}/u],
  ['ko', /\p{Script=Hangul}/u],
  ['hi', /\p{Script=Devanagari}/u],
];

/** The language that some texts are guessed to be in, by the script of most of their letters. */
export function languageOf(cells: readonly string[]): string {
  const text = cells.slice(0, 1_000).join(' ');
  const letters = text.match(/\p{L}/gu) ?? [];
  const counted = SCRIPTS.map(([language, letter]) => ({
    language,
    count: letters.filter((each) => letter.test(each)).length,
  }));
  const { language } = counted.reduce((most, each) => (each.count > most.count ? each : most));
  return language === 'en' && /[ğıİŞşĞ]/u.test(text) ? 'tr' : language;
}
