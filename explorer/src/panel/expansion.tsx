import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
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
  const rolesOf = useRoles(id, filter);
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
                <li key={`${part.type} ${part.outgoing} ${part.otherType}`}>
                  <PartRow part={part} words={<KindOfPart part={part} />} room={room} onBring={go} />
                  <RoleRows roles={rolesOf(part)} room={room} onBring={go} />
                </li>
              ))}
              <li class="part">
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
  readonly words: ComponentChildren;
  readonly room: number;
  readonly onBring: (part: Part) => Promise<void>;
}) {
  const { part, words, room, onBring } = props;
  return (
    <div class="part">
      <span>{words}</span>
      <button type="button" disabled={room <= 0} onClick={() => void onBring(part)}>
        {count('expandBring', Math.min(part.count, MOST_BROUGHT))}
        {part.count > MOST_BROUGHT ? ` / ${numberText(part.count)}` : ''}
      </button>
    </div>
  );
}

function KindOfPart({ part: { type, outgoing, otherType } }: { readonly part: Part }) {
  return (
    <>
      {say(outgoing ? 'factsFrom' : 'factsTo', { says: model.value?.relationshipLabel(type) ?? type })}
      {otherType === undefined ? null : (
        <>
          {' · '}
          <bdi>{model.value?.typeLabel(otherType)}</bdi>
        </>
      )}
    </>
  );
}

/** The same facts by role, below their kind: narrower choices, whose counts add up to its own. */
function RoleRows(props: {
  readonly roles: readonly Part[];
  readonly room: number;
  readonly onBring: (part: Part) => Promise<void>;
}) {
  const { roles, room, onBring } = props;
  if (roles.length < 2) return null;
  const labelOf = (role: string | undefined) => model.value?.roles.find(({ value }) => value === role)?.label ?? role;
  return (
    <ul>
      {roles.map((part) => (
        <li key={part.role}>
          <PartRow part={part} words={<bdi>{labelOf(part.role)}</bdi>} room={room} onBring={onBring} />
        </li>
      ))}
    </ul>
  );
}

interface Facets {
  readonly entity: {
    readonly list?: { readonly roles: readonly { readonly value: string }[] | null } | null;
  } | null;
}

interface CountsByRole {
  readonly entity: Readonly<Record<string, readonly Part[] | null>> | null;
}

/** The participations among the facts around an entity, divided by role: a part of them into one for each role. */
function useRoles(id: string, filter: object): (part: Part) => readonly Part[] {
  const { query, type } = rolesAsked(model.value, id);
  const listed = useAsked<Facets>(query, { id });
  const roles = listed.value.value?.entity?.list?.roles?.map(({ value }) => value) ?? [];
  const counted = useAsked<CountsByRole>(roles.length > 1 ? countsByRole(roles) : '', {
    id,
    ...Object.fromEntries(roles.map((role, at) => [`filter${at}`, { ...filter, roles: [role] }])),
  });
  const { entity } = counted.value.value ?? {};
  const parts = roles.flatMap((role, at) => entity?.[`role${at}`]?.map((each) => ({ ...each, type, role })) ?? []);
  return (part) =>
    part.type === type
      ? parts.filter(({ outgoing, otherType }) => outgoing === part.outgoing && otherType === part.otherType)
      : [];
}

function countsByRole(roles: readonly string[]): string {
  const filters = roles.map((_role, at) => `$filter${at}: RelationshipFilter`).join(', ');
  const counts = roles.map(
    (_role, at) => `    role${at}: relationshipCounts(filter: $filter${at}) { outgoing otherType count }`,
  );
  return `query CountsByRole($id: ID!, ${filters}) {
  entity(id: $id) {
${counts.join('\n')}
  }
}`;
}

/** The roles in which an entity took part, or others took part in it, as the model names the lists of both. */
function rolesAsked(current: Model | undefined, id: string): { query: string; type: string } {
  const participation = current?.playing('PARTICIPATION');
  const type = current?.served.types.find(({ name }) => id.startsWith(`${name}:`));
  const outgoing = type?.interfaces.includes('Actor') ?? false;
  const [ends] = participation?.ends ?? [];
  const end = outgoing ? ends?.from : ends?.to;
  const field = end?.field?.name;
  const takesPart = outgoing || type?.interfaces.includes('Activity');
  const list = field && takesPart ? `... on ${end?.type} { list: ${field}(first: 0) { roles { value } } }` : '';
  return {
    query: list ? `query Roles($id: ID!) { entity(id: $id) { id ${list} } }` : '',
    type: participation?.name ?? '',
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
