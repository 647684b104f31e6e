import type { Span } from '../api/picture.ts';
import { dayText, say } from '../words/words.ts';

/** A date as it is written and as it is understood: what is uncertain stays so. */
export function DateWords({ date }: { readonly date: Span }) {
  const { edtf, label, earliest, latest, ongoing } = date;
  return (
    <dl class="date">
      <div>
        <dt>{say('columnDate')}</dt>
        <dd>
          <bdi>{label}</bdi>
        </dd>
      </div>
      <div>
        <dt>{say('dateWritten')}</dt>
        <dd>
          <code dir="ltr">{edtf}</code>
        </dd>
      </div>
      {earliest !== null && earliest === latest ? null : (
        <div>
          <dt>{say('dateUnderstood')}</dt>
          <dd>
            {[
              earliest === null ? '' : say('dateFirst', { day: dayText(earliest) }),
              latest === null ? '' : say('dateLast', { day: dayText(latest) }),
              ongoing ? say('dateOpen') : '',
            ]
              .filter(Boolean)
              .join(' · ')}
          </dd>
        </div>
      )}
    </dl>
  );
}
