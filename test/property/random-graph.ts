/** Random graphs: entities of every type, facts of every type between those that it allows. */
import fc from 'fast-check';
import type { EntitySpec, FactSpec, GraphSpec } from '../support/rows.ts';
import { EVENT_KINDS, edtf, nameText, place, ROLES } from './draw.ts';
import { factIdOf, kindsOf } from './world.ts';

const TYPES = [
  'Country',
  'Territory',
  'City',
  'Organization',
  'Office',
  'Person',
  'Event',
  'Event',
  'LegalCase',
  'Instrument',
  'Topic',
];

/** Which kinds each type of fact may join. */
const ENDS: readonly (readonly [type: string, source: string, target: string, weight: number])[] = [
  ['PARTICIPATED_IN', 'Actor', 'Activity', 14],
  ['MEMBER_OF', 'Actor', 'Organization', 2],
  ['HELD_IN', 'Activity', 'Place', 6],
  ['LOCATED_IN', 'Place', 'Place', 1],
  ['PART_OF', 'Activity', 'Activity', 1],
  ['PART_OF', 'Organization', 'Organization', 1],
  ['HOLDS', 'Person', 'Office', 1],
  ['OFFICE_OF', 'Office', 'Country', 1],
  ['OFFICE_OF', 'Office', 'Organization', 1],
  ['ESTABLISHED', 'Activity', 'Organization', 1],
  ['PRECEDED', 'Activity', 'Activity', 1],
  ['CONCERNS', 'Activity', 'Entity', 3],
  ['CONCERNS', 'Topic', 'Entity', 1],
  ['ADVOCATES', 'Actor', 'Topic', 1],
];

/** The id of one is the beginning of the other's. */
const DOCUMENTS = ['SourceDocument:wire', 'SourceDocument:wire-2025'];
const PASSAGES = DOCUMENTS.flatMap((document) => ['P1.S1', 'P1.S2'].map((locator) => ({ document, locator })));
const PASSAGE_IDS = PASSAGES.map(
  ({ document, locator }) => `Passage:${document.slice('SourceDocument:'.length)}/${locator}`,
);

const mostly = <T>(arbitrary: fc.Arbitrary<T>, weight: number) =>
  fc.oneof({ weight, arbitrary }, { weight: 1, arbitrary: fc.constant(undefined) });

const drawnEntity = fc.record({
  type: fc.constantFrom(...TYPES),
  english: mostly(nameText, 4),
  others: fc.array(fc.tuple(fc.constantFrom('ar', 'tr', 'en'), nameText), { maxLength: 2 }),
  date: mostly(edtf, 4),
  eventKind: fc.constantFrom(...EVENT_KINDS),
});

const drawnFact = fc.record({
  ends: fc.oneof(...ENDS.map((each) => ({ weight: each[3], arbitrary: fc.constant(each) }))),
  source: place,
  target: place,
  role: fc.constantFrom(...ROLES),
  onBehalfOf: fc.oneof({ weight: 2, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: fc.nat(999) }),
  membershipRole: fc.constantFrom('MEMBER', 'CHAIR'),
  date: mostly(edtf, 3),
  evidence: fc.subarray(PASSAGE_IDS, { minLength: 1 }),
});

/** Any number up to the most, more often many. It shrinks to none. */
function many<T>(arbitrary: fc.Arbitrary<T>, often: number, maxLength: number): fc.Arbitrary<T[]> {
  return fc.oneof(
    { withCrossShrink: true },
    { weight: 1, arbitrary: fc.array(arbitrary, { maxLength, size: 'max' }) },
    { weight: 3, arbitrary: fc.array(arbitrary, { minLength: often, maxLength, size: 'max' }) },
  );
}

type DrawnEntity = typeof drawnEntity extends fc.Arbitrary<infer T> ? T : never;
type DrawnFact = typeof drawnFact extends fc.Arbitrary<infer T> ? T : never;

/** At least one entity of each kind that a question may ask about. */
const LEAST = ['Country', 'Organization', 'Event', 'Event', 'City', 'Topic'];

export const randomGraph: fc.Arbitrary<GraphSpec> = fc
  .record({
    nested: fc.constantFrom(false, true, true),
    least: fc.tuple(...LEAST.map((type) => drawnEntity.map((drawn) => ({ ...drawn, type })))),
    entities: many(drawnEntity, 8, 20),
    facts: many(drawnFact, 25, 60),
  })
  .map(({ nested, least, entities, facts }) => graphOf([...(least as DrawnEntity[]), ...entities], facts, nested));

function graphOf(drawnEntities: readonly DrawnEntity[], drawnFacts: readonly DrawnFact[], nested: boolean): GraphSpec {
  const entities = drawnEntities.map(entityOf);
  const facts: FactSpec[] = nested ? nestOf(entities) : [];
  for (const drawn of drawnFacts) {
    const fact = factOf(drawn, entities);
    if (fact && facts.every((other) => factIdOf(other) !== factIdOf(fact)) && !nestsTooDeep(facts, fact))
      facts.push(fact);
  }
  return { entities, facts, documents: DOCUMENTS, passages: PASSAGES };
}

/** The English name comes first, as the loader keeps it. */
function entityOf({ type, english, others, date, eventKind }: DrawnEntity, index: number): EntitySpec {
  const tagged = others.map(([language, name]) => `${language} ${name}`);
  const names = english === undefined ? tagged.filter((name) => !name.startsWith('en ')) : [`en ${english}`, ...tagged];
  return {
    id: `${type}:${type.slice(0, 1).toLowerCase()}${index}`,
    names: names.length === 0 ? ['tr Adsız'] : names,
    ...(kindsOf(`${type}:`).includes('Activity') && date !== undefined
      ? { date, evidence: [PASSAGE_IDS[0] ?? ''] }
      : {}),
    ...(type === 'Event' ? { eventKind } : {}),
    ...(type === 'Organization' ? { organizationKind: 'GROUP' } : {}),
  };
}

/** The fact that was drawn, or nothing where the graph has no such ends. */
function factOf(drawn: DrawnFact, entities: readonly EntitySpec[]): FactSpec | undefined {
  const [type, sourceKind, targetKind] = drawn.ends;
  const pick = (kind: string, number: number, other?: string) => {
    const ids = entities.map(({ id }) => id).filter((id) => kindsOf(id).includes(kind) && id !== other);
    return ids[number % ids.length];
  };
  const source = pick(sourceKind, drawn.source);
  const target = pick(targetKind, drawn.target, source);
  if (source === undefined || target === undefined) return undefined;
  const behalf = drawn.onBehalfOf === undefined ? undefined : pick('Actor', drawn.onBehalfOf, source);
  return {
    type,
    source,
    target,
    ...(drawn.date === undefined ? {} : { date: drawn.date }),
    evidence: drawn.evidence,
    ...(type === 'PARTICIPATED_IN' ? { role: drawn.role, ...(behalf ? { onBehalfOf: behalf } : {}) } : {}),
    ...(type === 'MEMBER_OF' ? { membershipRole: drawn.membershipRole } : {}),
  };
}

/** Places each within the next, as deep as may be: the second place is the outermost, since questions often ask for it. */
function nestOf(entities: readonly EntitySpec[]): FactSpec[] {
  const places = entities.map(({ id }) => id).filter((id) => kindsOf(id).includes('Place'));
  const [inner, ...others] = places.slice(0, 6);
  const outer = others.reverse();
  return outer.map((target, index) => ({
    type: 'LOCATED_IN',
    source: outer[index - 1] ?? inner ?? '',
    target,
    evidence: PASSAGE_IDS.slice(0, 1),
  }));
}

/** True where a place would lie within itself, or more than five places deep, which the loader refuses. */
function nestsTooDeep(facts: readonly FactSpec[], added: FactSpec): boolean {
  if (added.type !== 'LOCATED_IN') return false;
  const lies = [...facts.filter(({ type }) => type === 'LOCATED_IN'), added];
  const depth = (id: string, steps: number): number =>
    steps > 5
      ? steps
      : Math.max(steps, ...lies.filter(({ source }) => source === id).map(({ target }) => depth(target, steps + 1)));
  return lies.some(({ source }) => depth(source, 0) > 5);
}
