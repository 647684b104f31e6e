import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fold, foldWords, searchText, sortName } from '../../src/text/fold.ts';

describe('names of the dossier, as they are folded', () => {
  test.each([
    ['Türkiye', 'turkiye'],
    ['İsrail', 'israil'],
    ['Mısır', 'misir'],
    ['Çin', 'cin'],
    ['Ürdün', 'urdun'],
    ['Güney Afrika', 'guney afrika'],
    ['Uluslararası Adalet Divanı', 'uluslararasi adalet divani'],
    ['İslam İşbirliği Teşkilatı', 'islam isbirligi teskilati'],
    ["Türkiye'nin Tel Aviv Büyükelçisi", 'turkiye nin tel aviv buyukelcisi'],
    ['Güney Afrika-İsrail davası (soykırım davası)', 'guney afrika israil davasi soykirim davasi'],
    ['South Africa v. Israel (genocide case)', 'south africa v israel genocide case'],
    ['Temas Grubu girişimleri: Ottawa', 'temas grubu girisimleri ottawa'],
    ['تركيا', 'تركيا'],
    ['إسرائيل', 'اسراييل'],
    ['الأردن', 'اردن'],
    ['ألمانيا', 'مانيا'],
    ['غزة', 'غزه'],
    ['عمان', 'عمان'],
    ['المملكة العربية السعودية', 'مملكه عربيه سعوديه'],
    ['محكمة العدل الدولية', 'محكمه عدل دوليه'],
    ['الجمعية العامة للأمم المتحدة', 'جمعيه عامه امم متحده'],
    ['استدعاء السفير التركي من تل أبيب للتشاور', 'استدعا سفير تركي من تل ابيب تشاور'],
    ['حظر نقل الأسلحة إلى إسرائيل', 'حظر نقل اسلحه الي اسراييل'],
    ['وزير الخارجية التركي', 'وزير خارجيه تركي'],
  ])('%s', (name, folded) => expect(fold(name)).toBe(folded));
});

describe('what is asked finds the name', () => {
  const TURKIYE = ['Türkiye', 'Turkey', 'تركيا'];
  const ISRAEL = ['Israel', 'إسرائيل', 'İsrail'];
  const ICJ = ['International Court of Justice', 'ICJ', 'محكمة العدل الدولية', 'Uluslararası Adalet Divanı'];
  const ASSEMBLY = ['United Nations General Assembly', 'الجمعية العامة للأمم المتحدة'];
  test.each([
    ...['Türkiye', 'turkiye', 'TURKEY', 'تركيا', 'turk', 'TÜRKİYE', 'Turkıye'].map((q) => [q, TURKIYE] as const),
    ...['İsrail', 'israil', 'ISRAEL', 'إسرائيل', 'اسرائيل', 'إِسْرَائِيل'].map((q) => [q, ISRAEL] as const),
    ...['ICJ', 'icj', 'ıcj', 'court of justice', 'محكمة العدل', 'محكمه العدل', 'Adalet Divani'].map(
      (q) => [q, ICJ] as const,
    ),
    ...['الأمم المتحدة', 'الامم', 'للامم المتحده', 'أمم متحدة'].map((q) => [q, ASSEMBLY] as const),
    ['عمان', ['Amman', 'عَمّان']],
    ['hakan fidan', ['Hakan Fidan', 'هاكان فيدان']],
    ['هاکان', ['هاكان فيدان']],
    ['antalya', ['Contact group meeting in Antalya', 'Temas Grubu Antalya toplantısı']],
  ] as const)('%s', (query, names) => {
    expect(searchText(names).replaceAll('|', ' ')).toContain(` ${fold(query)}`);
  });
});

describe('letters', () => {
  test.each([
    [
      'Latin letters that do not decompose',
      'Łódź Đà Nẵng Ħamrun Þingvellir Œuvre Æbelø',
      'lodz da nang hamrun thingvellir oeuvre aebelo',
    ],
    ['sharp s in both cases', 'Straße STRASSE STRAẞE', 'strasse strasse strasse'],
    ['the four Turkish i', 'İ I ı i', 'i i i i'],
    ['Azerbaijani and Northern Sami', 'Əliyev Sáŋŋa Guovdageaidnu đ ŧ', 'eliyev sanna guovdageaidnu d t'],
    ['transliteration', 'Saʿūd al-Qurʾān Hawaiʻi', 'saud al quran hawaii'],
    ['Greek, with the last sigma', 'Κύπρος ΚΎΠΡΟΣ', 'κυπροσ κυπροσ'],
    ['Cyrillic', 'Хусейн Артём', 'хусеин артем'],
    ['Hebrew without points', 'יִשְׂרָאֵל', 'ישראל'],
    ['hamza in all its seats', 'أإآٱؤئء', 'ااااوي'],
    ['Persian and Urdu forms', 'کیےہۃھە', 'كييهههه'],
    ['tatweel and vowels', 'مُحَـــمَّدٌ', 'محمد'],
    ['presentation forms', 'ﻓﻠﺴﻄﻴﻦ ﷲ', 'فلسطين له'],
    ['full width and superscripts', 'ＵＮ２ ²', 'un2 2'],
    ['digits', '٢٠٢٣ ۲۰۲۳', '2023 2023'],
    ['what is not seen', '\u200fتر\u200cكيا\u202c \u2066T\u00adR\u2069\ufeff', 'تركيا tr'],
    ['punctuation, the separator and symbols', '  A|B—C_d,\u00a0«e»\n€ 🇹🇷 ', 'a b c d e'],
    ['half of a pair', '\ud800a\udc00', 'a'],
  ])('%s', (_, text, folded) => expect(fold(text)).toBe(folded));
});

describe('the article', () => {
  test.each([
    ['alone', 'ال', 'ال'],
    ['before one letter', 'الا لله', 'الا لله'],
    ['before a number', 'مجموعة ال20', 'مجموعه 20'],
    ['twice', 'الالتزام التزام', 'تزام تزام'],
    ['only before one letter the second time', 'الالا', 'الا'],
    ['inside a word', 'مالي جمال', 'مالي جمال'],
    ['uncovered by hamza and vowels', 'ءاَلكتاب', 'كتاب'],
    ['after and, by, like: kept, as names begin so', 'والتر بالي كالينينغراد', 'والتر بالي كالينينغراد'],
  ])('%s', (_, text, folded) => expect(fold(text)).toBe(folded));
});

describe('whatever the text', () => {
  const anything = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: fc.constantFrom(...'الءأةىلكـَ |-\u200fIİıΣςß') }),
    fc.array(fc.nat({ max: 0xffff })).map((units) => String.fromCharCode(...units)),
  );

  test('folding twice changes nothing', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const once = fold(text);
        expect(fold(once)).toBe(once);
      }),
      { numRuns: 3000 },
    );
  });

  test('folding any one character twice changes nothing, and leaves letters and numbers alone', () => {
    const wrong: string[] = [];
    for (let code = 0; code <= 0x10ffff; code++) {
      const once = fold(`x${String.fromCodePoint(code)}x`);
      if (fold(once) !== once || !/^[\p{L}\p{N}]+(?: [\p{L}\p{N}]+)*$/u.test(once)) wrong.push(code.toString(16));
    }
    expect(wrong).toEqual([]);
  });

  test('case, composition and marks make no difference', () => {
    fc.assert(
      fc.property(anything, (text) => {
        expect(fold(text.normalize('NFC'))).toBe(fold(text));
        expect(fold(text.normalize('NFD'))).toBe(fold(text));
      }),
    );
    for (const name of ['Türkiye', 'Mısır', 'Çin', 'Straße']) {
      for (const locale of ['tr', 'en', 'lt']) {
        expect(fold(name.toLocaleUpperCase(locale))).toBe(fold(name));
      }
    }
  });

  test('a stored word starts with every start of itself that is two letters past an article', () => {
    fc.assert(
      fc.property(fc.constantFrom('الأردن', 'Türkiye', 'ألمانيا', 'غزة', 'İsrail'), fc.nat({ max: 6 }), (name, n) => {
        const typed = [...name].slice(0, 4 + n).join('');
        expect(fold(name).startsWith(fold(typed))).toBe(true);
      }),
    );
  });

  test('a long text of articles is folded at once', () => {
    expect(fold('ال'.repeat(100_000))).toBe('ال');
    expect(fold(`${'لل'.repeat(100_000)}ا`)).toBe('للا');
  });
});

describe('foldWords', () => {
  test('gives the words in order', () =>
    expect(foldWords('  The Court, of JUSTICE ')).toEqual(['the', 'court', 'of', 'justice']));
  test.each(['', ' ', '|', '؟!', '\u200f'])('gives none for %j', (text) => expect(foldWords(text)).toEqual([]));
});

describe('searchText', () => {
  test('has each folded name once between bars', () => {
    expect(searchText(['Türkiye', 'Turkey', 'تركيا', 'Turkiye', 'TURKIYE'])).toBe('|turkiye|turkey|تركيا|');
  });
  test('is not broken by a bar in a name', () => expect(searchText(['a|b'])).toBe('|a b|'));
  test.each([[[]], [['']], [['—', '|']]])('is empty for %j', (names) => expect(searchText(names)).toBe(''));
});

test('sortName puts names in the order of their folded letters', () => {
  const names = ['Zambia', 'Åland', 'Égypte', 'Çin', 'china', 'İsrail', 'Iran'];
  expect(names.sort((a, b) => (sortName(a) < sortName(b) ? -1 : 1))).toEqual([
    'Åland',
    'china',
    'Çin',
    'Égypte',
    'Iran',
    'İsrail',
    'Zambia',
  ]);
});
