import { signal, useSignal } from '@preact/signals';
import { download, fileFormats } from '../api/client.ts';
import { graphFilter, pictureAsked, resource } from '../data.ts';
import { state } from '../state/history.ts';
import { idsOf } from '../state/state.ts';
import { listAsCsv } from '../views/table/csv.ts';
import { say } from '../words/words.ts';
import { clear } from './actions.ts';
import { Dialog } from './dialog.tsx';
import { drawing } from './drawing.ts';
import { QueryBehind } from './query-behind.tsx';
import { saveBlob, saveText } from './save.ts';

/** The formats of graph files, asked for when they are offered. */
const saving = signal(false);
const formats = resource(
  () => (saving.value ? 'formats' : undefined),
  (under) => fileFormats(state.peek().language, under),
);

/** What can be done with the picture as a whole. */
export function Tools() {
  const asking = useSignal(false);
  const failed = useSignal(false);
  const saveData = async (format: string) => {
    const { filters, language } = state.value;
    const filter = graphFilter(filters) ?? {};
    const parameters = new URLSearchParams({
      ids: idsOf(state.value).join(','),
      languages: language,
      edgeLimit: '10000',
    });
    for (const [name, value] of Object.entries(filter)) parameters.set(name, String(value));
    failed.value = false;
    try {
      saveBlob(await download(`graphs/subgraph.${format}?${parameters}`, language), `dragoman.${format}`);
    } catch {
      failed.value = true;
    }
  };
  return (
    <div class="tools">
      <button type="button" onClick={() => (asking.value = true)}>
        {say('queryBehind')}
      </button>
      <button type="button" onClick={() => (saving.value = true)}>
        {say('out')}
      </button>
      <button type="button" onClick={clear}>
        {say('clear')}
      </button>
      {asking.value ? <QueryBehind asked={pictureAsked.value} onClose={() => (asking.value = false)} /> : null}
      {saving.value ? (
        <Dialog title={say('out')} onClose={() => (saving.value = false)}>
          <ul class="choices-list">
            <li>
              <button type="button" onClick={() => void navigator.clipboard?.writeText(location.href)}>
                {say('outLink')}
              </button>
              <input
                readOnly
                dir="ltr"
                aria-label={say('outLink')}
                value={location.href}
                onFocus={(event) => event.currentTarget.select()}
              />
            </li>
            {drawing.value ? (
              <>
                <li>
                  <button
                    type="button"
                    onClick={() => void drawing.value?.png().then((blob) => saveBlob(blob, 'dragoman.png'))}
                  >
                    {say('outPng')}
                  </button>
                </li>
                <li>
                  <button
                    type="button"
                    onClick={() => saveText(drawing.value?.svg() ?? '', 'image/svg+xml', 'dragoman.svg')}
                  >
                    {say('outSvg')}
                  </button>
                </li>
              </>
            ) : null}
            <li>
              <button type="button" onClick={() => saveText(listAsCsv(), 'text/csv', 'dragoman.csv')}>
                {say('outCsv')}
              </button>
            </li>
          </ul>
          <h3>{say('outData')}</h3>
          <ul class="formats">
            {formats.value.value?.map(({ name, description }) => (
              <li key={name}>
                <button type="button" onClick={() => void saveData(name)}>
                  <bdi lang="en">{description.replace(/\.$/, '')}</bdi>
                </button>
              </li>
            ))}
          </ul>
          {failed.value ? <p role="alert">{say('outFailed')}</p> : null}
        </Dialog>
      ) : null}
    </div>
  );
}
