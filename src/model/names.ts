/** Names that the schema has whatever the model: no type of a model may have one of them. A test compares them with it. */
export const RESERVED_TYPES: ReadonlySet<string> = new Set(
  `Activity ActivityConnection ActivityEdge ActivityFilter ActivityOrder ActivityOrderField Actor Boolean Certainty
  CoParticipant CoParticipantConnection CoParticipantEdge CoParticipation CoParticipationConnection CoParticipationEdge
  Coordinates Date DateRange Dossier DossierQuestion DossierState EDTF EndFieldKind Entity EntityConnection EntityEdge EntityType ExportFormat Facet Float Graph GraphFilter
  GraphVersion ID Identifier Int LanguageTag Link LinkConnection LinkEdge Model ModelEnd ModelEndField ModelEnds ModelInterface ModelProperty
  ModelRelationship ModelTerm ModelType ModelVocabulary Money MoneyRange Mutation Node NumberRange OrderDirection PageInfo
  ParticipantsFilter Passage PassageConnection PassageEdge Path Place PropertyKind Quantity Query RelatedEntityConnection
  RelatedEntityEdge Relationship RelationshipConnection RelationshipCount RelationshipEdge RelationshipFilter RelationshipPart
  RelationshipType SearchConnection SearchEdge SourceDocument SourceDocumentConnection SourceDocumentEdge String
  Subscription Text TextDirection TimeSpan TimeUnit Timeline TimelineBucket Total
  TotalConnection TotalEdge TotalGroup TotalProperty TotalSum`.split(/\s+/),
);

/**
 * Names of fields and of what is stored that every entity or fact has or may have, and the keys that a dossier writes
 * for every row: no property, and no field that a relationship gives, may have one of them.
 */
export const RESERVED_FIELDS: ReadonlySet<string> = new Set(
  `id type entityType label name names preferred description identifiers degree evidence relationships relationshipCounts
  coParticipants activitiesHeld date quantities coordinates note source target from to document documents outgoing
  order until sortName searchText participantCount participantOrder dossiers files contributions earliest latest
  surelyFrom surelyTo latitude longitude facts labels rest constructor prototype hasOwnProperty isPrototypeOf
  propertyIsEnumerable toLocaleString toString valueOf`.split(/\s+/),
);

/** The root fields that the schema has whatever the model. */
export const RESERVED_LISTS: ReadonlySet<string> = new Set(
  `node nodes entity entities activities documents search paths neighborhood subgraph timeline coParticipations totals
  model dossiers`.split(/\s+/),
);

/** What a list of things is called: `activities` of `activity`. */
export function plural(name: string): string {
  if (/[^aeiou]y$/.test(name)) return `${name.slice(0, -1)}ies`;
  return /(s|x|z|ch|sh)$/.test(name) ? `${name}es` : `${name}s`;
}

/** A name as a value of an enum: `INCORPORATION_DATE` of `incorporationDate`. */
export function valueName(name: string): string {
  return name.replace(/(?<=[a-z0-9])(?=[A-Z])/g, '_').toUpperCase();
}
