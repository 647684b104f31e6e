import { propertiesOf } from '../../declare/entity.ts';
import { isEntityId, typeOfId } from '../../declare/ids.ts';
import { type Model, typeNamed } from '../../declare/model.ts';
import type { Written } from '../../yaml/read.ts';
import { evidenceOf } from './evidence.ts';
import { checkTypes, valuesOf } from './properties.ts';
import type { EntitySeed, Reference } from './seed.ts';
import { type Fields, NAME, oneOf, PROSE, type ValueReader } from './value-reader.ts';

/** What every entity may say. */
export const ENTITY_KEYS = ['id', 'names', 'preferred', 'description', 'identifiers', 'evidence'] as const;
/** Three of them, a date and the names of a type and a role must fit into the id of a fact. */
const MAX_ENTITY_ID = 150;
const SCHEME = /^[a-z0-9][a-z0-9.-]*$/i;

const ENTITY_ID = 'a type, a colon and letters, digits and the signs - _ . ~, such as Country:TR';

/** The entities that a file states. */
export function readEntities(
  reader: ValueReader,
  written: Written | undefined,
  model: Model,
  references: Reference[],
): EntitySeed[] {
  return reader.list(written, 'entities').flatMap((each) => readEntity(reader, each, model, references));
}

function readEntity(reader: ValueReader, written: Written, model: Model, references: Reference[]): EntitySeed[] {
  const id = idOf(reader, written, model);
  const type = id && typeNamed(model, typeOfId(id));
  if (id === undefined || !type) {
    reader.lose();
    return [];
  }
  const properties = propertiesOf(type);
  const fields = reader.map(written, `an entity of the type ${type.name}`, [
    ...ENTITY_KEYS,
    ...Object.keys(properties),
  ]);
  if (!fields) return [];
  const names = reader.needed(fields, 'names', 'a name by language, such as { en: Türkiye }');
  const preferred = fields.entries.get('preferred')?.value;
  const description = fields.entries.get('description')?.value;
  const values = valuesOf(reader, fields, properties, references);
  for (const value of values) checkTypes(reader, value, model);
  return [
    {
      id,
      type,
      location: reader.location(fields.line),
      names: names ? reader.tagged(names, 'names', NAME, true) : [],
      preferred: preferred ? reader.tagged(preferred, 'preferred', NAME) : [],
      description: description ? reader.tagged(description, 'description', PROSE) : [],
      identifiers: identifiersOf(reader, fields),
      evidence: evidenceOf(reader, fields, references),
      values,
      document: reader.document,
    },
  ];
}

function idOf(reader: ValueReader, written: Written, model: Model): string | undefined {
  if (written.kind !== 'map') {
    reader.map(written, 'an entity', ENTITY_KEYS);
    return undefined;
  }
  const value = reader.needed(written, 'id', ENTITY_ID);
  return value && entityIdOf(reader, value, 'id', model);
}

/** The id of an entity of a type that the model has. */
export function entityIdOf(reader: ValueReader, written: Written, what: string, model: Model): string | undefined {
  const id = reader.text(written, what, ENTITY_ID, { most: MAX_ENTITY_ID, lines: false })?.normalize('NFC');
  if (id === undefined) return undefined;
  if (!isEntityId(id)) return reader.fail(written.line, `${what} is "${id}"; expected ${ENTITY_ID}.`);
  const type = typeOfId(id);
  if (typeNamed(model, type)) return id;
  const types = model.types.map((each) => each.name);
  return reader.fail(written.line, `${what} is "${id}", and there is no type ${type}; expected ${oneOf(types)}.`);
}

/** `<scheme> <value>`, by scheme. */
function identifiersOf(reader: ValueReader, fields: Fields): string[] {
  const written = fields.entries.get('identifiers')?.value;
  if (!written) return [];
  if (written.kind !== 'map') {
    reader.map(written, 'identifiers', []);
    return [];
  }
  return [...written.entries].flatMap(([scheme, { line, value }]) => {
    if (!SCHEME.test(scheme)) {
      reader.fail(line, `identifiers has the scheme "${scheme}"; expected letters, digits, dots and hyphens.`);
      return [];
    }
    const what = `identifiers.${scheme}`;
    return reader
      .several(value, what)
      .map((each) => reader.text(each, what, 'a text', NAME))
      .flatMap((text) => (text === undefined ? [] : [`${scheme} ${text}`]));
  });
}
