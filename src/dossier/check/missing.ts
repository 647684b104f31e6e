import type { RowProblem } from '../problem.ts';
import { documentOf } from '../read/evidence.ts';
import type { Reference } from '../read/seed.ts';

/**
 * A reference to what is not there, as a problem: one for all that name the same, and for all that a column of a table
 * names.
 *
 * @param documents those that are named, also by way of a passage, and not there
 */
export function missingProblem({ to, id, what, location }: Reference, documents: ReadonlySet<string>): RowProblem {
  const document = to === 'passage' ? documentOf(id) : id;
  if (documents.has(document)) {
    const named = to === 'document' ? `${what} names it` : `${what} names its passage ${locatorOf(id)}`;
    const message = `${document} is not declared, in the dossier or in the graph, and ${named}; expected it under documents, with its title and passages.`;
    return { ...location, message, mistake: `missing ${document}`, follows: true };
  }
  const message = `${what} names "${id}", and no ${to} with this id is in the dossier or in the graph.`;
  const mistake = location.template ? `missing ${location.file} ${location.template.line} ${what}` : `missing ${id}`;
  return { ...location, message, mistake, follows: true };
}

function locatorOf(passage: string): string {
  return passage.slice(passage.indexOf('/') + 1);
}
