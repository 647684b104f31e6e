import { model } from '../data.ts';
import { isDark } from '../shell/theme.ts';

/**
 * How a type looks in every view: a colour and a shape, so that it is not told by its colour alone. Both follow from
 * where the type stands among all of the model.
 */

/** Told apart by most readers, whatever they see of red and green (after Okabe and Ito). */
const COLOURS = [
  '#0072b2',
  '#d55e00',
  '#009e73',
  '#cc79a7',
  '#8a6d00',
  '#56b4e9',
  '#7a4fbf',
  '#a14a00',
  '#4d7f17',
  '#666f7a',
];
const SHAPES = [
  'ellipse',
  'round-rectangle',
  'diamond',
  'hexagon',
  'triangle',
  'pentagon',
  'star',
  'octagon',
  'vee',
  'rhomboid',
] as const;

export interface Look {
  readonly colour: string;
  readonly shape: (typeof SHAPES)[number];
}

export function lookOf(type: string): Look {
  const at = Math.max(0, model.value?.place(type) ?? 0);
  return {
    colour: COLOURS[at % COLOURS.length] as string,
    // Types that share a colour differ in their shape.
    shape: SHAPES[(at + Math.floor(at / COLOURS.length)) % SHAPES.length] as Look['shape'],
  };
}

/** What a canvas needs of the page's colours. */
export function inks(): {
  readonly text: string;
  readonly paper: string;
  readonly line: string;
  readonly accent: string;
} {
  return isDark()
    ? { text: '#e6e8eb', paper: '#14171a', line: '#7c8792', accent: '#ffb454' }
    : { text: '#1b1f24', paper: '#ffffff', line: '#8b95a1', accent: '#b35900' };
}
