import { readGraphXml } from './graph-xml.ts';
import { readJson } from './json.ts';
import type { FileFormat, RawTable } from './raw-table.ts';
import { SeparatedValues } from './separated.ts';
import type { ReadOptions } from './streaming.ts';
import { readWorksheet } from './workbook.ts';

/** How often a file is read to open a table in it. */
export const TIMES_OPENED: { readonly [kind in FileFormat['kind']]: number } = {
  separated: 0,
  // What it unpacks to is counted first.
  workbook: 2,
  json: 1,
  graph: 1,
};

/** Opens the table in a file. What takes long to read is read here, into a temporary file. @throws TableUnreadable */
export async function openRawTable(path: string, format: FileFormat, options: ReadOptions): Promise<RawTable> {
  switch (format.kind) {
    case 'separated':
      return await SeparatedValues.open(path, format);
    case 'workbook':
      return await readWorksheet(path, format, options);
    case 'json':
      return await readJson(path, format.rows, options);
    case 'graph':
      return await readGraphXml(path, format.sheet, options);
  }
}
