import { useSignal } from '@preact/signals';
import { model } from '../data.ts';
import { useNames } from '../names.ts';
import { select } from '../shell/actions.ts';
import { FactLink } from '../shell/fact-link.tsx';
import { ProblemNote } from '../shell/problem.tsx';
import { QueryBehind } from '../shell/query-behind.tsx';
import { change, state } from '../state/history.ts';
import type { Question } from '../state/state.ts';
import { daysOf } from '../time.ts';
import { count, type Sentence, say, stretchText } from '../words/words.ts';
import { type Answer, answered, composed, namedBy, STEPS, stepsOf, TITLES } from './answers.ts';

/** What was asked, how much was answered, and the query behind it. */
export function AnswerNote() {
  const shows = useSignal(false);
  const { question } = state.value;
  const { value, error, busy } = answered.value;
  if (!question) return null;
  const [title] = TITLES[question.kind] ?? [];
  return (
    <div class="answer" role="status" aria-busy={busy}>
      <p>
        {title ? <strong>{say(title)}</strong> : null} <AskedOf question={question} />
      </p>
      {error ? <ProblemNote error={error} /> : null}
      {value ? <AnswerWords answer={value} /> : null}
      <button type="button" onClick={() => (shows.value = true)}>
        {say('queryBehind')}
      </button>
      {shows.value ? <QueryBehind asked={composed.value} onClose={() => (shows.value = false)} /> : null}
    </div>
  );
}

/** Of whom, how, where and when it was asked. */
function AskedOf({ question }: { readonly question: Question }) {
  const { kind, fields } = question;
  const ids = namedBy(question);
  const nameOf = useNames(ids);
  const { during = '' } = fields;
  const how = manner(kind, fields);
  const days = daysOf(during);
  const when = days ? stretchText(days.first, days.last) : during;
  return (
    <>
      {[...ids.map(nameOf), ...(how ? [say(how)] : []), ...(when ? [when] : [])].map((text, at) => (
        <>
          {at > 0 ? ' · ' : null}
          <bdi>{text}</bdi>
        </>
      ))}
    </>
  );
}

/** In what manner they took part, where a form leaves that to the reader: another manner would be another answer. */
function manner(kind: string, fields: Question['fields']): Sentence | undefined {
  if (kind === 'together') return fields['sameRole'] ? 'answerAlike' : 'answerTogether';
  const isOfActors = kind === 'participated' && Boolean(fields['all'] || fields['any']);
  if (!isOfActors || !model.value?.hasRepresentatives) return undefined;
  return fields['through'] ? 'answerThrough' : 'answerThemselves';
}

/** Moves the least weight of a pair that is drawn, and says how many pairs are below it. */
function LeastWeight({ answer }: { readonly answer: Answer }) {
  const most = answer.ties?.[0]?.count ?? 1;
  const least = Number(state.value.question?.fields['minimum']) || 1;
  return (
    <>
      <label class="weight">
        {say('fieldMinimum')}
        <input
          type="range"
          min="1"
          max={Math.max(most, least)}
          value={least}
          onChange={(event) => {
            const minimum = event.currentTarget.value;
            change((now) => ({
              ...now,
              groups: [],
              question: now.question && { ...now.question, fields: { ...now.question.fields, minimum } },
            }));
          }}
        />
        <output>{least}</output>
      </label>
      {answer.pairsBelow ? <p>{count('pairsBelow', answer.pairsBelow)}</p> : null}
    </>
  );
}

function NoPaths() {
  const most = stepsOf(state.value.question?.fields ?? {});
  return (
    <p>
      {say('pathsNone', { steps: count('pathLength', most) })}{' '}
      {most < STEPS.most ? say('pathsMore', { limit: STEPS.most }) : null}
    </p>
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
      {answer.pairsBelow === undefined ? null : <LeastWeight answer={answer} />}
      {paths?.length === 0 ? <NoPaths /> : null}
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
                      <FactLink fact={edges[at]} />
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
