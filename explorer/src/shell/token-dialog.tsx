import { giveToken } from '../api/client.ts';
import { say } from '../words/words.ts';
import { Dialog } from './dialog.tsx';

/** Asks for the token of a server that wants one. */
export function TokenDialog({ onGiven }: { readonly onGiven: () => void }) {
  return (
    <Dialog title={say('token')} onClose={() => undefined}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          giveToken(String(new FormData(event.currentTarget).get('token') ?? ''));
          onGiven();
        }}
      >
        <label>
          {say('token')}
          <input name="token" type="password" autocomplete="off" required />
        </label>
        <button type="submit">{say('tokenGive')}</button>
      </form>
    </Dialog>
  );
}
