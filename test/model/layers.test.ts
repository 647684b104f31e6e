/** The code knows no model: what one declares stands in its YAML alone, and what all share in `src/core`. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { ModelDefinition } from '../../src/model/definition.ts';
import { readModel } from '../../src/model/read.ts';
import { MODELS, shippedModel } from '../../src/model/shipped.ts';

const SRC = fileURLToPath(new URL('../../src', import.meta.url));
const OWNERSHIP = fileURLToPath(new URL('ownership', import.meta.url));
const folders = [...readdirSync(MODELS).map((name) => join(MODELS, name)), OWNERSHIP];
const definitions = await Promise.all(folders.map((folder) => readModel(folder, shippedModel)));

/** Names that questions may use: a part fixes these. */
const OF_PARTS = ['role', 'onBehalfOf'];
/** Names that mean something else in the code: what a list is made of, and a class of errors of Neo4j. */
const OTHERWISE = ['Listing', 'Security'];

/** Types, relationships, vocabularies and properties: no word of the code is one of them. */
const words = new Set(definitions.flatMap(declaredWords).filter((name) => ![...OF_PARTS, ...OTHERWISE].includes(name)));
/** Values of vocabularies: no text of the code is one of them. */
const values = new Set(
  definitions.flatMap(({ vocabularies }) => Object.values(vocabularies).flatMap((each) => Object.keys(each.values))),
);

function declaredWords({ vocabularies, interfaces, entities, relationships }: ModelDefinition): string[] {
  const properties = [...Object.values(entities), ...Object.values(relationships)].flatMap((each) =>
    // A property of one plain word, such as `share`, is a word of the code too.
    Object.keys(each.properties).filter((name) => /[A-Z]/.test(name)),
  );
  return [vocabularies, interfaces, entities, relationships].flatMap(Object.keys).concat(properties);
}

/** The code without comments, and without examples: a message may show what is meant by any name. */
function codeOf(file: string): string {
  return readFileSync(join(SRC, file), 'utf8')
    .replace(/\/\*[\s\S]*?\*\/|(?<![:'"`])\/\/.*$/gm, '')
    .replace(/such as [^'"\n]*|\{ id: "[^"]*" \}/gi, '');
}

describe('no file of src but those of src/core names what a model declares', () => {
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' });
  it.each(files.filter((file) => file.endsWith('.ts') && !file.startsWith('core/')))('%s', (file) => {
    const code = codeOf(file);
    const named = (code.match(/\b[A-Za-z_]+\b/g) ?? []).filter((word) => words.has(word));
    const chosen = [...code.matchAll(/(['"`])([A-Z][A-Z_]*)\1/g)].flatMap(([, , text = '']) =>
      values.has(text) ? [text] : [],
    );
    expect([...new Set([...named, ...chosen])]).toEqual([]);
  });
});
