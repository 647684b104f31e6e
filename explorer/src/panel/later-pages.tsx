import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useAsked } from '../shell/asked.tsx';
import { ProblemNote } from '../shell/problem.tsx';
import { say } from '../words/words.ts';

/** A page of a list. */
interface Page {
  readonly nodes: readonly unknown[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** The pages of a list after one that is shown, each asked for when a reader wants it. */
export function LaterPages<Answer, P extends Page>(props: {
  readonly before: P;
  /** How many rows there are until the end of the page before. */
  readonly until: number;
  /** Takes the id of what the list is of, and the cursor to go on from. */
  readonly query: string;
  readonly id: string;
  readonly pageIn: (answer: Answer) => P | null | undefined;
  /** @param until how many rows there are before the page */
  readonly children: (page: P, until: number) => ComponentChildren;
}) {
  const { before, until, query, id, pageIn, children } = props;
  const { hasNextPage, endCursor } = before.pageInfo;
  const wanted = useSignal(false);
  const loaded = useAsked<Answer>(wanted.value ? query : '', { id, after: endCursor });
  if (!hasNextPage) return null;
  if (!wanted.value)
    return (
      <button type="button" onClick={() => (wanted.value = true)}>
        {say('more')}
      </button>
    );
  const { value, error } = loaded.value;
  if (error) return <ProblemNote error={error} />;
  const page = value && pageIn(value);
  if (!page) return <p class="hint">{say('loading')}</p>;
  return (
    <>
      {children(page, until)}
      <LaterPages {...props} before={page} until={until + page.nodes.length} />
    </>
  );
}
