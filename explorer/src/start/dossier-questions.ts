import { computed } from '@preact/signals';
import type { Asked } from '../api/client.ts';
import { type Dossier, dossiers, model } from '../data.ts';

type Served = Dossier['questions'][number];

/** A question that a dossier or the model brings. */
export interface DossierQuestion {
  /** Its name in the address: `gaza-diplomacy/ContactGroup`. That of a question of the model begins with a slash. */
  readonly key: string;
  readonly title: Served['title'];
  readonly asked: Asked;
}

export function questionsOfDossier({ id, questions }: Dossier): DossierQuestion[] {
  return questionsOf(id, questions);
}

export const questionsOfModel = computed(() => questionsOf('', model.value?.served.questions ?? []));

/** All questions that there are; undefined until they are known. */
export const dossierQuestions = computed(() =>
  model.value && dossiers.value.value
    ? [...dossiers.value.value.flatMap(questionsOfDossier), ...questionsOfModel.value]
    : undefined,
);

function questionsOf(owner: string, served: readonly Served[]): DossierQuestion[] {
  const names = served.map(({ document }) => /\bquery\s+(\w+)/.exec(document)?.[1] ?? '');
  return served.map((question, at) => {
    const name = names[at] ?? '';
    const isAlone = name !== '' && names.indexOf(name) === names.lastIndexOf(name);
    return {
      key: `${owner}/${isAlone ? name : `${name}.${digestOf(question)}`}`,
      title: question.title,
      asked: askedBy(question),
    };
  });
}

/** A question as it is asked. Its variables are an object of JSON, which was checked when it was read. */
function askedBy({ document, variables }: Served): Asked {
  return { query: document, variables: variables ? (JSON.parse(variables) as object) : {}, laidOut: true };
}

/** What tells a question from others of its name, whatever their order (FNV-1a). */
function digestOf({ document, variables }: Served): string {
  let hash = 0x811c9dc5;
  for (const letter of `${document} ${variables ?? ''}`)
    hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  return (hash >>> 0).toString(36);
}
