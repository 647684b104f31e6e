import type { ElementDefinition } from 'cytoscape';
import type { Entity, Fact, Tie } from '../../api/picture.ts';
import type { Shown } from '../../shown.ts';
import { lookOf } from '../looks.ts';

/** The picture as Cytoscape takes it. */
export function elementsOf(picture: Shown): ElementDefinition[] {
  const degrees = new Map<string, number>();
  for (const [a, b] of [
    ...picture.facts.map(({ source, target }) => [source, target] as const),
    ...picture.ties.map((tie) => [tie.a, tie.b] as const),
  ])
    for (const id of [a, b]) degrees.set(id, (degrees.get(id) ?? 0) + 1);
  // The larger the picture, the farther it is seen from: the names of the best connected are read there still.
  const lettering = picture.entities.length > MANY ? 0.7 : 0.4;
  const most = picture.ties.reduce((found, { count }) => Math.max(found, count), 1);
  return [
    ...picture.entities.map((entity) => nodeOf(entity, degrees.get(entity.id) ?? 0, lettering)),
    ...picture.facts.map(edgeOf),
    ...picture.ties.map((tie) => tieOf(tie, most)),
  ];
}

/** A picture of more entities than this is seen from afar. */
const MANY = 100;

/**
 * @param degree how many facts of the picture it is an end of: what lies outside does not make it large
 * @param lettering the height of its name, as a share of its own
 */
function nodeOf({ id, label, entityType }: Entity, degree: number, lettering: number): ElementDefinition {
  const { colour, shape } = lookOf(entityType);
  const size = 20 + 6 * Math.log2(1 + degree);
  return {
    group: 'nodes',
    // A logarithm: the best connected has hundreds of times the facts of most.
    data: { id, label, entityType, colour, shape, size, letters: Math.max(12, size * lettering) },
  };
}

function edgeOf({ id, source, target, label, date }: Fact): ElementDefinition {
  const uncertain =
    date !== null && (date.earliest !== date.latest || /[~?%]/.test(date.edtf)) && !date.edtf.includes('/');
  return { group: 'edges', data: { id, source, target, label, width: 1.5, uncertain, undated: date === null } };
}

function tieOf({ a, b, count }: Tie, most: number): ElementDefinition {
  return {
    group: 'edges',
    data: {
      id: `tie ${a} ${b}`,
      source: a,
      target: b,
      label: String(count),
      width: 1 + (7 * count) / most,
      weight: count / most,
      tie: true,
    },
  };
}
