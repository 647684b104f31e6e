import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import { type Asked, AskFailed, ask, outdated } from './api/client.ts';
import { entitiesDocument, pictureDocument } from './api/compose.ts';
import { DocumentsDocument, DossiersDocument, type DossiersQuery, ModelDocument } from './api/generated.ts';
import { Model } from './api/model.ts';
import { EMPTY_PICTURE, type Picture, pictureOf, type Served } from './api/picture.ts';
import { state } from './state/history.ts';
import { type Filters, idsOf } from './state/state.ts';
import { daysOf } from './time.ts';

/** What the server said, kept up with the state: the model, the dossiers, the picture. */

/** The most facts that a picture asks for: with them it is within what one question may cost. */
const MOST_FACTS = 2000;

export type Loaded<T> = {
  readonly value: T | undefined;
  readonly error: AskFailed | undefined;
  readonly busy: boolean;
};

/** Raised where what was asked should be asked again. */
const round = signal(0);

/** Asks everything again: after a failure, or for what a load has changed. */
export function refresh(): void {
  round.value++;
}

/**
 * Something that is asked whenever what it depends on changes. What was there stays while the next is on its way, and
 * when it fails.
 *
 * @param key names what is asked; undefined asks nothing
 */
export function resource<T>(
  key: () => string | undefined,
  get: (signal: AbortSignal) => Promise<T>,
): ReadonlySignal<Loaded<T>> {
  return asking(key, get).loaded;
}

/** The same, for what is shown for a while: `stop` ends it. */
export function asking<T>(
  key: () => string | undefined,
  get: (signal: AbortSignal) => Promise<T>,
): { readonly loaded: ReadonlySignal<Loaded<T>>; readonly stop: () => void } {
  const loaded = signal<Loaded<T>>({ value: undefined, error: undefined, busy: false });
  let asked: string | undefined;
  let under: AbortController | undefined;
  const end = effect(() => {
    const next = key();
    const again = `${round.value} ${next}`;
    if (again === asked) return;
    asked = again;
    under?.abort();
    if (next === undefined) {
      loaded.value = { value: undefined, error: undefined, busy: false };
      return;
    }
    const mine = new AbortController();
    under = mine;
    loaded.value = { ...loaded.peek(), busy: true };
    get(mine.signal).then(
      (value) => {
        if (under === mine) loaded.value = { value, error: undefined, busy: false };
      },
      (error: unknown) => {
        if (under !== mine || mine.signal.aborted) return;
        const told = error instanceof AskFailed ? error : new AskFailed(String(error), 'INTERNAL');
        loaded.value = { value: loaded.peek().value, error: told, busy: false };
      },
    );
  });
  return {
    loaded,
    stop() {
      end();
      under?.abort();
    },
  };
}

const language = computed(() => state.value.language);

export const modelLoaded = resource(
  // What is asked follows from the model, so what the server refuses once more is not asked again.
  () => `${language.value} ${outdated.value}`,
  async (signal) => {
    const { model: served } = await ask(ModelDocument, {}, language.peek(), signal);
    const says = JSON.stringify([
      served.name,
      served.types.map(({ name }) => name),
      served.relationships.map(({ name }) => name),
    ]);
    if (known !== undefined && known !== says) modelChanged.value = true;
    known = says;
    return new Model(served);
  },
);

/** The names in the model that was read last. */
let known: string | undefined;
/** Whether the server has another model than the one that the page began with. */
export const modelChanged = signal(false);

export const model = computed(() => modelLoaded.value.value);

export type Dossier = NonNullable<DossiersQuery['dossiers']>[number];
export const dossiers = resource(
  () => language.value,
  async (signal) => (await ask(DossiersDocument, {}, language.peek(), signal)).dossiers ?? [],
);

/** The most documents that a filter offers; one of more is chosen where it is read. */
const MOST_DOCUMENTS = 50;

/** Whether the filters are open: only then is asked what they offer. */
export const choosing = signal(false);
const offered = resource(
  () => (choosing.value ? language.value : undefined),
  async (signal) =>
    (await ask(DocumentsDocument, { first: MOST_DOCUMENTS }, language.peek(), signal)).documents?.nodes ?? [],
);
export const documents = computed(() => offered.value.value ?? []);

/** The entities of the picture that are not taken out of it. */
export const ids = computed(() => idsOf(state.value));

/** The filters that the server tests; those of entities are tested here. */
export function graphFilter(filters: Filters): object | null {
  const { relationshipTypes, roles } = filters;
  const filter = {
    ...(relationshipTypes.length > 0 ? { relationshipTypes } : {}),
    ...(roles.length > 0 ? { roles } : {}),
    ...factFilter(filters),
  };
  return Object.keys(filter).length === 0 ? null : filter;
}

/** The filters of facts of any type: where they are reported, and when they held. */
export function factFilter({ documents, dossiers: stating, during, certainty }: Filters): object {
  return {
    ...(documents.length > 0 ? { documents } : {}),
    ...(stating.length > 0 ? { dossiers: stating } : {}),
    ...(daysOf(during) ? { during, certainty } : {}),
  };
}

/** The question behind the picture. */
export const pictureAsked = computed<Asked | undefined>(() => {
  const current = model.value;
  if (!current || ids.value.length === 0) return undefined;
  const { filters, question } = state.value;
  const tested = { dossiers: filters.dossiers.length > 0, documents: filters.documents.length > 0 };
  if (question?.kind === 'together') return { query: entitiesDocument(current, tested), variables: { ids: ids.value } };
  return {
    query: pictureDocument(current, tested),
    variables: { ids: ids.value, filter: graphFilter(filters), edgeLimit: MOST_FACTS },
  };
});

export const pictureLoaded = resource(
  () => (pictureAsked.value ? JSON.stringify([language.value, pictureAsked.value]) : undefined),
  async (signal) => {
    const asked = pictureAsked.peek();
    if (!asked) return EMPTY_PICTURE;
    return await pictureFor(asked, signal);
  },
);

/** What of the entities of a link is still there: a load may have taken some away since it was made. */
const HERE = 'query Here($ids: [ID!]!) { nodes(ids: $ids) { id } }';

async function pictureFor(asked: Asked, signal: AbortSignal): Promise<Picture> {
  const get = (variables: object) => ask<Served, object>(asked.query, variables, language.peek(), signal);
  try {
    return pictureOf(await get(asked.variables));
  } catch (error) {
    if (!(error instanceof AskFailed) || error.code !== 'BAD_USER_INPUT') throw error;
    const wanted = ids.peek();
    const { nodes } = await ask<{ nodes: readonly ({ id: string } | null)[] }, object>(
      HERE,
      { ids: wanted },
      language.peek(),
      signal,
    );
    const there = nodes.flatMap((node) => (node ? [node.id] : []));
    if (there.length === wanted.length) throw error;
    const picture = there.length === 0 ? EMPTY_PICTURE : pictureOf(await get({ ...asked.variables, ids: there }));
    return { ...picture, gone: wanted.length - there.length };
  }
}
