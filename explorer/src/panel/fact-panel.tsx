import { factDocument } from '../api/compose.ts';
import type { FactByIdQuery } from '../api/generated.ts';
import { model } from '../data.ts';
import { Answered, useAsked } from '../shell/asked.tsx';
import { say } from '../words/words.ts';
import { DateWords } from './date-words.tsx';
import { EvidenceList } from './evidence.tsx';
import { EndLink } from './fact-row.tsx';
import { PropertyList } from './property-list.tsx';
import { Words } from './text.tsx';

/** A fact with the passages that report it. */
export function FactPanel({ id }: { readonly id: string }) {
  const current = model.value;
  const [type = ''] = id.split('|', 1);
  const query = current ? factDocument(current, type) : '';
  const loaded = useAsked<FactByIdQuery>(query, { id });
  return (
    <Answered loaded={loaded.value} asked={{ query, variables: { id } }}>
      {({ node }) => {
        if (!node || !('source' in node)) return null;
        return (
          <>
            <p class="kind">{current?.relationshipLabel(node.type)}</p>
            <h2 class="sentence">
              <EndLink end={node.source} /> <bdi>{node.label}</bdi> <EndLink end={node.target} />
            </h2>
            {node.date ? <DateWords date={node.date} /> : <p class="hint">{say('undated')}</p>}
            <PropertyList of={current?.relationship(node.type)?.properties} row={{ ...node }} />
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
