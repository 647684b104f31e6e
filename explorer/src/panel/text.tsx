import { say } from '../words/words.ts';

/** A text with its language and direction, as the server gives it. Never markup. */
export interface Tagged {
  readonly value: string;
  readonly language: string;
  readonly direction: string;
}

/** As HTML spells it. */
export function directionOf({ direction }: Tagged): 'ltr' | 'rtl' {
  return direction === 'RTL' ? 'rtl' : 'ltr';
}

/** Where a passage stands in its document: `P2.S1` in words, and as the dossier has it. */
export function Locator({ locator }: { readonly locator: string }) {
  const [, paragraph, sentence] = /^P(\d+)(?:\.S(\d+))?$/.exec(locator) ?? [];
  if (!paragraph) return <bdi>{locator}</bdi>;
  return (
    <>
      {sentence ? say('locatorSentence', { paragraph, sentence }) : say('locator', { paragraph })}{' '}
      <bdi class="tag">{locator}</bdi>
    </>
  );
}

export function Words({ text }: { readonly text: Tagged }) {
  return (
    <bdi lang={text.language} dir={directionOf(text)}>
      {text.value}
    </bdi>
  );
}
