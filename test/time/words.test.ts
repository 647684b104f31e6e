import { describe, expect, test } from 'vitest';
import { SENTENCES } from '../../src/text/sentences.ts';
import { parseDate } from '../../src/time/edtf.ts';
import { inWords } from '../../src/time/words.ts';

describe.each([
  [
    'en',
    {
      '2024-05-02': '2 May 2024',
      '2024-08': 'August 2024',
      '2024': '2024',
      '1869-11-17': '17 November 1869',
      '0045-03-01': '1 March AD 45',
      '0045': 'AD 45',
      '[2023-10-07..2024-05-02]': 'between 7 October 2023 and 2 May 2024',
      '[2023..2025]': 'between 2023 and 2025',
      '[2024-05-02..2024-05-02]': '2 May 2024',
      '[2025-04-11..]': 'on or after 11 April 2025',
      '[2025-04..]': 'in or after April 2025',
      '[..2025-04-11]': 'on or before 11 April 2025',
      '[..2025]': 'in or before 2025',
      '2024-05-02/..': 'since 2 May 2024',
      '2024-05-02/2024-06-01': 'from 2 May 2024 to 1 June 2024',
      '2024-05-02/': 'from 2 May 2024, end unknown',
      '../2024-06': 'until June 2024',
      '/2024-06': 'until June 2024, start unknown',
      '2024-05-02~': 'about 2 May 2024',
      '2024-05?': 'May 2024 (uncertain)',
      '2024%': 'about 2024 (uncertain)',
      '2024-05~/2024-06-01?': 'from about May 2024 to 1 June 2024 (uncertain)',
      '2024-21': 'spring 2024',
      '2024-24': 'winter 2024',
      '2024-30': 'summer 2024 (southern hemisphere)',
      '2024-33': 'the first quarter of 2024',
      '2024-38': 'the second third of 2024',
      '2024-41': 'the second half of 2024',
      '202X': 'the 2020s',
      '19XX': 'the years 1900 to 1999',
      '2024-XX': '2024',
      '2024-05-XX': 'May 2024',
      '2024-21/2024-23': 'from spring 2024 to autumn 2024',
      '202X/..': 'since the 2020s',
      '../2024-34': 'until the second quarter of 2024',
    },
  ],
  [
    'ar',
    {
      '2024-05-02': '2 مايو 2024',
      '2024-08': 'أغسطس 2024',
      '2024': '2024',
      '1869-11-17': '17 نوفمبر 1869',
      '0045-03-01': '1 مارس 45 م',
      '0045': '45 م',
      '[2023-10-07..2024-05-02]': 'بين 7 أكتوبر 2023 و2 مايو 2024',
      '[2023..2025]': 'بين عام 2023 وعام 2025',
      '[2024-05-02..2024-05-02]': '2 مايو 2024',
      '[2025-04-11..]': 'في 11 أبريل 2025 أو بعده',
      '[2025-04..]': 'في أبريل 2025 أو بعده',
      '[..2025-04-11]': 'في 11 أبريل 2025 أو قبله',
      '[..2025]': 'في عام 2025 أو قبله',
      '2024-05-02/..': 'منذ 2 مايو 2024',
      '2024-05-02/2024-06-01': 'من 2 مايو 2024 إلى 1 يونيو 2024',
      '2024-05-02/': 'من 2 مايو 2024، وتاريخ الانتهاء غير معروف',
      '../2024-06': 'حتى يونيو 2024',
      '/2024-06': 'حتى يونيو 2024، وتاريخ البدء غير معروف',
      '2024-05-02~': 'نحو 2 مايو 2024',
      '2024-05?': 'مايو 2024 (غير مؤكد)',
      '2024%': 'نحو عام 2024 (غير مؤكد)',
      '2024-05~/2024-06-01?': 'من نحو مايو 2024 إلى 1 يونيو 2024 (غير مؤكد)',
      '2024-21': 'ربيع 2024',
      '2024-30': 'صيف 2024 (نصف الكرة الجنوبي)',
      '2024-33': 'الربع الأول من 2024',
      '2024-41': 'النصف الثاني من 2024',
      '202X': 'الأعوام من 2020 إلى 2029',
      '2024-21/2024-23': 'من ربيع 2024 إلى خريف 2024',
    },
  ],
  [
    'tr',
    {
      '2024-05-02': '2 Mayıs 2024',
      '2024-08': 'Ağustos 2024',
      '2024': '2024',
      '1869-11-17': '17 Kasım 1869',
      '0045-03-01': '1 Mart MS 45',
      '0045': 'MS 45',
      '[2023-10-07..2024-05-02]': '7 Ekim 2023 ile 2 Mayıs 2024 arasında',
      '[2023..2025]': '2023 ile 2025 arasında',
      '[2024-05-02..2024-05-02]': '2 Mayıs 2024',
      '[2025-04-11..]': '11 Nisan 2025 tarihinde veya sonrasında',
      '[2025-04..]': '2025 Nisan ayında veya sonrasında',
      '[..2025-04-11]': '11 Nisan 2025 tarihinde veya öncesinde',
      '[..2025]': '2025 yılında veya öncesinde',
      '2024-05-02/..': '2 Mayıs 2024 tarihinden itibaren',
      '2024-05-02/2024-06-01': '2 Mayıs 2024 tarihinden 1 Haziran 2024 tarihine kadar',
      '2024-05-02/': '2 Mayıs 2024 tarihinden itibaren, bitişi bilinmiyor',
      '../2024-06': '2024 Haziran ayına kadar',
      '/2024-06': '2024 Haziran ayına kadar, başlangıcı bilinmiyor',
      '2024-05-02~': '2 Mayıs 2024 civarı',
      '2024-05?': 'Mayıs 2024 (kesin değil)',
      '2024%': '2024 civarı (kesin değil)',
      '2024-05~/2024-06-01?': 'Mayıs 2024 civarından 1 Haziran 2024 (kesin değil) tarihine kadar',
      '2024-21': '2024 ilkbaharı',
      '2024-33': '2024 yılının ilk çeyreği',
      '2024-41': '2024 yılının ikinci yarısı',
      '202X': '2020–2029 yılları',
      '2024-21/..': '2024 ilkbaharı döneminden itibaren',
    },
  ],
  [
    'fr',
    {
      '2024-05-02': '2 mai 2024',
      '2024-08': 'août 2024',
      '2024': '2024',
      '1869-11-17': '17 novembre 1869',
      '0045-03-01': '1er mars 45 apr. J.-C.',
      '0045': '45 apr. J.-C.',
      '[2023-10-07..2024-05-02]': 'entre le 7 octobre 2023 et le 2 mai 2024',
      '[2023..2025]': 'entre 2023 et 2025',
      '[2024-05-02..2024-05-02]': '2 mai 2024',
      '[2025-04-11..]': 'le 11 avril 2025 ou après',
      '[2025-04..]': 'en avril 2025 ou après',
      '[..2025-04-11]': 'le 11 avril 2025 ou avant',
      '[..2025]': 'en 2025 ou avant',
      '2024-05-02/..': 'depuis le 2 mai 2024',
      '2024-05-02/2024-06-01': 'du 2 mai 2024 au 1er juin 2024',
      '2024-08/2024-10': 'd’août 2024 à octobre 2024',
      '2024-05-02/': 'à partir du 2 mai 2024, fin inconnue',
      '../2024-06': 'jusqu’en juin 2024',
      '/2024-06-01': 'jusqu’au 1er juin 2024, début inconnu',
      '2024-05-02~': 'vers le 2 mai 2024',
      '2024-05?': 'mai 2024 (incertain)',
      '2024%': 'vers 2024 (incertain)',
      '2024-05~/2024-06-01?': 'd’environ mai 2024 au 1er juin 2024 (incertain)',
      '2024-21': 'printemps 2024',
      '2024-22': 'été 2024',
      '2024-33': 'premier trimestre 2024',
      '202X': 'années 2020 à 2029',
      '2024-22/2024-24': 'de l’été 2024 à l’hiver 2024',
      '2024-21/..': 'depuis le printemps 2024',
      '2024-22/..': 'depuis l’été 2024',
      '../2024-34': 'jusqu’au deuxième trimestre 2024',
      '../202X': 'jusqu’aux années 2020 à 2029',
    },
  ],
] as const)('a date in words, %s', (language, words) => {
  test.each(Object.entries(words))('%s: %s', (edtf, expected) => {
    expect(inWords(parseDate(edtf), [language])).toBe(expected);
  });
});

describe('what the product says itself', () => {
  const { en, ...others } = SENTENCES;
  const keysOf = (value: unknown): readonly string[] =>
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, each]) => [key, ...keysOf(each).map((inner) => `${key}.${inner}`)])
      : [];
  test.each(Object.entries(others))('is whole in %s', (_, sentences) => {
    const sentenceNames = (all: typeof sentences | undefined) =>
      Object.keys(all?.dates ?? {}).filter((key) => key !== 'days' && key !== 'contractions');
    expect(sentenceNames(sentences).sort()).toEqual(sentenceNames(en).sort());
    expect(keysOf(sentences.words)).toEqual(keysOf(en?.words));
  });
  test('is said in the first language that there is, else in English', () => {
    const date = parseDate('2024-05-02/..');
    expect(inWords(date, ['de', 'fr-CA', 'en'])).toBe('depuis le 2 mai 2024');
    expect(inWords(date, ['de'])).toBe('since 2 May 2024');
    expect(inWords(date, [])).toBe('since 2 May 2024');
  });
  test('names no form and no place that is not there', () => {
    for (const { dates } of Object.values(SENTENCES)) {
      const texts = [JSON.stringify(dates).matchAll(/\{(\w+)(?::(\w+))?\}/g)].flatMap((all) => [...all]);
      for (const [, name = '', form] of texts) {
        expect(['from', 'to', 'date', 'month', 'year', 'last']).toContain(name);
        if (form !== undefined) expect(Object.keys(dates.forms)).toContain(form);
      }
    }
  });
});

test('every language has its own name for every month, and western digits', () => {
  for (const language of Object.keys(SENTENCES)) {
    const months = Array.from({ length: 12 }, (_, index) => `2024-${String(index + 1).padStart(2, '0')}`);
    const words = months.map((month) => inWords(parseDate(month), [language]));
    expect(new Set(words).size).toBe(12);
    for (const word of words) expect(word).toMatch(/^\p{L}+ 2024$/u);
  }
});
