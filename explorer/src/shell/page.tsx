import { reachable, wantsToken } from '../api/client.ts';
import { modelLoaded, pictureLoaded, refresh } from '../data.ts';
import { Expansion } from '../panel/expansion.tsx';
import { Panel } from '../panel/panel.tsx';
import { AnswerNote } from '../questions/answer-note.tsx';
import { QuestionForms } from '../questions/forms.tsx';
import { Search } from '../search/search.tsx';
import { DossierAnswer } from '../start/dossier-answer.tsx';
import { Start } from '../start/start.tsx';
import { change, state } from '../state/history.ts';
import { emptied, VIEWS, type View } from '../state/state.ts';
import { GraphView } from '../views/graph/graph-view.tsx';
import { MapView } from '../views/map/map-view.tsx';
import { TableView } from '../views/table/table-view.tsx';
import { TimelineView } from '../views/timeline/timeline-view.tsx';
import { say } from '../words/words.ts';
import { announced } from './announce.ts';
import { FilterBar, Narrowed } from './filter-bar.tsx';
import { KeyList } from './key-list.tsx';
import { Problem } from './problem.tsx';
import { Settings } from './settings.tsx';
import { TokenDialog } from './token-dialog.tsx';
import { Tools } from './tools.tsx';

const VIEW_OF: Readonly<Record<View, () => preact.JSX.Element>> = {
  table: TableView,
  graph: GraphView,
  timeline: TimelineView,
  map: MapView,
};

/** The whole page: what is above, the views of the picture or the start, and the panel beside them. */
export function Page() {
  const { groups, question, dossierQuestion, view } = state.value;
  const empty = groups.length === 0 && !question;
  const View = VIEW_OF[view];
  return (
    <>
      <button type="button" class="skip" onClick={toMain}>
        {say('skip')}
      </button>
      <header class="top">
        <h1 class="brand">
          <button type="button" class="link" onClick={toStart}>
            {say('title')}
          </button>
        </h1>
        <Search />
        <Settings />
      </header>
      <div class="body" data-empty={empty}>
        <main id="main" tabIndex={-1}>
          <Problem />
          <Narrowed />
          {empty ? (
            <Start />
          ) : (
            <>
              <div class="bar">
                <nav class="tabs" aria-label={say('views')}>
                  {VIEWS.map((each) => (
                    <button
                      key={each}
                      type="button"
                      aria-current={each === view ? 'page' : undefined}
                      onClick={() => change((now) => ({ ...now, view: each }))}
                    >
                      {say(each)}
                    </button>
                  ))}
                </nav>
                <Tools />
              </div>
              <FilterBar />
              <details class="ask">
                <summary>{say('questions')}</summary>
                <QuestionForms />
              </details>
              <AnswerNote />
              <section class="view" aria-label={say(view)} aria-busy={pictureLoaded.value.busy}>
                <View />
              </section>
            </>
          )}
        </main>
        {state.value.selected ? <Panel /> : null}
      </div>
      <p class="unseen" role="status" aria-live="polite">
        {announced}
      </p>
      <KeyList />
      <Expansion />
      {dossierQuestion ? <DossierAnswer of={dossierQuestion} /> : null}
      {wantsToken.value ? <TokenDialog onGiven={refresh} /> : null}
      {modelLoaded.value.busy && !modelLoaded.value.value && reachable.value ? (
        <p class="loading">{say('loading')}</p>
      ) : null}
    </>
  );
}

function toMain(): void {
  document.getElementById('main')?.focus();
}

function toStart(): void {
  change((now) => ({ ...emptied(now), search: '' }));
}
