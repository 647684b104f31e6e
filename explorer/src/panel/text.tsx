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

export function Words({ text }: { readonly text: Tagged }) {
  return (
    <bdi lang={text.language} dir={directionOf(text)}>
      {text.value}
    </bdi>
  );
}
