import type { FactFragment } from '../api/generated.ts';
import { bring, select } from '../shell/actions.ts';
import { FactLink } from '../shell/fact-link.tsx';
import { state } from '../state/history.ts';
import { idsOf } from '../state/state.ts';
import { say } from '../words/words.ts';

/** A fact as a sentence: its source, what it says, its target, and when. */
function FactRow({ fact, here }: { readonly fact: FactFragment; readonly here: ReadonlySet<string> }) {
  const { source, target } = fact;
  const isShown = here.has(source.id) && here.has(target.id);
  return (
    <span class="fact">
      <EndLink end={source} /> <FactLink fact={fact} /> <EndLink end={target} />
      {fact.date ? (
        <>
          {' '}
          <bdi class="when">{fact.date.label}</bdi>
        </>
      ) : null}
      {isShown ? null : (
        <button
          type="button"
          class="quiet add"
          title={say('add')}
          aria-label={`${say('add')}: ${source.label}, ${target.label}`}
          onClick={() => bring([source.id, target.id])}
        >
          <span aria-hidden="true">+ </span>
          {say('addShort')}
        </button>
      )}
    </span>
  );
}

/** Facts as sentences, one below another. @param until how many come before */
export function FactRows({ facts, until }: { readonly facts: readonly FactFragment[]; readonly until: number }) {
  const here = new Set(idsOf(state.value));
  return (
    <ol class="facts" start={until + 1}>
      {facts.map((fact) => (
        <li key={fact.id}>
          <FactRow fact={fact} here={here} />
        </li>
      ))}
    </ol>
  );
}

/** Puts what some facts join into the picture. */
export function BringEnds({ facts }: { readonly facts: readonly FactFragment[] }) {
  if (facts.length === 0) return null;
  return (
    <button type="button" onClick={() => bring(facts.flatMap(({ source, target }) => [source.id, target.id]))}>
      {say('add')}
    </button>
  );
}

export function EndLink({ end }: { readonly end: { readonly id: string; readonly label: string } }) {
  return (
    <button type="button" class="link" onClick={() => select(end.id)}>
      <bdi>{end.label}</bdi>
    </button>
  );
}
