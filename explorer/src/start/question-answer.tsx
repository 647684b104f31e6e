import type { Asked } from '../api/client.ts';
import { model } from '../data.ts';
import { select } from '../shell/actions.ts';
import { Answered, useAsked } from '../shell/asked.tsx';
import { Dialog } from '../shell/dialog.tsx';
import { change } from '../state/history.ts';
import { withEntities } from '../state/state.ts';
import { numberText, type Sentence, say } from '../words/words.ts';

/** A question that comes with a dossier: its answer in words, the picture that it makes, and the query behind it. */
export function QuestionAnswer(props: { readonly title: string; readonly asked: Asked; readonly onClose: () => void }) {
  const { title, asked, onClose } = props;
  const loaded = useAsked<object>(asked.query, asked.variables);
  const show = (ids: readonly string[]) => {
    onClose();
    change((now) =>
      withEntities({ ...now, groups: [], hidden: [], pins: {}, selected: undefined, question: undefined }, ids),
    );
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <Answered loaded={loaded.value} asked={asked}>
        {(answer) => {
          const ids = [...new Set(entitiesIn(answer))];
          return (
            <>
              {ids.length > 0 ? (
                <p class="buttons">
                  <button type="button" class="primary" onClick={() => show(ids)}>
                    {say('answerShow')}
                  </button>
                </p>
              ) : null}
              <div class="served">
                <Value value={answer} />
              </div>
            </>
          );
        }}
      </Answered>
    </Dialog>
  );
}

/** The ids of entities in an answer, in its order. */
function entitiesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) =>
    key === 'id' && typeof each === 'string' ? (isEntity(each) ? [each] : []) : entitiesIn(each),
  );
}

const isEntity = (id: string) =>
  !id.includes('|') && (model.value?.served.types.some(({ name }) => id.startsWith(`${name}:`)) ?? false);

type Row = Readonly<Record<string, unknown>>;

/** Fields that carry nothing but what they hold: the lists of a connection. */
const BARE = new Set(['nodes', 'edges', 'node']);
/** Fields that are no words for a reader. */
const UNSAID = new Set(['id', 'language', 'direction', '__typename']);

/** Anything that the server answered: lists as tables, entities as links to what is known of them. */
function Value({ value }: { readonly value: unknown }) {
  if (value === null || value === undefined) return <>—</>;
  if (typeof value === 'number') return <>{numberText(value)}</>;
  if (Array.isArray(value)) return <List rows={value} />;
  if (typeof value !== 'object') return <bdi>{wordOf(String(value))}</bdi>;
  const row = value as Row;
  const fields = Object.entries(row).filter(([name]) => !UNSAID.has(name) && name !== 'label');
  return (
    <>
      <Label row={row} />
      {fields.length === 1 ? (
        <Value value={fields[0]?.[1]} />
      ) : fields.length > 0 ? (
        <dl>
          {fields.map(([name, each]) => (
            <div key={name}>
              {BARE.has(name) ? null : (
                <dt>
                  <Head of={name} />
                </dt>
              )}
              <dd>
                <Value value={each} />
              </dd>
            </div>
          ))}
        </dl>
      ) : null}
    </>
  );
}

/** The words for a value that the model lists, such as a role. */
function wordOf(value: string): string {
  const terms = model.value?.served.vocabularies.flatMap(({ values }) => values);
  return terms?.find((term) => term.value === value)?.label ?? value;
}

function Label({ row: { id, label } }: { readonly row: Row }) {
  if (typeof label !== 'string') return null;
  if (typeof id !== 'string') return <bdi>{label}</bdi>;
  return (
    <button type="button" class="link" onClick={() => select(id)}>
      <bdi>{label}</bdi>
    </button>
  );
}

function List({ rows }: { readonly rows: readonly unknown[] }) {
  if (rows.length === 0) return <>—</>;
  const isTable = rows.every((row) => typeof row === 'object' && row !== null && Object.keys(row).length > 1);
  if (!isTable)
    return (
      <ul>
        {rows.map((row, at) => (
          <li key={at}>
            <Value value={row} />
          </li>
        ))}
      </ul>
    );
  const table = rows as readonly Row[];
  const names = [...new Set(table.flatMap((row) => Object.keys(row)))].filter((name) => !UNSAID.has(name));
  return (
    <div class="scrolls" tabIndex={0}>
      <table>
        <thead>
          <tr>
            {names.map((name) => (
              <th key={name} scope="col">
                <Head of={name} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.map((row, at) => (
            <tr key={at}>
              {names.map((name) => (
                <td key={name}>{name === 'label' ? <Label row={row} /> : <Value value={row[name]} />}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What fields are called that every model has, and that questions ask for again and again. */
const HEADS: Readonly<Record<string, Sentence>> = {
  label: 'columnName',
  name: 'columnName',
  node: 'columnName',
  names: 'names',
  date: 'columnDate',
  entityType: 'columnType',
  degree: 'columnDegree',
  count: 'answerCount',
  totalCount: 'answerTotal',
  evidence: 'evidence',
  locator: 'passage',
  summary: 'summaryOurs',
  description: 'description',
  document: 'document',
  supports: 'supports',
};

/** What a field is called: by the page, by the model, or else its name as words. */
function Head({ of: name }: { readonly of: string }) {
  const words = HEADS[name];
  if (words) return <>{say(words)}</>;
  const { types = [], relationships = [] } = model.value?.served ?? {};
  const property = [...types, ...relationships]
    .flatMap(({ properties }) => properties)
    .find((each) => each.name === name);
  return property ? (
    <bdi>{property.label}</bdi>
  ) : (
    <bdi lang="en">{name.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase()}</bdi>
  );
}
