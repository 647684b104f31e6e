import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { saysNone, storedName } from '../../src/text/name.ts';

describe('a name as it is stored', () => {
  test.each([
    ['is in NFC', 'Tu\u0308rkiye Sa\u0303o', 'Türkiye São', false],
    ['keeps what is already so', 'Türkiye إسرائيل 한국', 'Türkiye إسرائيل 한국', false],
    ['has no marks of direction', '\u200fعمان\u200e \u061cغزة', 'عمان غزة', true],
    ['has no embeddings and isolates', '\u202bعمان\u202c \u2067غزة\u2069', 'عمان غزة', true],
    ['has no byte order mark', '\ufeffTürkiye', 'Türkiye', true],
    ['has no signs that only a program sees', 'Tür\u00adki\u200bye\u2060', 'Türkiye', true],
    ['has no space at an end where a mark was', '\u202a Türkiye \u202c', 'Türkiye', true],
    ['keeps a joiner between letters', 'حزب\u200cالله میخو\u200dاهم', 'حزب\u200cالله میخو\u200dاهم', false],
    ['keeps a joiner between emoji', '👩🏽\u200d🚀', '👩🏽\u200d🚀', false],
    ['keeps a joiner after a virama', 'क्\u200dष', 'क्\u200dष', false],
    ['has no joiner beside nothing', '\u200cحزب\u200d \u200cالله', 'حزب الله', true],
    ['is nothing where it was nothing else', '\u200f\u2067\u200c\ufeff\u2069', '', true],
  ])('%s', (_, text, name, hadHidden) => expect(storedName(text)).toEqual({ name, hadHidden }));

  test('stays as it is once it is stored', () => {
    const signs = fc.constantFrom(...'aü\u0308\u200c\u200d\u200f\u2067\ufeff حب👩\u00ad');
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: signs }), fc.string({ unit: 'binary' })), (text) => {
        const { name } = storedName(text);
        expect(storedName(name)).toEqual({ name, hadHidden: false });
      }),
      { numRuns: 2000 },
    );
  });
});

test.each([
  'NULL',
  'null',
  'N/A',
  'n/a',
  '\\N',
  'NaN',
  '#N/A',
  '(null)',
  'None',
  '-',
  '?',
  'nil',
  '<NA>',
  'NaT',
  '—',
  '…',
  '#REF!',
  '#DIV/0!',
  '#NAME?',
  '#ÜBERLAUF!',
  '#NV',
])('%s may say that there is none', (name) => expect(saysNone(name)).toBe(true));
test.each(['Na', 'Nan Madol', 'Nullarbor', 'A', '', 'Nat', '#OccupyGezi', '#MeToo!', 'Nilüfer'])(
  '%j is a name',
  (name) => expect(saysNone(name)).toBe(false),
);
