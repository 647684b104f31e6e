import type { Asked } from '../api/client.ts';
import { model } from '../data.ts';
import { Answered, useAsked } from '../shell/asked.tsx';
import { Dialog } from '../shell/dialog.tsx';
import { change } from '../state/history.ts';
import { emptied, withEntities } from '../state/state.ts';
import { say } from '../words/words.ts';
import { dossierQuestions } from './dossier-questions.ts';
import { ServedAnswer } from './served-answer.tsx';

/**
 * A question that comes with a dossier: its answer in words, what it shows in the views, and the query behind it. That
 * it is open stands in the address, so that it can be shared and come back to.
 *
 * @param of the key of the question
 */
export function DossierAnswer({ of }: { readonly of: string }) {
  const all = dossierQuestions.value;
  const question = all?.find(({ key }) => key === of);
  return (
    <Dialog
      title={question?.title.value ?? say('questions')}
      onClose={() => change((now) => ({ ...now, dossierQuestion: undefined }))}
    >
      {question ? (
        <AnswerOf key={of} asked={question.asked} />
      ) : all ? (
        <p role="alert">{say('answerGone')}</p>
      ) : (
        <p class="hint">{say('loading')}</p>
      )}
    </Dialog>
  );
}

function AnswerOf({ asked }: { readonly asked: Asked }) {
  const loaded = useAsked<object>(asked.query, asked.variables);
  return (
    <Answered loaded={loaded.value} asked={asked}>
      {(answer) => {
        const ids = [...new Set([...entitiesNamedBy(asked), ...entitiesIn(answer)])];
        return (
          <>
            {ids.length > 0 ? (
              <p class="buttons">
                <button type="button" class="primary" onClick={() => show(ids)}>
                  {say('answerShow')}
                </button>
              </p>
            ) : null}
            <ServedAnswer answer={answer} query={asked.query} />
          </>
        );
      }}
    </Answered>
  );
}

/** Shows entities in place of what was shown, and closes the answer. */
function show(ids: readonly string[]): void {
  change((now) => withEntities({ ...emptied(now), dossierQuestion: undefined }, ids));
}

/** The entities that a question is about: the server need not name them again in what it answers. */
function entitiesNamedBy({ query, variables }: Asked): string[] {
  return [...query.matchAll(/"([^"\\\n]+)"/g)]
    .map(([, text = '']) => text)
    .concat(textsIn(variables))
    .filter(isEntity);
}

/** The ids of entities in an answer, in its order. */
function entitiesIn(answer: unknown): string[] {
  return textsIn(answer, 'id').filter(isEntity);
}

/** The texts within a value. @param field only those that stand in such a field */
function textsIn(value: unknown, field?: string, name?: string): string[] {
  if (typeof value === 'string') return field === undefined || name === field ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => textsIn(each, field, Array.isArray(value) ? name : key));
}

const isEntity = (id: string) =>
  !id.includes('|') && (model.value?.served.types.some(({ name }) => id.startsWith(`${name}:`)) ?? false);
