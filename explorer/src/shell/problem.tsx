import type { AskFailed } from '../api/client.ts';
import { modelChanged, modelLoaded, pictureLoaded, refresh } from '../data.ts';
import { say } from '../words/words.ts';

/** What went wrong with a question, in a sentence for the reader. */
function problemText({ code, message }: AskFailed): string {
  if (code === 'UNREACHABLE') return say('errorUnreachable');
  if (code === 'SERVICE_UNAVAILABLE' || code === 'TIMEOUT' || /^50\d$/.test(code)) return say('errorStore');
  return say('errorOther', { message });
}

/** What went wrong with the picture, and a way to try it again. */
export function Problem() {
  const error = modelLoaded.value.error ?? pictureLoaded.value.error;
  return (
    <>
      {modelChanged.value ? (
        <div class="problem" role="alert">
          <p>{say('errorModel')}</p>
          <button type="button" onClick={() => (modelChanged.value = false)}>
            {say('close')}
          </button>
        </div>
      ) : null}
      {!error || error.code === 'UNAUTHENTICATED' ? null : <ProblemNote error={error} />}
    </>
  );
}

export function ProblemNote({ error }: { readonly error: AskFailed }) {
  return (
    <div class="problem" role="alert">
      <p dir="auto">{problemText(error)}</p>
      <button type="button" onClick={refresh}>
        {say('retry')}
      </button>
    </div>
  );
}
