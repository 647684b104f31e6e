import { type Dossier, dossiers, model } from '../data.ts';
import { QuestionForms } from '../questions/forms.tsx';
import { setFilters } from '../shell/filter-bar.tsx';
import { change, state as page } from '../state/history.ts';
import { count, languageName, say } from '../words/words.ts';
import { type DossierQuestion, questionsOfDossier, questionsOfModel } from './dossier-questions.ts';

const STATES = { WHOLE: 'dossierWhole', LOADING: 'dossierLoading', CUT_OFF: 'dossierCut' } as const;

/** What there is to look at: the dossiers, their questions or else the model's, and the forms for one's own. */
export function Start() {
  // Until it is known, none are shown.
  const bringsAny = dossiers.value.value?.some(({ questions }) => questions.length > 0) ?? true;
  return (
    <div class="start">
      {/* Its room is there before its words are. */}
      <p class="tagline">{model.value ? say('tagline', { title: model.value.served.title.value }) : '\u00A0'}</p>
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
        <Questions of={bringsAny ? [] : questionsOfModel.value} />
        <QuestionForms />
      </section>
    </div>
  );
}

function DossierCard({ dossier }: { readonly dossier: Dossier }) {
  const { id, title, description, state, entities, facts, documents, span, questions } = dossier;
  const isOneOfMany = (dossiers.value.value?.length ?? 0) > 1;
  const isAlone = page.value.filters.dossiers.includes(id);
  return (
    <article class="card">
      <div>
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
        {isOneOfMany ? (
          <p class="buttons">
            <button type="button" aria-pressed={isAlone} onClick={() => setFilters({ dossiers: isAlone ? [] : [id] })}>
              {say('onlyDossier')}
            </button>
          </p>
        ) : null}
      </div>
      {questions.length > 0 ? (
        <div>
          <h4>{say('questions')}</h4>
          <Questions of={questionsOfDossier(dossier)} />
        </div>
      ) : null}
    </article>
  );
}

/** Questions that somebody brings, to be looked at and asked. */
function Questions({ of }: { readonly of: readonly DossierQuestion[] }) {
  if (of.length === 0) return null;
  return (
    <ul class="dossier-questions">
      {of.map(({ key, title }) => (
        <li key={key}>
          <button
            type="button"
            class="link"
            onClick={() => change((now) => ({ ...now, dossierQuestion: key, selected: undefined }))}
          >
            <bdi lang={title.language}>{title.value}</bdi>
          </button>
        </li>
      ))}
    </ul>
  );
}
