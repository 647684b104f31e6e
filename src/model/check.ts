import type { Part } from '../core/parts.ts';
import { PREFIXES, prefixOf } from '../declare/prefixes.ts';
import { IDENTIFYING } from '../declare/relationship.ts';
import type { EndDefinition, ModelDefinition, PropertyDefinition, RelationshipDefinition } from './definition.ts';
import { plural, RESERVED_FIELDS, RESERVED_LISTS, RESERVED_TYPES } from './names.ts';
import { faultOfPattern } from './pattern.ts';

/** Where something stands in a model: `entities`, `Payment`, `properties`, `amount`. */
export type ModelPath = readonly (string | number)[];
/** Tells what is wrong with what stands at a path. */
export type Fail = (path: ModelPath, message: string) => void;

/** Co-participation keeps the roles of a fact as the bits of a number. */
const MOST_ROLES = 30;
const CORE = ['Actor', 'Activity', 'Place'];
/** The fields of a filter of participations that follow from the part. */
const OF_PARTICIPATIONS = ['actors', 'actorTypes', 'activities', 'activity', 'throughRepresentatives'];

/**
 * Checks what a model says against itself: each file by itself has the form that it should.
 *
 * @param own whether the model itself declares what stands at a path, and not the one that it extends
 */
export function checkModel(model: ModelDefinition, own: (path: ModelPath) => boolean, fail: Fail): void {
  new Check(model, own, fail).all();
}

class Check {
  readonly #model: ModelDefinition;
  readonly #own: (path: ModelPath) => boolean;
  readonly #fail: Fail;
  readonly #fields: Fields;

  constructor(model: ModelDefinition, own: (path: ModelPath) => boolean, fail: Fail) {
    this.#model = model;
    this.#own = own;
    this.#fail = fail;
    this.#fields = new Fields(fail);
  }

  all(): void {
    this.#typeNames();
    this.#vocabularies();
    this.#entities();
    this.#relationships();
    this.#parts();
    this.#lists();
    this.#terms([], this.#model);
    if (Object.keys(this.#model.entities).length === 0)
      this.#fail(['entities'], 'there is no type of entity; expected at least one');
    else if (Object.keys(this.#model.relationships).length === 0)
      this.#fail(['relationships'], 'there is no type of relationship; expected at least one');
  }

  /** No two types of the schema that results have one name. */
  #typeNames(): void {
    const { vocabularies, interfaces, entities, relationships } = this.#model;
    const taken = new Map<string, string>();
    const take = (names: readonly string[], what: string, path: ModelPath) => {
      const twice = names.find((name) => RESERVED_TYPES.has(name) || taken.has(name));
      if (twice !== undefined)
        this.#fail(
          path,
          `the schema would have two types ${twice}: this, and that of ${taken.get(twice) ?? 'every model'}`,
        );
      for (const name of names) taken.set(name, what);
    };
    for (const name of Object.keys(vocabularies)) take([name], `the vocabulary ${name}`, ['vocabularies', name]);
    for (const name of Object.keys(interfaces)) take([name], `the interface ${name}`, ['interfaces', name]);
    for (const [name, { list }] of Object.entries(entities))
      take(namesAround(name, list !== undefined), `the entity ${name}`, ['entities', name]);
    for (const [name, { node, list }] of Object.entries(relationships))
      if (node !== undefined)
        take(namesAround(node, true, list !== undefined), `the relationship ${name}`, ['relationships', name, 'node']);
  }

  /** Terms begin with prefixes that are known, wherever in the model they stand. */
  #terms(path: ModelPath, said: object): void {
    for (const [key, value] of Object.entries(said)) {
      const at = [...path, key];
      if (key === 'term' && typeof value === 'string') this.#term(at, value);
      else if (typeof value === 'object' && value !== null) this.#terms(at, value);
    }
  }

  #term(path: ModelPath, term: string): void {
    const prefix = prefixOf(term);
    const known = { ...PREFIXES, ...this.#model.prefixes };
    if (prefix !== undefined && !Object.hasOwn(known, prefix))
      this.#fail(path, `${prefix} is no prefix; expected ${oneOf(Object.keys(known))}, or one of \`prefixes\``);
  }

  #vocabularies(): void {
    for (const [name, { values, description }] of Object.entries(this.#model.vocabularies)) {
      const path = ['vocabularies', name];
      if (description === undefined) this.#fail(path, 'description is missing; expected a text');
      if (Object.keys(values).length === 0)
        this.#fail([...path, 'values'], 'there are no values; expected at least one');
      for (const [value, { words, verb }] of Object.entries(values)) {
        this.#words([...path, 'values', value, 'words'], words);
        if (verb) this.#words([...path, 'values', value, 'verb'], verb);
      }
    }
  }

  /** Words that the model adds are there in all its languages; those of what it extends fall back. */
  #words(path: ModelPath, words: { readonly [language: string]: string }): void {
    const missing = this.#own(path) ? this.#model.languages.filter((language) => words[language] === undefined) : [];
    if (missing.length > 0)
      this.#fail(path, `${missing.join(', ')} is missing; expected words in every language of the model`);
    for (const [language, text] of Object.entries(words))
      if (text.trim() !== text) this.#fail([...path, language], 'expected no space at either end');
  }

  #entities(): void {
    const { interfaces, entities } = this.#model;
    for (const [name, { properties }] of Object.entries(interfaces)) {
      const dated = this.#typesOf(name).some((type) => this.#isA(type, 'Activity'));
      this.#properties(['interfaces', name, 'properties'], properties, dated ? 'activity' : 'entity');
      if (this.#own(['interfaces', name]) && this.#typesOf(name).length === 0)
        this.#fail(['interfaces', name], 'no entity has it; expected it in the `is` of one');
    }
    for (const [name, entity] of Object.entries(entities)) {
      const path = ['entities', name];
      this.#words([...path, 'words'], entity.words);
      entity.is.forEach((each, index) => {
        if (![...CORE, ...Object.keys(interfaces)].includes(each))
          this.#fail(
            [...path, 'is', index],
            `${each} is no interface; expected one of ${[...CORE, ...Object.keys(interfaces)].join(', ')}`,
          );
        if (entity.is.indexOf(each) !== index)
          this.#fail([...path, 'is', index], `${each} stands there twice; expected it once`);
      });
      const activity = entity.is.includes('Activity');
      this.#properties([...path, 'properties'], entity.properties, activity ? 'activity' : 'entity');
      for (const each of entity.is)
        for (const [property, definition] of Object.entries(interfaces[each]?.properties ?? {}))
          this.#fields.add(name, property, {
            type: typeOfField(definition),
            from: `${each}.${property}`,
            path: ['interfaces', each, 'properties', property],
          });
      for (const [property, definition] of Object.entries(entity.properties))
        this.#fields.add(name, property, {
          type: typeOfField(definition),
          from: `${name}.${property}`,
          path: [...path, 'properties', property],
        });
    }
  }

  #properties(
    path: ModelPath,
    properties: { readonly [name: string]: PropertyDefinition },
    of: 'entity' | 'activity' | 'fact',
  ): void {
    const stored = new Map<string, string>();
    for (const [name, property] of Object.entries(properties)) {
      const at = [...path, name];
      if (RESERVED_FIELDS.has(name))
        this.#fail(at, `${name} is what every entity or fact has or may have; expected another name`);
      for (const each of storedNames(name, property)) {
        const other = stored.get(each);
        if (other !== undefined)
          this.#fail(at, `${each} would be stored for ${other} and for ${name}; expected another name`);
        stored.set(each, name);
      }
      if (property.words) this.#words([...at, 'words'], property.words);
      this.#property(at, property, of);
    }
  }

  #property(path: ModelPath, property: PropertyDefinition, of: 'entity' | 'activity' | 'fact'): void {
    switch (property.kind) {
      case 'identifier': {
        const fault = property.pattern === undefined ? undefined : faultOfPattern(property.pattern);
        if (fault !== undefined) this.#fail([...path, 'pattern'], fault);
        if (property.unique && of === 'fact')
          this.#fail([...path, 'unique'], 'a fact has no unique property; expected no `unique`');
        break;
      }
      case 'choice':
      case 'choices': {
        const vocabulary = this.#model.vocabularies[property.vocabulary];
        if (!vocabulary) {
          this.#fail(
            [...path, 'vocabulary'],
            `there is no vocabulary ${property.vocabulary}; expected ${oneOf(Object.keys(this.#model.vocabularies))}`,
          );
          break;
        }
        for (const key of ['default', 'guess'] as const) {
          const value = property.kind === 'choice' ? property[key] : undefined;
          if (value !== undefined && !(value in vocabulary.values))
            this.#fail(
              [...path, key],
              `${value} is no value of ${property.vocabulary}; expected ${oneOf(Object.keys(vocabulary.values))}`,
            );
        }
        break;
      }
      case 'reference':
      case 'references':
        if (!this.#isDeclared(property.to))
          this.#fail(
            [...path, 'to'],
            `there is no type or interface ${property.to}; expected ${oneOf(this.#declared())}`,
          );
        break;
      case 'number':
        if (property.least !== undefined && property.most !== undefined && property.least > property.most)
          this.#fail(
            [...path, 'least'],
            `${property.least} is more than ${property.most}; expected least to be at most most`,
          );
        break;
      case 'coordinates':
      case 'quantities':
        if (of === 'fact') this.#fail([...path, 'kind'], `a fact has no ${property.kind}; expected another kind`);
        break;
    }
    if ('total' in property && property.total && of !== 'activity')
      this.#fail(
        [...path, 'total'],
        'only properties of activities can be totalled; expected no `total`, or a type with `is: [Activity]` that has the amount',
      );
    if (
      'many' in property &&
      property.many !== undefined &&
      !property.filter &&
      !('facet' in property && property.facet)
    )
      this.#fail([...path, 'many'], 'nothing is called by it; expected it beside `filter` or `facet`');
  }

  #relationships(): void {
    for (const [name, relationship] of Object.entries(this.#model.relationships)) {
      const path = ['relationships', name];
      this.#words([...path, 'words'], relationship.words);
      this.#properties([...path, 'properties'], relationship.properties, 'fact');
      this.#sentences([...path, 'words'], relationship);
      this.#identity([...path, 'identity'], relationship);
      if (relationship.node === undefined && Object.keys(relationship.properties).length > 0)
        this.#fail(path, 'its facts have properties; expected a `node`, the name of their type');
      if (relationship.node === undefined && relationship.list !== undefined)
        this.#fail([...path, 'list'], 'its facts have no type of their own to list; expected a `node`');
      pairsOf(relationship).forEach(({ from, to }, index) => {
        const at = index === 0 ? path : [...path, 'also', index - 1];
        for (const side of ['from', 'to'] as const)
          this.#end([...at, side], side === 'from' ? from : to, index > 0, relationship);
      });
      this.#ends(path, name, relationship);
    }
    this.#fields.oneTypeEach();
  }

  /** Brackets, and the properties that the words of a fact name. */
  #sentences(path: ModelPath, { words, properties }: RelationshipDefinition): void {
    for (const [language, text] of Object.entries(words)) {
      const at = [...path, language];
      const bare = text.replace(/\[[^[\]{}]*(\{\w+\}[^[\]{}]*)+\]/g, '');
      if (/[[\]{}]/.test(bare))
        this.#fail(
          at,
          `"${text}" has a bracket or a brace that is not closed, or a property outside of brackets; expected words such as "took part[ as {role}] in"`,
        );
      if (bare.trim() === '') this.#fail(at, 'nothing is left without the brackets; expected words for the type alone');
      for (const [, property = ''] of text.matchAll(/\{(\w+)\}/g)) {
        const kind = properties[property]?.kind;
        if (kind === undefined)
          this.#fail(at, `{${property}} is no property of it; expected ${oneOf(Object.keys(properties))}`);
        if (kind === 'reference' || kind === 'references')
          this.#fail(
            at,
            `{${property}} is a reference, whose name is not at hand; expected a property of another kind`,
          );
      }
    }
  }

  #identity(path: ModelPath, { identity = [], properties }: RelationshipDefinition): void {
    const references = identity.filter((name) => properties[name]?.kind === 'reference');
    identity.forEach((name, index) => {
      const property = properties[name];
      if (!property)
        this.#fail([...path, index], `${name} is no property of it; expected ${oneOf(Object.keys(properties))}`);
      else if (!IDENTIFYING.includes(property.kind))
        this.#fail(
          [...path, index],
          `${name} is a ${property.kind}; expected a choice, a reference, an identifier or a boolean`,
        );
      if (identity.indexOf(name) !== index)
        this.#fail([...path, index], `${name} stands there twice; expected it once`);
    });
    if (references.length > 1) this.#fail(path, `${references.join(' and ')} are references; expected at most one`);
  }

  #end(
    path: ModelPath,
    { type, as, field }: EndDefinition,
    isFurther: boolean,
    { node }: RelationshipDefinition,
  ): void {
    type.forEach((each, index) => {
      if (!this.#isDeclared(each) && each !== 'Entity')
        this.#fail(
          [...path, 'type', index],
          `there is no type or interface ${each}; expected ${oneOf(this.#declared())}`,
        );
    });
    if (as !== undefined) {
      if (isFurther) this.#fail([...path, 'as'], 'the first pair of ends says what they are called; expected no `as`');
      if (node === undefined)
        this.#fail([...path, 'as'], 'its facts have no type of their own; expected a `node`, or no `as`');
      if (RESERVED_FIELDS.has(as))
        this.#fail([...path, 'as'], `${as} is what every fact has or may have; expected another name`);
    }
    const name = field && nameOfField(field);
    if (name !== undefined && RESERVED_FIELDS.has(name))
      this.#fail([...path, 'field'], `${name} is what every entity has or may have; expected another name`);
  }

  /** What follows from all pairs of ends together. */
  #ends(path: ModelPath, name: string, relationship: RelationshipDefinition): void {
    const pairs = pairsOf(relationship);
    for (const side of ['from', 'to'] as const) {
      const { as } = relationship[side];
      const first = this.#typesOfAll(relationship[side].type);
      const others = pairs.slice(1).flatMap((pair) => this.#typesOfAll(pair[side].type));
      const outside = as === undefined ? [] : others.filter((each) => !first.includes(each));
      if (outside.length > 0)
        this.#fail(
          [...path, side, 'as'],
          `${as} would be ${outside.join(' or ')} as well; expected every pair of ends to have there what the first has`,
        );
      const factType = relationship.node ?? 'Link';
      if (as !== undefined)
        this.#fields.addToFacts(factType, as, {
          type: this.#shared(first),
          from: `${name}.${side}`,
          path: [...path, side, 'as'],
        });
    }
    for (const [property, definition] of Object.entries(relationship.properties))
      this.#fields.addToFacts(relationship.node ?? 'Link', property, {
        type: typeOfField(definition),
        from: `${name}.${property}`,
        path: [...path, 'properties', property],
      });
    pairs.forEach((pair, index) => {
      const at = index === 0 ? path : [...path, 'also', index - 1];
      for (const side of ['from', 'to'] as const)
        this.#endField([...at, side, 'field'], name, relationship, pair, side);
    });
  }

  #endField(path: ModelPath, name: string, relationship: RelationshipDefinition, pair: Pair, side: Side): void {
    const { type, field } = pair[side];
    if (!field) return;
    const otherSide = side === 'from' ? 'to' : 'from';
    const others = pair[otherSide].type;
    if (field.one !== undefined || field.typed) this.#narrow(path, relationship, side, pair);
    const gives =
      field.facts !== undefined
        ? `${relationship.node ?? 'Link'}Connection`
        : field.one !== undefined
          ? this.#shared(others)
          : `${field.typed ? this.#shared(others) : 'RelatedEntity'}Connection`;
    for (const each of this.#typesOfAll(type))
      this.#fields.add(each, nameOfField(field), { type: gives, from: `${name}.${side}`, path });
  }

  /** A field of one type reads what is of that type: other pairs of ends must not lead to anything else. */
  #narrow(path: ModelPath, relationship: RelationshipDefinition, side: Side, pair: Pair): void {
    const other = side === 'from' ? 'to' : 'from';
    const pairs = pairsOf(relationship);
    const fitting = this.#typesOf(this.#shared(pair[other].type));
    for (const own of pair[side].type) {
      const declared = new Set(
        pairs.filter((each) => each[side].type.includes(own)).flatMap((each) => each[other].type),
      );
      // Where there is one type at the other end, nothing else is read.
      if (declared.size === 1) continue;
      const types = this.#typesOf(own);
      const met = pairs.filter((each) => this.#typesOfAll(each[side].type).some((type) => types.includes(type)));
      const outside = this.#typesOfAll(met.flatMap((each) => each[other].type)).filter(
        (type) => !fitting.includes(type),
      );
      if (outside.length > 0 && pair[side].field)
        this.#fail(
          path,
          `${nameOfField(pair[side].field)} would be ${outside.join(' or ')} as well; expected every pair with ${own} to have at its other end what this has`,
        );
    }
  }

  /** Each part is played once, by a type of relationship that has what it takes. */
  #parts(): void {
    const players = new Map<Part, string>();
    for (const [name, relationship] of Object.entries(this.#model.relationships)) {
      const part = relationship.plays;
      if (part === undefined) continue;
      const path = ['relationships', name, 'plays'];
      const other = players.get(part);
      if (other !== undefined) this.#fail(path, `${other} plays ${part} already; expected one relationship at most`);
      players.set(part, name);
      this.#part(path, relationship, part);
    }
  }

  #part(path: ModelPath, relationship: RelationshipDefinition, part: Part): void {
    const [from, to] = ENDS[part];
    const pairs =
      part === 'subject' || part === 'composition' ? pairsOf(relationship).slice(0, 1) : pairsOf(relationship);
    for (const pair of pairs)
      if (
        !pair.from.type.every((each) => this.#fits(each, from)) ||
        !pair.to.type.every((each) => this.#fits(each, to))
      )
        this.#fail(
          path,
          `it leads from ${pair.from.type.join(' or ')} to ${pair.to.type.join(' or ')}; expected ${part} from ${from} to ${to}`,
        );
    if (part !== 'participation') return;
    const { role, onBehalfOf } = relationship.properties;
    if (role?.kind !== 'choice' || !(role.required || role.default !== undefined))
      this.#fail(path, 'expected the property `role`, a choice that is required');
    else {
      const roles = Object.keys(this.#model.vocabularies[role.vocabulary]?.values ?? {}).length;
      if (roles > MOST_ROLES)
        this.#fail(
          ['vocabularies', role.vocabulary, 'values'],
          `${roles} roles are too many to be counted together; expected at most ${MOST_ROLES}`,
        );
    }
    if (onBehalfOf && (onBehalfOf.kind !== 'reference' || onBehalfOf.to !== 'Actor' || onBehalfOf.required))
      this.#fail(path, 'expected `onBehalfOf` to be a reference to Actor that is not required');
    if (
      relationship.node === undefined ||
      relationship.list === undefined ||
      relationship.from.as === undefined ||
      relationship.to.as === undefined
    )
      this.#fail(path, 'expected a `node`, a `list`, and an `as` at both ends');
  }

  /** The root fields, and the fields of their filters and orders. */
  #lists(): void {
    const taken = new Map<string, string>();
    const take = (list: string, what: string, path: ModelPath) => {
      const other = RESERVED_LISTS.has(list) ? 'every model' : taken.get(list);
      if (other !== undefined) this.#fail(path, `${list} is a list of ${other} already; expected another name`);
      taken.set(list, what);
    };
    const { entities, relationships, interfaces } = this.#model;
    for (const [name, { list }] of Object.entries(entities))
      if (list !== undefined) take(list, name, ['entities', name, 'list']);
    for (const [name, { list }] of Object.entries(relationships))
      if (list !== undefined) take(list.name, name, ['relationships', name, 'list']);
    const activity = new Filtered(
      'the filter of activities',
      ['types', 'during', 'certainty', 'participants', 'places', 'concerns', 'text', 'dossiers'],
      this.#fail,
    );
    const ofActivity = (name: string) =>
      this.#isA(name, 'Activity') || this.#typesOf(name).some((type) => this.#isA(type, 'Activity'));
    for (const [section, declared] of [
      ['interfaces', interfaces],
      ['entities', entities],
    ] as const)
      for (const [name, { properties }] of Object.entries(declared)) {
        const filtered = ofActivity(name)
          ? activity
          : new Filtered(`the filter of ${name}`, ['ids', 'text'], this.#fail);
        filtered.add([section, name, 'properties'], properties, name);
      }
    for (const [name, { list, properties }] of Object.entries(entities))
      if (list === undefined && !ofActivity(name))
        this.#unlisted(['entities', name, 'properties'], properties, 'it has no list of its own');
    for (const [name, relationship] of Object.entries(relationships)) {
      if (relationship.list === undefined) {
        this.#unlisted(['relationships', name, 'properties'], relationship.properties, 'its facts have no list');
        continue;
      }
      const ends = [relationship.from, relationship.to].flatMap(({ as, many }) =>
        as === undefined ? [] : [as, many ?? plural(as), `${as}Types`],
      );
      const ofPart = relationship.plays === 'participation' ? OF_PARTICIPATIONS : [];
      const reserved = ['during', 'certainty', 'documents', 'dossiers', ...ofPart, ...ends];
      new Filtered(`the filter of ${name}`, reserved, this.#fail).add(
        ['relationships', name, 'properties'],
        relationship.properties,
        name,
      );
    }
  }

  /** No list takes a filter or an order. */
  #unlisted(path: ModelPath, properties: { readonly [name: string]: PropertyDefinition }, why: string): void {
    for (const [name, property] of Object.entries(properties))
      if (('filter' in property && property.filter) || ('order' in property && property.order))
        this.#fail([...path, name], `${why}, which would take a filter or an order; expected a \`list\``);
  }

  #declared(): string[] {
    const { interfaces, entities } = this.#model;
    return ['Entity', ...CORE, ...Object.keys(interfaces), ...Object.keys(entities)];
  }

  #isDeclared(name: string): boolean {
    return this.#declared().includes(name);
  }

  #isA(type: string, name: string): boolean {
    return name === 'Entity' || type === name || (this.#model.entities[type]?.is.includes(name) ?? false);
  }

  /** The types of entity that a type or an interface is. */
  #typesOf(name: string): string[] {
    return Object.keys(this.#model.entities).filter((type) => this.#isA(type, name));
  }

  #typesOfAll(names: readonly string[]): string[] {
    return [...new Set(names.flatMap((name) => this.#typesOf(name)))];
  }

  /** Whether all that a name stands for may stand where an interface is asked for. */
  #fits(name: string, wanted: string): boolean {
    return (
      wanted === 'Entity' ||
      name === wanted ||
      (this.#typesOf(name).length > 0 && this.#typesOf(name).every((type) => this.#isA(type, wanted)))
    );
  }

  /** The narrowest type or interface that all of some are: of several that are as narrow, the model's own. */
  #shared(names: readonly string[]): string {
    const [only, ...others] = new Set(names);
    if (only !== undefined && others.length === 0) return only;
    const types = this.#typesOfAll(names);
    const all = this.#declared()
      .reverse()
      .filter((each) => types.every((type) => this.#isA(type, each)));
    return all.sort((a, b) => this.#typesOf(a).length - this.#typesOf(b).length)[0] ?? 'Entity';
  }
}

/** What a part leads from and to. */
const ENDS: { readonly [part in Part]: readonly [from: string, to: string] } = {
  participation: ['Actor', 'Activity'],
  venue: ['Activity', 'Place'],
  containment: ['Place', 'Place'],
  subject: ['Activity', 'Entity'],
  composition: ['Activity', 'Activity'],
  precedence: ['Activity', 'Activity'],
};

interface Field {
  /** The type of the schema. */
  readonly type: string;
  /** What declares it: a field that reaches a type through two interfaces from one declaration is one field. */
  readonly from: string;
  readonly path: ModelPath;
}

/** The fields of all types of entity and of fact. */
class Fields {
  readonly #fail: Fail;
  readonly #entities = new Map<string, Map<string, Field>>();
  readonly #facts = new Map<string, Map<string, Field>>();

  constructor(fail: Fail) {
    this.#fail = fail;
  }

  add(type: string, name: string, field: Field): void {
    this.#add(this.#entities, type, name, field);
  }

  addToFacts(type: string, name: string, field: Field): void {
    this.#add(this.#facts, type, name, field);
  }

  #add(all: Map<string, Map<string, Field>>, type: string, name: string, field: Field): void {
    const fields = all.get(type) ?? new Map<string, Field>();
    all.set(type, fields);
    const other = fields.get(name);
    if (other && (other.from !== field.from || other.type !== field.type))
      this.#fail(field.path, `${type} has the field ${name} from ${other.from} already; expected another name`);
    else fields.set(name, field);
  }

  /** One query may ask for a field of several types: in all of them it is of one type. */
  oneTypeEach(): void {
    for (const all of [this.#entities, this.#facts]) {
      const first = new Map<string, { readonly of: string; readonly field: Field }>();
      const told = new Set<Field>();
      for (const [of, fields] of all)
        for (const [name, field] of fields) {
          const other = first.get(name);
          if (!other) first.set(name, { of, field });
          else if (other.field.type !== field.type && !told.has(field)) {
            told.add(field);
            this.#fail(
              field.path,
              `${name} is of the type ${field.type} in ${of}, and ${other.field.type} in ${other.of}; expected one type, or another name`,
            );
          }
        }
    }
  }
}

/** The fields of a filter, each once. */
class Filtered {
  readonly #what: string;
  readonly #fail: Fail;
  readonly #taken: Map<string, string>;

  constructor(what: string, reserved: readonly string[], fail: Fail) {
    this.#what = what;
    this.#fail = fail;
    this.#taken = new Map(reserved.map((name) => [name, 'every such filter']));
  }

  add(path: ModelPath, properties: { readonly [name: string]: PropertyDefinition }, of: string): void {
    for (const [name, property] of Object.entries(properties)) {
      if (!('filter' in property && property.filter)) continue;
      const field = filterName(name, property);
      const other = this.#taken.get(field);
      // Two types of activity may have a property of one name, which is one field of the filter.
      if (other !== undefined && other !== name)
        this.#fail(
          [...path, name],
          `${this.#what} has the field ${field} already, of ${other}; expected another name for that of ${of}, by \`many\``,
        );
      this.#taken.set(field, name);
    }
  }
}

/** What the field of a filter that tests a property is called: several values in the plural. */
export function filterName(name: string, property: PropertyDefinition): string {
  return isListed(property) ? (property.many ?? plural(name)) : name;
}

/** Whether a filter takes a list of values, and not a range or one value. */
function isListed(
  property: PropertyDefinition,
): property is Extract<PropertyDefinition, { many?: string | undefined }> {
  return ['text', 'identifier', 'choice', 'choices', 'reference', 'references'].includes(property.kind);
}

type Pair = Pick<RelationshipDefinition, Side>;
type Side = 'from' | 'to';

function pairsOf({ from, to, also }: RelationshipDefinition): Pair[] {
  return [{ from, to }, ...also];
}

function nameOfField({ facts, neighbours, one }: NonNullable<EndDefinition['field']>): string {
  return facts ?? neighbours ?? one ?? '';
}

/** The names of the schema's types around a type: its lists, their filters. */
function namesAround(name: string, hasList: boolean, isFiltered = hasList): string[] {
  return [
    name,
    ...(hasList ? [`${name}Connection`, `${name}Edge`] : []),
    ...(isFiltered ? [`${name}Filter`, `${name}Order`, `${name}OrderField`] : []),
  ];
}

/** What is stored of a property. */
function storedNames(name: string, property: PropertyDefinition): string[] {
  const order = 'order' in property && property.order ? [`${name}Order`] : [];
  switch (property.kind) {
    case 'money':
      return [name, `${name}Currency`, ...order];
    case 'date':
      return [name, ...['Earliest', 'Latest', 'SurelyFrom', 'SurelyTo'].map((each) => name + each), ...order];
    case 'coordinates':
      return [`${name}Latitude`, `${name}Longitude`];
    default:
      return [name, ...order];
  }
}

/** The type of the schema that a property's field has. */
function typeOfField(property: PropertyDefinition): string {
  const isThere =
    ('required' in property && property.required) || (property.kind === 'choice' && property.default !== undefined);
  const mark = isThere ? '!' : '';
  switch (property.kind) {
    case 'text':
    case 'identifier':
    case 'url':
      return `String${mark}`;
    case 'choice':
      return property.vocabulary + mark;
    case 'choices':
      return `[${property.vocabulary}!]!`;
    case 'reference':
      return property.to;
    case 'references':
      return `[${property.to}!]`;
    case 'number':
      return `Float${mark}`;
    case 'money':
      return `Money${mark}`;
    case 'boolean':
      return `Boolean${mark}`;
    case 'date':
      return `TimeSpan${mark}`;
    case 'coordinates':
      return 'Coordinates';
    case 'quantities':
      return '[Quantity!]!';
  }
}

function oneOf(names: readonly string[]): string {
  return names.length === 0 ? 'none, since there are none' : `one of ${names.join(', ')}`;
}
