import { type Dossier, dossiers, model } from '../data.ts';
import { QuestionForms } from '../questions/forms.tsx';
import { count, say } from '../words/words.ts';

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
        <GeneralQuestions />
      </section>
    </div>
  );
}

function DossierCard({ dossier }: { readonly dossier: Dossier }) {
  const { title, description, state, entities, facts, documents, span, questions } = dossier;
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
      <p class="figures">
        <span>{count('entities', entities)}</span>
        <span>{count('facts', facts)}</span>
        <span>{count('documents', documents)}</span>
        {span ? <bdi>{span.label}</bdi> : null}
        {state === 'WHOLE' ? null : <strong>{say(STATES[state])}</strong>}
      </p>
      <QuestionLinks questions={questions} />
    </article>
  );
}

function GeneralQuestions() {
  const questions = model.value?.served.questions ?? [];
  return questions.length === 0 ? null : <QuestionLinks questions={questions} />;
}

/** Questions that a dossier or a model brings: each opens where it can be read, changed and asked. */
function QuestionLinks({ questions }: { readonly questions: Dossier['questions'] }) {
  return (
    <ul class="question-links">
      {questions.map(({ title, query, variables }) => (
        <li key={query}>
          <a
            href={`graphql?${new URLSearchParams({ query, ...(variables ? { variables } : {}) })}`}
            dir="auto"
            lang={title.language}
          >
            {title.value}
          </a>
        </li>
      ))}
    </ul>
  );
}
