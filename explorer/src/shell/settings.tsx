import { canRedo, canUndo, change, redo, state, undo } from '../state/history.ts';
import { LANGUAGES } from '../state/state.ts';
import { direction, LANGUAGE_NAMES, say } from '../words/words.ts';
import { hasGraphiql } from './graphiql.ts';
import { showsKeys } from './keys.ts';
import { THEMES, theme } from './theme.ts';

const THEME_WORDS = { auto: 'themeAuto', light: 'themeLight', dark: 'themeDark' } as const;

/** What holds for the whole page: steps back and forth, its language and its theme. */
export function Settings() {
  return (
    <div class="settings">
      <button
        type="button"
        class="quiet"
        disabled={!canUndo.value}
        onClick={undo}
        title={say('undo')}
        aria-label={say('undo')}
      >
        <span class="turn">↶</span>
      </button>
      <button
        type="button"
        class="quiet"
        disabled={!canRedo.value}
        onClick={redo}
        title={say('redo')}
        aria-label={say('redo')}
      >
        <span class="turn">↷</span>
      </button>
      <select
        aria-label={say('language')}
        value={state.value.language}
        onChange={(event) => {
          const language = LANGUAGES.find((each) => each === event.currentTarget.value);
          if (language) change((now) => ({ ...now, language }));
        }}
      >
        {LANGUAGES.map((each) => (
          <option key={each} value={each} lang={each}>
            {LANGUAGE_NAMES[each]}
          </option>
        ))}
      </select>
      <select
        aria-label={say('theme')}
        value={theme.value}
        onChange={(event) => {
          theme.value = THEMES.find((each) => each === event.currentTarget.value) ?? 'auto';
        }}
      >
        {THEMES.map((each) => (
          <option key={each} value={each}>
            {say(THEME_WORDS[each])}
          </option>
        ))}
      </select>
      <button
        type="button"
        class="quiet"
        aria-label={say('keys')}
        title={say('keys')}
        onClick={() => {
          showsKeys.value = true;
        }}
      >
        {direction.value === 'rtl' ? '؟' : '?'}
      </button>
      {hasGraphiql ? (
        <a class="quiet graphiql" href="graphql">
          GraphiQL
        </a>
      ) : null}
    </div>
  );
}
