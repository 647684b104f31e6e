import { useSignal } from '@preact/signals';
import { entityDocument } from '../api/compose.ts';
import { CountsDocument, type CountsQuery } from '../api/generated.ts';
import type { Entity, Span } from '../api/picture.ts';
import { model } from '../data.ts';
import { bring, collapse, takeOut } from '../shell/actions.ts';
import { Answered, useAsked } from '../shell/asked.tsx';
import { expanding } from '../shell/keys.ts';
import { state } from '../state/history.ts';
import { idsOf, isExpanded } from '../state/state.ts';
import { count, say } from '../words/words.ts';
import { DateWords } from './date-words.tsx';
import { EvidenceList, type PassageRow } from './evidence.tsx';
import { FactList } from './fact-list.tsx';
import { PropertyList } from './property-list.tsx';
import { type Tagged, Words } from './text.tsx';

interface Whole extends Entity {
  readonly name: Tagged;
  readonly names: readonly Tagged[];
  readonly description: Tagged | null;
  readonly identifiers: readonly { readonly scheme: string; readonly value: string; readonly url: string | null }[];
  readonly evidence: readonly PassageRow[] | null;
  readonly date?: Span | null;
  readonly [property: string]: unknown;
}

/** The type that the id of an entity begins with, as a value of the schema's enum. */
const typeOf = (id: string) => model.value?.served.types.find(({ name }) => id.startsWith(`${name}:`))?.value ?? '';

export function EntityPanel({ id }: { readonly id: string }) {
  const current = model.value;
  const query = current ? entityDocument(current, typeOf(id)) : '';
  const loaded = useAsked<{ entity: Whole | null }>(query, { id });
  const here = idsOf(state.value).includes(id);
  return (
    <Answered loaded={loaded.value} asked={{ query, variables: { id } }}>
      {({ entity }) =>
        entity ? (
          <>
            <p class="kind">{current?.typeLabel(entity.entityType)}</p>
            <h2>
              <Words text={entity.name} />
            </h2>
            <p class="buttons">
              {here ? null : (
                <button type="button" onClick={() => bring([id])}>
                  {say('add')}
                </button>
              )}
              <button type="button" onClick={() => (expanding.value = id)}>
                {say('expand')}
              </button>
              {isExpanded(state.value, id) ? (
                <button type="button" onClick={() => collapse(id)}>
                  {say('collapse')}
                </button>
              ) : null}
              {here ? (
                <button type="button" onClick={() => takeOut(id)}>
                  {say('hide')}
                </button>
              ) : null}
            </p>
            {entity.date ? <DateWords date={entity.date} /> : null}
            {entity.description ? (
              <p>
                <Words text={entity.description} />
              </p>
            ) : null}
            <Names names={entity.names} />
            <PropertyList of={current?.type(entity.entityType)?.properties} row={entity} />
            <h3>
              {say('factsOf')} <span class="figure">{count('facts', entity.degree)}</span>
            </h3>
            <FactsByKind id={id} />
            {entity.identifiers.length > 0 ? (
              <section>
                <h3>{say('identifiers')}</h3>
                <ul>
                  {entity.identifiers.map(({ scheme, value, url }) => (
                    <li key={`${scheme} ${value}`}>
                      <bdi>{scheme}</bdi>{' '}
                      {url && /^https?:/.test(url) ? (
                        <a href={url} rel="noreferrer noopener" target="_blank" dir="ltr">
                          {value}
                        </a>
                      ) : (
                        <bdi>{value}</bdi>
                      )}
                    </li>
                  ))}
                </ul>
              </section>
            ) : null}
            {entity.evidence && entity.evidence.length > 0 ? <EvidenceList passages={entity.evidence} /> : null}
          </>
        ) : null
      }
    </Answered>
  );
}

function Names({ names }: { readonly names: readonly Tagged[] }) {
  if (names.length < 2) return null;
  return (
    <section>
      <h3>{say('names')}</h3>
      <ul class="names">
        {names.map((name) => (
          <li key={`${name.language} ${name.value}`}>
            <Words text={name} /> <span class="tag">{name.language}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Its facts, counted by what they say; each kind opens to a list, a page at a time. */
function FactsByKind({ id }: { readonly id: string }) {
  const query = String(CountsDocument);
  const loaded = useAsked<CountsQuery>(query, { id });
  const kinds = new Map<string, Kind>();
  for (const { type, outgoing, count: many } of loaded.value.value?.entity?.relationshipCounts ?? []) {
    const key = `${type} ${outgoing}`;
    kinds.set(key, { type, outgoing, count: (kinds.get(key)?.count ?? 0) + many });
  }
  return (
    <>
      {[...kinds].map(([key, kind]) => (
        <KindOfFacts key={key} id={id} kind={kind} />
      ))}
    </>
  );
}

interface Kind {
  readonly type: string;
  readonly outgoing: boolean;
  readonly count: number;
}

/** Facts of a kind, which are asked for when they are looked at. */
function KindOfFacts({ id, kind }: { readonly id: string; readonly kind: Kind }) {
  const open = useSignal(false);
  return (
    <details
      class="kind-of-facts"
      onToggle={(event) => {
        open.value = event.currentTarget.open;
      }}
    >
      <summary>
        {say(kind.outgoing ? 'factsFrom' : 'factsTo', { says: model.value?.relationshipLabel(kind.type) ?? kind.type })}{' '}
        · {count('facts', kind.count)}
      </summary>
      {open.value ? <FactList id={id} type={kind.type} outgoing={kind.outgoing} /> : null}
    </details>
  );
}
