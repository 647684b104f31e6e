import { readGraphXml } from './graph-xml.ts';
import { readJson } from './json.ts';
import { SeparatedValues } from './separated.ts';
import type { SourceForm, TableSource } from './source.ts';
import type { ReadingOptions } from './streaming.ts';
import { readWorksheet } from './workbook.ts';

/** How often a file is read to open a table in it. */
export const TIMES_OPENED: { readonly [kind in SourceForm['kind']]: number } = {
  separated: 0,
  // What it unpacks to is counted first.
  workbook: 2,
  json: 1,
  graph: 1,
};

/** Opens the table in a file. What takes long to read is read here, into a temporary file. @throws TableUnreadable */
export async function openSource(path: string, form: SourceForm, options: ReadingOptions): Promise<TableSource> {
  switch (form.kind) {
    case 'separated':
      return await SeparatedValues.open(path, form);
    case 'workbook':
      return await readWorksheet(path, form.sheet, options);
    case 'json':
      return await readJson(path, form.rows, options);
    case 'graph':
      return await readGraphXml(path, form.sheet, options);
  }
}
