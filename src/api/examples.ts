/** The queries that GraphiQL opens with, each a question that the shipped dossier answers. */
export const exampleTabs = [
  `# Who is in the contact group, and how it came to be
query ContactGroup {
  entity(id: "Organization:gaza-contact-group") {
    label
    ... on Organization {
      establishedAt { label date { label } evidence { locator summary { value } } }
      members(first: 20) {
        totalCount
        nodes { member { id label } evidence { locator } }
      }
    }
  }
}
`,
  `# What both organisations took part in, themselves or through their offices
query BothOrganisations {
  activities(
    first: 20
    filter: {
      participants: { all: ["Organization:oic", "Organization:arab-league"], throughRepresentatives: true }
    }
  ) {
    totalCount
    nodes {
      label
      date { label }
      participants(first: 10) { nodes { role actor { label } onBehalfOf { label } } }
    }
  }
}
`,
  `# Everything between two dates: what surely fell there, and what may have
query Between($during: EDTF = "2023-10/2023-12") {
  surely: activities(first: 50, filter: { during: $during, certainty: CERTAIN }, orderBy: { field: DATE }) {
    totalCount
    nodes { ...What }
  }
  possibly: activities(first: 50, filter: { during: $during, certainty: POSSIBLE }, orderBy: { field: DATE }) {
    totalCount
    nodes { ...What }
  }
}

fragment What on Activity {
  label
  date { edtf label }
  evidence { locator summary { value } }
}
`,
  `# What Türkiye took part in, by role
query Roles {
  participations(first: 50, filter: { actors: ["Country:TR"] }, orderBy: { field: DATE, direction: DESC }) {
    totalCount
    roles { label count }
    nodes { role date { label } activity { label } evidence { locator } note { value } }
  }
}
`,
  `# How South Africa and the OIC are joined, with the evidence for each hop
query HowJoined {
  paths(from: "Country:ZA", to: "Organization:oic", maxLength: 6) {
    length
    nodes { label }
    edges {
      source { label }
      label
      target { label }
      date { label }
      evidence { locator summary { value } }
    }
  }
}
`,
  `# What is around the contact group: nodes and edges ready to draw, and the same as a file for Gephi
query Neighborhood {
  neighborhood(of: ["Organization:gaza-contact-group"], depth: 1, limit: 50) {
    truncated
    omittedNodes
    nodes { id entityType label degree }
    edges { type source { id } target { id } }
    export(format: GEXF)
  }
}
`,
  `# A word in any language, with or without its marks
query Search {
  search(query: "turk", first: 10) {
    totalCount
    types { label count }
    edges { score matched { value language } node { id entityType label } }
  }
}
`,
  `# What a passage reports
query FromThePassage {
  documents(first: 5) {
    nodes {
      title { value }
      passages(first: 20) {
        nodes {
          locator
          summary { value }
          supports(first: 20) { totalCount nodes { source { label } label target { label } } }
        }
      }
    }
  }
}
`,
].map((query) => ({ query }));
