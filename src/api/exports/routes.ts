import type { Route } from '../http/route.ts';
import { catalogueRoute } from './catalogue.ts';
import type { ExportOptions } from './file.ts';
import { exportRoute } from './graphs.ts';
import { identifierRoute } from './identifiers.ts';

/** The addresses of graphs as files, and of what is in them, where the server has been told its own. */
export function exportRoutes(options: ExportOptions): Route[] {
  return [
    catalogueRoute(options),
    exportRoute(options),
    ...(options.url === undefined ? [] : [identifierRoute(options)]),
  ];
}
