import { SourceByIdDocument, type SourceByIdQuery } from '../api/generated.ts';
import { select } from '../shell/actions.ts';
import { Answered, useAsked } from '../shell/asked.tsx';
import { setFilters } from '../shell/filter-bar.tsx';
import { state } from '../state/history.ts';
import { count, say } from '../words/words.ts';
import { BringEnds, FactRows } from './fact-row.tsx';
import { LaterPages } from './later-pages.tsx';
import { directionOf, Locator, Words } from './text.tsx';

/** A document with all its passages in order, and what each reports. */
export function DocumentPanel({ id }: { readonly id: string }) {
  const query = String(SourceByIdDocument);
  const loaded = useAsked<SourceByIdQuery>(query, { id });
  return (
    <Answered loaded={loaded.value} asked={{ query, variables: { id } }}>
      {({ node }) => {
        if (!node || !('title' in node)) return null;
        const { title, date, url, license, passages } = node;
        return (
          <>
            <p class="kind">{say('document')}</p>
            <h2>
              <Words text={title} />
            </h2>
            <p class="buttons">
              <button
                type="button"
                aria-pressed={state.value.filters.documents.includes(id)}
                onClick={() => setFilters({ documents: state.value.filters.documents.includes(id) ? [] : [id] })}
              >
                {say('onlyDocument')}
              </button>
              <BringEnds facts={passages?.nodes.flatMap(({ supports }) => supports?.nodes ?? []) ?? []} />
            </p>
            <dl class="properties">
              {date ? (
                <div>
                  <dt>{say('columnDate')}</dt>
                  <dd>
                    <bdi>{date.label}</bdi>
                  </dd>
                </div>
              ) : null}
              {license ? (
                <div>
                  <dt>{say('licence')}</dt>
                  <dd>
                    <bdi>{license}</bdi>
                  </dd>
                </div>
              ) : null}
              {url && /^https?:/.test(url) ? (
                <div>
                  <dt>{say('source')}</dt>
                  <dd>
                    <a href={url} rel="noreferrer noopener" target="_blank" dir="ltr">
                      {url}
                    </a>
                  </dd>
                </div>
              ) : null}
            </dl>
            <h3>
              {say('passagesOf')} <span class="figure">{count('passages', passages?.totalCount ?? 0)}</span>
            </h3>
            <p class="kind">{say('summaryOurs')}</p>
            {passages ? (
              <>
                <PassageRows page={passages} until={0} />
                <LaterPages before={passages} until={passages.nodes.length} query={query} id={id} pageIn={passagesIn}>
                  {(page, until) => <PassageRows page={page} until={until} />}
                </LaterPages>
              </>
            ) : null}
          </>
        );
      }}
    </Answered>
  );
}

type Passages = NonNullable<ReturnType<typeof passagesIn>>;

const passagesIn = ({ node }: SourceByIdQuery) => (node && 'passages' in node ? node.passages : undefined);

/** Passages, each with what it says in our words and some of what it reports. @param until how many come before */
function PassageRows({ page, until }: { readonly page: Passages; readonly until: number }) {
  return (
    <ol class="passages" start={until + 1}>
      {page.nodes.map(({ id, locator, summary, supports }) => (
        <li key={id}>
          <button type="button" class="link" onClick={() => select(id)}>
            <Locator locator={locator} />
          </button>
          <blockquote lang={summary.language} dir={directionOf(summary)}>
            {summary.value}
          </blockquote>
          {supports && supports.nodes.length > 0 ? (
            <details>
              <summary>{count('facts', supports.totalCount ?? 0)}</summary>
              <FactRows facts={supports.nodes} until={0} />
            </details>
          ) : null}
        </li>
      ))}
    </ol>
  );
}
