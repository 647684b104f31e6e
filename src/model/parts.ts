/** What relationships and labels of the model mean to questions. */
export const PARTS = {
  /** Who took part in what. */
  participation: 'PARTICIPATED_IN',
  /** Where something was held. */
  venue: 'HELD_IN',
  /** In which place a place lies, and the most steps of it that count. */
  containment: 'LOCATED_IN',
  containmentSteps: 5,
  /** What something is about. */
  subject: 'CONCERNS',
  /** The labels of what happened, of who takes part, and of where. */
  activity: 'Activity',
  actor: 'Actor',
  place: 'Place',
} as const;
