import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import type { Entity, Fact, Tie } from '../../api/picture.ts';
import { model } from '../../data.ts';
import { STANDINGS, type Standing, standing } from '../../questions/answers.ts';
import { select } from '../../shell/actions.ts';
import { FactLink } from '../../shell/fact-link.tsx';
import { entitiesById, shown } from '../../shown.ts';
import { state } from '../../state/history.ts';
import { count, numberText, say, shareText } from '../../words/words.ts';
import { useFirst } from '../more.tsx';

/**
 * Every entity and fact of the picture: what a screen reader reads, and what works without a canvas. The other views
 * are second views of it.
 */
export function TableView() {
  const { entities, facts, ties } = shown.value;
  if (entities.length === 0) return <p class="hint">{say('empty')}</p>;
  // Of those who are compared, the comparison comes first.
  if (ties.length > 0)
    return (
      <>
        <TieTable />
        <EntityTable entities={entities} facts={facts} />
      </>
    );
  return (
    <>
      <EntityTable entities={entities} facts={facts} />
      {facts.length > 0 ? <FactTable facts={facts} /> : null}
    </>
  );
}

type Column = 'name' | 'answer' | 'type' | 'degree' | 'date';

interface Sorting {
  readonly column: Column;
  readonly down: boolean;
}

const LATE = '9999';

function EntityTable({ entities, facts }: { readonly entities: readonly Entity[]; readonly facts: readonly Fact[] }) {
  const sorting = useSignal<Sorting | undefined>(undefined);
  const collator = new Intl.Collator(state.value.language);
  const typeOf = ({ entityType }: Entity) => model.value?.typeLabel(entityType) ?? entityType;
  const standingOf = standing.value;
  const rank = ({ id }: Entity) => (standingOf ? STANDINGS.indexOf(standingOf(id)) : 0);
  // Where all are the answer, or none is left, nothing has to be told apart.
  const tells = new Set(entities.map(rank)).size > 1;
  const orders: Readonly<Record<Column, (a: Entity, b: Entity) => number>> = {
    answer: (a, b) => rank(a) - rank(b),
    name: (a, b) => collator.compare(a.label, b.label),
    type: (a, b) => collator.compare(typeOf(a), typeOf(b)),
    degree: (a, b) => a.degree - b.degree,
    date: (a, b) => compareDays(a.date?.earliest, b.date?.earliest, sorting.value?.down ?? false),
  };
  // What was asked for comes first.
  const { column, down = false } = sorting.value ?? { column: tells ? ('answer' as const) : undefined };
  const rows = column ? [...entities].sort((a, b) => (down ? -1 : 1) * orders[column](a, b)) : entities;
  const { first, more } = useFirst(rows);
  const head = (name: Column, text: string) => (
    <SortHead
      key={name}
      sorted={column === name ? (down ? 'descending' : 'ascending') : undefined}
      onSort={() => (sorting.value = { column: name, down: column === name && !down })}
    >
      {text}
    </SortHead>
  );
  return (
    <div class="scrolls" role="region" aria-label={say('tableEntities')} tabIndex={0}>
      <table class="cards">
        <caption>
          {say('tableEntities')} <span class="figure">{count('entities', entities.length)}</span>
        </caption>
        <thead>
          <tr>
            {head('name', say('columnName'))}
            {tells ? head('answer', say('columnAnswer')) : null}
            {head('type', say('columnType'))}
            {head('degree', say('columnDegree'))}
            {head('date', say('columnDate'))}
          </tr>
        </thead>
        <tbody>
          {first.map((entity) => (
            <EntityRow
              key={entity.id}
              entity={entity}
              facts={facts}
              stands={tells ? standingOf?.(entity.id) : undefined}
            />
          ))}
        </tbody>
      </table>
      {more}
    </div>
  );
}

/** Days in order, those of nothing after all in both directions. */
function compareDays(a: string | null | undefined, b: string | null | undefined, down: boolean): number {
  if (!a || !b) return a === b ? 0 : (a ? -1 : 1) * (down ? -1 : 1);
  return a < b ? -1 : a > b ? 1 : 0;
}

function SortHead(props: {
  readonly sorted: 'ascending' | 'descending' | undefined;
  readonly onSort: () => void;
  readonly children: ComponentChildren;
}) {
  const { sorted, onSort, children } = props;
  return (
    <th scope="col" aria-sort={sorted}>
      <button type="button" class="sort" onClick={onSort}>
        {children}
        <span aria-hidden="true">{sorted === 'ascending' ? ' ▲' : sorted === 'descending' ? ' ▼' : ''}</span>
      </button>
    </th>
  );
}

/** An entity, which opens to what joins it to others in the picture. */
function EntityRow(props: {
  readonly entity: Entity;
  readonly facts: readonly Fact[];
  /** How it stands to the question, where that tells it from others. */
  readonly stands: Standing | undefined;
}) {
  const { entity, facts, stands } = props;
  const open = useSignal(false);
  const { id, label, entityType, degree, date } = entity;
  const own = facts.filter(({ source, target }) => source === id || target === id);
  const selected = state.value.selected === id;
  return (
    <>
      <tr id={`row-${id}`} aria-selected={selected} class={selected ? 'selected' : undefined}>
        <th scope="row">
          {own.length > 0 ? (
            <button
              type="button"
              class="quiet opener"
              aria-expanded={open.value}
              aria-label={`${say('neighbours')}: ${label}`}
              onClick={() => (open.value = !open.value)}
            >
              {open.value ? '▾' : '▸'}
            </button>
          ) : null}
          <button type="button" class="link" onClick={() => select(id)}>
            <bdi>{label}</bdi>
          </button>
        </th>
        {stands ? (
          <td>
            <span class={`standing ${stands}`}>{say(stands)}</span>
          </td>
        ) : null}
        <td>
          <bdi>{model.value?.typeLabel(entityType)}</bdi>
        </td>
        <td class="number" data-label={say('columnDegree')}>
          {numberText(degree)}
        </td>
        <td>{date ? <bdi>{date.label}</bdi> : null}</td>
      </tr>
      {open.value ? (
        <tr class="inner">
          <td colSpan={stands ? 5 : 4}>
            <ul>
              {own.map((fact) => {
                const other = fact.source === id ? fact.target : fact.source;
                return (
                  <li key={fact.id}>
                    <FactLink fact={fact} />{' '}
                    <a
                      href={`#row-${other}`}
                      onClick={(event) => {
                        event.preventDefault();
                        const row = document.getElementById(`row-${other}`);
                        // It may be among the rows that are not there yet.
                        if (row) row.querySelector<HTMLElement>('.link')?.focus();
                        else select(other);
                      }}
                    >
                      <bdi>{entitiesById.value.get(other)?.label ?? other}</bdi>
                    </a>{' '}
                    <span class="kind">{say(fact.source === id ? 'outgoing' : 'incoming')}</span>
                  </li>
                );
              })}
            </ul>
          </td>
        </tr>
      ) : null}
    </>
  );
}

function FactTable({ facts }: { readonly facts: readonly Fact[] }) {
  const nameOf = (id: string) => entitiesById.value.get(id)?.label ?? id;
  const sorted = [...facts].sort((a, b) =>
    (a.date?.earliest ?? LATE) < (b.date?.earliest ?? LATE)
      ? -1
      : (a.date?.earliest ?? LATE) > (b.date?.earliest ?? LATE)
        ? 1
        : 0,
  );
  const { first, more } = useFirst(sorted);
  return (
    <div class="scrolls" role="region" aria-label={say('tableFacts')} tabIndex={0}>
      <table class="cards">
        <caption>
          {say('tableFacts')} <span class="figure">{count('facts', facts.length)}</span>
        </caption>
        <thead>
          <tr>
            <th scope="col">{say('columnSource')}</th>
            <th scope="col">{say('columnSays')}</th>
            <th scope="col">{say('columnTarget')}</th>
            <th scope="col">{say('columnDate')}</th>
          </tr>
        </thead>
        <tbody>
          {first.map(({ id, source, target, label, date }) => (
            <tr key={id} class={state.value.selected === id ? 'selected' : undefined}>
              <td>
                <button type="button" class="link" onClick={() => select(source)}>
                  <bdi>{nameOf(source)}</bdi>
                </button>
              </td>
              <td>
                <FactLink fact={{ id, label }} />
              </td>
              <td>
                <button type="button" class="link" onClick={() => select(target)}>
                  <bdi>{nameOf(target)}</bdi>
                </button>
              </td>
              <td>{date ? <bdi>{date.label}</bdi> : null}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {more}
    </div>
  );
}

const shareOf = ({ count: alike, of }: Tie) => (of ? alike / of : 0);

/** Who shares how many activities with whom. */
function TieTable() {
  const nameOf = (id: string) => entitiesById.value.get(id)?.label ?? id;
  const byShare = useSignal(false);
  const { ties } = shown.value;
  const compares = ties.some(({ of }) => of !== undefined);
  const { first, more } = useFirst(byShare.value ? [...ties].sort((a, b) => shareOf(b) - shareOf(a)) : ties);
  return (
    <div class="scrolls" role="region" aria-label={say('askTogether')} tabIndex={0}>
      <table class="cards">
        <caption>{say('askTogether')}</caption>
        <thead>
          <tr>
            <th scope="col">{say('columnSource')}</th>
            <th scope="col">{say('columnTarget')}</th>
            {compares ? (
              <>
                <SortHead sorted={byShare.value ? undefined : 'descending'} onSort={() => (byShare.value = false)}>
                  {say('columnAlike')}
                </SortHead>
                <th scope="col">{say('columnCount')}</th>
                <SortHead sorted={byShare.value ? 'descending' : undefined} onSort={() => (byShare.value = true)}>
                  {say('columnShare')}
                </SortHead>
              </>
            ) : (
              <th scope="col">{say('columnCount')}</th>
            )}
          </tr>
        </thead>
        <tbody>
          {first.map(({ a, b, count: together, of }) => (
            <tr key={`${a} ${b}`}>
              <td>
                <button type="button" class="link" onClick={() => select(a)}>
                  <bdi>{nameOf(a)}</bdi>
                </button>
              </td>
              <td>
                <button type="button" class="link" onClick={() => select(b)}>
                  <bdi>{nameOf(b)}</bdi>
                </button>
              </td>
              <td class="number" data-label={say(compares ? 'columnAlike' : 'columnCount')}>
                {numberText(together)}
              </td>
              {compares ? (
                <>
                  <td class="number" data-label={say('columnCount')}>
                    {of === undefined ? null : numberText(of)}
                  </td>
                  <td class="number" data-label={say('columnShare')}>
                    {of === undefined ? null : shareText(together / of)}
                  </td>
                </>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
      {more}
    </div>
  );
}
