/** The `edtf` package has no types. This is the part of it that is used here, as its parser returns it. */
declare module 'edtf' {
  export interface Parsed {
    /** Absent on a masked date inside a set. */
    readonly type?: 'Date' | 'Interval' | 'Set' | 'List' | 'Season' | 'Year' | 'Decade' | 'Century';
    /**
     * Date: year, month from 0, day. Interval: its two ends, null for an unknown one, Infinity for an open one.
     * Set: its members, of which a pair is a range.
     */
    readonly values: readonly (number | null | Parsed | readonly [Parsed, Parsed])[];
    /** Of a Date: true, or a mask of the digits that are meant. */
    readonly approximate?: boolean | number;
    readonly uncertain?: boolean | number;
    /** Of a Date: a mask of the digits written X. */
    readonly unspecified?: number;
    /** Of a Set: `[a..]` and `[..a]`. */
    readonly later?: boolean;
    readonly earlier?: boolean;
  }

  /** Throws an error of several lines when the text does not follow its grammar. */
  export function parse(text: string, constraints?: { level?: 0 | 1 | 2 | 3 }): Parsed;
}
