import type { QuestionDefinition } from './definition.ts';

/** Questions that every model answers, for one that brings none. */
export const GENERAL_QUESTIONS: readonly QuestionDefinition[] = [
  {
    title: {
      en: 'What the graph can say',
      ar: 'ما يمكن أن يقوله الرسم البياني',
      tr: 'Grafiğin söyleyebildikleri',
      fr: 'Ce que le graphe peut dire',
    },
    document: `query Model {
  model {
    name
    types { name description }
    relationships { name description }
  }
}
`,
    variables: undefined,
  },
  {
    title: {
      en: 'What there is, by type',
      ar: 'ما هو موجود، حسب النوع',
      tr: 'Türüne göre var olanlar',
      fr: 'Ce qu’il y a, par type',
    },
    document: `query Everything {
  entities(first: 20) {
    totalCount
    types { label count }
    nodes { id label entityType degree }
  }
}
`,
    variables: undefined,
  },
  {
    title: {
      en: 'A word in any language, as it is typed',
      ar: 'كلمة بأي لغة، كما تُكتب',
      tr: 'Herhangi bir dilde, yazıldığı gibi bir sözcük',
      fr: 'Un mot dans n’importe quelle langue, tel qu’on le tape',
    },
    document: `query Search($text: String = "a") {
  search(query: $text, first: 10) {
    totalCount
    edges { matched { value language } node { id entityType label } }
  }
}
`,
    variables: undefined,
  },
];
