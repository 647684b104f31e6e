import type { Model } from '../api/model.ts';
import { model } from '../data.ts';
import { type Sentence, say } from '../words/words.ts';

/** What the fields that every model has are called, where an answer has them. */
const FIELD_WORDS: Readonly<Record<string, Sentence>> = {
  a: 'columnWho',
  activities: 'answerActivities',
  activity: 'columnWhat',
  actor: 'columnWho',
  b: 'columnOther',
  belowMinimum: 'answerBelow',
  buckets: 'answerBuckets',
  coParticipants: 'columnOther',
  coParticipations: 'askTogether',
  coordinates: 'coordinates',
  count: 'answerCount',
  currency: 'answerCurrency',
  date: 'columnDate',
  degree: 'columnDegree',
  description: 'description',
  document: 'document',
  documents: 'filterDocuments',
  dossiers: 'dossiers',
  earliest: 'answerEarliest',
  edges: 'tableFacts',
  entities: 'tableEntities',
  entity: 'columnName',
  entityType: 'columnType',
  evidence: 'evidence',
  export: 'answerFile',
  facts: 'tableFacts',
  identifiers: 'identifiers',
  label: 'columnName',
  latest: 'answerLatest',
  least: 'answerLeast',
  length: 'answerLength',
  license: 'licence',
  locator: 'passage',
  matched: 'answerMatched',
  most: 'answerMost',
  name: 'columnName',
  names: 'names',
  nodes: 'tableEntities',
  note: 'note',
  omittedEdges: 'answerOmittedFacts',
  omittedNodes: 'answerOmittedEntities',
  onBehalfOf: 'onBehalfOf',
  other: 'columnOther',
  otherType: 'columnType',
  participant: 'columnWho',
  participants: 'answerParticipants',
  passages: 'passagesOf',
  relationshipCounts: 'factsOf',
  relationships: 'factsOf',
  role: 'role',
  roles: 'filterRoles',
  score: 'answerScore',
  source: 'columnSource',
  sum: 'answerSum',
  summary: 'summaryOurs',
  sums: 'answerSum',
  supports: 'supports',
  target: 'columnTarget',
  title: 'answerTitle',
  totalCount: 'answerTotal',
  truncated: 'answerCut',
  type: 'columnKind',
  types: 'filterTypes',
  undated: 'undated',
  unplaced: 'tray',
  url: 'source',
  value: 'answerValue',
  // Names that a question may give to what it asks twice: how sure a date has to be.
  possibly: 'possible',
  surely: 'certain',
};

/**
 * What a field of an answer is called: by the page, by the model, or by what it stands for in the question.
 *
 * @param query in which a field may have another name, and which says of whom totals are
 * @returns undefined where it has no words
 */
export function fieldWords(name: string, query: string): string | undefined {
  const current = model.value;
  if (!current) return undefined;
  const known = FIELD_WORDS[name];
  const stands = new RegExp(`\\b${name}\\s*:\\s*([a-z]\\w*)\\b`).exec(query)?.[1];
  return (
    roleOfTotals(name, query, current) ??
    (known === undefined ? undefined : say(known)) ??
    propertyNamed(name, current)?.label ??
    endWords(name, current) ??
    (stands === undefined || stands === name ? undefined : fieldWords(stands, query))
  );
}

export function propertyNamed(name: string, current: Model) {
  const { types, relationships } = current.served;
  return [...types, ...relationships].flatMap(({ properties }) => properties).find((each) => each.name === name);
}

/** Totals go by who took part in a role, which the question names: `participant: BENEFICIARY`. */
function roleOfTotals(name: string, query: string, current: Model): string | undefined {
  if (name !== 'participant' && name !== 'other') return undefined;
  const [, role] = new RegExp(`\\b${name}\\s*:\\s*([A-Z]\\w*)`).exec(query) ?? [];
  return current.roles.find(({ value }) => value === role)?.label;
}

/** The interfaces that every model can have, as the ends of facts. */
const ENDS: Readonly<Record<string, Sentence>> = { Activity: 'columnWhat', Actor: 'columnWho', Place: 'columnWhere' };

/** A field that leads from an entity to its facts, or from a fact to one of its ends. */
function endWords(name: string, current: Model): string | undefined {
  for (const { label, ends } of current.served.relationships)
    for (const { from, to } of ends) {
      if (from.field?.name === name) return say('factsFrom', { says: label });
      if (to.field?.name === name) return say('factsTo', { says: label });
      const end = from.as === name ? from : to.as === name ? to : undefined;
      if (!end) continue;
      const [only, ...others] = end.types;
      const words = ENDS[end.type];
      if (words) return say(words);
      return only !== undefined && others.length === 0 ? current.typeLabel(only) : say('columnName');
    }
  return undefined;
}
