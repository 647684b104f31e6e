/** Files that are neither a workbook nor a text of separated values, by how they begin. */
const OTHERS: readonly (readonly [begins: RegExp, message: string])[] = [
  [
    /^\xd0\xcf.\xe0/,
    'the file is a workbook of Excel 2003 or earlier, or one with a password; expected one that was saved as .xlsx without a password, or CSV.',
  ],
  [/^%PDF/, 'the file is a PDF; expected a workbook that was saved as .xlsx, or CSV.'],
  [
    /^(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|table|\?xml)/i,
    'the file is HTML or XML; expected a workbook that was saved as .xlsx, or CSV.',
  ],
];

/** What a file is that no table can be read from, and what was expected; undefined where that does not show. */
export function otherFileSaid(bytes: Uint8Array): string | undefined {
  const begin = Buffer.from(bytes.subarray(0, 100)).toString('latin1');
  return OTHERS.find(([begins]) => begins.test(begin))?.[1];
}

/** Whether a file is a zip file, as workbooks are. */
export function isZip(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 4)).toString('latin1') === 'PK\x03\x04';
}
