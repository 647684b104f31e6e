import { useAsked } from './shell/asked.tsx';
import { entitiesById } from './shown.ts';

const NAMES = 'query Names($ids: [ID!]!) { nodes(ids: $ids) { ... on Entity { id label } } }';

interface Names {
  readonly nodes: readonly ({ readonly id: string; readonly label: string } | null)[];
}

/** The names of entities that are spoken of and need not be in the picture; an id until its name is there. */
export function useNames(ids: readonly string[]): (id: string) => string {
  const here = entitiesById.value;
  const away = ids.filter((id) => !here.has(id));
  const loaded = useAsked<Names>(away.length > 0 ? NAMES : '', { ids: away });
  const found = new Map(
    loaded.value.value?.nodes.flatMap((node) => (node?.id ? [[node.id, node.label] as const] : [])),
  );
  return (id) => here.get(id)?.label ?? found.get(id) ?? id;
}
