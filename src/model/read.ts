import { faultOf } from '../declare/question.ts';
import { checked } from '../yaml/check.ts';
import { type FolderText, readFolder, textOf } from '../yaml/folder.ts';
import { type Problem, sorted, type WrongFolder } from '../yaml/problem.ts';
import { at, lineAt, readYaml, type Written } from '../yaml/read.ts';
import { checkModel, type ModelPath } from './check.ts';
import { modelOf } from './declarations.ts';
import {
  type Extension,
  MODEL_FILE,
  type ModelDefinition,
  type ModelFile,
  modelFile,
  modelHead,
} from './definition.ts';
import { extended, SECTIONS } from './extend.ts';
import { buildModelSchema } from './index.ts';

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

/** Whether something stands at a path. */
function isAt(declared: object, [step, ...rest]: ModelPath): boolean {
  if (step === undefined) return true;
  const inner = Object.entries(declared).find(([key]) => key === String(step))?.[1];
  return typeof inner === 'object' && inner !== null ? isAt(inner, rest) : inner !== undefined && rest.length === 0;
}

/** The model of a name, which others may extend; undefined where there is none. */
export type Base = (name: string) => Promise<ModelDefinition | undefined>;

/**
 * Reads the model in a folder: `model.yaml` first, then the other files by name. That order, and that of the keys in
 * the files, is the order of everything that follows from it.
 *
 * @param base finds the model that it extends
 * @throws ModelInvalid with every problem that it has
 */
export async function readModel(folder: string, base: Base): Promise<ModelDefinition> {
  return await readIn(folder, await readFolder(folder), base);
}

/**
 * Reads a model that is one file, {@link MODEL_FILE}, among others that are none of its own: that of a dossier.
 *
 * @throws ModelInvalid with every problem that it has
 */
export async function readModelFile(folder: string, base: Base): Promise<ModelDefinition> {
  const problems: Problem[] = [];
  const text = await textOf(folder, MODEL_FILE, { add: (problem) => void problems.push(problem) });
  return await readIn(folder, { files: text === undefined ? [] : [{ file: MODEL_FILE, text }], problems }, base);
}

async function readIn(
  folder: string,
  { files, problems }: Pick<FolderText, 'files' | 'problems'>,
  base: Base,
): Promise<ModelDefinition> {
  const reader = new ModelReader(problems);
  for (const { file, text } of files) reader.add(file, text);
  const definition = await reader.whole(base);
  if (!definition) throw new ModelInvalid(folder, reader.problems);
  return definition;
}

/** A model while it is read. What is wrong is kept, and reading goes on as far as that makes sense. */
class ModelReader {
  readonly problems: Problem[];
  readonly #written = new Map<string, Written>();

  constructor(problems: readonly Problem[]) {
    this.problems = [...problems];
  }

  add(file: string, text: string): void {
    const written = readYaml(text, (line, message) => this.problems.push({ file, line, message }));
    if (written) this.#written.set(file, written);
  }

  async whole(base: Base): Promise<ModelDefinition | undefined> {
    const written = this.#written.get(MODEL_FILE);
    if (!written && this.problems.length === 0)
      this.problems.push({
        file: MODEL_FILE,
        line: 0,
        message: 'there is no such file, or it is empty; expected a model.',
      });
    const head = written && this.#checked(modelHead, MODEL_FILE, written);
    const others = [...this.#written].flatMap(([file, each]): [string, ModelFile][] => {
      const sections = file === MODEL_FILE ? undefined : this.#checked(modelFile, file, each);
      return sections ? [[file, sections]] : [];
    });
    if (!head || this.problems.length > 0) return undefined;

    const own = this.#united(head, others);
    const taken = head.extends && (await this.#taken(head.extends, base));
    if (this.problems.length > 0) return undefined;
    const { extends: _, words, ...said } = head;
    const { definition, problems } = extended({ ...said, ...own }, taken, words);
    for (const { path, message } of problems) this.#fail(path, message);
    if (problems.length > 0) return undefined;
    checkModel(
      definition,
      (path) => isAt(own, path),
      (path, message) => this.#fail(path, message),
    );
    if (this.problems.length === 0) this.#questions(definition);
    return this.problems.length > 0 ? undefined : definition;
  }

  /** They must be questions that the model answers. */
  #questions(definition: ModelDefinition): void {
    if (definition.questions.length === 0) return;
    const schema = buildModelSchema(modelOf(definition));
    definition.questions.forEach((question, index) => {
      const fault = faultOf(question, schema);
      if (fault) this.#fail(['questions', index, fault.in], `it ${fault.message}`);
    });
  }

  #checked<T>(schema: Parameters<typeof checked<T>>[0], file: string, written: Written): T | undefined {
    const result = checked(schema, written, '');
    if ('value' in result) return result.value;
    this.problems.push(...result.mismatches.map((each) => ({ file, ...each })));
    return undefined;
  }

  /** What all files declare; each name once. */
  #united(head: ModelFile, others: readonly [file: string, sections: ModelFile][]): ModelFile {
    const whole = Object.fromEntries(SECTIONS.map((section) => [section, { ...head[section] }])) as ModelFile;
    for (const [file, sections] of others)
      for (const section of SECTIONS)
        for (const [name, declared] of Object.entries(sections[section])) {
          if (name in whole[section]) {
            const written = this.#written.get(file);
            const line = written ? lineAt(written, [section, name]) : 0;
            this.problems.push({
              file,
              line,
              message: `${section}.${name} is declared twice; expected each name once.`,
            });
          }
          Object.assign(whole[section], { [name]: declared });
        }
    return whole;
  }

  async #taken(extension: Extension, base: Base) {
    const [entry, ...others] = Object.entries(extension ?? {});
    if (!entry || others.length > 0) {
      this.#fail(['extends'], 'expected the name of one model');
      return undefined;
    }
    const [name, names] = entry;
    const model = await base(name);
    if (!model) this.#fail(['extends'], `there is no model ${name} that ships; expected the name of one that does`);
    return model && { model, names };
  }

  /** Tells a problem where the model says what is wrong: in the file that declares it. */
  #fail(path: ModelPath, message: string): void {
    const [section = '', name = ''] = path;
    for (const [file, written] of this.#written)
      if (at(written, [section, name]) ?? (path.length === 1 && at(written, [section]))) {
        this.problems.push({ file, line: lineAt(written, path), message: `${path.join('.')}: ${message}.` });
        return;
      }
    this.problems.push({ file: MODEL_FILE, line: 1, message: `${path.join('.')}: ${message}.` });
  }
}
