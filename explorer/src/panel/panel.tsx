import { useEffect } from 'preact/hooks';
import { model } from '../data.ts';
import { select } from '../shell/actions.ts';
import { state } from '../state/history.ts';
import { say } from '../words/words.ts';
import { DocumentPanel } from './document-panel.tsx';
import { EntityPanel } from './entity-panel.tsx';
import { FactPanel } from './fact-panel.tsx';
import { PassagePanel } from './passage-panel.tsx';

/** What an id is the id of, by its form. */
function kindOf(id: string): 'fact' | 'passage' | 'document' | 'entity' {
  if (id.includes('|')) return 'fact';
  if (id.startsWith('Passage:')) return 'passage';
  return id.startsWith('SourceDocument:') ? 'document' : 'entity';
}

const PANEL_OF = { fact: FactPanel, passage: PassagePanel, document: DocumentPanel, entity: EntityPanel };

/** All that is known of what is selected, down to the passage and its document. */
export function Panel() {
  const { selected } = state.value;
  // Where it stands below the picture, what was chosen is brought into sight.
  useEffect(() => {
    if (selected !== undefined && matchMedia('(max-width: 55rem)').matches)
      document.getElementById('panel')?.scrollIntoView({ block: 'start' });
  }, [selected]);
  const Body = selected === undefined ? undefined : PANEL_OF[kindOf(selected)];
  return (
    <aside id="panel" class="panel" tabIndex={-1} aria-label={say('panel')} data-open={selected !== undefined}>
      {selected !== undefined && Body && model.value ? (
        <>
          <button type="button" class="quiet close" aria-label={say('close')} onClick={() => select(undefined)}>
            ✕
          </button>
          <Body key={selected} id={selected} />
        </>
      ) : (
        <p class="hint">{say('panelEmpty')}</p>
      )}
    </aside>
  );
}
