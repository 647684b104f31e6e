import { say } from '../words/words.ts';
import { Dialog } from './dialog.tsx';
import { KEYS, showsKeys } from './keys.ts';

/** What each key does. */
export function KeyList() {
  if (!showsKeys.value) return null;
  return (
    <Dialog
      title={say('keys')}
      onClose={() => {
        showsKeys.value = false;
      }}
    >
      <dl class="keys">
        {KEYS.map(([key, what]) => (
          <div key={key}>
            <dt>
              <kbd dir="ltr">{key}</kbd>
            </dt>
            <dd>{say(what)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
