import { useSignal } from '@preact/signals';
import { type Asked, AskFailed, ask } from '../api/client.ts';
import { CountsDocument, type CountsQuery } from '../api/generated.ts';
import type { Model } from '../api/model.ts';
import { factFilter, graphFilter, model } from '../data.ts';
import { bring } from '../shell/actions.ts';
import { Answered, useAsked } from '../shell/asked.tsx';
import { Dialog } from '../shell/dialog.tsx';
import { expanding } from '../shell/keys.ts';
import { ProblemNote } from '../shell/problem.tsx';
import { state } from '../state/history.ts';
import { idsOf, MOST_ENTITIES } from '../state/state.ts';
import { count, numberText, say } from '../words/words.ts';

/** The most entities that one expansion brings. */
const MOST_BROUGHT = 50;

/** A part of what is around an entity: facts of a type, in a direction, to entities of a type, perhaps in a role. */
interface Part {
  readonly type: string;
  readonly outgoing: boolean;
  readonly otherType?: string;
  readonly role?: string;
  readonly count: number;
}

/** What is around an entity, counted before anything is fetched; what is chosen comes into the picture. */
export function Expansion() {
  const id = expanding.value;
  if (id === undefined) return null;
  return <ExpansionOf key={id} id={id} />;
}

function ExpansionOf({ id }: { readonly id: string }) {
  const query = String(CountsDocument);
  const filter = factFilter(state.value.filters);
  const loaded = useAsked<CountsQuery>(query, { id, filter });
  const left = useSignal<number | undefined>(undefined);
  const failed = useSignal<AskFailed | undefined>(undefined);
  const close = () => {
    expanding.value = undefined;
  };
  const name = loaded.value.value?.entity?.label ?? '';
  const asked: Asked = { query, variables: { id, filter } };
  const room = MOST_ENTITIES - idsOf(state.value).length;
  const go = async (part?: Part) => {
    try {
      const { ids, more } = await around(id, part, Math.min(MOST_BROUGHT, room));
      failed.value = undefined;
      bring(ids, id);
      left.value = more;
      if (more === 0) close();
    } catch (error) {
      failed.value = error instanceof AskFailed ? error : new AskFailed(String(error), 'INTERNAL');
    }
  };
  return (
    <Dialog title={say('expandOf', { name: `\u2068${name}\u2069` })} onClose={close}>
      <p class="hint">
        {room <= 0 ? say('pictureFull', { most: MOST_ENTITIES }) : say('expandHint', { most: MOST_BROUGHT })}
      </p>
      <Answered loaded={loaded.value} asked={asked}>
        {({ entity }) => {
          const parts = entity?.relationshipCounts ?? [];
          return parts.length === 0 ? (
            <p>{say('expandNothing')}</p>
          ) : (
            <ul class="expansions">
              {parts.map((part) => (
                <PartRow key={`${part.type} ${part.outgoing} ${part.otherType}`} part={part} room={room} onBring={go} />
              ))}
              <RoleRows id={id} room={room} onBring={go} />
              <li>
                <span />
                <button type="button" class="primary" disabled={room <= 0} onClick={() => void go()}>
                  {say('expand')}
                </button>
              </li>
            </ul>
          );
        }}
      </Answered>
      {failed.value ? <ProblemNote error={failed.value} /> : null}
      {left.value ? <p role="status">{count('expandMore', left.value)}</p> : null}
    </Dialog>
  );
}

function PartRow(props: {
  readonly part: Part;
  readonly room: number;
  readonly onBring: (part: Part) => Promise<void>;
}) {
  const { part, room, onBring } = props;
  const { type, outgoing, otherType, role, count: many } = part;
  const roleLabel = model.value?.roles.find(({ value }) => value === role)?.label;
  return (
    <li>
      <span>
        {say(outgoing ? 'factsFrom' : 'factsTo', { says: model.value?.relationshipLabel(type) ?? type })}
        {roleLabel === undefined ? null : (
          <>
            {' · '}
            <bdi>{roleLabel}</bdi>
          </>
        )}
        {otherType === undefined ? null : (
          <>
            {' · '}
            <bdi>{model.value?.typeLabel(otherType)}</bdi>
          </>
        )}
      </span>
      <button type="button" disabled={room <= 0} onClick={() => void onBring(part)}>
        {count('expandBring', Math.min(many, MOST_BROUGHT))}
        {many > MOST_BROUGHT ? ` / ${numberText(many)}` : ''}
      </button>
    </li>
  );
}

interface Facets {
  readonly entity: {
    readonly list?: { readonly roles: readonly { readonly value: string; readonly count: number }[] | null } | null;
  } | null;
}

/** Its participations by role, where it can have any in more than one. */
function RoleRows(props: {
  readonly id: string;
  readonly room: number;
  readonly onBring: (part: Part) => Promise<void>;
}) {
  const { id, room, onBring } = props;
  const { query, type, outgoing } = rolesAsked(model.value, id);
  const loaded = useAsked<Facets>(query, { id });
  const roles = loaded.value.value?.entity?.list?.roles ?? [];
  if (roles.length < 2) return null;
  return (
    <>
      {roles.map(({ value, count: many }) => (
        <PartRow key={value} part={{ type, outgoing, role: value, count: many }} room={room} onBring={onBring} />
      ))}
    </>
  );
}

/** The roles in which an entity took part, or others took part in it, as the model names the lists of both. */
function rolesAsked(current: Model | undefined, id: string): { query: string; type: string; outgoing: boolean } {
  const participation = current?.playing('PARTICIPATION');
  const type = current?.served.types.find(({ name }) => id.startsWith(`${name}:`));
  const outgoing = type?.interfaces.includes('Actor') ?? false;
  const [ends] = participation?.ends ?? [];
  const end = outgoing ? ends?.from : ends?.to;
  const field = end?.field?.name;
  const takesPart = outgoing || type?.interfaces.includes('Activity');
  const list = field && takesPart ? `... on ${end?.type} { list: ${field}(first: 0) { roles { value count } } }` : '';
  return {
    query: `query Roles($id: ID!) { entity(id: $id) { id ${list} } }`,
    type: participation?.name ?? '',
    outgoing,
  };
}

/** Entities around one, the best connected first, without those that are there. @param part of them; all where none is said */
async function around(id: string, part: Part | undefined, most: number): Promise<{ ids: string[]; more: number }> {
  const { filters, language } = state.value;
  const there = new Set(idsOf(state.value));
  const filter = {
    ...graphFilter(filters),
    ...(part ? { relationshipTypes: [part.type] } : {}),
    ...(part?.otherType ? { entityTypes: [part.otherType] } : {}),
    ...(part?.role ? { roles: [part.role] } : {}),
  };
  const asked = `query Around($of: [ID!]!, $filter: GraphFilter, $limit: Int!, $edgeLimit: Int!) {
  neighborhood(of: $of, depth: 1, filter: $filter, limit: $limit, edgeLimit: $edgeLimit) {
    omittedNodes
    nodes { id }
    edges { source { id } target { id } }
  }
}`;
  const directed = part !== undefined && goesBothWays(part);
  const limit = Math.min(MOST_ENTITIES, most + there.size + 1);
  const variables = { of: [id], filter, limit, edgeLimit: directed ? MOST_ENTITIES : 0 };
  const { neighborhood } = await ask<Around, object>(asked, variables, language);
  const reached = new Set(
    neighborhood?.edges.flatMap(({ source, target }) => {
      const [from, to] = part?.outgoing ? [source.id, target.id] : [target.id, source.id];
      return from === id ? [to] : [];
    }),
  );
  const fresh = neighborhood?.nodes
    .map((node) => node.id)
    .filter((each) => !there.has(each) && each !== id && (!directed || reached.has(each)));
  const ids = fresh?.slice(0, most) ?? [];
  return { ids, more: (fresh?.length ?? 0) - ids.length + (neighborhood?.omittedNodes ?? 0) };
}

interface Around {
  readonly neighborhood: {
    readonly omittedNodes: number | null;
    readonly nodes: readonly { readonly id: string }[];
    readonly edges: readonly { readonly source: { readonly id: string }; readonly target: { readonly id: string } }[];
  } | null;
}

/** Whether facts of a type can lead from and to entities of the same type: then a direction is worth telling apart. */
function goesBothWays({ type, otherType }: Part): boolean {
  const ends = model.value?.relationship(type)?.ends ?? [];
  return ends.some(
    ({ from, to }) => otherType !== undefined && from.types.includes(otherType) && to.types.includes(otherType),
  );
}
