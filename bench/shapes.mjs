/**
 * The twelve shapes of question that the systems are compared by. Of each: what Dragoman is asked, what the generated
 * layer is asked, the statement of the endpoint written by hand, and how the answers are brought to one form.
 */

/**
 * What the variables of requests are drawn from: ids and words that the graph holds.
 *
 * @typedef {object} Pool
 * @property {string[]} states ids of states, those that voted ten times or more
 * @property {string[]} voters those of them that are in nothing but roll calls
 * @property {string[]} rollCalls ids of events: roll calls, by id
 * @property {string[]} fullRollCalls those with 150 states or more
 * @property {string[]} contested those in which a state voted no
 * @property {string[]} topics ids of the topics of roll calls
 * @property {string[]} years in which there are roll calls
 * @property {string[]} words of names, those that stand in 1 to 20 names, and within no other word
 */

/** @typedef {import('../tools/torture/random.mjs').Random} Random */
/** @typedef {Record<string, any>} Variables what a request varies */
/** @typedef {Record<string, any>} Answer */

/**
 * @typedef {object} Shape
 * @property {string} name
 * @property {string} title
 * @property {(pool: Pool, random: Random) => Variables} draw
 * @property {string} dragoman the document that Dragoman is asked; its variables are those drawn
 * @property {(answer: any) => unknown} [fromDragoman] its answer in the common form; default: its `data` as it is
 * @property {string} peer the document that the generated layer is asked, with the same variables
 * @property {(answer: any, variables: Variables) => unknown} fromPeer its answer in the common form
 * @property {string} plain the statement of the endpoint written by hand; its parameters are the variables
 * @property {(rows: import('neo4j-driver').Record[]) => unknown} answer the endpoint's answer: the common form
 * @property {boolean} [unordered] the systems order the nodes differently, or not at all: they are compared as sets
 */

const VOTES = '["VOTED_YES", "VOTED_NO", "ABSTAINED"]';
const DRAGOMAN_VOTES = 'roles: [VOTED_YES, VOTED_NO, ABSTAINED]';
const LATEST = 'orderBy: { field: DATE, direction: DESC }';

/** The English name, as Dragoman labels an entity. @param {string[]} names */
const label = (names) => (names.find((name) => name.startsWith('en ')) ?? names[0] ?? '').replace(/^\S+ /, '');
/** @param {any} node of the generated layer */
const named = ({ id, names }) => ({ id, label: label(names) });
/** @param {[string, string[]]} pair */
const pair = ([id, names]) => ({ id, label: label(names) });
/** @param {string | null} date */
const dated = (date) => (date === null ? null : { edtf: date });
/** @param {string[]} names */
const texts = (names) => names.map((name) => ({ language: name.split(' ', 1)[0], value: name.replace(/^\S+ /, '') }));
/** @param {import('neo4j-driver').Record[]} rows */
const only = ([row]) => row?.toObject() ?? {};

/** @type {Shape[]} */
export const SHAPES = [
  {
    name: 'entity',
    title: 'one entity',
    draw: ({ states }, random) => ({ id: random.pick(states) }),
    dragoman:
      'query($id: ID!) { entity(id: $id) { id label degree names { language value } ... on Country { code } } }',
    peer: 'query($id: ID!) { countries(where: { id: { eq: $id } }) { id names degree code } }',
    fromPeer: ({ countries: [{ id, names, degree, code }] }) => ({
      entity: { id, label: label(names), degree, names: texts(names), code },
    }),
    plain: 'MATCH (n:Entity {id: $id}) RETURN n.id AS id, n.names AS names, n.degree AS degree, n.code AS code',
    answer: (rows) => {
      const { id, names, degree, code } = only(rows);
      return { entity: { id, label: label(names), degree, names: texts(names), code } };
    },
  },
  {
    name: 'latest-votes',
    title: 'the latest 20 votes of one state',
    draw: ({ states }, random) => ({ id: random.pick(states) }),
    dragoman: `query($id: ID!) { entity(id: $id) { id label ... on Country {
      participations(first: 20, filter: { ${DRAGOMAN_VOTES} }, ${LATEST}) { nodes { role date { edtf } activity { id label } } }
    } } }`,
    peer: `query($id: ID!) { countries(where: { id: { eq: $id } }) { id names
      participationsConnection(first: 20, where: { edge: { role: { in: ${VOTES} } } }, sort: [{ edge: { order: DESC } }]) {
        edges { properties { role date } node { id names } }
      }
    } }`,
    fromPeer: ({ countries: [state] }) => ({
      entity: { ...named(state), participations: peerVotes(state.participationsConnection) },
    }),
    plain: `MATCH (a:Entity {id: $id}) CALL (a) {
      MATCH (a)-[r:PARTICIPATED_IN]->(b) WHERE r.source = $id AND r.order < '9999' AND r.role IN ${VOTES}
      WITH r, b ORDER BY r.source DESC, r.order DESC LIMIT 20
      RETURN collect([r.role, r.date, b.id, b.names]) AS votes
    } RETURN a.id AS id, a.names AS names, votes`,
    answer: (rows) => {
      const { id, names, votes } = only(rows);
      return { entity: { id, label: label(names), participations: plainVotes(votes) } };
    },
  },
  {
    name: 'participants',
    title: 'all participants of one vote',
    draw: ({ fullRollCalls }, random) => ({ id: random.pick(fullRollCalls) }),
    // A page of Dragoman's is 100 at most, and a roll call has up to 193: its two ends, asked at once, are all of them.
    dragoman: `query($id: ID!) { entity(id: $id) { id label ... on Event {
      participants(first: 100) { nodes { ...P } } end: participants(last: 100) { nodes { ...P } }
    } } } fragment P on Participation { role actor { id label } }`,
    fromDragoman: ({ entity: { end, ...entity } }) => {
      const both = [...entity.participants.nodes, ...end.nodes];
      const first = new Map(both.map((node) => [node.actor.id, node]));
      return { entity: { ...entity, participants: { nodes: [...first.values()] } } };
    },
    peer: `query($id: ID!) { events(where: { id: { eq: $id } }) { id names
      participantsConnection(sort: [{ edge: { order: ASC } }]) { edges { properties { role } node { id names } } }
    } }`,
    fromPeer: ({ events: [event] }) => ({
      entity: { ...named(event), participants: peerParticipants(event.participantsConnection) },
    }),
    plain: `MATCH (e:Entity {id: $id}) CALL (e) {
      MATCH (e)<-[r:PARTICIPATED_IN]-(a) WITH r, a ORDER BY r.order RETURN collect([r.role, a.id, a.names]) AS all
    } RETURN e.id AS id, e.names AS names, all`,
    answer: (rows) => {
      const { id, names, all } = only(rows);
      return { entity: { id, label: label(names), participants: plainParticipants(all) } };
    },
  },
  {
    name: 'voted-no',
    title: 'who voted no',
    draw: ({ contested }, random) => ({ id: random.pick(contested) }),
    dragoman: `query($id: ID!) { entity(id: $id) { id label ... on Event {
      participants(first: 100, filter: { roles: [VOTED_NO] }) { nodes { actor { id label } } }
    } } }`,
    peer: `query($id: ID!) { events(where: { id: { eq: $id } }) { id names
      participantsConnection(first: 100, where: { edge: { role: { eq: "VOTED_NO" } } }, sort: [{ edge: { order: ASC } }]) {
        edges { node { id names } }
      }
    } }`,
    fromPeer: ({ events: [event] }) => ({
      entity: {
        ...named(event),
        participants: {
          nodes: event.participantsConnection.edges.map((/** @type {any} */ { node }) => ({ actor: named(node) })),
        },
      },
    }),
    plain: `MATCH (e:Entity {id: $id}) CALL (e) {
      MATCH (e)<-[r:PARTICIPATED_IN {role: 'VOTED_NO'}]-(a) WITH r, a ORDER BY r.order LIMIT 100
      RETURN collect([a.id, a.names]) AS no
    } RETURN e.id AS id, e.names AS names, no`,
    answer: (rows) => {
      const { id, names, no } = only(rows);
      const nodes = no.map((/** @type {any} */ actor) => ({ actor: pair(actor) }));
      return { entity: { id, label: label(names), participants: { nodes } } };
    },
  },
  {
    name: 'year',
    title: 'events of a year',
    draw: ({ years }, random) => ({ year: random.pick(years) }),
    dragoman: `query($year: EDTF!) {
      activities(first: 100, filter: { eventKinds: [VOTE], during: $year }, orderBy: { field: DATE }) { nodes { id label date { edtf } } }
    }`,
    // `order` begins with the day, and is what the index on kinds is made of: a filter on dates would have none.
    peer: `query($year: String!) {
      events(limit: 100, where: { eventKind: { eq: "VOTE" }, order: { startsWith: $year } }, sort: [{ order: ASC }]) { id names date }
    }`,
    fromPeer: ({ events }) => ({ activities: { nodes: events.map(peerEvent) } }),
    plain: `MATCH (e:Event) WHERE e.eventKind = 'VOTE' AND e.order STARTS WITH $year
      RETURN e.id AS id, e.names AS names, e.date AS date ORDER BY e.order LIMIT 100`,
    answer: (rows) => ({ activities: { nodes: rows.map((row) => peerEvent(row.toObject())) } }),
  },
  {
    name: 'both',
    title: 'events in which both of two states took part',
    draw: ({ voters }, random) => {
      const a = random.pick(voters);
      const others = voters.filter((id) => id !== a);
      return { a, b: random.pick(others) };
    },
    dragoman: `query($a: ID!, $b: ID!) {
      activities(first: 20, filter: { types: [EVENT], participants: [{ all: [$a, $b] }] }, ${LATEST}) { nodes { id label date { edtf } } }
    }`,
    peer: `query($a: ID!, $b: ID!) {
      events(
        limit: 20
        where: { AND: [{ participants: { some: { id: { eq: $a } } } }, { participants: { some: { id: { eq: $b } } } }] }
        sort: [{ order: DESC }]
      ) { id names date }
    }`,
    fromPeer: ({ events }) => ({ activities: { nodes: events.map(peerEvent) } }),
    plain: `MATCH (a:Entity {id: $a}) MATCH (b:Entity {id: $b}) CALL (a, b) {
      MATCH (a)-[r:PARTICIPATED_IN]->(e:Event)
      WHERE r.source = $a AND r.order < '9999' AND EXISTS { (e)<-[:PARTICIPATED_IN]-(b) }
      RETURN e ORDER BY r.source DESC, r.order DESC LIMIT 20
    } RETURN e.id AS id, e.names AS names, e.date AS date ORDER BY e.order DESC`,
    answer: (rows) => ({ activities: { nodes: rows.map((row) => peerEvent(row.toObject())) } }),
  },
  {
    name: 'topics',
    title: 'topics → events → participants',
    draw: ({ topics }, random) => {
      const left = [...topics];
      return { ids: Array.from({ length: 3 }, () => left.splice(random.below(left.length), 1)[0]).sort() };
    },
    dragoman: `query($ids: [ID!]!) { nodes(ids: $ids) { id ... on Topic { label
      concernedBy(first: 10) { nodes { id label ... on Event { participants(first: 10) { nodes { role actor { id label } } } } } }
    } } }`,
    peer: `query($ids: [ID!]!) { topics(where: { id: { in: $ids } }, sort: [{ id: ASC }]) { id names
      concernedByConnection(first: 10, sort: [{ edge: { order: ASC } }]) { edges { node { id names
        participantsConnection(first: 10, sort: [{ edge: { order: ASC } }]) { edges { properties { role } node { id names } } }
      } } }
    } }`,
    fromPeer: ({ topics }) => ({
      nodes: topics.map((/** @type {any} */ topic) => ({
        ...named(topic),
        concernedBy: {
          nodes: topic.concernedByConnection.edges.map((/** @type {any} */ { node }) => ({
            ...named(node),
            participants: peerParticipants(node.participantsConnection),
          })),
        },
      })),
    }),
    plain: `UNWIND $ids AS id MATCH (t:Entity {id: id}) CALL (t, id) {
      MATCH (t)<-[c:CONCERNS]-(e) WHERE c.target = id WITH c, e ORDER BY c.target, c.order LIMIT 10
      CALL (e) {
        MATCH (e)<-[r:PARTICIPATED_IN]-(a) WITH r, a ORDER BY r.order LIMIT 10
        RETURN collect([r.role, a.id, a.names]) AS participants
      }
      WITH c, e, participants ORDER BY c.order
      RETURN collect([e.id, e.names, participants]) AS events
    } RETURN id, t.names AS names, events ORDER BY id`,
    answer: (rows) => ({
      nodes: rows.map((row) => {
        const { id, names, events } = row.toObject();
        return {
          id,
          label: label(names),
          concernedBy: {
            nodes: events.map((/** @type {any} */ [event, eventNames, participants]) => ({
              id: event,
              label: label(eventNames),
              participants: plainParticipants(participants),
            })),
          },
        };
      }),
    }),
  },
  {
    name: 'three-hops',
    title: 'three hops down',
    draw: ({ states }, random) => ({ id: random.pick(states) }),
    dragoman: `query($id: ID!) { entity(id: $id) { id ... on Country {
      participations(first: 5, filter: { ${DRAGOMAN_VOTES} }, ${LATEST}) { nodes { activity { id label
        participants(first: 10) { nodes { actor { id label
          participations(first: 3, filter: { ${DRAGOMAN_VOTES} }, ${LATEST}) { nodes { role activity { id label } } }
        } } }
      } } }
    } } }`,
    peer: `query($id: ID!) { countries(where: { id: { eq: $id } }) { id
      participationsConnection(first: 5, where: { edge: { role: { in: ${VOTES} } } }, sort: [{ edge: { order: DESC } }]) { edges { node { id names
        participantsConnection(first: 10, sort: [{ edge: { order: ASC } }]) { edges { node { id names
          participationsConnection(first: 3, where: { edge: { role: { in: ${VOTES} } } }, sort: [{ edge: { order: DESC } }]) {
            edges { properties { role } node { id names } }
          }
        } } }
      } } }
    } }`,
    fromPeer: ({ countries: [state] }) => ({
      entity: {
        id: state.id,
        participations: {
          nodes: state.participationsConnection.edges.map((/** @type {any} */ { node: event }) => ({
            activity: {
              ...named(event),
              participants: {
                nodes: event.participantsConnection.edges.map((/** @type {any} */ { node: actor }) => ({
                  actor: {
                    ...named(actor),
                    participations: {
                      nodes: actor.participationsConnection.edges.map((/** @type {any} */ { properties, node }) => ({
                        role: properties.role,
                        activity: named(node),
                      })),
                    },
                  },
                })),
              },
            },
          })),
        },
      },
    }),
    plain: `MATCH (s:Entity {id: $id}) CALL (s) {
      MATCH (s)-[r:PARTICIPATED_IN]->(e) WHERE r.source = $id AND r.order < '9999' AND r.role IN ${VOTES}
      WITH r, e ORDER BY r.source DESC, r.order DESC LIMIT 5
      CALL (e) {
        MATCH (e)<-[p:PARTICIPATED_IN]-(a) WITH p, a ORDER BY p.order LIMIT 10
        CALL (a) {
          WITH a, a.id AS actor
          MATCH (a)-[q:PARTICIPATED_IN]->(f) WHERE q.source = actor AND q.order < '9999' AND q.role IN ${VOTES}
          WITH q, f ORDER BY q.source DESC, q.order DESC LIMIT 3
          RETURN collect([q.role, f.id, f.names]) AS votes
        }
        WITH p, a, votes ORDER BY p.order
        RETURN collect([a.id, a.names, votes]) AS participants
      }
      WITH r, e, participants ORDER BY r.order DESC
      RETURN collect([e.id, e.names, participants]) AS events
    } RETURN s.id AS id, events`,
    answer: (rows) => {
      const { id, events } = only(rows);
      return {
        entity: {
          id,
          participations: {
            nodes: events.map((/** @type {any} */ [event, eventNames, participants]) => ({
              activity: {
                id: event,
                label: label(eventNames),
                participants: {
                  nodes: participants.map((/** @type {any} */ [actor, names, votes]) => ({
                    actor: {
                      id: actor,
                      label: label(names),
                      participations: {
                        nodes: votes.map((/** @type {any} */ [role, other, otherNames]) => ({
                          role,
                          activity: { id: other, label: label(otherNames) },
                        })),
                      },
                    },
                  })),
                },
              },
            })),
          },
        },
      };
    },
  },
  {
    name: 'total',
    title: 'a total',
    draw: ({ voters }, random) => ({ id: random.pick(voters) }),
    dragoman: 'query($id: ID!) { entity(id: $id) { id ... on Country { participations { totalCount } } } }',
    peer: `query($id: ID!) { countries(where: { id: { eq: $id } }) { id
      participationsConnection { aggregate { count { edges } } }
    } }`,
    fromPeer: ({ countries: [{ id, participationsConnection }] }) => ({
      entity: { id, participations: { totalCount: participationsConnection.aggregate.count.edges } },
    }),
    plain: 'MATCH (a:Entity {id: $id}) RETURN a.id AS id, COUNT { (a)-[:PARTICIPATED_IN]->() } AS total',
    answer: (rows) => {
      const { id, total } = only(rows);
      return { entity: { id, participations: { totalCount: total } } };
    },
  },
  {
    name: 'nodes',
    title: '500 entities by nodes',
    draw: ({ states, rollCalls }, random) => {
      const left = [...rollCalls];
      const events = Array.from({ length: 500 - states.length }, () => left.splice(random.below(left.length), 1)[0]);
      return { ids: [...states, ...events] };
    },
    dragoman: 'query($ids: [ID!]!) { nodes(ids: $ids) { id ... on Entity { label degree } } }',
    peer: 'query($ids: [ID!]!) { entities(where: { id: { in: $ids } }) { id names degree } }',
    fromPeer: ({ entities }) => ({
      nodes: entities.map((/** @type {any} */ entity) => ({ ...named(entity), degree: entity.degree })),
    }),
    plain: 'UNWIND $ids AS id MATCH (n:Entity {id: id}) RETURN id, n.names AS names, n.degree AS degree',
    answer: (rows) => ({
      nodes: rows.map((row) => {
        const { id, names, degree } = row.toObject();
        return { id, label: label(names), degree };
      }),
    }),
    unordered: true,
  },
  {
    name: 'search',
    title: 'search',
    draw: ({ words }, random) => ({ query: random.pick(words) }),
    dragoman: 'query($query: String!) { search(query: $query, first: 20) { nodes { id label } } }',
    peer: `query($query: String!) {
      entities(limit: 20, where: { searchText: { contains: $query } }, sort: [{ degree: DESC }, { id: ASC }]) { id names }
    }`,
    fromPeer: ({ entities }) => ({ search: { nodes: entities.map(named) } }),
    plain: `MATCH (n:Entity) WHERE n.searchText CONTAINS $query
      AND n.searchText CONTAINS ' ' + $query
      RETURN n.id AS id, n.names AS names
      ORDER BY CASE WHEN n.searchText CONTAINS '| ' + $query + ' |' THEN 0 WHEN n.searchText CONTAINS '| ' + $query THEN 1 ELSE 2 END,
        n.degree DESC, n.id LIMIT 20`,
    answer: (rows) => ({ search: { nodes: rows.map((row) => named(row.toObject())) } }),
    unordered: true,
  },
  {
    name: 'each-latest',
    title: 'the latest 10 votes of each of 200 states',
    draw: ({ states }, random) => {
      const at = random.below(states.length);
      return { ids: [...states.slice(at), ...states.slice(0, at)] };
    },
    dragoman: `query($ids: [ID!]!) { nodes(ids: $ids) { id ... on Country { label
      participations(first: 10, filter: { ${DRAGOMAN_VOTES} }, ${LATEST}) { nodes { role date { edtf } activity { id label } } }
    } } }`,
    peer: `query($ids: [ID!]!) { countries(where: { id: { in: $ids } }) { id names
      participationsConnection(first: 10, where: { edge: { role: { in: ${VOTES} } } }, sort: [{ edge: { order: DESC } }]) {
        edges { properties { role date } node { id names } }
      }
    } }`,
    fromPeer: ({ countries }) => ({
      nodes: countries.map((/** @type {any} */ state) => ({
        ...named(state),
        participations: peerVotes(state.participationsConnection),
      })),
    }),
    plain: `UNWIND $ids AS id MATCH (a:Entity {id: id}) CALL (a, id) {
      MATCH (a)-[r:PARTICIPATED_IN]->(b) WHERE r.source = id AND r.order < '9999' AND r.role IN ${VOTES}
      WITH r, b ORDER BY r.source DESC, r.order DESC LIMIT 10
      RETURN collect([r.role, r.date, b.id, b.names]) AS votes
    } RETURN id, a.names AS names, votes`,
    answer: (rows) => ({
      nodes: rows.map((row) => {
        const { id, names, votes } = row.toObject();
        return { id, label: label(names), participations: plainVotes(votes) };
      }),
    }),
    unordered: true,
  },
];

/** @param {any} connection */
function peerVotes({ edges }) {
  return {
    nodes: edges.map((/** @type {any} */ { properties: { role, date }, node }) => ({
      role,
      date: dated(date),
      activity: named(node),
    })),
  };
}

/** @param {[string, string | null, string, string[]][]} votes */
function plainVotes(votes) {
  return {
    nodes: votes.map(([role, date, id, names]) => ({ role, date: dated(date), activity: { id, label: label(names) } })),
  };
}

/** @param {any} connection */
function peerParticipants({ edges }) {
  return {
    nodes: edges.map((/** @type {any} */ { properties, node }) => ({ role: properties.role, actor: named(node) })),
  };
}

/** @param {[string, string, string[]][]} participants */
function plainParticipants(participants) {
  return { nodes: participants.map(([role, id, names]) => ({ role, actor: { id, label: label(names) } })) };
}

/** @param {any} event */
function peerEvent({ id, names, date }) {
  return { id, label: label(names), date: dated(date) };
}

/**
 * An answer in the common form, so that equal answers of two systems are deeply equal.
 *
 * @param {Shape} shape
 * @param {'dragoman' | 'peer' | 'plain'} system
 * @param {any} data
 * @param {Variables} variables
 */
export function commonForm(shape, system, data, variables) {
  const own = { dragoman: shape.fromDragoman, peer: shape.fromPeer, plain: undefined }[system];
  const form = own ? own(data, variables) : data;
  return shape.unordered ? sorted(form) : form;
}

/**
 * With the nodes of its list by id.
 *
 * @param {any} form an answer with one list
 */
function sorted(form) {
  const [[field, list] = ['', []]] = Object.entries(form);
  const nodes = [...(Array.isArray(list) ? list : list.nodes)].sort((a, b) => (a.id < b.id ? -1 : 1));
  return { [field]: Array.isArray(list) ? nodes : { nodes } };
}

const OF_VOTES = `'VOTED_YES', 'VOTED_NO', 'ABSTAINED'`;
const CYPHER_CALL = `MATCH (n:Event {eventKind: 'VOTE'}) WHERE n.id STARTS WITH 'Event:unga-vote-'`;
const SQL_CALL = `SELECT n.id AS value FROM entity n WHERE n.type = 'Event' AND n.rest ->> '$.eventKind' = 'VOTE' AND n.id LIKE 'Event:unga-vote-%'`;
const SQL_STATE = `SELECT n.id AS value FROM entity n WHERE n.type = 'Country'
  AND (SELECT count(*) FROM fact f WHERE f.source = n.k AND f.type = 'PARTICIPATED_IN') >= 10`;

/** What finds what requests can ask for, in the language of each store: each text gives a column `value`. */
export const POOL_TEXTS = {
  cypher: {
    texts: 'MATCH (n:Entity) RETURN n.searchText AS value',
    states: `MATCH (n:Country) WHERE COUNT { (n)-[:PARTICIPATED_IN]->() } >= 10 RETURN n.id AS value ORDER BY value`,
    voters: `MATCH (n:Country) WHERE COUNT { (n)-[:PARTICIPATED_IN]->() } >= 10
       AND NOT EXISTS { (n)-[r:PARTICIPATED_IN]->() WHERE NOT r.role IN [${OF_VOTES}] } RETURN n.id AS value ORDER BY value`,
    rollCalls: `${CYPHER_CALL} RETURN n.id AS value ORDER BY value`,
    fullRollCalls: `${CYPHER_CALL} AND n.participantCount >= 150 RETURN n.id AS value ORDER BY value`,
    contested: `${CYPHER_CALL} AND EXISTS { (n)<-[:PARTICIPATED_IN {role: 'VOTED_NO'}]-() } RETURN n.id AS value ORDER BY value`,
    topics: `MATCH (n:Topic) WHERE COUNT { (n)<-[:CONCERNS]-() } >= 100 RETURN n.id AS value ORDER BY value`,
    years: `${CYPHER_CALL} RETURN DISTINCT left(n.date, 4) AS value ORDER BY value`,
  },
  sql: {
    texts: 'SELECT searchText AS value FROM entity',
    states: `${SQL_STATE} ORDER BY value`,
    voters: `${SQL_STATE} AND NOT EXISTS (SELECT 1 FROM fact r WHERE r.source = n.k AND r.type = 'PARTICIPATED_IN'
      AND r.role NOT IN (${OF_VOTES})) ORDER BY value`,
    rollCalls: `${SQL_CALL} ORDER BY value`,
    fullRollCalls: `${SQL_CALL} AND n.participantCount >= 150 ORDER BY value`,
    contested: `${SQL_CALL} AND EXISTS (SELECT 1 FROM fact r WHERE r.target = n.k AND r.type = 'PARTICIPATED_IN'
      AND r.role = 'VOTED_NO') ORDER BY value`,
    topics: `SELECT n.id AS value FROM entity n WHERE n.type = 'Topic'
      AND (SELECT count(*) FROM fact f WHERE f.target = n.k AND f.type = 'CONCERNS') >= 100 ORDER BY value`,
    years: `SELECT DISTINCT substr(value, 1, 4) AS value FROM (${SQL_CALL.replace('n.id AS value', 'n.date AS value')}) ORDER BY value`,
  },
};

/**
 * Reads from the graph what requests can ask for.
 *
 * @param {(text: string) => Promise<string[]>} values runs a statement, and returns its column `value`
 * @param {typeof POOL_TEXTS.cypher} texts the statements
 * @returns {Promise<Pool>}
 */
export async function readPool(values, { texts, ...lists } = POOL_TEXTS.cypher) {
  const read = /** @type {Pool} */ ({ words: rareWords(await values(texts)) });
  for (const [name, text] of Object.entries(lists)) read[/** @type {keyof Pool} */ (name)] = await values(text);
  return read;
}

/**
 * Words that stand in 1 to 20 names, of which no other name has them within a word: a search that knows words and one
 * that does not find the same, and a page holds all of it.
 *
 * @param {string[]} texts folded names, `| name |` in lines
 */
function rareWords(texts) {
  /** @type {Map<string, Set<string>>} */
  const holders = new Map();
  for (const text of texts)
    for (const word of text.match(/[a-z]{5,}/g) ?? []) holders.set(word, (holders.get(word) ?? new Set()).add(text));
  const rare = [...holders].filter(([, held]) => held.size <= 20).map(([word]) => word);
  const candidates = rare.sort().filter((_, index) => index % Math.ceil(rare.length / 400) === 0);
  return candidates.filter((word) => {
    const containing = texts.filter((text) => text.includes(word));
    return containing.length <= 20 && containing.every((text) => text.includes(` ${word}`));
  });
}
