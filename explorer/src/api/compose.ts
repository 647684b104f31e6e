import { FactByIdDocument, SearchDocument } from './generated.ts';
import type { Model, ModelProperty } from './model.ts';

/** Parts of documents that follow from the model. No name in them is anybody's but the model's. */

const DATE = 'date { edtf label earliest latest ongoing }';

/** What every view needs of an entity: when it was, where it lies. */
function entityFields(model: Model): string {
  return [
    'id label entityType degree',
    model.hasInterface('Activity') ? `... on Activity { ${DATE} }` : '',
    model.hasInterface('Place') ? '... on Place { coordinates { latitude longitude } }' : '',
  ].join(' ');
}

/** What every view needs of a fact. */
function factFields(model: Model): string {
  const participation = model.playing('PARTICIPATION');
  const role = participation ? `... on ${participation.node} { role }` : '';
  return `id type label ${DATE} source { id } target { id } ${role}`;
}

/** What filters of entities need to know of them, each asked where its filter is set. */
export interface Tested {
  readonly dossiers: boolean;
  readonly documents: boolean;
}

/** What a picture needs of its entities. */
function shownFields(model: Model, { dossiers, documents }: Tested): string {
  return [entityFields(model), dossiers ? 'dossiers { id }' : '', documents ? 'evidence { document { id } }' : ''].join(
    ' ',
  );
}

/** The search by name, in which activities of one name are told apart by their dates. */
export function searchDocument(model: Model | undefined): string {
  const dates = model?.hasInterface('Activity') ? '... on Activity { date { label } }' : '';
  return String(SearchDocument).replace(/\bdegree\b/, `degree ${dates}`);
}

/** Some entities alone: of a picture that draws something else between them than facts. */
export function entitiesDocument(model: Model, tested: Tested): string {
  return `query Picture($ids: [ID!]!) {
  nodes(ids: $ids) { ... on Entity { ${shownFields(model, tested)} } }
}`;
}

/** Where some activities were held. */
export function venuesDocument(model: Model): string {
  return `query Venues($of: [ID!]!, $filter: GraphFilter, $limit: Int!) {
  neighborhood(of: $of, filter: $filter, limit: $limit) {
    nodes { ${entityFields(model)} }
    edges { id source { id } target { id } }
  }
}`;
}

/** The facts that join some entities, and the entities. */
export function pictureDocument(model: Model, tested: Tested): string {
  return `query Picture($ids: [ID!]!, $filter: GraphFilter, $edgeLimit: Int!) {
  subgraph(ids: $ids, filter: $filter, edgeLimit: $edgeLimit) {
    omittedEdges
    nodes { ${shownFields(model, tested)} }
    edges { ${factFields(model)} }
  }
}`;
}

/** An entity with all that its type says. */
export function entityDocument(model: Model, type: string): string {
  const found = model.type(type);
  const own = found?.properties.map(propertyFields).filter(Boolean).join(' ') ?? '';
  return `query Entity($id: ID!) {
  entity(id: $id) {
    ${entityFields(model)}
    name { value language direction }
    names { value language direction }
    description { value language direction }
    identifiers { scheme value url }
    evidence { id locator summary { value language direction } document { id title { value language direction } } }
    ${found && own ? `... on ${found.name} { ${own} }` : ''}
  }
}`;
}

/** A fact with all that its type says, and the passages that report it. */
export function factDocument(model: Model, type: string): string {
  const found = model.relationship(type);
  const own = found?.properties.map(propertyFields).filter(Boolean).join(' ');
  const document = String(FactByIdDocument);
  return own ? document.replace('node(id: $id) {', `node(id: $id) { ... on ${found?.node} { ${own} }`) : document;
}

/** What a property is asked for by, as its kind is served. */
function propertyFields({ name, kind }: ModelProperty): string {
  switch (kind) {
    case 'DATE':
      return name === 'date' ? '' : `${name} { edtf label earliest latest ongoing }`;
    case 'COORDINATES':
      return '';
    case 'QUANTITIES':
      return `${name} { name value label { value language direction } evidence { id locator } }`;
    case 'REFERENCE':
    case 'REFERENCES':
      return `${name} { id label }`;
    case 'MONEY':
      return `${name} { amount currency }`;
    default:
      return name;
  }
}
