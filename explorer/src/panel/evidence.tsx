import { select } from '../shell/actions.ts';
import { say } from '../words/words.ts';
import { directionOf, Locator, type Tagged, Words } from './text.tsx';

export interface PassageRow {
  readonly id: string;
  readonly locator: string;
  readonly summary: Tagged;
  readonly document: { readonly id: string; readonly title: Tagged };
}

/** The passages that report something, each with its place, what it says in our words, and its document. */
export function EvidenceList({ passages }: { readonly passages: readonly PassageRow[] }) {
  return (
    <section class="evidence">
      <h3>{say('evidence')}</h3>
      <ul>
        {passages.map(({ id, locator, summary, document }) => (
          <li key={id}>
            <p class="kind">{say('summaryOurs')}</p>
            <blockquote lang={summary.language} dir={directionOf(summary)}>
              {summary.value}
            </blockquote>
            <p>
              <button type="button" class="link" onClick={() => select(id)}>
                <Locator locator={locator} />
              </button>
              <br />
              <button type="button" class="link" onClick={() => select(document.id)}>
                <Words text={document.title} />
              </button>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
