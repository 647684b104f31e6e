import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { model } from '../data.ts';
import { Locator } from '../panel/text.tsx';
import { saveText } from '../shell/save.ts';
import { change } from '../state/history.ts';
import { count, moneyText, numberText, periodText, say } from '../words/words.ts';
import { fieldWords, propertyNamed } from './field-words.ts';

type Row = Readonly<Record<string, unknown>>;

/** The question whose answer is shown. */
const Query = createContext('');

/** Anything that the server answered: lists as tables, entities as links to what is known of them. */
export function ServedAnswer({ answer, query }: { readonly answer: object; readonly query: string }) {
  return (
    <Query.Provider value={query}>
      <div class="served">
        <Value value={folded(answer)} />
      </div>
    </Query.Provider>
  );
}

const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Amounts, which are nothing without their currency. */
const AMOUNTS = ['amount', 'sum', 'least', 'most'];

/** An answer without what only its form asks for: the rows of a connection are a list, an amount has its currency. */
function folded(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(folded);
  if (!isRow(value)) return value;
  const { node, edges, currency, ...rest } = value;
  if (isRow(node)) return folded({ ...node, ...value, node: undefined });
  if (Array.isArray(edges) && edges.every((edge) => isRow(edge) && isRow(edge['node'])))
    return folded({ ...value, edges: undefined, nodes: edges });
  if (typeof currency === 'string') {
    const texts = AMOUNTS.filter((name) => typeof rest[name] === 'string').map((name) => [
      name,
      moneyText(String(rest[name]), currency),
    ]);
    return folded({ ...rest, ...Object.fromEntries(texts) });
  }
  const fields = Object.entries(value).filter(([, each]) => each !== undefined);
  const row: Row = Object.fromEntries(fields.map(([name, each]) => [name, folded(each)]));
  const [only, ...others] = fieldsOf(row);
  return only === 'nodes' && others.length === 0 && typeof row['label'] !== 'string' ? row['nodes'] : row;
}

/** Fields that are no words for a reader. */
const UNSAID = new Set(['id', 'language', 'direction', '__typename', 'label']);

/** The fields that say something beside what a row is called. */
function fieldsOf(row: Row): string[] {
  return Object.keys(row).filter((name) => !UNSAID.has(name) && !(name === 'edtf' && 'label' in row));
}

function Value({ value, name = '' }: { readonly value: unknown; readonly name?: string }) {
  if (value === null || value === undefined) return <>—</>;
  if (Array.isArray(value)) return <List rows={value} name={name} />;
  if (isRow(value)) return <Fields row={value} />;
  return <Single name={name} value={value as string | number | boolean} />;
}

/** What a row is called, and its fields. A fact is called what it says, between its ends. */
function Fields({ row }: { readonly row: Row }) {
  if (typeof row['value'] === 'string' && typeof row['language'] === 'string')
    return <bdi lang={row['language']}>{row['value']}</bdi>;
  const { source, target, label } = row;
  const isFact = isRow(source) && isRow(target) && 'label' in source && 'label' in target && typeof label === 'string';
  const fields = fieldsOf(row).filter((name) => !(isFact && (name === 'source' || name === 'target')));
  const [only = ''] = fields;
  // Where facts stand beside them, these are the entities.
  const isList = (name: string) => name === 'nodes' && !('edges' in row);
  return (
    <>
      {isFact ? (
        <>
          <Label row={source} /> <Label row={row} /> <Label row={target} />
        </>
      ) : (
        <Label row={row} />
      )}
      {fields.length === 1 && !('label' in row) ? (
        <Value name={only} value={row[only]} />
      ) : fields.length > 0 ? (
        <dl>
          {fields.map((name) => (
            <div key={name}>
              {isList(name) ? null : (
                <dt>
                  <Head of={name} />
                </dt>
              )}
              <dd>
                <Value name={name} value={row[name]} />
              </dd>
            </div>
          ))}
        </dl>
      ) : null}
    </>
  );
}

function Single({ name, value }: { readonly name: string; readonly value: string | number | boolean }) {
  const query = useContext(Query);
  const current = model.value;
  if (typeof value === 'boolean') return <>{say(value ? 'yes' : 'no')}</>;
  if (typeof value === 'number') {
    if (name === 'length') return <>{count('pathLength', value)}</>;
    return <Measured value={value} unit={current && propertyNamed(name, current)?.unit} />;
  }
  switch (name) {
    case 'locator':
      return <Locator locator={value} />;
    case 'export': {
      const [, format = 'txt'] = /\bexport\s*\(\s*format:\s*(\w+)/.exec(query) ?? [];
      return (
        <button type="button" onClick={() => saveText(value, 'text/plain', `dragoman.${format.toLowerCase()}`)}>
          {say('answerFileSave')}
        </button>
      );
    }
    case 'date':
      return <bdi>{/^\d{4}(?:-\d{2}){0,2}$/.test(value) ? periodText(value) : value}</bdi>;
    case 'sum':
    case 'least':
    case 'most':
      // Of numbers: an amount has its currency by now.
      return /^-?\d+(?:\.\d+)?$/.test(value) ? (
        <Measured value={Number(value)} unit={unitOfTotals(query)} />
      ) : (
        <bdi>{value}</bdi>
      );
    default:
      return <bdi>{wordOf(value)}</bdi>;
  }
}

function Measured({ value, unit }: { readonly value: number; readonly unit: string | null | undefined }) {
  return unit ? (
    <bdi>
      {numberText(value)} {unit}
    </bdi>
  ) : (
    numberText(value)
  );
}

/** The unit of the property that a question adds up: `totals(of: WEIGHT)`. */
function unitOfTotals(query: string): string | null | undefined {
  const [, of = ''] = /\btotals\s*\(\s*of:\s*(\w+)/.exec(query) ?? [];
  const name = of.toLowerCase().replace(/_(\w)/g, (_all, letter: string) => letter.toUpperCase());
  return model.value && propertyNamed(name, model.value)?.unit;
}

/** The words for a value that the model lists, such as a role, a type of entity or of fact. */
function wordOf(value: string): string {
  const current = model.value;
  const terms = current?.served.vocabularies.flatMap(({ values }) => values);
  return (
    terms?.find((term) => term.value === value)?.label ??
    current?.type(value)?.label ??
    current?.relationship(value)?.label ??
    value
  );
}

/** What an entity or a fact is called. Where it leads, the answer is left; a step back comes back to it. */
function Label({ row: { id, label } }: { readonly row: Row }) {
  if (typeof label !== 'string') return null;
  if (typeof id !== 'string') return <bdi>{label}</bdi>;
  return (
    <button
      type="button"
      class="link"
      onClick={() => change((now) => ({ ...now, selected: id, dossierQuestion: undefined }))}
    >
      <bdi>{label}</bdi>
    </button>
  );
}

function List({ rows, name }: { readonly rows: readonly unknown[]; readonly name: string }) {
  const [only, ...others] = rows;
  if (rows.length === 0) return <>—</>;
  if (others.length === 0) return <Value name={name} value={only} />;
  const table = rows.filter(isRow);
  const names = columnsOf(table);
  if (table.length < rows.length || names.length < 2)
    return (
      <ul>
        {rows.map((row, at) => (
          <li key={at}>
            <Value name={name} value={row} />
          </li>
        ))}
      </ul>
    );
  return (
    <div class="scrolls" tabIndex={0}>
      <table>
        <thead>
          <tr>
            {names.map((each) => (
              <th key={each} scope="col">
                {/* Between its two ends, a fact is what it says. */}
                {each === 'label' && names.includes('source') ? say('columnSays') : <Head of={each} />}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.map((row, at) => (
            <tr key={at}>
              {names.map((each) => (
                <td key={each}>{each === 'label' ? <Label row={row} /> : <Value name={each} value={row[each]} />}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The columns of a table, what its rows are called before all others; of a fact, its ends around what it says. */
function columnsOf(table: readonly Row[]): string[] {
  const names = [...new Set(table.flatMap((row) => [...('label' in row ? ['label'] : []), ...fieldsOf(row)]))];
  if (!names.includes('source')) return names;
  const ends = ['source', 'label', 'target'].filter((name) => names.includes(name));
  return [...ends, ...names.filter((name) => !ends.includes(name))];
}

function Head({ of: name }: { readonly of: string }) {
  const words = fieldWords(name, useContext(Query));
  return words === undefined ? (
    <bdi lang="en" class="raw">
      {name.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase()}
    </bdi>
  ) : (
    <bdi>{words}</bdi>
  );
}
