import { useSignal } from '@preact/signals';
import { choosing, documents, dossiers, model, pictureLoaded } from '../data.ts';
import { shown } from '../shown.ts';
import { change, state } from '../state/history.ts';
import { CERTAINTIES, type Certainty, type Filters, NO_FILTERS } from '../state/state.ts';
import { daysOf, inEdtf } from '../time.ts';
import { count, listText, say } from '../words/words.ts';

const CERTAINTY_WORDS = {
  CERTAIN: 'certain',
  POSSIBLE: 'possible',
  POSSIBLE_OR_UNDATED: 'possibleOrUndated',
} as const;

export function setFilters(part: Partial<Filters>): void {
  change((now) => ({ ...now, filters: { ...now.filters, ...part } }));
}

/** What the views leave out, said in words; and the form that changes it. */
export function FilterBar() {
  const wrong = useSignal(false);
  const current = model.value;
  if (!current) return null;
  const { filters } = state.value;
  const { leftOut, omittedFacts, gone } = shown.value;
  const active = JSON.stringify(filters) !== JSON.stringify(NO_FILTERS);
  const picture = pictureLoaded.value.value;
  const typesHere = new Set(picture?.entities.map(({ entityType }) => entityType));
  const kindsHere = new Set([...(picture?.facts.map(({ type }) => type) ?? []), ...filters.relationshipTypes]);
  const rolesHere = new Set([...(picture?.facts.map(({ role }) => role) ?? []), ...filters.roles]);
  return (
    <details
      class="filters"
      open={active || undefined}
      onToggle={(event) => (choosing.value = event.currentTarget.open)}
    >
      <summary>
        {say('filters')}
        {leftOut.entities > 0 ? <span class="left-out"> · {count('leftOut', leftOut.entities)}</span> : null}
        {gone > 0 ? <span class="left-out"> · {count('gone', gone)}</span> : null}
        {omittedFacts === null ? <span class="left-out"> · {say('omittedMany')}</span> : null}
        {omittedFacts ? <span class="left-out"> · {count('omitted', omittedFacts)}</span> : null}
      </summary>
      <div class="filter-form">
        <Choices
          name={say('filterTypes')}
          options={current.served.types.filter(({ value }) => typesHere.has(value))}
          chosen={filters.entityTypes}
          onChange={(entityTypes) => setFilters({ entityTypes })}
        />
        <Choices
          name={say('filterRelationships')}
          options={current.served.relationships
            .filter(({ name }) => kindsHere.has(name))
            .map(({ name, label }) => ({ value: name, label }))}
          chosen={filters.relationshipTypes}
          onChange={(relationshipTypes) => setFilters({ relationshipTypes })}
        />
        <Choices
          name={say('filterRoles')}
          options={current.roles.filter(({ value }) => rolesHere.has(value))}
          chosen={filters.roles}
          onChange={(roles) => setFilters({ roles })}
        />
        {(dossiers.value.value?.length ?? 0) < 2 && filters.dossiers.length === 0 ? null : (
          <Choices
            name={say('dossiers')}
            options={withChosen(dossiers.value.value ?? [], filters.dossiers)}
            chosen={filters.dossiers}
            onChange={(chosen) => setFilters({ dossiers: chosen })}
          />
        )}
        {documents.value.length < 2 && filters.documents.length === 0 ? null : (
          <Choices
            name={say('filterDocuments')}
            options={withChosen(documents.value, filters.documents)}
            chosen={filters.documents}
            onChange={(chosen) => setFilters({ documents: chosen })}
          />
        )}
        <fieldset>
          <legend>{say('filterDuring')}</legend>
          <label>
            <span class="unseen">{say('filterDuring')}</span>
            <input
              dir="ltr"
              value={filters.during}
              placeholder="2023-10/2024-05"
              aria-describedby="during-hint"
              aria-invalid={wrong.value}
              onChange={(event) => {
                const text = inEdtf(event.currentTarget.value);
                wrong.value = text !== '' && !daysOf(text);
                if (!wrong.value) setFilters({ during: text });
              }}
            />
          </label>
          <p id="during-hint" class="hint">
            {wrong.value ? say('filterDuringWrong') : say('filterDuringHint')}
          </p>
          <CertaintyChoice unnamed value={filters.certainty} onChange={(certainty) => setFilters({ certainty })} />
        </fieldset>
        <fieldset>
          <legend>{say('filterDegree')}</legend>
          <input
            type="number"
            min="0"
            aria-label={say('filterDegree')}
            value={filters.leastDegree}
            onChange={(event) => setFilters({ leastDegree: Math.max(0, event.currentTarget.valueAsNumber || 0) })}
          />
        </fieldset>
        {active ? (
          <button type="button" onClick={() => setFilters(NO_FILTERS)}>
            {say('filterReset')}
          </button>
        ) : null}
      </div>
    </details>
  );
}

/** Says which dossiers alone are searched and asked, and ends that. */
export function Narrowed() {
  const chosen = state.value.filters.dossiers;
  if (chosen.length === 0) return null;
  const titles = withChosen(dossiers.value.value ?? [], chosen).filter(({ value }) => chosen.includes(value));
  return (
    <p class="narrowed" role="status">
      <span dir="auto">{say('narrowed', { titles: listText(titles.map(({ label }) => label)) })}</span>{' '}
      <button type="button" onClick={() => setFilters({ dossiers: [] })}>
        {say('narrowedAll')}
      </button>
    </p>
  );
}

/** What can be chosen by its title, and after it what is chosen and is not there. */
function withChosen(
  titled: readonly { readonly id: string; readonly title: { readonly value: string } }[],
  chosen: readonly string[],
): Option[] {
  const others = chosen.filter((id) => !titled.some((each) => each.id === id));
  return [
    ...titled.map(({ id, title }) => ({ value: id, label: title.value })),
    ...others.map((id) => ({ value: id, label: id })),
  ];
}

interface Option {
  readonly value: string;
  readonly label: string;
}

/** How sure it must be that a date falls within days. */
export function CertaintyChoice(props: {
  readonly value: string;
  /** Its name is for those who hear the page alone. */
  readonly unnamed?: boolean;
  readonly onChange: (certainty: Certainty) => void;
}) {
  return (
    <label>
      <span class={props.unnamed ? 'unseen' : undefined}>{say('filterCertainty')}</span>
      <select
        value={props.value}
        onChange={(event) => {
          const certainty = CERTAINTIES.find((each) => each === event.currentTarget.value);
          if (certainty) props.onChange(certainty);
        }}
      >
        {CERTAINTIES.map((each) => (
          <option key={each} value={each}>
            {say(CERTAINTY_WORDS[each])}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Some of a few values; none chosen means all. */
export function Choices(props: {
  readonly name: string;
  readonly options: readonly Option[];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: string[]) => void;
}) {
  const { name, options, chosen, onChange } = props;
  if (options.length === 0) return null;
  return (
    <fieldset class="choices">
      <legend>{name}</legend>
      {options.map(({ value, label }) => (
        <label key={value}>
          <input
            type="checkbox"
            checked={chosen.includes(value)}
            onChange={(event) =>
              onChange(event.currentTarget.checked ? [...chosen, value] : chosen.filter((each) => each !== value))
            }
          />
          <span dir="auto">{label}</span>
        </label>
      ))}
    </fieldset>
  );
}
