import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { AskFailed, ask } from '../api/client.ts';
import { type FactFragment, FactsDocument } from '../api/generated.ts';
import { ProblemNote } from '../shell/problem.tsx';
import { state } from '../state/history.ts';
import { say } from '../words/words.ts';
import { FactRows } from './fact-row.tsx';

const PAGE = 20;

/** The facts of an entity of one kind in one direction, the newest first, a page at a time. */
export function FactList(props: { readonly id: string; readonly type: string; readonly outgoing: boolean }) {
  const { id, type, outgoing } = props;
  const rows = useSignal<readonly FactFragment[]>([]);
  const next = useSignal<string | null | undefined>(undefined);
  const failed = useSignal<AskFailed | undefined>(undefined);
  const { language } = state.value;
  const read = async (after: string | undefined) => {
    try {
      const variables = {
        id,
        first: PAGE,
        direction: 'DESC' as const,
        filter: { types: [type], outgoing },
        ...(after ? { after } : {}),
      };
      const { entity } = await ask(FactsDocument, variables, language);
      const page = entity?.relationships;
      rows.value = [...(after ? rows.value : []), ...(page?.nodes ?? [])];
      next.value = page?.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
      failed.value = undefined;
    } catch (error) {
      failed.value = error instanceof AskFailed ? error : new AskFailed(String(error), 'INTERNAL');
    }
  };
  useEffect(() => void read(undefined), [id, type, outgoing, language]);
  return (
    <>
      <FactRows facts={rows.value} until={0} />
      {failed.value ? <ProblemNote error={failed.value} /> : null}
      {next.value ? (
        <button type="button" onClick={() => void read(next.value ?? undefined)}>
          {say('more')}
        </button>
      ) : null}
    </>
  );
}
