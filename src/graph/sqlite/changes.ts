import type { Change } from '../query.ts';
import { COLUMNS, LISTS, SHARED } from './schema.ts';

type Of<Form extends Change['form']> = Extract<Change, { form: Form }>;

/** What others follow from: it has a table of its own. */
const NOT_STORED = 'facts';

export function writeNodesSql({ kind, labels }: Of<'write nodes'>): string {
  const columns: [column: string, value: string][] = [
    ...COLUMNS[kind].map((each): [string, string] => [`"${each}"`, jsonPart('row.value', each)]),
    ...(kind === 'entity' ? [['labels', `'|${labels.join('|')}|'`] as [string, string]] : []),
    ['provenance', provenanceKey('row.value')],
    // Patching leaves out what is null.
    [
      'rest',
      `json_patch('{}', json_remove(row.value, ${[...COLUMNS[kind], ...SHARED, NOT_STORED].map(path).join(', ')}))`,
    ],
  ];
  const names = columns.map(([name]) => name);
  return `${addProvenance('$rows')};
    INSERT INTO ${kind} (${names.join(', ')}) SELECT ${columns.map(([, value]) => value).join(', ')} FROM json_each($rows) AS row WHERE true
    ON CONFLICT (id) DO UPDATE SET ${names.map((name) => `${name} = excluded.${name}`).join(', ')}`;
}

/** Each end and each group is looked for once, not for each of its facts. */
export function createFactsSql({ type, end, shared, own }: Of<'create facts'>): string {
  const other = end === 'source' ? 'target' : 'source';
  const common = shared.filter((each) => !isProvenance(each));
  const ofGroup = common.map((each): [string, string] => [`"${each}"`, `g."${each}"`]);
  const ofRow = own.map((property, at) => ({ property, at: at + 1 })).filter(({ property }) => property !== 'id');
  const [columns, rest] = divided(ofRow, ({ property }) => COLUMNS.fact.includes(property));
  const stored: [column: string, value: string][] = [
    ['type', `'${type}'`],
    [end, 'g.k'],
    [other, 'other.k'],
    ['"order"', 'g.day || (row.value ->> 1)'],
    ['provenance', 'g.provenance'],
    ...ofGroup,
    ...columns.map(({ property, at }): [string, string] => [`"${property}"`, `row.value ${arrow(property)} ${at}`]),
    ['rest', restSql(rest)],
  ];
  return `${addProvenance('$provenance')};
    WITH ends AS MATERIALIZED (SELECT each.key AS place, n.k FROM json_each($ends) AS each CROSS JOIN entity AS n ON n.id = each.value),
      groups AS MATERIALIZED (
        SELECT ends.k, json_extract(each.value, '$.day') AS day, ${provenanceKey('each.value')} AS provenance,
          ${common.map((property) => `${jsonPart('each.value', property)} AS "${property}"`).join(', ')}, each.value -> '$.rows' AS rows
        FROM json_each($groups) AS each CROSS JOIN ends ON ends.place = each.value ->> '$.end')
    INSERT INTO fact (${stored.map(([column]) => column).join(', ')})
    SELECT ${stored.map(([, value]) => value).join(', ')}
    FROM groups AS g CROSS JOIN json_each(g.rows) AS row CROSS JOIN ends AS other ON other.place = row.value ->> 0
    WHERE (SELECT count(*) FROM ends) = json_array_length($ends);
    SELECT changes() AS count`;
}

export function unsetSql({ property }: Of<'unset'>): string {
  const change = COLUMNS.entity.includes(property)
    ? `"${property}" = NULL`
    : `rest = json_remove(rest, ${path(property)})`;
  return `UPDATE entity SET ${change} WHERE id IN (SELECT value FROM json_each($ids))`;
}

/** A JSON object of the own properties of a fact that are not null: most have none. */
function restSql(own: readonly { readonly property: string; readonly at: number }[]): string {
  if (own.length === 0) return "'{}'";
  const values = own.map(({ at }) => `row.value ->> ${at}`);
  const pairs = own.map(({ property, at }) => `'${property}', row.value -> ${at}`);
  const isEmpty = values.map((value) => `${value} IS NULL`).join(' AND ');
  // Patching leaves out what is null.
  return `CASE WHEN ${isEmpty} THEN '{}' ELSE json_patch('{}', json_object(${pairs.join(', ')})) END`;
}

function addProvenance(parameter: string): string {
  return `INSERT OR IGNORE INTO provenance (dossiers, files) SELECT DISTINCT value -> '$.dossiers', value -> '$.files' FROM json_each(${parameter})`;
}

function provenanceKey(json: string): string {
  return `(SELECT p.k FROM provenance AS p WHERE p.dossiers = ${json} -> '$.dossiers' AND p.files = ${json} -> '$.files')`;
}

/** SQL for the value of a column, of a JSON object that has it as a property. */
function jsonPart(json: string, property: string): string {
  return `${json} ${arrow(property)} ${path(property)}`;
}

/** A list is kept as JSON. */
function arrow(property: string): '->' | '->>' {
  return LISTS.has(property) ? '->' : '->>';
}

const path = (property: string) => `'$.${property}'`;

function isProvenance(property: string): boolean {
  return SHARED.some((each) => each === property);
}

function divided<T>(all: readonly T[], isFirst: (each: T) => boolean): [T[], T[]] {
  return [all.filter(isFirst), all.filter((each) => !isFirst(each))];
}
