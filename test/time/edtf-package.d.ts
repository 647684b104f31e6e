/** The `edtf` package has no types. */
declare module 'edtf' {
  /** Throws an error of several lines when the text does not follow its grammar. */
  export function parse(text: string, constraints?: { level?: 0 | 1 | 2 | 3 }): unknown;
}
