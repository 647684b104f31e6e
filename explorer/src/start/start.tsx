import { useSignal } from '@preact/signals';
import type { Asked } from '../api/client.ts';
import { type Dossier, dossiers } from '../data.ts';
import { QuestionForms } from '../questions/forms.tsx';
import { state as page } from '../state/history.ts';
import { count, languageName, say } from '../words/words.ts';
import { QuestionAnswer } from './question-answer.tsx';

const STATES = { WHOLE: 'dossierWhole', LOADING: 'dossierLoading', CUT_OFF: 'dossierCut' } as const;

/** What there is to look at: the dossiers, their questions, and the forms for one's own. */
export function Start() {
  return (
    <div class="start">
      <p class="tagline">{say('tagline')}</p>
      <section aria-labelledby="dossiers">
        <h2 id="dossiers">{say('dossiers')}</h2>
        <ul class="dossiers">
          {dossiers.value.value?.map((dossier) => (
            <li key={dossier.id}>
              <DossierCard dossier={dossier} />
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="questions">
        <h2 id="questions">{say('questionsOf')}</h2>
        <QuestionForms />
      </section>
    </div>
  );
}

function DossierCard({ dossier }: { readonly dossier: Dossier }) {
  const { title, description, state, entities, facts, documents, span, questions } = dossier;
  const shows = useSignal<{ readonly title: string; readonly asked: Asked } | undefined>(undefined);
  return (
    <article class="card">
      <h3 dir="auto" lang={title.language}>
        {title.value}
      </h3>
      {description ? (
        <p dir="auto" lang={description.language}>
          {description.value}
        </p>
      ) : null}
      {title.language === page.value.language ? null : (
        <p class="hint">{say('onlyIn', { language: languageName(title.language) })}</p>
      )}
      <p class="figures">
        <span>{count('entities', entities)}</span>
        <span>{count('facts', facts)}</span>
        <span>{count('documents', documents)}</span>
        {span ? <bdi>{span.label}</bdi> : null}
        {state === 'WHOLE' ? null : <strong>{say(STATES[state])}</strong>}
      </p>
      {questions.length > 0 ? (
        <>
          <h4>{say('questions')}</h4>
          <ul class="dossier-questions">
            {questions.map((question) => (
              <li key={question.document}>
                <button
                  type="button"
                  class="link"
                  onClick={() => (shows.value = { title: question.title.value, asked: askedBy(question) })}
                >
                  <bdi lang={question.title.language}>{question.title.value}</bdi>
                </button>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {shows.value ? <QuestionAnswer {...shows.value} onClose={() => (shows.value = undefined)} /> : null}
    </article>
  );
}

/** A question of a dossier as it is asked. Its variables are an object of JSON, which the loader has checked. */
function askedBy({ document, variables }: Dossier['questions'][number]): Asked {
  return { query: document, variables: variables ? (JSON.parse(variables) as object) : {} };
}
