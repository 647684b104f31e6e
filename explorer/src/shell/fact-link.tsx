import { say } from '../words/words.ts';
import { select } from './actions.ts';

/** What a fact says, as a link to what reports it. */
export function FactLink({ fact: { id, label } }: { readonly fact: { readonly id: string; readonly label: string } }) {
  return (
    <button type="button" class="link says" title={say('evidence')} onClick={() => select(id)}>
      <bdi>{label}</bdi>
    </button>
  );
}
