import type { Model } from '../../declare/model.ts';
import type { Runner } from '../../graph/port.ts';
import { FORM_OF, SET_FORM } from './format.query.ts';

/**
 * Which form the rows of a graph have: what follows from what is stated, such as folded names and the days of a date, and
 * what the graph says of itself. Raise it when that changes, and graphs that were filled before are brought up to date
 * when they are next opened.
 */
export const FORMAT = 6;

/** A later version of the program filled the graph. */
export class LaterFormat extends Error {
  override readonly name = 'LaterFormat';

  constructor(format: number) {
    super(
      `A later version of Dragoman filled the graph (its format is ${format}, this version knows those up to ${FORMAT}). Start that version, or choose another graph.`,
    );
  }
}

/** What a graph says of itself. */
export interface Form {
  /** The ids of its dossiers. */
  readonly dossiers: readonly string[];
  readonly format: number;
  /** What it is written in, as {@link Model.written}; a graph of an early format does not say. */
  readonly model: string | undefined;
}

/** @throws LaterFormat */
export async function formOf(graph: Runner): Promise<Form> {
  const [form = { dossiers: [], format: FORMAT, model: undefined }] = await graph.run(FORM_OF, {});
  if (form.format > FORMAT) throw new LaterFormat(form.format);
  return form;
}

/** What has to be made anew in a graph that has dossiers: all that follows in its rows, or what it says of itself alone. */
export function outdated({ dossiers, format, model }: Form, { written }: Model): 'rows' | 'form' | undefined {
  if (dossiers.length === 0) return undefined;
  if (format < FORMAT || (model !== undefined && shaping(model) !== shaping(written))) return 'rows';
  return model === written ? undefined : 'form';
}

/** What of a model rows follow from, as far as that is easily told. */
function shaping(written: string): string {
  const { title: _, questions: __, ...others } = JSON.parse(written) as { readonly [key: string]: unknown };
  return JSON.stringify(others);
}

/** Writes down that the graph has the form of today, in a model. */
export async function setForm(transaction: Runner, { written }: Model): Promise<void> {
  await transaction.run(SET_FORM, { format: FORMAT, model: written });
}
