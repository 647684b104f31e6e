/** Questions that every model answers, for a graph whose dossiers bring none. */
export const GENERAL_QUESTIONS: readonly { readonly document: string }[] = [
  `# What the graph can say
query Model {
  model {
    name
    types { name description }
    relationships { name description }
  }
}
`,
  `# What there is, by type
query Everything {
  entities(first: 20) {
    totalCount
    types { label count }
    nodes { id label entityType degree }
  }
}
`,
  `# A word in any language, as it is typed
query Search($text: String = "a") {
  search(query: $text, first: 10) {
    totalCount
    edges { matched { value language } node { id entityType label } }
  }
}
`,
].map((document) => ({ document }));
