import type { Value } from '../graph/port.ts';
import { moneyInWords } from '../money/money.ts';
import { type TaggedText, type Words, wordsIn } from '../text/language.ts';
import { parseDate } from '../time/edtf.ts';
import { inWords } from '../time/words.ts';
import type { Model } from './model.ts';
import { currencyName, type Properties, type Property } from './property.ts';
import type { FactRow } from './rows.ts';
import { wordsFor } from './vocabulary.ts';

/**
 * What a fact says between its source and its target, with the words of its properties: `took part as intervener in`. In
 * the first of the reader's languages that its type has words in; a property without words in that one has others. A value
 * with a verb of its own in that language says it all: `voted yes in`.
 *
 * What is in brackets is left out where a property that it names is absent.
 */
export function sentenceOf(
  model: Model,
  fact: { readonly type: string; readonly row: FactRow },
  languages: readonly string[],
): TaggedText {
  const relationship = model.relationships.find((each) => each.name === fact.type);
  if (!relationship) return { language: 'und', value: fact.type };
  const { language, value: words } = wordsIn(languages, relationship.words);
  const sentence = verbOf(relationship.properties, fact.row)?.[language] ?? words;
  const value = sentence.replace(/\[([^\]]*)\]/g, (_all, part: string) => {
    let isWhole = true;
    const said = part.replace(/\{(\w+)\}/g, (_each, name: string) => {
      const property = relationship.properties[name];
      const words = property && wordsOf(name, property, fact.row, [language, ...languages]);
      isWhole &&= words !== undefined;
      return words ?? '';
    });
    return isWhole ? said : '';
  });
  return { language, value: value.trim() };
}

/** The verb of the first value that has one. */
function verbOf(properties: Properties, row: FactRow): Words | undefined {
  for (const name in properties) {
    const property = properties[name];
    const verb = property?.kind === 'choice' ? property.vocabulary.values[String(row[name])]?.verb : undefined;
    if (verb) return verb;
  }
  return undefined;
}

/** The value of a property in words; undefined where it is absent. That one is true, the words of the type tell. */
function wordsOf(name: string, property: Property, row: FactRow, languages: readonly string[]): string | undefined {
  const stored = row[name];
  const [language = 'en'] = languages;
  if (stored === undefined || stored === null) return undefined;
  switch (property.kind) {
    case 'choice':
      return wordsIn(languages, wordsFor(property.vocabulary, String(stored))).value;
    case 'choices':
      return listed(stored)
        .map((each) => wordsIn(languages, wordsFor(property.vocabulary, each)).value)
        .join(', ');
    case 'number': {
      const digits = new Intl.NumberFormat(`${language}-u-nu-latn`, { maximumFractionDigits: 15 }).format(
        Number(stored),
      );
      return property.unit ? `${digits} ${wordsIn(languages, property.unit).value}` : digits;
    }
    case 'money':
      return moneyInWords({ amount: Number(stored), currency: String(row[currencyName(name)]) }, language);
    case 'boolean':
      return stored === true ? '' : undefined;
    case 'date':
      return inWords(parseDate(String(stored)), languages);
    default:
      return String(stored);
  }
}

function listed(stored: Value): string[] {
  return Array.isArray(stored) ? stored.map(String) : [];
}
