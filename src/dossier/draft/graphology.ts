import { mkdir } from 'node:fs/promises';
import { basename } from 'node:path';
import { propertiesOf } from '../../declare/entity.ts';
import { isEntityId, isSlug, typeOfId } from '../../declare/ids.ts';
import { type Model, typeNamed } from '../../declare/model.ts';
import type { Properties, Property } from '../../declare/property.ts';
import { documentId, passageOf, slugOfDocument } from '../read/evidence.ts';
import { DossierFiles, writeModel } from '../save/files.ts';
import {
  byLanguage,
  decimal,
  evidenceOf,
  headOf,
  identifiersOf,
  namesOf,
  oneOrSeveral,
  propertiesBy,
  questionOf,
  type Restated,
  type RestatedMap,
  tagged,
} from '../save/restated.ts';
import { bytesOf } from '../table/bytes.ts';
import { jsonValues } from '../table/json.ts';
import { slugOf } from '../table/slug.ts';
import { type ReadOptions, TableUnreadable } from '../table/streaming.ts';

/** What says that a file of graphology is one of ours, and in which model. The server writes the two next to each other. */
const MARK = /"writtenBy":"dragoman","model":"([^"\\]+)"/;
/** A mark has no more characters. */
const MOST_MARK = 300;
const UTF_8 = 'utf-8';

/** Values of JSON by name. */
interface Values {
  readonly [name: string]: unknown;
}

/** What the attributes of the graph say. */
interface Head {
  readonly name: string;
  readonly model: string;
  /** Attributes of nodes and of edges that are called otherwise than the model calls them, by its names. */
  readonly columns: { readonly nodes: Values; readonly edges: Values };
  readonly dossier: Values | undefined;
}

/**
 * The name of the model that a graph is written in which the server wrote for graphology; undefined of any other file. The
 * mark stands behind the nodes and edges. It is looked for in the text, since to parse all before it takes far longer.
 */
export async function modelOfGraphology(path: string, { onBytes, signal }: ReadOptions): Promise<string | undefined> {
  let before = '';
  for await (const chunk of await bytesOf(path, onBytes)) {
    signal?.throwIfAborted();
    // A stream without an encoding gives buffers.
    const text = before + (chunk as Buffer).toString('latin1');
    const model = MARK.exec(text)?.[1];
    if (model !== undefined) return model;
    before = text.slice(-MOST_MARK);
  }
  return undefined;
}

/**
 * Writes the dossier that such a file has into a folder: as it was saved there, without guesses. What has no evidence is
 * left out: it stands at the end of a fact, and another dossier states it.
 *
 * @param slug the id of the dossier, where the file is of another graph than of one dossier
 * @param isOwnModel whether the model is written beside it
 * @returns how many entities and facts were left out
 * @throws TableUnreadable the file says what the model does not know
 */
export async function writeDossierOf(
  path: string,
  { folder, slug, model, isOwnModel }: { folder: string; slug: string; model: Model; isOwnModel: boolean },
  options: ReadOptions,
): Promise<{ readonly leftOut: number }> {
  const files = new DossierFiles();
  const head = await readHead(path, files, options);
  try {
    if (head.model !== model.name)
      throw new TableUnreadable(0, `the file is written in the model ${head.model}; expected ${model.name}.`);
    let leftOut = 0;
    await jsonValues(path, UTF_8, ['nodes.*', 'edges.*'], options, (place, value, line) => {
      const element = new Element(value, place === 'nodes.*' ? head.columns.nodes : head.columns.edges, line, model);
      if (element.evidence.length === 0) leftOut++;
      else if (place === 'nodes.*') files.entity(element.entity());
      else files.fact(element.fact());
    });
    for (const question of listIn(head.dossier, 'questions')) files.question(questionFrom(valuesIn(question)));
    await mkdir(folder, { recursive: true });
    await files.write(folder, { ...dossierHead(head, slug), ...(isOwnModel ? {} : { model: model.name }) });
    if (isOwnModel) await writeModel(folder, model);
    return { leftOut };
  } finally {
    files.close();
  }
}

const HEAD_PATHS = ['name', 'model', 'columns', 'dossier', 'passages.*', 'documents.*'].map(
  (name) => `attributes.${name}`,
);

/** Reads the attributes of the graph, and adds the passages and documents among them to the files. */
async function readHead(path: string, files: DossierFiles, options: ReadOptions): Promise<Head> {
  const head: { [name: string]: unknown } = {};
  const documents: RestatedMap[] = [];
  await jsonValues(path, UTF_8, HEAD_PATHS, options, (place, value, line) => {
    if (place === 'attributes.documents.*') documents.push(documentFrom(valuesIn(value), line));
    else if (place === 'attributes.passages.*') {
      const { document, locator, summary } = valuesIn(value);
      const of = documentIdIn(document, line);
      files.passage(of, { locator: String(locator), summary: textsIn(summary) });
    } else head[place.slice('attributes.'.length)] = value;
  });
  for (const document of documents) files.document(document);
  const columns = valuesIn(head['columns']);
  return {
    name: String(head['name'] ?? basename(path)),
    model: String(head['model']),
    columns: { nodes: valuesIn(columns['nodes']), edges: valuesIn(columns['edges']) },
    dossier: head['dossier'] === undefined ? undefined : valuesIn(head['dossier']),
  };
}

function dossierHead({ name, dossier }: Head, slug: string): RestatedMap {
  if (!dossier) return { id: slugOf(slug) || 'dossier', title: { en: name } };
  const { id, title, description } = dossier;
  return headOf({ id: String(id), title: taggedIn(title), description: taggedIn(description) });
}

function questionFrom({ title, document, variables }: Values): RestatedMap {
  return questionOf({
    title: taggedIn(title),
    document: String(document),
    variables: variables === undefined ? undefined : String(variables),
  });
}

function documentFrom(values: Values, line: number): RestatedMap {
  const rest = ['language', 'date', 'url', 'license'].flatMap((name) => {
    const value = values[name];
    return value === undefined ? [] : [[name, String(value)] as const];
  });
  return { id: documentIdIn(values['id'], line), title: textsIn(values['title']), ...Object.fromEntries(rest) };
}

/** @throws TableUnreadable */
function documentIdIn(value: unknown, line: number): string {
  const id = String(value);
  if (isSlug(slugOfDocument(id)) && documentId(slugOfDocument(id)) === id) return id;
  throw new TableUnreadable(line, `a document is ${JSON.stringify(value)}; expected the id of one.`);
}

/** A node or an edge of the file, as the dossier states it. */
class Element {
  /** The ids of passages. */
  readonly evidence: readonly string[];
  readonly #element: Values;
  readonly #attributes: Values;
  /** What attributes are called otherwise. */
  readonly #renamed: Values;
  readonly #line: number;
  readonly #model: Model;

  /** @throws TableUnreadable */
  constructor(value: unknown, renamed: Values, line: number, model: Model) {
    this.#element = valuesIn(value);
    this.#attributes = valuesIn(this.#element['attributes']);
    this.#renamed = renamed;
    this.#line = line;
    this.#model = model;
    this.evidence = passagesIn(this.#attributes, line);
  }

  /** @throws TableUnreadable */
  entity(): RestatedMap {
    const id = String(this.#element['key']);
    const type = isEntityId(id) ? typeNamed(this.#model, typeOfId(id)) : undefined;
    if (!type) throw new TableUnreadable(this.#line, `a node is ${JSON.stringify(id)}; expected the id of an entity.`);
    return {
      id,
      ...namesOf(this.#texts('names'), this.#texts('preferred')),
      ...tagged('description', this.#texts('descriptions')),
      ...identifiersOf(this.#identifiers()),
      ...this.#properties(propertiesOf(type)),
      ...evidenceOf(this.evidence),
    };
  }

  /** @throws TableUnreadable */
  fact(): RestatedMap {
    const { source, target } = this.#element;
    const name = this.#attributes['relationshipType'];
    const type = this.#model.relationships.find((each) => each.name === name);
    if (!type) {
      const what = JSON.stringify(name) ?? 'missing';
      throw new TableUnreadable(this.#line, `the relationshipType of an edge is ${what}; expected one of the model.`);
    }
    return {
      from: String(source),
      type: type.name,
      to: String(target),
      ...this.#properties(type.properties),
      ...this.#text('date', 'date'),
      ...tagged('note', this.#texts('notes')),
      ...evidenceOf(this.evidence),
    };
  }

  #properties(properties: Properties): RestatedMap {
    return propertiesBy(properties, (name, property) => this.#property(name, property));
  }

  #property(name: string, property: Property): Restated | undefined {
    const value = this.#value(name);
    switch (property.kind) {
      case 'coordinates': {
        const part = (of: string) => this.#value(property.own ? name + of : of.toLowerCase());
        const [latitude, longitude] = [part('Latitude'), part('Longitude')];
        return latitude === undefined || longitude === undefined
          ? undefined
          : { latitude: scalar(latitude), longitude: scalar(longitude) };
      }
      case 'money': {
        const currency = this.#value(`${name}Currency`);
        return value === undefined || currency === undefined ? undefined : `${value} ${currency}`;
      }
      case 'choices':
      case 'references':
        return Array.isArray(value) && value.length > 0 ? oneOrSeveral(value.map(String)) : undefined;
      case 'quantities':
        return Array.isArray(value) && value.length > 0
          ? value.map((each) => quantityFrom(valuesIn(each), this.#line))
          : undefined;
      default:
        return value === undefined ? undefined : scalar(value);
    }
  }

  /** An attribute, by the name that the model has for it. */
  #value(name: string): unknown {
    return this.#attributes[String(this.#renamed[name] ?? name)];
  }

  #texts(attribute: string): string[] {
    return taggedIn(this.#attributes[attribute]);
  }

  #text(key: string, attribute: string): RestatedMap {
    const value = this.#attributes[attribute];
    return value === undefined ? {} : { [key]: String(value) };
  }

  #identifiers(): string[] {
    return listIn(this.#attributes, 'identifiers').map((each) => {
      const { scheme, value } = valuesIn(each);
      return `${scheme} ${value}`;
    });
  }
}

function quantityFrom(values: Values, line: number): RestatedMap {
  const { name, value, labels } = values;
  const evidence = passagesIn(values, line);
  return { name: String(name), value: scalar(value), label: textsIn(labels), ...evidenceOf(evidence) };
}

/** The ids of the passages that are evidence. @throws TableUnreadable */
function passagesIn(values: Values, line: number): string[] {
  return listIn(values, 'evidence').map((each) => {
    const id = String(each);
    if (passageOf(id.slice('Passage:'.length), undefined) === id) return id;
    throw new TableUnreadable(line, `evidence is ${JSON.stringify(each)}; expected the id of a passage.`);
  });
}

function scalar(value: unknown): string {
  return typeof value === 'number' ? decimal(value) : String(value);
}

/** Texts with their languages, as a dossier writes them. */
function textsIn(value: unknown): RestatedMap {
  return byLanguage(taggedIn(value));
}

function taggedIn(value: unknown): string[] {
  if (!Array.isArray(value)) return [];
  return value.map((each) => {
    const text = valuesIn(each);
    return `${text['language']} ${text['value']}`;
  });
}

function listIn(values: Values | undefined, name: string): readonly unknown[] {
  const value = values?.[name];
  return Array.isArray(value) ? value : [];
}

function valuesIn(value: unknown): Values {
  // What is asked for by a name is unknown all the same.
  return typeof value === 'object' && value !== null ? (value as Values) : {};
}
