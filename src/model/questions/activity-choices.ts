import { type EntityDeclaration, isDated, nameAsWords } from '../../declare/entity.ts';
import type { Model } from '../../declare/model.ts';
import { rememberedBy } from '../../declare/once.ts';
import { type ChoiceProperty, ofKind } from '../../declare/property.ts';
import { plural } from '../names.ts';

/** A choice that activities of some types have: the kind of an event. */
export interface ActivityChoice {
  readonly name: string;
  readonly property: ChoiceProperty;
  /** What one of its values is called: `kind`. */
  readonly value: string;
  /** What has it: `events`. */
  readonly of: string;
}

/** The choices by which lists of activities can be narrowed and counted. */
export const choicesOfActivities = rememberedBy((model: Model): readonly ActivityChoice[] => {
  const choices = new Map<string, { readonly property: ChoiceProperty; readonly on: EntityDeclaration[] }>();
  for (const declaration of [...model.interfaces, ...model.types].filter(isDated))
    for (const [name, property] of ofKind(declaration.properties, 'choice')) {
      const known = choices.get(name);
      if (known) known.on.push(declaration);
      else choices.set(name, { property, on: [declaration] });
    }
  return [...choices].map(([name, { property, on }]) => ({
    name,
    property,
    value: nameAsWords(withoutType(name, on)),
    of: on.map((each) => plural(nounOf(each))).join(' and '),
  }));
});

function nounOf(declaration: EntityDeclaration): string {
  return (declaration.kind === 'type' ? declaration.words['en'] : undefined) ?? nameAsWords(declaration.name);
}

/** `Kind` of the `eventKind` of an event. */
function withoutType(name: string, on: readonly EntityDeclaration[]): string {
  const [first] = on;
  const begins = first && name.length > first.name.length && name.toLowerCase().startsWith(first.name.toLowerCase());
  return begins ? name.slice(first.name.length) : name;
}
