import { checked } from '../yaml/check.ts';
import { readFolder } from '../yaml/folder.ts';
import { type Problem, sorted, type WrongFolder } from '../yaml/problem.ts';
import { at, readYaml, type Written } from '../yaml/read.ts';
import { type ModelDefinition, modelFile, modelHead } from './definition.ts';

/** A model that says what none can say. */
export class ModelInvalid extends Error implements WrongFolder {
  override readonly name = 'ModelInvalid';
  readonly folder: string;
  /** By file and line. */
  readonly problems: readonly Problem[];

  constructor(folder: string, problems: readonly Problem[]) {
    const count = problems.length === 1 ? 'a problem' : `${problems.length} problems`;
    super(`The model in ${folder} has ${count}.`);
    this.folder = folder;
    this.problems = sorted(problems);
  }
}

export const HEAD = 'model.yaml';
const SECTIONS = ['vocabularies', 'entities', 'relationships'] as const;

/**
 * Reads the model in a folder: `model.yaml` first, then the other files by name. That order, and that of the keys in
 * the files, is the order of everything that follows from it.
 *
 * @throws ModelInvalid with every problem that it has
 */
export async function readModel(folder: string): Promise<ModelDefinition> {
  const { files, problems: found } = await readFolder(folder);
  const problems: Problem[] = [...found];
  const written = new Map<string, Written>();
  for (const { file, text } of files) {
    const value = readYaml(text, (line, message) => problems.push({ file, line, message }));
    if (value) written.set(file, value);
  }
  const head = written.get(HEAD);
  if (!head && found.length === 0)
    problems.push({ file: HEAD, line: 0, message: 'there is no such file, or it is empty; expected a model.' });
  if (!head || problems.length > 0) throw new ModelInvalid(folder, problems);

  const definition = sectionsOf(modelHead, HEAD, head, problems);
  const others = [...written].flatMap(([file, value]) => {
    const sections = file === HEAD ? undefined : sectionsOf(modelFile, file, value, problems);
    return sections ? [{ file, sections }] : [];
  });
  if (!definition || problems.length > 0) throw new ModelInvalid(folder, problems);

  const whole = { ...definition };
  for (const { file, sections } of others)
    for (const section of SECTIONS) {
      for (const name of Object.keys(sections[section]))
        if (name in whole[section]) {
          const line = at(written.get(file), [section, name])?.line ?? 0;
          problems.push({ file, line, message: `${section}.${name} is declared twice; expected each name once.` });
        }
      Object.assign(whole, { [section]: { ...whole[section], ...sections[section] } });
    }
  if (problems.length > 0) throw new ModelInvalid(folder, problems);
  return whole;
}

function sectionsOf<T>(
  schema: Parameters<typeof checked<T>>[0],
  file: string,
  written: Written,
  problems: Problem[],
): T | undefined {
  const result = checked(schema, written, '');
  if ('value' in result) return result.value;
  problems.push(...result.mismatches.map((each) => ({ file, ...each })));
  return undefined;
}
