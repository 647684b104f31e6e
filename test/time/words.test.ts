import { describe, expect, test } from 'vitest';
import { parseDate } from '../../src/time/edtf.ts';
import { inWords, WORDED_LANGUAGES } from '../../src/time/words.ts';

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
    },
  ],
] as const)('a date in words, %s', (language, words) => {
  test.each(Object.entries(words))('%s: %s', (edtf, expected) => {
    expect(inWords(parseDate(edtf), language)).toBe(expected);
  });
});

test('every language has its own name for every month, and western digits', () => {
  for (const language of WORDED_LANGUAGES) {
    const months = Array.from({ length: 12 }, (_, index) => `2024-${String(index + 1).padStart(2, '0')}`);
    const words = months.map((month) => inWords(parseDate(month), language));
    expect(new Set(words).size).toBe(12);
    for (const word of words) expect(word).toMatch(/^\p{L}+ 2024$/u);
  }
});
