/** The prefixes of terms that a model need not declare, by the vocabularies of linked data that they stand for. */
export const PREFIXES: { readonly [prefix: string]: string } = {
  crm: 'http://www.cidoc-crm.org/cidoc-crm/',
  dcterms: 'http://purl.org/dc/terms/',
  edtf: 'http://id.loc.gov/datatypes/edtf/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  geo: 'http://www.w3.org/2003/01/geo/wgs84_pos#',
  org: 'http://www.w3.org/ns/org#',
  prov: 'http://www.w3.org/ns/prov#',
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  schema: 'https://schema.org/',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
};

/** The prefix of a term such as `schema:Organization`; undefined of an address. */
export function prefixOf(term: string): string | undefined {
  return /^https?:\/\//.test(term) ? undefined : term.slice(0, term.indexOf(':'));
}

/** The address that a term is: `https://schema.org/Organization` of `schema:Organization`. */
export function addressOf(term: string, prefixes: { readonly [prefix: string]: string }): string {
  const prefix = prefixOf(term);
  if (prefix === undefined) return term;
  return `${prefixes[prefix] ?? PREFIXES[prefix] ?? `${prefix}:`}${term.slice(prefix.length + 1)}`;
}
