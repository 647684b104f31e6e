/** Questions to the shipped dossier that every engine answers with the same bytes: data, errors and order. */
import type { Variables } from '../support/ask.ts';

export interface Question {
  readonly name: string;
  readonly query: string;
  readonly variables?: Variables;
  readonly headers?: Readonly<Record<string, string>>;
}

const PAGE = 'pageInfo { hasNextPage hasPreviousPage startCursor endCursor }';
const FACT =
  'fragment Fact on Relationship { id type label source { id } target { id } date { edtf label earliest latest ongoing } evidence { id locator } note { value language } ... on Participation { role onBehalfOf { id label } } ... on Membership { membershipRole } }';
const entityFields =
  'id entityType degree label name { value language direction } names { value language } description { value } identifiers { scheme value url } evidence { id locator document { id } }';

const on = (id: string, selection: string, type = 'Entity') =>
  `{ node(id: "${id}") { ... on ${type} { ${selection} } } }`;
const q = (name: string, query: string, more: Omit<Question, 'name' | 'query'> = {}): Question => ({
  name,
  query,
  ...more,
});

const BY_ID: readonly Question[] = [
  q(
    'a node of every kind',
    '{ a: node(id: "Country:TR") { __typename id } b: node(id: "SourceDocument:gaza-diplomacy-2025") { __typename id } c: node(id: "Passage:gaza-diplomacy-2025/P1.S2") { __typename id } d: node(id: "MEMBER_OF|Country:TR|Organization:gaza-contact-group|||") { __typename id } e: node(id: "City:nowhere") { id } }',
  ),
  q(
    'many nodes, in the order asked for, with holes and repeats',
    'query($ids: [ID!]!) { nodes(ids: $ids) { __typename id ... on Entity { label } ... on Relationship { label } } }',
    {
      variables: {
        ids: [
          'Topic:peace-in-gaza',
          'Country:TR',
          'nothing',
          'Country:TR',
          'City:amman',
          'HOLDS|Person:hakan-fidan|Office:foreign-minister-of-turkiye|||',
          'a|b|c|d|e|f',
          '',
        ],
      },
    },
  ),
  q(
    'everything that an entity has',
    on('Country:TR', `${entityFields} ... on Country { code coordinates { latitude longitude } }`),
  ),
  q(
    'everything that a city has',
    on('City:antalya', `${entityFields} ... on City { coordinates { latitude longitude } country { id code } }`),
  ),
  q(
    'everything that an activity has',
    on(
      'Event:trade-restriction',
      `${entityFields} ... on Event { eventKind date { edtf label earliest latest ongoing } quantities { name value label { value } evidence { locator } } }`,
    ),
  ),
  q(
    'an organisation',
    on(
      'Organization:gaza-contact-group',
      `${entityFields} ... on Organization { organizationKind establishedAt { id date { edtf } } parentOrganization { id } }`,
    ),
  ),
  q(
    'an entity that is none',
    '{ a: entity(id: "SourceDocument:gaza-diplomacy-2025") { id } b: entity(id: "Country:XX") { id } c: entity(id: "") { id } }',
  ),
  q(
    'the dossiers, and those that state an entity and a fact',
    '{ dossiers { id title { value } description { value language } state entities facts documents span { edtf label earliest latest } } entity(id: "Country:TR") { dossiers { id state } } node(id: "MEMBER_OF|Country:TR|Organization:gaza-contact-group|||") { ... on Relationship { dossiers { id title(languages: ["ar"]) { value direction } } } } }',
  ),
  q('a fact', `query($id: ID!) { node(id: $id) { ...Fact } } ${FACT}`, {
    variables: { id: 'PARTICIPATED_IN|Country:TR|LegalCase:south-africa-v-israel|INTERVENER||' },
  }),
];

const LISTS: readonly Question[] = [
  q(
    'all entities, by id',
    `{ entities(first: 100) { totalCount types { value label count } nodes { id degree } ${PAGE} } }`,
  ),
  q('the last entities', `{ entities(last: 7) { edges { cursor node { id } } ${PAGE} } }`),
  q(
    'entities of some types',
    '{ entities(types: [TOPIC, PERSON, CITY], first: 30) { totalCount types { value count } nodes { __typename id } } }',
  ),
  q(
    'states',
    `{ countries(first: 100) { totalCount nodes { id code label identifiers { scheme value } coordinates { latitude longitude } } ${PAGE} } }`,
  ),
  q(
    'cities and their states',
    '{ cities(first: 50) { nodes { id label country { id label } coordinates { latitude longitude } evidence { locator document { id } } } } }',
  ),
  q(
    'organisations, their parents and organs',
    '{ organizations(first: 20) { nodes { id organizationKind parentOrganization { id } subOrganizations(first: 5) { totalCount nodes { id } edges { relationship { id } } } offices(first: 5) { nodes { id } } } } }',
  ),
  q(
    'documents and their passages',
    `{ documents(first: 10) { totalCount nodes { id title { value language } language date { edtf } url license passages(first: 100) { totalCount nodes { id locator summary { value language } } ${PAGE} } } } }`,
  ),
  q(
    'what each passage reports',
    `{ documents(first: 10) { nodes { passages(first: 100) { nodes { id supports(first: 100) { totalCount nodes { ...Fact } } } } } } } ${FACT}`,
  ),
];

const NEIGHBOURS: readonly Question[] = [
  q(
    'every list around an organisation',
    on(
      'Organization:gaza-contact-group',
      `members(first: 5) { totalCount edges { cursor node { ...Fact member { label } organization { id } } } ${PAGE} } memberships { totalCount } participations(first: 30) { totalCount roles { value label count } nodes { ...Fact actor { id } activity { id label } } } advocates(first: 10) { totalCount edges { node { id } relationship { ...Fact } } } offices(first: 3) { nodes { id } } concernedBy(first: 3) { nodes { id } }`,
      'Organization',
    ) + FACT,
  ),
  q(
    'every list around an event',
    on(
      'Event:antalya-meeting-2025',
      `participants(first: 5) { totalCount nodes { ...Fact } } places(first: 5) { totalCount edges { node { id ... on City { country { id } } } relationship { ...Fact } } } concerns(first: 5) { nodes { id } } partOf { id label } parts(first: 5) { nodes { id } } established(first: 5) { nodes { id } } precededBy(first: 5) { nodes { id } } followedBy(first: 5) { edges { node { id } relationship { id } } }`,
      'Event',
    ) + FACT,
  ),
  q(
    'the attacks: what came after, what they concern',
    on(
      'Event:israeli-attacks',
      `followedBy(first: 5) { totalCount nodes { id } } concerns(first: 5) { nodes { __typename id } } participants { nodes { role actor { id } } }`,
      'Event',
    ),
  ),
  q(
    'a case, its parts and roles',
    on(
      'LegalCase:south-africa-v-israel',
      `parts(first: 5) { nodes { id } } participants(first: 10, filter: { roles: [APPLICANT, RESPONDENT, COURT, INTERVENER] }) { totalCount roles { value label(languages: ["ar"]) count } nodes { role actor { label } note { value } } }`,
      'LegalCase',
    ),
  ),
  q(
    'an office: whose, and who holds it',
    on(
      'Office:foreign-minister-of-turkiye',
      'of { __typename id } holders(first: 5) { totalCount edges { node { id } relationship { id date { edtf } } } } a: holders(during: "2025-08-02", certainty: CERTAIN) { totalCount } b: holders(during: "2025-08-02", certainty: POSSIBLE) { totalCount } c: holders(during: "2025-08-02", certainty: POSSIBLE_OR_UNDATED) { totalCount }',
      'Office',
    ),
  ),
  q(
    'a person: offices and participations',
    on(
      'Person:hakan-fidan',
      'offices(first: 5) { nodes { id } } participations(first: 5) { nodes { role onBehalfOf { id } activity { id } } }',
      'Person',
    ),
  ),
  q(
    'a topic: who calls for it, what concerns it',
    on(
      'Topic:peace-in-gaza',
      'advocatedBy(first: 5) { nodes { id } } concerns(first: 5) { nodes { id } } concernedBy(first: 5) { nodes { id } }',
      'Topic',
    ),
  ),
  q(
    'a territory and a state as places',
    '{ a: node(id: "Territory:gaza") { ... on Place { activitiesHeld(first: 5) { totalCount } contains(first: 3) { totalCount } concernedBy(first: 5) { nodes { id } } } } b: node(id: "Country:US") { ... on Place { activitiesHeld(first: 5) { totalCount types { value count } eventKinds { value label count } nodes { id } } contains(first: 3) { nodes { id } } } } }',
  ),
  q(
    'memberships in an interval, with each certainty',
    '{ node(id: "Country:TR") { ... on Country { a: memberships(during: "2024", certainty: CERTAIN) { totalCount } b: memberships(during: "2024") { totalCount nodes { id } } c: memberships(during: "2024", certainty: POSSIBLE_OR_UNDATED) { totalCount nodes { id } } d: memberships { totalCount } } } }',
  ),
];

const relationships = (args: string) =>
  on('Country:TR', `relationships(first: 50, ${args}) { totalCount nodes { ...Fact } ${PAGE} }`) + FACT;
const RELATIONSHIPS: readonly Question[] = [
  q('every fact of a state, the oldest first', relationships('direction: ASC')),
  q('the newest first', relationships('direction: DESC')),
  q('of some types', relationships('filter: { types: [MEMBER_OF, ADVOCATES, OFFICE_OF] }')),
  q('in some roles', relationships('filter: { roles: [ACTING, LEAD] }')),
  q(
    'with some at the other end',
    relationships('filter: { others: ["Event:trade-halt", "Organization:gaza-contact-group", "City:ankara"] }'),
  ),
  q(
    'with some types at the other end',
    relationships('filter: { otherTypes: [CITY, OFFICE, TOPIC] }, direction: DESC'),
  ),
  q('from it', relationships('filter: { outgoing: true }')),
  q('to it', relationships('filter: { outgoing: false }')),
  q('then, surely', relationships('filter: { during: "2024-05/2024-08", certainty: CERTAIN }')),
  q('then, possibly', relationships('filter: { during: "2024-05/2024-08" }')),
  q(
    'then or at no known time',
    relationships('filter: { during: "2024-05/2024-08", certainty: POSSIBLE_OR_UNDATED }, direction: DESC'),
  ),
  q('that a document reports', relationships('filter: { documents: ["SourceDocument:gaza-diplomacy-2025"] }')),
  q(
    'all at once',
    relationships(
      'filter: { types: [PARTICIPATED_IN, MEMBER_OF], outgoing: true, otherTypes: [EVENT, INSTRUMENT], roles: [ACTING, LEAD, ORGANIZER], during: "2023/2025", documents: ["SourceDocument:gaza-diplomacy-2025"] }',
    ),
  ),
  q('a type that it cannot have', relationships('filter: { types: [HELD_IN], outgoing: true }')),
  q(
    'counts of every entity',
    '{ entities(first: 100) { nodes { id degree relationshipCounts { type outgoing otherType count } relationships(first: 1) { totalCount } } } }',
  ),
  q(
    'counts under filters',
    on(
      'Country:TR',
      'a: relationshipCounts(filter: { outgoing: false }) { type otherType count } b: relationshipCounts(filter: { roles: [ACTING] }) { type otherType count } c: relationshipCounts(filter: { during: "2024" }) { type outgoing otherType count } d: relationshipCounts(filter: { types: [CONCERNS] }) { count }',
    ),
  ),
];

const participations = (filter: string, more = '') =>
  `{ participations(first: 50, filter: ${filter}${more}) { totalCount roles { value label count } nodes { id role actor { id } activity { id } onBehalfOf { id } date { edtf } } ${PAGE} } }`;
const PARTICIPATIONS: readonly Question[] = [
  q('all of them', '{ participations(first: 100) { totalCount roles { value count } edges { cursor node { id } } } }'),
  q(
    'the last of them, newest first',
    `{ participations(last: 9, orderBy: { field: DATE, direction: DESC }) { nodes { id } ${PAGE} } }`,
  ),
  q(
    'of some actors',
    participations('{ actors: ["Country:IL", "Country:TR"] }', ', orderBy: { field: DATE, direction: DESC }'),
  ),
  q(
    'of some actors, through those who stood for them',
    participations('{ actors: ["Organization:oic", "Country:TR"], throughRepresentatives: true }'),
  ),
  q('on behalf of some', participations('{ onBehalfOf: ["Country:TR", "Organization:oic"] }')),
  q(
    'in some activities',
    participations('{ activities: ["Event:joint-summit-2023", "Instrument:arms-transfer-letter"] }'),
  ),
  q(
    'of types of actors in roles',
    participations('{ actorTypes: [ORGANIZATION, OFFICE], roles: [HOST, ATTENDEE, RECIPIENT] }'),
  ),
  q(
    'in activities of a kind, at a time',
    participations('{ activity: { eventKinds: [MEASURE, SUMMIT], during: "2023-10/2024-05", certainty: CERTAIN } }'),
  ),
  q(
    'in activities with others',
    participations('{ activity: { participants: { all: ["Country:IL"], roles: [TARGET] } }, roles: [ACTING, LEAD] }'),
  ),
  q('at a time of their own', participations('{ during: "2024-11", certainty: POSSIBLE }')),
  q(
    'that a document reports',
    participations('{ documents: ["SourceDocument:gaza-diplomacy-2025"], actors: ["Country:RU", "Country:CN"] }'),
  ),
  q(
    'of an actor, with the same filter',
    on(
      'Country:TR',
      `participations(first: 20, filter: { activity: { places: ["Country:TR"] } }) { totalCount roles { value } nodes { id } }`,
      'Country',
    ),
  ),
];

const activities = (filter: string, more = '') =>
  `{ activities(first: 50, ${filter ? `filter: ${filter}` : ''}${more}) { totalCount types { value label count } eventKinds { value label count } nodes { id date { edtf } } ${PAGE} } }`;
const ACTIVITIES: readonly Question[] = [
  q('all of them, by id', activities('')),
  ...['DATE', 'NAME', 'PARTICIPANT_COUNT'].flatMap((field) =>
    ['ASC', 'DESC'].map((direction) =>
      q(`by ${field}, ${direction}`, activities('', `orderBy: { field: ${field}, direction: ${direction} }`)),
    ),
  ),
  q('of some types and kinds', activities('{ types: [EVENT, LEGAL_CASE], eventKinds: [MEASURE, MEETING, FORUM] }')),
  ...['CERTAIN', 'POSSIBLE', 'POSSIBLE_OR_UNDATED'].map((certainty) =>
    q(
      `in an interval, ${certainty}`,
      activities(`{ during: "2023-10/2024-08", certainty: ${certainty} }`, ', orderBy: { field: DATE }'),
    ),
  ),
  q(
    'in which all took part',
    activities(
      '{ participants: { all: ["Organization:oic", "Organization:arab-league"], throughRepresentatives: true } }',
    ),
  ),
  q(
    'in which any took part but others did not',
    activities('{ participants: { any: ["Country:TR", "Country:IL"], none: ["Country:ZA", "Country:RU"] } }'),
  ),
  q(
    'who did what to whom',
    activities(
      '{ participants: [{ all: ["Country:TR"], roles: [ACTING] }, { all: ["Country:IL"], roles: [TARGET] }] }',
    ),
  ),
  q('in which someone had a role', activities('{ participants: { roles: [HOST, ORGANIZER] } }')),
  q(
    'in which none stood for another',
    activities('{ participants: { none: ["Organization:oic"], throughRepresentatives: true } }'),
  ),
  q('held in a state', activities('{ places: ["Country:JO", "Country:TR", "Country:US"] }')),
  q('about something', activities('{ concerns: ["Territory:gaza", "City:ankara", "Topic:palestinian-people"] }')),
  q(
    'with a word in a name, in any script',
    '{ a: activities(filter: { text: "turk" }) { nodes { id } } b: activities(filter: { text: "مجموعة الاتصال" }, first: 30) { totalCount } c: activities(filter: { text: "İsrail ticaret" }) { nodes { id } } d: activities(filter: { text: "zirve" }) { nodes { id } } }',
  ),
  q(
    'everything at once',
    activities(
      '{ types: [EVENT], eventKinds: [INITIATIVE], places: ["Country:US", "Country:BE"], participants: { any: ["Organization:un", "Organization:eu"], roles: [HOST] }, text: "contact group" }',
      ', orderBy: { field: NAME, direction: DESC }',
    ),
  ),
];

const SHAPES: readonly Question[] = [
  q(
    'four steps out and back, with evidence on each',
    `{ entity(id: "Organization:gaza-contact-group") { ... on Organization { members(first: 3) { nodes { member { id participations(first: 3, orderBy: { field: DATE, direction: DESC }) { nodes { activity { id participants(first: 4) { nodes { ...Fact actor { id relationships(first: 2) { nodes { id } } } } } } } } } } } } } } ${FACT}`,
  ),
  q(
    'variables of every kind, some left to their defaults',
    'query($id: ID!, $first: Int = 3, $filter: ParticipationFilter, $languages: [LanguageTag!], $no: Boolean = false) { entity(id: $id) { label(languages: $languages) degree @include(if: $no) ... on Actor @skip(if: $no) { participations(first: $first, filter: $filter) { nodes { label(languages: $languages) date { label(languages: $languages) } } } } } }',
    {
      variables: { id: 'Country:TR', filter: { roles: ['ACTING'], during: '2023/2025' }, languages: ['tr', 'en'] },
    },
  ),
  q(
    'the same fields under other names',
    '{ entity(id: "Country:TR") { ar: label(languages: ["ar"]) tr: label(languages: ["tr"]) ... on Country { old: participations(first: 1) { nodes { id } } new: participations(first: 1, orderBy: { field: DATE, direction: DESC }) { nodes { id } } } } }',
  ),
  q(
    'names in the languages that the request accepts',
    '{ countries(first: 5) { nodes { name { value language direction } label } } participations(first: 3, filter: { actors: ["Country:TR"] }) { roles { value label } nodes { label date { label } } } }',
    {
      headers: { 'accept-language': 'ja, ar;q=0.9, tr;q=0.8' },
    },
  ),
  q(
    'everything in Turkish',
    '{ entities(first: 100) { types { label } nodes { label name { value language } description { value language } } } activities(first: 50) { nodes { date { label } quantities { label { value } } } } }',
    {
      headers: { 'accept-language': 'tr-TR' },
    },
  ),
];

const QUESTIONS_BEYOND: readonly Question[] = [
  q(
    'search in several scripts',
    '{ a: search(query: "antalya", first: 5) { totalCount types { value count } edges { cursor score matched { value language } node { id } } } b: search(query: "تركيا") { nodes { id } } c: search(query: "israil", types: [COUNTRY]) { nodes { id } } d: search(query: "court of justice") { nodes { id } } }',
  ),
  q(
    'who took part beside an actor',
    on(
      'Country:TR',
      'coParticipants(first: 20) { totalCount edges { count node { id } activities(first: 5) { nodes { id } } } }',
      'Country',
    ),
  ),
  q('pairs', '{ coParticipations(first: 10) { totalCount edges { node { a { id } b { id } count } } } }'),
  q(
    'a timeline',
    '{ timeline(unit: MONTH) { buckets { date count activities(first: 5) { nodes { id } } } unplaced { totalCount } } }',
  ),
  q(
    'paths',
    `{ paths(from: "Country:ZA", to: "Organization:oic", maxLength: 6, first: 5) { length nodes { id } edges { ...Fact } } } ${FACT}`,
  ),
  q(
    'a neighbourhood',
    '{ neighborhood(of: ["Organization:gaza-contact-group"], depth: 2, limit: 25) { truncated omittedNodes nodes { id } edges { id } } }',
  ),
  q(
    'a subgraph',
    '{ subgraph(ids: ["Country:TR", "Country:IL", "Event:trade-halt", "Instrument:arms-transfer-letter", "City:ankara"]) { truncated nodes { id } edges { id } } }',
  ),
];

const WRONG: readonly Question[] = [
  q(
    'one bad argument beside good ones',
    '{ entity(id: "Country:TR") { id } countries(first: 2, after: "nonsense") { totalCount } activities(filter: { during: "last spring" }) { totalCount } }',
  ),
  q(
    'unknown ids, each named',
    '{ a: activities(filter: { participants: { all: ["Country:XX"] } }) { totalCount } b: participations(filter: { actors: ["Country:TR", "Country:YY"] }) { totalCount } entity(id: "Country:TR") { relationships(filter: { others: ["City:nowhere"] }) { totalCount } } }',
  ),
  q(
    'a bad language in every row',
    '{ countries(first: 2) { nodes { id } } entity(id: "Country:TR") { id name(languages: ["!"]) { value } } }',
  ),
  q('a field that is not there', '{ countries { nodes { nothing } } }'),
  q('a syntax error', '{ countries( }'),
  q('a variable of the wrong type', 'query($first: Int) { countries(first: $first) { totalCount } }', {
    variables: { first: 'three' },
  }),
];

export const QUESTIONS: readonly Question[] = [
  ...BY_ID,
  ...LISTS,
  ...NEIGHBOURS,
  ...RELATIONSHIPS,
  ...PARTICIPATIONS,
  ...ACTIVITIES,
  ...SHAPES,
  ...QUESTIONS_BEYOND,
  ...WRONG,
];
