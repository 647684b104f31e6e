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
  `# What happened between two dates: CERTAIN is what surely did, POSSIBLE what may have
query Between($during: EDTF = "2023-10/2023-12", $certainty: Certainty = POSSIBLE) {
  activities(first: 50, filter: { during: $during, certainty: $certainty }, orderBy: { field: DATE }) {
    totalCount
    eventKinds { label count }
    nodes { label date { edtf label } evidence { locator summary { value } } }
  }
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
