import { useSignal } from '@preact/signals';
import { select } from '../shell/actions.ts';
import { ProblemNote } from '../shell/problem.tsx';
import { QueryBehind } from '../shell/query-behind.tsx';
import { state } from '../state/history.ts';
import { count, say } from '../words/words.ts';
import { type Answer, answered, composed, TITLES } from './answers.ts';

/** What was asked, how much was answered, and the query behind it. */
export function AnswerNote() {
  const shows = useSignal(false);
  const { question } = state.value;
  const { value, error, busy } = answered.value;
  if (!question) return null;
  const [title] = TITLES[question.kind] ?? [];
  return (
    <div class="answer" role="status" aria-busy={busy}>
      {title ? <strong>{say(title)}</strong> : null}
      {error ? <ProblemNote error={error} /> : null}
      {value ? <AnswerWords answer={value} /> : null}
      <button type="button" onClick={() => (shows.value = true)}>
        {say('queryBehind')}
      </button>
      {shows.value ? <QueryBehind asked={composed.value} onClose={() => (shows.value = false)} /> : null}
    </div>
  );
}

function AnswerWords({ answer }: { readonly answer: Answer }) {
  const { total, paths, ties, ids } = answer;
  const shownRows = ties?.length ?? ids.length;
  return (
    <>
      {total === null ? null : <p>{count('answers', total)}</p>}
      {ties && total !== null && total > shownRows ? (
        <p>{say('answersShown', { shown: shownRows, all: total })}</p>
      ) : null}
      {paths?.length === 0 ? <p>{say('pathsNone')}</p> : null}
      {paths && paths.length > 0 ? (
        <ol class="paths">
          {paths.map(({ length, nodes, edges }) => (
            <li key={edges.map(({ id }) => id).join(' ')}>
              {nodes.map((node, at) => (
                <span key={node.id}>
                  <button type="button" class="link" onClick={() => select(node.id)}>
                    <bdi>{node.label}</bdi>
                  </button>
                  {edges[at] ? (
                    <>
                      {' — '}
                      <button type="button" class="link says" onClick={() => select(edges[at]?.id)}>
                        <bdi>{edges[at].label}</bdi>
                      </button>
                      {' — '}
                    </>
                  ) : null}
                </span>
              ))}{' '}
              <span class="kind">{count('pathLength', length)}</span>
            </li>
          ))}
        </ol>
      ) : null}
    </>
  );
}
