import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import type { Part } from '../api/model.ts';
import { model } from '../data.ts';
import { useNames } from '../names.ts';
import { EntityPicker } from '../search/search.tsx';
import { CertaintyChoice, Choices } from '../shell/filter-bar.tsx';
import { idsIn, idsText } from '../state/address.ts';
import { change, state } from '../state/history.ts';
import { emptied, type Question, type View } from '../state/state.ts';
import { daysOf, inEdtf } from '../time.ts';
import { type Sentence, say } from '../words/words.ts';
import { CERTAINTY_BY_DEFAULT, kindProperty, questionsOf, STEPS, TITLES } from './answers.ts';

/** The view in which an answer is best looked at first. */
function viewOf({ kind, fields }: Question): View | undefined {
  const views: Readonly<Record<string, View>> = {
    participated: 'table',
    paths: 'graph',
    // One compared with all others is a list: who comes first.
    together: idsIn(fields['actors'] ?? '').length === 1 ? 'table' : 'graph',
    happened: 'timeline',
  };
  return views[kind];
}

/** The questions as forms. What was asked stands in the address, and its answer is a picture. */
export function QuestionForms() {
  const current = model.value;
  const asked = state.value.question;
  const open = useSignal<string | undefined>(asked?.kind);
  if (!current) return null;
  return (
    <div class="questions">
      {questionsOf(current).map((kind) => {
        const [title, hint] = TITLES[kind] ?? ['ask', 'ask'];
        return (
          <details
            key={kind}
            open={(open.value ?? asked?.kind) === kind}
            onToggle={(event) => {
              if (event.currentTarget.open) open.value = kind;
            }}
          >
            <summary>
              <strong>{say(title)}</strong> <span class="hint">{say(hint)}</span>
            </summary>
            <QuestionForm kind={kind} fields={asked?.kind === kind ? asked.fields : {}} />
          </details>
        );
      })}
    </div>
  );
}

function QuestionForm({ kind, fields: begun }: { readonly kind: string; readonly fields: Question['fields'] }) {
  const fields = useSignal(begun);
  const set = (name: string, value: string) => {
    const { [name]: _old, ...rest } = fields.value;
    fields.value = value === '' ? rest : { ...rest, [name]: value };
  };
  const value = (name: string) => fields.value[name] ?? '';
  const current = model.value;
  if (!current) return null;
  const kinds = kindProperty(current);
  const field: Fields = { value, set };
  const ends = (part: Part, end: 'from' | 'to') => current.playing(part)?.ends.flatMap((each) => each[end].types) ?? [];
  const actors = ends('PARTICIPATION', 'from');
  const when = (
    <>
      <DateField field={field} name="during" label="filterDuring" />
      <CertaintyChoice
        value={value('certainty') || CERTAINTY_BY_DEFAULT}
        onChange={(certainty) => set('certainty', certainty)}
      />
      {kinds ? (
        <Choices
          name={say('fieldKinds')}
          options={current.terms(kinds.vocabulary)}
          chosen={idsIn(value('kinds'))}
          onChange={(chosen) => set('kinds', idsText(chosen))}
        />
      ) : null}
    </>
  );
  const parts: Readonly<Record<string, () => ComponentChildren>> = {
    participated: () => (
      <>
        {current.playing('PARTICIPATION') ? (
          <>
            <EntitiesField field={field} name="all" label="fieldAll" kind={kind} types={actors} />
            <EntitiesField field={field} name="any" label="fieldAny" kind={kind} types={actors} />
            <EntitiesField field={field} name="none" label="fieldNone" kind={kind} types={actors} />
            <Choices
              name={say('fieldRoles')}
              options={current.roles}
              chosen={idsIn(value('roles'))}
              onChange={(chosen) => set('roles', idsText(chosen))}
            />
            {current.hasRepresentatives ? <CheckField field={field} name="through" label="fieldThrough" /> : null}
          </>
        ) : null}
        {current.playing('VENUE') ? (
          <EntitiesField field={field} name="places" label="fieldPlaces" kind={kind} types={ends('VENUE', 'to')} />
        ) : null}
        {current.playing('SUBJECT') ? (
          <EntitiesField field={field} name="topics" label="fieldTopics" kind={kind} types={ends('SUBJECT', 'to')} />
        ) : null}
        {when}
      </>
    ),
    paths: () => (
      <>
        <EntitiesField field={field} name="from" label="fieldFrom" kind={kind} one />
        <EntitiesField field={field} name="to" label="fieldTo" kind={kind} one />
        <NumberField field={field} name="length" label="fieldLength" least={1} {...STEPS} />
      </>
    ),
    together: () => (
      <>
        <EntitiesField field={field} name="actors" label="fieldActors" kind={kind} types={actors} />
        <Choices
          name={say('fieldActorTypes')}
          options={current.served.types.filter(({ interfaces }) => interfaces.includes('Actor'))}
          chosen={idsIn(value('actorTypes'))}
          onChange={(chosen) => set('actorTypes', idsText(chosen))}
        />
        <CheckField field={field} name="sameRole" label="fieldSameRole" />
        <NumberField field={field} name="minimum" label="fieldMinimum" least={1} most={100_000} byDefault={1} />
        {when}
      </>
    ),
    happened: () => (
      <>
        {when}
        <label>
          {say('fieldUnit')}
          <select value={value('unit') || 'YEAR'} onChange={(event) => set('unit', event.currentTarget.value)}>
            <option value="DAY">{say('unitDay')}</option>
            <option value="MONTH">{say('unitMonth')}</option>
            <option value="YEAR">{say('unitYear')}</option>
          </select>
        </label>
      </>
    ),
  };
  return (
    <form
      class="question-form"
      onSubmit={(event) => {
        event.preventDefault();
        // The answer is below.
        event.currentTarget.closest('details.ask')?.removeAttribute('open');
        askAs({ kind, fields: fields.value });
      }}
    >
      {parts[kind]?.()}
      <p class="buttons">
        <button type="submit" class="primary">
          {say('ask')}
        </button>
      </p>
    </form>
  );
}

/** Asks a question: its answer becomes the picture. */
function askAs(question: Question): void {
  change((now) => ({ ...emptied(now), question, view: viewOf(question) ?? now.view }));
}

interface Fields {
  readonly value: (name: string) => string;
  readonly set: (name: string, value: string) => void;
}

interface FieldOf {
  readonly field: Fields;
  readonly name: string;
  readonly label: Sentence;
}

/** One entity or several, each found by its name. */
function EntitiesField({
  field,
  name,
  label,
  kind,
  types,
  one = false,
}: FieldOf & { readonly kind: string; readonly types?: readonly string[]; readonly one?: boolean }) {
  const ids = idsIn(field.value(name));
  const nameOf = useNames(ids);
  return (
    <fieldset>
      <legend>{say(label)}</legend>
      <ul class="chips">
        {ids.map((id) => (
          <li key={id}>
            <bdi>{nameOf(id)}</bdi>
            <button
              type="button"
              class="quiet"
              aria-label={`✕ ${nameOf(id)}`}
              onClick={() => field.set(name, idsText(ids.filter((each) => each !== id)))}
            >
              ✕
            </button>
          </li>
        ))}
      </ul>
      {one && ids.length > 0 ? null : (
        <EntityPicker
          id={`ask-${kind}-${name}`}
          label={say(label)}
          {...(types && types.length > 0 ? { types } : {})}
          onPick={(id) => field.set(name, idsText([...new Set([...ids, id])]))}
        />
      )}
    </fieldset>
  );
}

function CheckField({ field, name, label }: FieldOf) {
  return (
    <label class="check">
      <input
        type="checkbox"
        checked={field.value(name) !== ''}
        onChange={(event) => field.set(name, event.currentTarget.checked ? '1' : '')}
      />
      {say(label)}
    </label>
  );
}

/** A date; what is none cannot be asked. */
function DateField({ field, name, label }: FieldOf) {
  const text = field.value(name);
  const wrong = text !== '' && !daysOf(inEdtf(text));
  return (
    <label>
      {say(label)}
      <input
        ref={(input) => input?.setCustomValidity(wrong ? say('filterDuringWrong') : '')}
        dir="ltr"
        value={text}
        aria-invalid={wrong}
        onInput={(event) => field.set(name, event.currentTarget.value.trim())}
        onChange={(event) => field.set(name, inEdtf(event.currentTarget.value))}
      />
      <span class="hint">{say(wrong ? 'filterDuringWrong' : 'filterDuringHint')}</span>
    </label>
  );
}

function NumberField(props: FieldOf & { readonly least: number; readonly most: number; readonly byDefault: number }) {
  const { field, name, label, least, most, byDefault } = props;
  return (
    <label>
      {say(label)}
      <input
        type="number"
        min={least}
        max={most}
        value={field.value(name) || byDefault}
        onInput={(event) => field.set(name, event.currentTarget.value)}
      />
    </label>
  );
}
