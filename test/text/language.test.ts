import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  acceptedLanguages,
  canonicalLanguage,
  choose,
  direction,
  InvalidLanguage,
  tag,
  untag,
  wordsIn,
} from '../../src/text/language.ts';

describe('stored texts', () => {
  test('are the tag, a space and the text', () => {
    expect(tag({ language: 'ar', value: 'تل أبيب' })).toBe('ar تل أبيب');
    expect(untag('ar تل أبيب')).toEqual({ language: 'ar', value: 'تل أبيب' });
  });

  test('come back as they went in, spaces and all', () => {
    fc.assert(
      fc.property(fc.constantFrom('en', 'az-Latn'), fc.string({ unit: 'binary' }), (language, value) => {
        expect(untag(tag({ language, value }))).toEqual({ language, value });
      }),
    );
  });

  test.each(['', 'Türkiye', ' Türkiye'])('without a tag are refused: %j', (stored) => {
    expect(() => untag(stored)).toThrow(TypeError);
  });
});

describe('choose', () => {
  const texts = [
    'en Türkiye',
    'ar تركيا',
    'tr Türkiye',
    'en Turkey',
    'pt-PT Turquia',
    'zh-Hant 土耳其',
    'zh-Hans 土耳其',
  ];
  test.each([
    ['the first wish', ['ar', 'en'], 'ar تركيا'],
    ['the next wish, where the first is not there', ['fr', 'tr', 'en'], 'tr Türkiye'],
    ['the first text of a language', ['en'], 'en Türkiye'],
    ['whatever the case', ['AR'], 'ar تركيا'],
    ['a broader language', ['ar-EG'], 'ar تركيا'],
    ['step by step', ['zh-Hans-CN'], 'zh-Hans 土耳其'],
    ['a narrower language', ['pt'], 'pt-PT Turquia'],
    ['the same language of another place', ['pt-BR', 'tr'], 'pt-PT Turquia'],
    ['the first of several narrower ones', ['zh'], 'zh-Hant 土耳其'],
    ['no language that only starts alike', ['p', 'a', 'tr'], 'tr Türkiye'],
    ['past a private part', ['ar-x-foo'], 'ar تركيا'],
    ['English, where no wish is there', ['fr'], 'en Türkiye'],
    ['English, without a wish', [], 'en Türkiye'],
    ['English, where the wishes are no languages', ['', '-', '--', '*'], 'en Türkiye'],
  ])('%s', (_, languages, expected) => expect(choose(texts.map(untag), languages)).toEqual(untag(expected)));

  test('takes an exact tag before a narrower one, whatever the order', () => {
    expect(
      choose(
        [
          { language: 'en-GB', value: 'a' },
          { language: 'en', value: 'b' },
        ],
        ['en'],
      )?.value,
    ).toBe('b');
  });
  test('takes English of any place before the first text', () => {
    expect(
      choose(
        [
          { language: 'fr', value: 'a' },
          { language: 'en-US', value: 'b' },
        ],
        ['de'],
      )?.value,
    ).toBe('b');
  });
  test('takes the first text where neither a wish nor English is there', () => {
    expect(
      choose(
        [
          { language: 'fr', value: 'a' },
          { language: 'ar', value: 'b' },
        ],
        ['de'],
      )?.value,
    ).toBe('a');
  });
  test('is undefined without texts', () => expect(choose([], ['en'])).toBeUndefined());
});

describe('wordsIn', () => {
  const words = { ar: 'متدخل', en: 'intervener', tr: 'müdahil', 'pt-BR': 'interveniente' };
  test.each([
    [['tr'], 'tr'],
    [['ar-EG', 'en'], 'ar'],
    [['fr', 'TR-tr'], 'tr'],
    [['pt'], 'pt-BR'],
    [['fr'], 'en'],
    [[], 'en'],
    [['constructor'], 'en'],
  ] as const)('%j is %s', (languages, language) => {
    expect(wordsIn(languages, words)).toEqual({ language, value: words[language] });
  });
  test('is any language where there is neither a wish nor English', () => {
    expect(wordsIn(['ar'], { de: 'Zahler', fr: 'payeur' })).toEqual({ language: 'de', value: 'Zahler' });
  });
});

describe('direction', () => {
  const rtl =
    'ar ar-EG he iw fa ur ckb ps sd ug yi dv syr nqo ks-Arab uz-Arab az-Arab az-IR pa-Arab ku-Arab ms-Arab ff-Adlm und-Arab';
  const ltr = 'en tr az az-Latn ku uz-Latn ks-Deva ar-Latn he-Latn ja ru el hi und xx xx-YY';
  test.each(rtl.split(' '))('%s is RTL', (language) => expect(direction(language)).toBe('RTL'));
  test.each(ltr.split(' '))('%s is LTR', (language) => expect(direction(language)).toBe('LTR'));
  test.each(['', 'no tag', '*'])('%j, no tag, is LTR', (language) => expect(direction(language)).toBe('LTR'));
});

describe('canonicalLanguage', () => {
  test.each([
    ['en', 'en'],
    ['EN-gb', 'en-GB'],
    ['iw', 'he'],
    ['AZ-latn-az', 'az-Latn-AZ'],
    ['ar-u-nu-arab', 'ar'],
    ['ckb', 'ckb'],
  ])('%s is %s', (language, canonical) => expect(canonicalLanguage(language)).toBe(canonical));

  test.each(['', ' ', 'en ', 'en_GB', 'e', '*', 'english', 'x-private', 'en-', 'ار', 'en\u0000', 'en;q=1'])(
    'refuses %j and names it',
    (language) => {
      const refused = () => canonicalLanguage(language);
      expect(refused).toThrow(InvalidLanguage);
      expect(refused).toThrow(JSON.stringify(language));
      expect(refused).toThrow(expect.objectContaining({ value: language, name: 'InvalidLanguage' }));
    },
  );

  test('refuses a tag of more than 35 characters, in a short message', () => {
    const long = `en${'-abcde'.repeat(10_000)}`;
    expect(() => canonicalLanguage(long)).toThrow(/^.{36,120}$/);
  });

  test('changes nothing the second time', () => {
    for (const language of ['iw', 'EN-gb', 'sr-YU', 'zh-Hant-TW']) {
      expect(canonicalLanguage(canonicalLanguage(language))).toBe(canonicalLanguage(language));
    }
  });
});

describe('acceptedLanguages', () => {
  test.each([
    ['tr', ['tr']],
    ['en-US,en;q=0.9,tr;q=0.8', ['en-US', 'en', 'tr']],
    ['en;q=0.1, ar , tr;q=0.5', ['ar', 'tr', 'en']],
    ['fr;q=0.5,de;q=0.5,ar;q=0.5', ['fr', 'de', 'ar']],
    ['ar, *;q=0.5, en;q=0', ['ar']],
    ['iw, he;q=0.5, HE', ['he']],
    ['en_GB, english, tr', ['tr']],
    ['tr;q=x, ar;q=-1, en', ['en']],
    [',,;;,=;q=,"', []],
    ['*', []],
    ['', []],
    [null, []],
    [undefined, []],
  ])('%j is %j', (header, languages) => expect(acceptedLanguages(header)).toEqual(languages));

  test('gives ten at most', () => {
    const many = 'ar,tr,en,fr,de,es,it,ru,zh,ja,ko,hi';
    expect(acceptedLanguages(many)).toEqual(many.split(',').slice(0, 10));
  });
  test('reads a long header up to the last language that is whole', () => {
    expect(acceptedLanguages(`tr,${'x'.repeat(900)},ar,${'en,'.repeat(100_000)}`)).toEqual(['tr', 'ar', 'en']);
    expect(acceptedLanguages(`${' '.repeat(996)}tr,arc`)).toEqual(['tr']);
    expect(acceptedLanguages('a'.repeat(1_000_000))).toEqual([]);
  });
  test('gives usual tags, each once, whatever the header', () => {
    const piece = fc.oneof(
      fc.constantFrom('en', 'ar-EG', 'tr', ',', ';q=', '0.5', '"', '\\', '*', '-', ' '),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const languages = acceptedLanguages(pieces.join(''));
        expect(languages).toEqual([...new Set(languages.map(canonicalLanguage))].slice(0, 10));
      }),
      { numRuns: 1000 },
    );
  });
});
