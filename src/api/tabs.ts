import { dossiersIn, questionsOf } from '../declare/dossiers.ts';
import { textIn } from '../declare/schema/values.ts';
import type { Runner } from '../graph/port.ts';
import { GENERAL_QUESTIONS } from '../model/general.ts';
import type { Tab } from './http/page.ts';

/** The questions of the dossiers of a graph, as a reader of these languages sees them; where there are none, general ones. */
export async function tabsOf(graph: Runner, languages: readonly string[]): Promise<Tab[]> {
  // The page is there also while the store is not.
  const dossiers = await dossiersIn(graph).catch(() => []);
  const tabs = dossiers.flatMap(questionsOf).map(({ title, document, variables }) => ({
    query: `# ${textIn(title, languages).value}\n${document}`,
    ...(variables === undefined ? {} : { variables }),
  }));
  return tabs.length > 0 ? tabs : GENERAL_QUESTIONS.map(({ document }) => ({ query: document }));
}
