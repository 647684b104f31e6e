/** What a model must not say: each mistake is told with its file, its line and what was expected. */
import { describe, expect, it } from 'vitest';
import { HEAD, type ModelFiles, problemsOf } from '../support/models.ts';

/** Types that most of the wrong models below are right about. */
const THINGS = `entities:
  Company: { is: [Actor], description: A company., words: { en: company }, list: companies }
  Payment: { is: [Activity], description: A payment., words: { en: payment } }
  Harbour: { is: [Place], description: A harbour., words: { en: harbour } }
relationships:
  KNOWS: { description: Who knows whom., words: { en: knows }, from: Company, to: Company }
vocabularies:
  Post: { description: A post., values: { CHAIR: { description: Presides., words: { en: chair } } } }
`;

/** A model of these types, and of something after them. */
const things = (more: string): ModelFiles => ({ 'model.yaml': `${HEAD}${THINGS}`, 'wrong.yaml': more });
/** A property of companies. */
const property = (declaration: string): ModelFiles =>
  entity(`is: [Actor], description: A firm., words: { en: firm }, list: firms, properties: { ${declaration} }`);
/** A type of entity beside them. */
const entity = (declaration: string, name = 'Firm'): ModelFiles => things(`entities:\n  ${name}: { ${declaration} }\n`);
/** A relationship between companies, with more said of it. */
const relationship = (more: string, words = 'owns', ends = 'from: Company, to: Company'): ModelFiles =>
  things(`relationships:\n  OWNS: { description: Who owns., words: { en: "${words}" }, ${ends}, ${more} }\n`);
/** A relationship that plays a part. */
const part = (plays: string, ends: string, more = ''): ModelFiles =>
  things(`relationships:\n  PLAYS: { plays: ${plays}, description: A part., words: { en: plays }, ${ends}${more} }\n`);
/** A question that the model brings. */
const asking = (question: string): ModelFiles => ({
  'model.yaml': `${HEAD}${THINGS}questions: [{ ${question} }]\n`,
});
const PARTICIPATION =
  'from: { type: Company, as: payer }, to: { type: Payment, as: payment }, node: Taking, list: { name: takings, description: All. }';
const ROLES = Array.from({ length: 31 }, (_, index) => `R${index}: { description: A., words: { en: a } }`).join(', ');
const ROLE = 'role: { kind: choice, vocabulary: Post, required: true }';

const wrong: readonly (readonly [what: string, files: ModelFiles, told: readonly (string | RegExp)[]])[] = [
  // The files.
  [
    'no model.yaml',
    { 'other.yaml': 'entities: {}' },
    ['model.yaml:0: there is no such file, or it is empty; expected a model.'],
  ],
  [
    'an empty model.yaml',
    { 'model.yaml': '' },
    ['model.yaml:0: there is no such file, or it is empty; expected a model.'],
  ],
  ['what is no YAML', { 'model.yaml': `${HEAD}entities: [` }, [/^model\.yaml:\d+: this is not YAML/]],
  ['a list for a model', { 'model.yaml': '- a\n' }, [/^model\.yaml:1: .*is a list; expected a map of model, title/]],
  [
    'no name',
    { 'model.yaml': HEAD.replace('model: test\n', '') },
    [/^model\.yaml:1: model is missing; expected a name of small letters/],
  ],
  [
    'a name with capitals',
    { 'model.yaml': HEAD.replace('model: test', 'model: Test') },
    [/^model\.yaml:1: model is "Test"; expected a name of small letters/],
  ],
  [
    'no languages',
    { 'model.yaml': HEAD.replace('languages: [en]\n', '') },
    [/languages is missing; expected a list of languages/],
  ],
  [
    'a language that is none',
    { 'model.yaml': HEAD.replace('[en]', '[english]') },
    [/^model\.yaml:3: languages\.0: "english" is not a language tag/],
  ],
  [
    'a key that is none',
    { 'model.yaml': `${HEAD}types: {}\n` },
    [/^model\.yaml:4: the file has the key "types"; expected one of model, title/],
  ],
  [
    'the head in another file',
    { 'model.yaml': `${HEAD}${THINGS}`, 'a.yaml': 'model: other\n' },
    [/^a\.yaml:1: the file has the key "model"; expected one of vocabularies/],
  ],
  ['no type of entity', { 'model.yaml': HEAD }, [/^model\.yaml:\d: entities: there is no type of entity/]],
  [
    'no type of relationship',
    { 'model.yaml': `${HEAD}entities: { City: { description: A., words: { en: city } } }\n` },
    [/^model\.yaml:\d: relationships: there is no type of relationship/],
  ],
  [
    'one name in two files',
    things('entities:\n  Company: { description: Again., words: { en: again } }\n'),
    ['wrong.yaml:2: entities.Company is declared twice; expected each name once.'],
  ],
  [
    'one name twice in a file',
    {
      'model.yaml': `${HEAD}entities:\n  City: { description: A., words: { en: a } }\n  City: { description: B., words: { en: b } }\n`,
    },
    ['model.yaml:6: the key "City" stands twice in one map.'],
  ],
  ['a tag', { 'model.yaml': `${HEAD}entities: !!map {}\n` }, [/the tag .* has no meaning here/]],

  // Names.
  [
    'a type in small letters',
    entity('description: A., words: { en: a }', 'firm'),
    [/^wrong\.yaml:2: entities\.firm is a key; expected a name in which each word begins with a capital/],
  ],
  [
    'a type whose value of the enum does not lead back',
    entity('description: A., words: { en: a }', 'IPRange'),
    [/^wrong\.yaml:2: entities\.IPRange is a key; expected/],
  ],
  [
    'a type with a name of the schema',
    entity('description: A., words: { en: a }', 'Dossier'),
    ['wrong.yaml:2: entities.Dossier: the schema would have two types Dossier: this, and that of every model.'],
  ],
  [
    'a type with the name of an interface of all models',
    entity('description: A., words: { en: a }', 'Place'),
    [/two types Place/],
  ],
  [
    'a type with the name of another type’s list',
    entity('description: A., words: { en: a }', 'CompanyConnection'),
    [/two types CompanyConnection: this, and that of the entity Company/],
  ],
  [
    'a vocabulary with a name of the schema',
    things('vocabularies:\n  Certainty: { description: A., values: { A: { description: A., words: { en: a } } } }\n'),
    [/^wrong\.yaml:2: vocabularies\.Certainty: the schema would have two types Certainty/],
  ],
  [
    'a vocabulary and a type of one name',
    things('vocabularies:\n  Company: { description: A., values: { A: { description: A., words: { en: a } } } }\n'),
    [/two types Company/],
  ],
  [
    'a value in small letters',
    things('vocabularies:\n  Kind: { description: A., values: { a: { description: A., words: { en: a } } } }\n'),
    [/vocabularies\.Kind\.values\.a is a key; expected a name in capitals/],
  ],
  [
    'a relationship in small letters',
    things('relationships:\n  owns: { description: A., words: { en: a }, from: Company, to: Company }\n'),
    [/relationships\.owns is a key; expected a verb in capitals/],
  ],
  [
    'two nodes of one name',
    things(
      'relationships:\n  A: { description: A., words: { en: a }, from: Company, to: Company, node: Membership }\n  B: { description: B., words: { en: b }, from: Company, to: Company, node: Membership }\n',
    ),
    [/^wrong\.yaml:3: relationships\.B\.node: the schema would have two types Membership/],
  ],
  [
    'a node with the name of a type',
    relationship('node: Company'),
    [/two types Company: this, and that of the entity Company/],
  ],
  [
    'a list with the name of a root field',
    entity('description: A., words: { en: a }, list: documents'),
    [/^wrong\.yaml:2: entities\.Firm\.list: documents is a list of every model already/],
  ],
  [
    'two lists of one name',
    entity('description: A., words: { en: a }, list: companies'),
    [/companies is a list of Company already/],
  ],

  // Vocabularies.
  [
    'a vocabulary without values',
    things('vocabularies:\n  Kind: { description: A., values: {} }\n'),
    [/vocabularies\.Kind\.values: there are no values/],
  ],
  [
    'a vocabulary without a description',
    things('vocabularies:\n  Kind: { values: { A: { description: A., words: { en: a } } } }\n'),
    [/vocabularies\.Kind: description is missing/],
  ],
  [
    'a value without words in a language of the model',
    {
      'model.yaml': `${HEAD.replace('[en]', '[en, de]')}entities: { City: { description: A., words: { en: city } } }\nrelationships: { NEAR: { description: A., words: { en: near, de: bei }, from: City, to: City } }\n`,
    },
    ['model.yaml:4: entities.City.words: de is missing; expected words in every language of the model.'],
  ],
  [
    'words with a space at an end',
    entity('description: A., words: { en: " a" }'),
    [/entities\.Firm\.words\.en: expected no space at either end/],
  ],

  // Entities and their properties.
  [
    'an interface that is none',
    entity('description: A., words: { en: a }, is: [Agent]'),
    [/^wrong\.yaml:2: entities\.Firm\.is\.0: Agent is no interface; expected one of Actor, Activity, Place/],
  ],
  [
    'an interface twice',
    entity('description: A., words: { en: a }, is: [Actor, Actor]'),
    [/is\.1: Actor stands there twice/],
  ],
  [
    'an interface that no type has',
    things('interfaces:\n  Asset: { description: A. }\n'),
    [/interfaces\.Asset: no entity has it/],
  ],
  [
    'a kind that is none',
    property('code: { kind: string, description: A. }'),
    [/^wrong\.yaml:2: entities\.Firm\.properties\.code\.kind is "string"; expected a kind: text, identifier/],
  ],
  [
    'no kind',
    property('code: { description: A. }'),
    [/entities\.Firm\.properties\.code\.kind is missing; expected a kind/],
  ],
  [
    'a property without a description',
    property('code: { kind: text }'),
    [/properties\.code\.description is missing; expected a text/],
  ],
  [
    'a key that the kind has not',
    property('code: { kind: url, description: A., filter: true }'),
    [/properties\.code has the key "filter"; expected one of kind, description, words, synonyms, required, term/],
  ],
  [
    'what is neither true nor false',
    property('code: { kind: text, description: A., required: yes }'),
    [/code\.required is "yes"; expected true or false/],
  ],
  ...['order', 'type', 'dossiers', 'label', 'date', 'id', 'name', 'evidence', 'constructor', 'quantities'].map(
    (name) =>
      [
        `a property that is called ${name}`,
        property(`${name}: { kind: text, description: A. }`),
        [
          new RegExp(
            `^wrong\\.yaml:2: entities\\.Firm\\.properties\\.${name}: ${name} is what every entity or fact has or may have`,
          ),
        ],
      ] as const,
  ),
  [
    'a property with the name of what is stored of another',
    property('amount: { kind: number, description: A., order: true }, amountOrder: { kind: text, description: A. }'),
    [/properties\.amountOrder: amountOrder would be stored for amount and for amountOrder/],
  ],
  [
    'a property with the name of a currency',
    property('amount: { kind: money, description: A. }, amountCurrency: { kind: text, description: A. }'),
    [/amountCurrency would be stored for amount/],
  ],
  [
    'a vocabulary that is none',
    property('kind: { kind: choice, vocabulary: Kind }'),
    [/properties\.kind\.vocabulary: there is no vocabulary Kind; expected one of Post/],
  ],
  [
    'a default that is no value',
    property('post: { kind: choice, vocabulary: Post, default: BOSS }'),
    [/properties\.post\.default: BOSS is no value of Post; expected one of CHAIR/],
  ],
  [
    'a reference to nothing',
    property('parent: { kind: reference, to: Concern, description: A. }'),
    [/properties\.parent\.to: there is no type or interface Concern; expected one of Entity, Actor/],
  ],
  [
    'a pattern that is none',
    property('code: { kind: identifier, pattern: "(", description: A. }'),
    [/code\.pattern: expected a regular expression/],
  ],
  [
    'a repeat of a repeat',
    property('code: { kind: identifier, pattern: "([a-z]+)*", description: A. }'),
    [/code\.pattern: expected no repeat of a group that has a repeat or a choice in it/],
  ],
  [
    'a repeat of a choice',
    property('code: { kind: identifier, pattern: "(a|ab)+", description: A. }'),
    [/code\.pattern: expected no repeat of a group/],
  ],
  [
    'a pattern that looks ahead',
    property('code: { kind: identifier, pattern: "(?=a)a", description: A. }'),
    [/code\.pattern: expected no groups but/],
  ],
  [
    'a pattern that refers to a group',
    property('code: { kind: identifier, pattern: "(a)\\\\1", description: A. }'),
    [/code\.pattern: expected no references to groups/],
  ],
  [
    'bounds the wrong way round',
    property('share: { kind: number, description: A., least: 10, most: 1 }'),
    [/share\.least: 10 is more than 1/],
  ],
  [
    'a total of what is no activity',
    property('amount: { kind: money, description: A., total: true }'),
    [
      /amount\.total: only properties of activities can be totalled; expected no `total`, or a type with `is: \[Activity\]`/,
    ],
  ],
  [
    'a plural of nothing',
    property('code: { kind: text, description: A., many: codes }'),
    [/code\.many: nothing is called by it/],
  ],
  [
    'two properties with one field of a filter',
    property(
      'code: { kind: text, description: A., filter: true }, codes: { kind: choices, vocabulary: Post, filter: true, many: codes }',
    ),
    [/the filter of Firm has the field codes already, of code/],
  ],
  [
    'a property with the name of a field of every filter',
    property('id: { kind: text, description: A. }, text: { kind: boolean, description: A., filter: true }'),
    [/properties\.id: id is what every entity/, /the filter of Firm has the field text already/],
  ],
  [
    'a term with a prefix that nothing explains',
    entity('description: A., words: { en: a }, term: gleif:LegalEntity'),
    [/entities\.Firm\.term: gleif is no prefix; expected one of crm, dcterms, .*, or one of `prefixes`/],
  ],
  [
    'a term that is none',
    entity('description: A., words: { en: a }, term: Organization'),
    [/entities\.Firm\.term is "Organization"; expected a term with a prefix/],
  ],
  [
    'one field of two types',
    things(
      'entities:\n  Firm: { description: A., words: { en: a }, properties: { size: { kind: number, description: A. } } }\n  Ship: { description: A., words: { en: a }, properties: { size: { kind: text, description: A. } } }\n',
    ),
    [/^wrong\.yaml:3: entities\.Ship\.properties\.size: size is of the type String in Ship, and Float in Firm/],
  ],

  // Relationships.
  [
    'no ends',
    things('relationships:\n  OWNS: { description: A., words: { en: owns } }\n'),
    [/relationships\.OWNS\.from is missing/, /relationships\.OWNS\.to is missing/],
  ],
  [
    'an end of nothing',
    relationship('node: Owning', 'owns', 'from: Companies, to: Company'),
    [/^wrong\.yaml:2: relationships\.OWNS\.from\.type\.0: there is no type or interface Companies/],
  ],
  [
    'an unclosed bracket',
    relationship(
      `node: Owning, properties: { post: { kind: choice, vocabulary: Post, required: true } }`,
      'owns[ as {post}',
    ),
    [/relationships\.OWNS\.words\.en: "owns\[ as \{post\}" has a bracket or a brace that is not closed/],
  ],
  [
    'a property outside of brackets',
    relationship(
      `node: Owning, properties: { post: { kind: choice, vocabulary: Post, required: true } }`,
      'owns {post}',
    ),
    [/or a property outside of brackets/],
  ],
  [
    'words that name no property',
    relationship('node: Owning', 'owns[ as {post}]'),
    [/words\.en: \{post\} is no property of it/],
  ],
  [
    'words that name a reference',
    relationship(
      'node: Owning, properties: { agent: { kind: reference, to: Actor, description: A. } }',
      'owns[ by {agent}]',
    ),
    [/\{agent\} is a reference, whose name is not at hand/],
  ],
  [
    'words of nothing but brackets',
    relationship(
      'node: Owning, properties: { post: { kind: choice, vocabulary: Post, required: true } }',
      '[as {post}]',
    ),
    [/nothing is left without the brackets/],
  ],
  [
    'properties without a node',
    relationship('properties: { post: { kind: choice, vocabulary: Post, required: true } }'),
    [/relationships\.OWNS: its facts have properties; expected a `node`/],
  ],
  [
    'a list without a node',
    relationship('list: { name: ownerships, description: A. }'),
    [/list: its facts have no type of their own to list/],
  ],
  [
    'a point on a fact',
    relationship('node: Owning, properties: { site: { kind: coordinates, description: A. } }'),
    [/site\.kind: a fact has no coordinates/],
  ],
  [
    'what is unique on a fact',
    relationship('node: Owning, properties: { code: { kind: identifier, unique: true, description: A. } }'),
    [/code\.unique: a fact has no unique property/],
  ],
  [
    'a filter where nothing is listed',
    relationship('node: Owning, properties: { code: { kind: text, filter: true, description: A. } }'),
    [/properties\.code: its facts have no list, which would take a filter or an order/],
  ],
  [
    'an order where no entity is listed',
    entity('description: A., words: { en: a }, properties: { size: { kind: number, description: A., order: true } }'),
    [/Firm\.properties\.size: it has no list of its own, which would take a filter or an order/],
  ],
  [
    'an end with the name of what every fact has',
    relationship('node: Owning', 'owns', 'from: { type: Company, as: source }, to: Company'),
    [/from\.as: source is what every fact has/],
  ],
  [
    'a named end without a node',
    relationship('identity: []', 'owns', 'from: { type: Company, as: owner }, to: Company'),
    [/from\.as: its facts have no type of their own/],
  ],
  [
    'two ends of one name',
    relationship('node: Owning', 'owns', 'from: { type: Company, as: company }, to: { type: Company, as: company }'),
    [/Owning has the field company from OWNS\.from already/],
  ],
  [
    'an identity of no property',
    relationship('node: Owning, identity: [post]'),
    [/^wrong\.yaml:2: relationships\.OWNS\.identity\.0: post is no property of it/],
  ],
  [
    'an identity of a number',
    relationship('node: Owning, identity: [share], properties: { share: { kind: number, description: A. } }'),
    [/identity\.0: share is a number; expected a choice/],
  ],
  [
    'an identity of two references',
    relationship(
      'node: Owning, identity: [a, b], properties: { a: { kind: reference, to: Actor, description: A. }, b: { kind: reference, to: Actor, description: A. } }',
    ),
    [/identity: a and b are references; expected at most one/],
  ],
  [
    'a field of no kind',
    relationship('node: Owning', 'owns', 'from: { type: Company, field: { description: A. } }, to: Company'),
    [/from\.field: expected one of facts, neighbours and one/],
  ],
  [
    'a field of two kinds',
    relationship(
      'node: Owning',
      'owns',
      'from: { type: Company, field: { one: owner, facts: owners, description: A. } }, to: Company',
    ),
    [/from\.field: expected one of facts, neighbours and one/],
  ],
  [
    'two fields of one name',
    relationship(
      'node: Owning',
      'owns',
      'from: { type: Company, field: { neighbours: owns, description: A. } }, to: { type: Company, field: { neighbours: owns, description: A. } }',
    ),
    [/Company has the field owns from OWNS\.from already/],
  ],
  [
    'a field with the name of what every entity has',
    relationship(
      'node: Owning',
      'owns',
      'from: { type: Company, field: { neighbours: relationships, description: A. } }, to: Company',
    ),
    [/from\.field: relationships is what every entity has/],
  ],
  [
    'a name at an end that not all pairs satisfy',
    relationship(
      'node: Owning, also: [{ from: Company, to: Harbour }]',
      'owns',
      'from: Company, to: { type: Company, as: owned }',
    ),
    [/to\.as: owned would be Harbour as well/],
  ],
  [
    'a field of one that not all pairs satisfy',
    relationship(
      'also: [{ from: Actor, to: Harbour }, { from: Company, to: Payment }]',
      'owns',
      'from: { type: Company, field: { one: property, description: A. } }, to: Company',
    ),
    [/from\.field: property would be Harbour or Payment as well/],
  ],
  [
    'one field of two types under one interface',
    things(
      'relationships:\n  A: { description: A., words: { en: a }, from: { type: Company, field: { one: seat, description: A. } }, to: Harbour }\n  B: { description: B., words: { en: b }, from: { type: Payment, field: { one: seat, description: A. } }, to: Company }\n',
    ),
    [/^wrong\.yaml:3: relationships\.B\.from\.field: seat is of the type Company in Payment, and Harbour in Company/],
  ],

  // Parts.
  [
    'a part that is none',
    part('ownership', 'from: Company, to: Company'),
    [/plays is "ownership"; expected one of participation, venue/],
  ],
  [
    'a part that two play',
    things(
      'relationships:\n  A: { plays: venue, description: A., words: { en: a }, from: Payment, to: Harbour }\n  B: { plays: venue, description: B., words: { en: b }, from: Payment, to: Harbour }\n',
    ),
    [/^wrong\.yaml:3: relationships\.B\.plays: A plays venue already/],
  ],
  [
    'a venue of actors',
    part('venue', 'from: Company, to: Harbour'),
    [/plays: it leads from Company to Harbour; expected venue from Activity to Place/],
  ],
  [
    'a containment of no places',
    part('containment', 'from: Company, to: Company'),
    [/expected containment from Place to Place/],
  ],
  [
    'a participation without a role',
    part('participation', PARTICIPATION),
    [/plays: expected the property `role`, a choice that is required/],
  ],
  [
    'a participation whose role may be absent',
    part('participation', PARTICIPATION, ', properties: { role: { kind: choice, vocabulary: Post } }'),
    [/expected the property `role`, a choice that is required/],
  ],
  [
    'a participation without a list',
    part('participation', 'from: Company, to: Payment', `, node: Taking, properties: { ${ROLE} }`),
    [/expected a `node`, a `list`, and an `as` at both ends/],
  ],
  [
    'a participation on behalf of a place',
    part(
      'participation',
      PARTICIPATION,
      `, properties: { ${ROLE}, onBehalfOf: { kind: reference, to: Harbour, description: A. } }`,
    ),
    [/expected `onBehalfOf` to be a reference to Actor/],
  ],
  [
    'a participation of places',
    part(
      'participation',
      'from: { type: Harbour, as: a }, to: { type: Payment, as: b }, node: Taking, list: { name: takings, description: All. }',
      `, properties: { ${ROLE} }`,
    ),
    [/it leads from Harbour to Payment; expected participation from Actor to Activity/],
  ],
  [
    'more roles than are counted together',
    things(
      `vocabularies:\n  Roles: { description: A., values: { ${ROLES} } }\nrelationships:\n  PLAYS: { plays: participation, description: A part., words: { en: plays }, ${PARTICIPATION}, properties: { role: { kind: choice, vocabulary: Roles, required: true } } }\n`,
    ),
    [/^wrong\.yaml:2: vocabularies\.Roles\.values: 31 roles are too many/],
  ],

  // What it brings to ask.
  [
    'a question without a title',
    asking("document: '{ __typename }'"),
    [/^model\.yaml:\d+: questions\.0\.title is missing; expected words by language/],
  ],
  [
    'a question that is no GraphQL',
    asking("title: { en: What }, document: '{ entities {'"),
    [/^model\.yaml:\d+: questions\.0\.document: it is no GraphQL: Syntax Error/],
  ],
  [
    'a question that the model does not answer',
    asking("title: { en: What }, document: '{ countries { totalCount } }'"),
    [/questions\.0\.document: it cannot be asked: Cannot query field "countries" on type "Query"/],
  ],
  [
    'variables that are no map',
    asking("title: { en: What }, document: '{ __typename }', variables: '[1]'"),
    [/questions\.0\.variables: it is no JSON object/],
  ],

  // What extends another model.
  [
    'a base that is none',
    { 'model.yaml': `${HEAD}extends: diplomacies\n${THINGS}` },
    [/^model\.yaml:4: extends: there is no model diplomacies that ships/],
  ],
  [
    'a name that the base has not',
    { 'model.yaml': `${HEAD}extends: { diplomacy: [Countries] }\n${THINGS}` },
    [/^model\.yaml:4: extends\.diplomacy\.0: diplomacy has nothing that is called Countries/],
  ],
  [
    'a type of the base again',
    { 'model.yaml': `${HEAD}extends: diplomacy\nentities: { City: { description: A., words: { en: a } } }\n` },
    [/^model\.yaml:5: entities\.City: diplomacy declares it; expected another name/],
  ],
  [
    'a vocabulary of the base described again',
    {
      'model.yaml': `${HEAD}extends: diplomacy\nvocabularies: { EventKind: { description: A., values: { GALA: { description: A., words: { en: a } } } } }\n`,
    },
    [/vocabularies\.EventKind\.description: diplomacy describes it/],
  ],
  [
    'words for what is not taken',
    { 'model.yaml': `${HEAD}extends: { diplomacy: [Country, LOCATED_IN] }\nwords: { Office: { de: Amt } }\n` },
    [/^model\.yaml:5: words\.Office: nothing that is called Office is taken of diplomacy; expected words for what is/],
  ],
  [
    'words for a value that is none, where nothing is extended',
    { 'model.yaml': `${HEAD}${THINGS}words: { Post.BOSS: { de: Chef } }\n` },
    [/words\.Post\.BOSS: nothing that is called Post\.BOSS is taken of another model/],
  ],
  [
    'words that the base has',
    { 'model.yaml': `${HEAD}extends: diplomacy\nwords: { EventKind.VOTE: { en: ballot } }\n` },
    [/^model\.yaml:5: words\.EventKind\.VOTE\.en: diplomacy has words in it; expected another language/],
  ],
  [
    'words with a bracket that is not closed',
    { 'model.yaml': `${HEAD}extends: diplomacy\nwords: { MEMBER_OF: { de: "ist[ als Mitglied in" } }\n` },
    [/relationships\.MEMBER_OF\.words\.de: "ist\[ als Mitglied in" has a bracket/],
  ],
  [
    'a value of the base again',
    {
      'model.yaml': `${HEAD}extends: diplomacy\nvocabularies: { EventKind: { values: { VOTE: { description: A., words: { en: a } } } } }\n`,
    },
    [/vocabularies\.EventKind\.values\.VOTE: diplomacy declares it/],
  ],
];

describe('a model is refused that has', () => {
  it.each(wrong)('%s', async (_what, files, told) => {
    const problems = await problemsOf(files);
    expect(problems).toHaveLength(told.length);
    for (const each of told)
      expect(problems).toContainEqual(typeof each === 'string' ? each : expect.stringMatching(each));
  });
});

describe('a model with several mistakes', () => {
  it('is told of all of them in one run, by file and line', async () => {
    const problems = await problemsOf({
      'model.yaml': `${HEAD}${THINGS}`,
      'a.yaml':
        'entities:\n  Ship: { description: A., words: { en: ship }, is: [Vessel] }\n  Crew: { description: A., words: { en: crew }, list: companies }\n',
      'b.yaml': 'relationships:\n  SAILS: { description: A., words: { en: "sails[" }, from: Ship, to: Sea }\n',
    });
    expect(problems.map((each) => each.split(': ')[0])).toEqual(['a.yaml:2', 'a.yaml:3', 'b.yaml:2', 'b.yaml:2']);
  });
});
