/** A model with properties of every kind, and a dossier of it that has a value of each. */
export const FIRMS = {
  'model.yaml': `model: firms
title: { de: Firmen }
languages: [de]
vocabularies:
  Post: { description: A post., values: { CHAIR: { description: Presides., words: { de: Vorsitz } }, MEMBER: { description: Belongs., words: { de: Mitglied } } } }
interfaces:
  LegalEntity: { description: Who can own., properties: { jurisdiction: { kind: text, description: Whose law it is under. } } }
entities:
  Company:
    is: [Actor, LegalEntity]
    description: A company.
    words: { de: Gesellschaft }
    list: companies
    properties:
      register: { kind: identifier, pattern: "HRB [0-9]+", unique: true, required: true, description: Its number. }
      website: { kind: url, description: Its page. }
      size: { kind: choice, vocabulary: Post, default: MEMBER, description: Its size. }
      posts: { kind: choices, vocabulary: Post, description: The posts that it has. }
      parent: { kind: reference, to: Company, description: Whose it is. }
      advisers: { kind: references, to: Actor, description: Who advises it. }
      employees: { kind: number, least: 0, unit: { de: Leute }, description: How many work there. }
      capital: { kind: money, order: true, description: Its capital. }
      listed: { kind: boolean, description: Whether it is listed. }
      incorporated: { kind: date, description: When it was made. }
      site: { kind: coordinates, description: Where it stands. }
      figures: { kind: quantities, description: Its figures. }
      motto: { kind: text, description: What it says. }
  Person: { is: [Actor, LegalEntity], description: A person., words: { de: Person } }
relationships:
  OWNS:
    description: Who owns what.
    words: { de: "hält[ {share}][, {capital},] an" }
    node: Ownership
    from: { type: [Company, Person], as: owner, description: Who owns., field: { facts: ownerships, description: What it owns. } }
    to: { type: Company, as: owned, field: { facts: owners, description: Who owns it. } }
    properties:
      share: { kind: number, unit: "%", least: 0, most: 100, description: How much., order: true, filter: false }
      capital: { kind: money, description: For how much. }
      direct: { kind: boolean, description: Not through others. }
      since: { kind: date, description: Since when. }
      witness: { kind: reference, to: Person, description: Who says so. }
    identity: [direct, witness]
    list: { name: ownerships, description: Who owns what. }
`,
  'dossier.yaml': 'id: firms\ntitle: { de: Firmen }\n',
  'documents.yaml': `documents:
  - id: SourceDocument:register
    title: { de: Register }
    date: 2024-05-02
    passages: [{ locator: P1, summary: { de: Sagt es } }]
`,
  'rows.yaml': `document: register
entities:
  - id: Company:alpha
    names: { de: Alpha }
    register: HRB 1
    website: https://alpha.example
    posts: [CHAIR, MEMBER]
    parent: Company:beta
    advisers: [Person:clara, Company:beta]
    employees: "12.5"
    capital: 1200.50 EUR
    listed: "true"
    incorporated: "[1990..1992]"
    site: { latitude: "52.5", longitude: "-13.25" }
    figures: [{ name: branches, value: "3", label: { de: Filialen }, evidence: P1 }]
    jurisdiction: Berlin
    motto: "true"
    evidence: P1
  - { id: Company:beta, names: { de: Beta }, register: HRB 2, capital: 99999999999999 JPY, evidence: P1 }
  - { id: Person:clara, names: { de: Clara }, evidence: P1 }
facts:
  - { from: Person:clara, type: OWNS, to: Company:alpha, share: "25.5", capital: 1.005 KWD, direct: "true", since: 2020/.., witness: Person:clara, evidence: P1 }
  - { from: Person:clara, type: OWNS, to: Company:alpha, direct: "false", evidence: P1 }
  - { from: Company:beta, type: OWNS, to: Company:alpha, share: "7", evidence: P1 }
`,
};
