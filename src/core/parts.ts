/**
 * The parts that types of relationship play. Questions ask a model who plays a part, and never name a type; at most one
 * type plays each.
 */
export const PARTS = {
  /** An actor takes part in an activity, in a `role`, perhaps `onBehalfOf` another actor. */
  participation: 'participation',
  /** Where an activity took place. */
  venue: 'venue',
  /** A place lies within a place: never within itself, and at most {@link MAX_CONTAINMENT} steps deep. */
  containment: 'containment',
  /** What an activity is about. */
  subject: 'subject',
  /** An activity is part of another. */
  composition: 'composition',
  /** An activity began before another. */
  precedence: 'precedence',
} as const;

export type Part = keyof typeof PARTS;

/** How many places may lie one within the other. */
export const MAX_CONTAINMENT = 5;
