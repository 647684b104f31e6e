import { useSignal } from '@preact/signals';
import type { Asked } from '../api/client.ts';
import { say } from '../words/words.ts';
import { Dialog } from './dialog.tsx';
import { hasGraphiql } from './graphiql.ts';

/** The GraphQL that a view asked: to read, to copy, to go on with in GraphiQL. */
export function QueryBehind({ asked, onClose }: { readonly asked: Asked | undefined; readonly onClose: () => void }) {
  const copied = useSignal(false);
  const query = asked ? (asked.laidOut ? asked.query : tidy(asked.query)) : '';
  const variables = JSON.stringify(asked?.variables ?? {}, null, 2);
  return (
    <Dialog title={say('queryBehind')} onClose={onClose}>
      {asked ? (
        <>
          <pre dir="ltr" tabIndex={0}>
            {query}
          </pre>
          <h3>{say('queryVariables')}</h3>
          <pre dir="ltr" tabIndex={0}>
            {variables}
          </pre>
          <p class="buttons">
            <button
              type="button"
              onClick={() => {
                void navigator.clipboard?.writeText(query).then(() => {
                  copied.value = true;
                });
              }}
            >
              {say('queryCopy')}
            </button>
            {hasGraphiql ? (
              <a
                class="button"
                target="_blank"
                rel="noopener"
                href={`graphql?${new URLSearchParams({ query, variables })}`}
              >
                {say('queryOpen')}
              </a>
            ) : null}
            <span role="status">{copied.value ? say('queryCopied') : ''}</span>
          </p>
        </>
      ) : (
        <p>{say('queryNone')}</p>
      )}
    </Dialog>
  );
}

/** A document that was composed on few lines, indented as one reads it. */
function tidy(query: string): string {
  let depth = 0;
  const lines: string[] = [];
  // Fields are names with their arguments; braces open and close a line.
  for (const [token] of query.matchAll(
    /\.\.\.\s*on\s+\w+|\.\.\.\w+|[\w]+\s*\([^)]*\)|\w+:\s*\w+(?:\s*\([^)]*\))?|[{}]|[^\s{}]+/g,
  )) {
    if (token === '}') depth--;
    if (token === '{' && lines.length > 0) lines[lines.length - 1] += ' {';
    else lines.push(`${'  '.repeat(depth)}${token}`);
    if (token === '{') depth++;
  }
  return lines.join('\n').replace(/^(query|fragment)\n\s*/gm, '$1 ');
}
