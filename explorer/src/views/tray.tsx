import type { ComponentChildren } from 'preact';
import { select } from '../shell/actions.ts';

/** What a view cannot place, or says in words beside the picture: a click selects it. */
export function Tray<Row extends { readonly id: string; readonly label: string }>(props: {
  readonly title: string;
  readonly rows: readonly Row[];
  /** What stands below a row. */
  readonly below?: (row: Row) => ComponentChildren;
}) {
  const { title, rows, below } = props;
  if (rows.length === 0) return null;
  return (
    <div role="group" aria-label={title}>
      <h2 class="minor">
        {title} <span class="figure">{rows.length}</span>
      </h2>
      <ul>
        {rows.map((row) => (
          <li key={row.id}>
            <button type="button" class="link" onClick={() => select(row.id)}>
              <bdi>{row.label}</bdi>
            </button>
            {below?.(row)}
          </li>
        ))}
      </ul>
    </div>
  );
}
