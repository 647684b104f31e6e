import { FactByIdDocument, type FactByIdQuery } from '../api/generated.ts';
import { model } from '../data.ts';
import { Answered, useAsked } from '../shell/asked.tsx';
import { entitiesById, shown } from '../shown.ts';
import { say } from '../words/words.ts';
import { DateWords } from './date-words.tsx';
import { EvidenceList } from './evidence.tsx';
import { EndLink } from './fact-row.tsx';
import { Words } from './text.tsx';

/** A fact with the passages that report it. */
export function FactPanel({ id }: { readonly id: string }) {
  const query = String(FactByIdDocument);
  const loaded = useAsked<FactByIdQuery>(query, { id });
  const drawn = shown.value.facts.find((fact) => fact.id === id);
  return (
    <Answered loaded={loaded.value} asked={{ query, variables: { id } }}>
      {({ node }) => {
        if (!node || !('source' in node)) return null;
        const behalf = drawn?.onBehalfOf;
        return (
          <>
            <p class="kind">{model.value?.relationshipLabel(node.type)}</p>
            <h2 class="sentence">
              <EndLink end={node.source} /> <bdi>{node.label}</bdi> <EndLink end={node.target} />
            </h2>
            {behalf ? (
              <p>
                {say('onBehalfOf')} <EndLink end={entitiesById.value.get(behalf.id) ?? behalf} />
              </p>
            ) : null}
            {node.date ? <DateWords date={node.date} /> : <p class="hint">{say('undated')}</p>}
            {node.note ? (
              <section>
                <h3>{say('note')}</h3>
                <p>
                  <Words text={node.note} />
                </p>
              </section>
            ) : null}
            <EvidenceList passages={node.evidence ?? []} />
          </>
        );
      }}
    </Answered>
  );
}
