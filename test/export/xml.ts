import { readFile } from 'node:fs/promises';
import { validateXML } from 'xmllint-wasm';

/** What libxml2 says against a file, by a schema of this folder; nothing when it is well-formed and valid. */
export async function complaints(file: string, schema: 'gexf-1.3.xsd' | 'graphml.xsd'): Promise<string[]> {
  const contents = await readFile(new URL(schema, import.meta.url), 'utf8');
  const { errors } = await validateXML({
    xml: [{ fileName: 'graph.xml', contents: file }],
    schema: [{ fileName: schema, contents }],
  });
  return errors.map(({ rawMessage }) => rawMessage);
}
