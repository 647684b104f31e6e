import { PassageByIdDocument, type PassageByIdQuery } from '../api/generated.ts';
import { select } from '../shell/actions.ts';
import { Answered, useAsked } from '../shell/asked.tsx';
import { count, say } from '../words/words.ts';
import { BringEnds, FactRows } from './fact-row.tsx';
import { LaterPages } from './later-pages.tsx';
import { directionOf, Locator, Words } from './text.tsx';

/** A passage: where it is, what it says in our words, and what it reports. */
export function PassagePanel({ id }: { readonly id: string }) {
  const query = String(PassageByIdDocument);
  const loaded = useAsked<PassageByIdQuery>(query, { id });
  return (
    <Answered loaded={loaded.value} asked={{ query, variables: { id } }}>
      {({ node }) => {
        if (!node || !('locator' in node)) return null;
        const supports = node.supports;
        return (
          <>
            <p class="kind">{say('summaryOurs')}</p>
            <h2>
              <Locator locator={node.locator} />
            </h2>
            <blockquote lang={node.summary.language} dir={directionOf(node.summary)}>
              {node.summary.value}
            </blockquote>
            <p>
              {say('document')}:{' '}
              <button type="button" class="link" onClick={() => select(node.document.id)}>
                <Words text={node.document.title} />
              </button>
            </p>
            <h3>
              {say('supports')} <span class="figure">{count('facts', supports?.totalCount ?? 0)}</span>
            </h3>
            <p class="buttons">
              <BringEnds facts={supports?.nodes ?? []} />
            </p>
            {supports ? (
              <>
                <FactRows facts={supports.nodes} until={0} />
                <LaterPages before={supports} until={supports.nodes.length} query={query} id={id} pageIn={supportsIn}>
                  {(page, until) => <FactRows facts={page.nodes} until={until} />}
                </LaterPages>
              </>
            ) : null}
          </>
        );
      }}
    </Answered>
  );
}

const supportsIn = ({ node }: PassageByIdQuery) => (node && 'supports' in node ? node.supports : undefined);
