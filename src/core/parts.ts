/** How many places may lie one within the other. */
export const MAX_CONTAINMENT = 5;

/**
 * The parts that types of relationship play, each with what it means. Questions ask a model who plays a part, and never
 * name a type; at most one type plays each.
 */
export const PARTS = {
  participation: 'An actor takes part in an activity, in a role, perhaps on behalf of another actor.',
  venue: 'Where an activity took place.',
  containment: `A place lies within a place: never within itself, and at most ${MAX_CONTAINMENT} steps deep.`,
  subject: 'What an activity is about.',
  composition: 'An activity is part of another.',
  precedence: 'An activity began before another.',
} as const;

export type Part = keyof typeof PARTS;
