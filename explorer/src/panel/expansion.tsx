import { useSignal } from '@preact/signals';
import { type Asked, ask } from '../api/client.ts';
import { CountsDocument, type CountsQuery } from '../api/generated.ts';
import { graphFilter, model } from '../data.ts';
import { bring } from '../shell/actions.ts';
import { Dialog } from '../shell/dialog.tsx';
import { expanding } from '../shell/keys.ts';
import { state } from '../state/history.ts';
import { idsOf, MOST_ENTITIES } from '../state/state.ts';
import { count, say } from '../words/words.ts';
import { Answered, useAsked } from './asked.tsx';

/** The most entities that one expansion brings. */
const MOST_BROUGHT = 50;

type Count = NonNullable<NonNullable<CountsQuery['entity']>['relationshipCounts']>[number];

/** What is around an entity, counted before anything is fetched; what is chosen comes into the picture. */
export function Expansion() {
  const id = expanding.value;
  if (id === undefined) return null;
  return <ExpansionOf key={id} id={id} />;
}

function ExpansionOf({ id }: { readonly id: string }) {
  const query = String(CountsDocument);
  const loaded = useAsked<CountsQuery>(query, { id });
  const close = () => {
    expanding.value = undefined;
  };
  const left = useSignal<number | undefined>(undefined);
  const name = loaded.value.value?.entity?.label ?? '';
  const asked: Asked = { query, variables: { id } };
  const full = MOST_ENTITIES - idsOf(state.value).length;
  const go = async (counts: readonly Count[]) => {
    const { ids, more } = await around(id, counts, Math.min(MOST_BROUGHT, full));
    bring(ids, id);
    left.value = more;
    if (more === 0) close();
  };
  return (
    <Dialog title={say('expandOf', { name: `\u2068${name}\u2069` })} onClose={close}>
      <p class="hint">
        {full <= 0 ? say('pictureFull', { most: MOST_ENTITIES }) : say('expandHint', { most: MOST_BROUGHT })}
      </p>
      <Answered loaded={loaded.value} asked={asked}>
        {({ entity }) => {
          const counts = entity?.relationshipCounts ?? [];
          return counts.length === 0 ? (
            <p>{say('expandNothing')}</p>
          ) : (
            <ul class="expansions">
              {counts.map((each) => (
                <li key={`${each.type} ${each.outgoing} ${each.otherType}`}>
                  <span>
                    <bdi>{model.value?.relationshipLabel(each.type)}</bdi> ·{' '}
                    {say(each.outgoing ? 'outgoing' : 'incoming')} · <bdi>{model.value?.typeLabel(each.otherType)}</bdi>
                  </span>
                  <button type="button" disabled={full <= 0} onClick={() => void go([each])}>
                    {count('expandBring', Math.min(each.count, MOST_BROUGHT))}
                    {each.count > MOST_BROUGHT ? ` / ${each.count}` : ''}
                  </button>
                </li>
              ))}
              <li>
                <span />
                <button type="button" disabled={full <= 0} onClick={() => void go(counts)}>
                  {say('expand')}
                </button>
              </li>
            </ul>
          );
        }}
      </Answered>
      {left.value ? <p role="status">{count('expandMore', left.value)}</p> : null}
    </Dialog>
  );
}

/** The entities around one that some counts are of, the best connected first, without those that are there. */
async function around(id: string, counts: readonly Count[], most: number): Promise<{ ids: string[]; more: number }> {
  const { filters, language } = state.value;
  const filter = {
    ...graphFilter(filters),
    relationshipTypes: [...new Set(counts.map(({ type }) => type))],
    entityTypes: [...new Set(counts.map(({ otherType }) => otherType))],
  };
  const asked = `query Around($of: [ID!]!, $filter: GraphFilter, $limit: Int!) {
  neighborhood(of: $of, depth: 1, filter: $filter, limit: $limit, edgeLimit: 0) { omittedNodes nodes { id } }
}`;
  const there = new Set(idsOf(state.value));
  const variables = { of: [id], filter, limit: Math.min(MOST_ENTITIES, most + there.size + 1) };
  const { neighborhood } = await ask<
    { neighborhood: { omittedNodes: number | null; nodes: { id: string }[] } | null },
    object
  >(asked, variables, language);
  const fresh = neighborhood?.nodes.map((node) => node.id).filter((each) => !there.has(each)) ?? [];
  const ids = fresh.slice(0, most);
  return { ids, more: fresh.length - ids.length + (neighborhood?.omittedNodes ?? 0) };
}
