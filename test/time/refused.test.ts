import { describe, expect, test } from 'vitest';
import { InvalidDate, parseDate } from '../../src/time/edtf.ts';

function refused(text: string): InvalidDate {
  try {
    parseDate(text);
  } catch (error) {
    if (error instanceof InvalidDate) return error;
    throw error;
  }
  throw new Error(`${text} was accepted`);
}

describe('what is no date is refused by name', () => {
  test.each([
    ['', 'it is empty'],
    [' ', 'it contains a space'],
    ['2024-05-02 ', 'it contains a space'],
    ['2024-05-02\n', 'it contains a space'],
    ['last spring', 'it contains a space'],
    ['٢٠٢٤', 'characters other than the digits 0 to 9'],
    ['２０２４-05', 'characters other than the digits 0 to 9'],
    ['2024–05', 'characters other than the digits 0 to 9'],
    ['2024-05\u202e', 'characters other than the digits 0 to 9'],
    ['yesterday', 'it contains letters'],
    ['2024-may', 'it contains letters'],
    ['2024-13', 'the month must be 01 to 12'],
    ['2024-00', 'the month must be 01 to 12'],
    ['2024-25-01', 'the month must be 01 to 12'],
    ['2023-02-30', 'the day must be 01 to 28 in 2023-02'],
    ['2023-02-29', 'the day must be 01 to 28 in 2023-02'],
    ['1900-02-29/..', 'the day must be 01 to 28 in 1900-02'],
    ['[2024-01-01..2024-04-31]', 'the day must be 01 to 30 in 2024-04'],
    ['2024-05-00', 'the day must be 01 to 31 in 2024-05'],
    ['0000', 'the year must be 0001 to 9998'],
    ['2024/9999', 'the year must be 0001 to 9998'],
    ['-0001', 'a year before 0001'],
    ['[-0044..2024]', 'a year before 0001'],
    ['Y20000', 'long years'],
    ['Y-17E7', 'long years'],
    ['1950S2', 'long years'],
    ['12024', 'a year has four digits'],
    ['195', 'a year has four digits'],
    ['19', 'a year has four digits'],
    ['20240502', 'a year has four digits'],
    ['2024-5-2', 'a year has four digits'],
    ['2024/05', 'a year has four digits'],
    ['2024/05/02', 'an interval has one slash'],
    ['2024-20', 'the month must be 01 to 12, or 21 to 41'],
    ['2024-42', 'the month must be 01 to 12, or 21 to 41'],
    ['2024-21-01', 'the month must be 01 to 12'],
    ['[2024-21..]', 'a range takes no seasons and quarters'],
    ['[2024-21..2024-23]', 'a range takes no seasons and quarters'],
    ['2024-23/2024-21', 'its end is before its start'],
    ['2024-05-02T10:00:00Z', 'a time of day'],
    ['2024-05-02T10', 'a time of day'],
    ['156u', 'an unknown digit is written X'],
    ['201x', 'masked digits (X) are the last of a date'],
    ['202X~', 'a date with masked digits (X) takes no ~, ? or %'],
    ['XXXX', 'masked digits (X) are the last of a date'],
    ['20X4', 'masked digits (X) are the last of a date'],
    ['202X-05', 'masked digits (X) are the last of a date'],
    ['202X-XX', 'a year has four digits'],
    ['2024-XX-05', 'masked digits (X) are the last of a date'],
    ['2024-1X', 'a year has four digits'],
    ['000X', 'the year must be 0001 to 9998'],
    ['99XX', 'the year must be 0001 to 9998'],
    ['[2024-XX..]', 'a range takes no masked digits'],
    ['[202X..203X]', 'a range takes no masked digits'],
    ['203X/202X', 'its end is before its start'],
    ['{2023..2025}', 'several dates at once'],
    ['{2023,2025}', 'several dates at once'],
    ['[2024]', 'a single date takes no brackets'],
    ['[2024,2025]', 'a list of dates'],
    ['[..2023,2025]', 'a list of dates'],
    ['[2024..2025', 'brackets enclose the whole'],
    ['[2024..2025]~', 'brackets enclose the whole'],
    ['[2023..2024]/2025', 'brackets enclose the whole'],
    ['[2024/2025]', 'a range has two dots'],
    ['[2023..2024..]', 'a range has two ends'],
    ['2024..2025', 'a range is written in brackets'],
    ['2024..', 'a range is written in brackets'],
    ['[2024-11..2025-08-02]', 'both ends of a range must be written alike'],
    ['[2024..2025~]', 'a range with both ends given takes no ~'],
    ['[2024-05-02?..2025-08-02]', 'a range with both ends given takes no ~'],
    ['[2024~..]', 'a year in a range takes no ~'],
    ['[..2024?]', 'a year in a range takes no ~'],
    ['..', 'it has no end that is known'],
    ['/', 'it has no end that is known'],
    ['../..', 'it has no end that is known'],
    ['../', 'it has no end that is known'],
    ['[..]', 'it has no end that is known'],
    ['~2024', 'stands after the whole date'],
    ['2024?-08', 'stands after the whole date'],
    ['2024-~08', 'stands after the whole date'],
    ['2024~?', 'one of ~, ? and %'],
    ['2025/2024', 'its end is before its start'],
    ['2024-05-02/2024-05-01', 'its end is before its start'],
    ['2024-05/2024-04-30~', 'its end is before its start'],
    ['[2024-05..2024-03]', 'its end is before its start'],
  ])('%j: %s', (text, reason) => {
    const { message, value } = refused(text);
    expect(message).toContain(`is not a date: `);
    expect(message).toContain(reason);
    expect(message).toContain(JSON.stringify(text));
    expect(value).toBe(text);
  });
});

test('the message says what is accepted', () => {
  expect(refused('2024-13').message).toBe(
    '"2024-13" is not a date: the month must be 01 to 12, or 21 to 41 for a season or quarter. A date is a day, month or year (2024-05-02, 2024-05, 2024), a season or quarter (2024-21 is spring, 2024-33 the first quarter), a decade or century (202X, 19XX), an interval of these (2024-05-02/2024-06-01, with an open end 2024-05-02/.. or an unknown one 2024-05-02/), or one day of a range between two days, two months or two years ([2023-10-07..2024-05-02], [2025-04-11..], [..2025-04-11]); ~ after a date says about, ? uncertain, % both.',
  );
});

test('a huge text is refused for its length and shown cut', () => {
  const { message, reason } = refused('2'.repeat(1_000_000));
  expect(reason).toBe('it is 1000000 characters long, and no date needs more than 64');
  expect(message.length).toBeLessThan(700);
});
