import { type ReadonlySignal, useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import { type Asked, ask } from '../api/client.ts';
import { asking, type Loaded } from '../data.ts';
import { state } from '../state/history.ts';
import { say } from '../words/words.ts';
import { ProblemNote } from './problem.tsx';
import { QueryBehind } from './query-behind.tsx';

/** What a part of the page asks for itself, again where the language changes. @param query nothing is asked where it is empty */
export function useAsked<T>(query: string, variables: object): ReadonlySignal<Loaded<T>> {
  const key = JSON.stringify(variables);
  const { loaded, stop } = useMemo(
    () =>
      asking<T>(
        () => (query === '' ? undefined : `${state.value.language} ${key} ${query}`),
        (signal) => ask<T, object>(query, variables, state.peek().language, signal),
      ),
    [query, key],
  );
  useEffect(() => stop, [stop]);
  return loaded;
}

/** What was asked for, once it is there; until then that it is on its way, or what went wrong. */
export function Answered<T>(props: {
  readonly loaded: Loaded<T>;
  readonly asked: Asked;
  readonly children: (value: T) => ComponentChildren;
}) {
  const { loaded, asked, children } = props;
  const shows = useSignal(false);
  return (
    <>
      {loaded.error ? <ProblemNote error={loaded.error} /> : null}
      {loaded.value === undefined ? loaded.busy ? <p class="hint">{say('loading')}</p> : null : children(loaded.value)}
      <p class="behind">
        <button type="button" class="quiet" onClick={() => (shows.value = true)}>
          {say('queryBehind')}
        </button>
      </p>
      {shows.value ? <QueryBehind asked={asked} onClose={() => (shows.value = false)} /> : null}
    </>
  );
}
