import { dossiersIn, questionsOf } from '../declare/dossiers.ts';
import type { Model } from '../declare/model.ts';
import { textIn } from '../declare/schema/value-types.ts';
import type { Runner } from '../graph/port.ts';
import type { Tab } from './http/page.ts';

/** The questions of the dossiers of a graph, as a reader of these languages sees them; where there are none, its model's. */
export async function tabsOf(graph: Runner, model: Model, languages: readonly string[]): Promise<Tab[]> {
  // The page is there also while the store is not.
  const dossiers = await dossiersIn(graph).catch(() => []);
  const questions = dossiers.flatMap(questionsOf);
  return (questions.length > 0 ? questions : model.questions).map(({ title, document, variables }) => ({
    query: `# ${textIn(title, languages).value}\n${document}`,
    ...(variables === undefined ? {} : { variables }),
  }));
}
