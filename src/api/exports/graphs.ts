import { ExportFormat, formatPath } from '../../declare/export-format.ts';
import type { Format } from '../../export/format.ts';
import { type FormatName, formats } from '../../export/formats.ts';
import { Refusal } from '../admission.ts';
import { Answer, pathOf } from '../http/message.ts';
import type { Route } from '../http/route.ts';
import { readArguments } from './arguments.ts';
import { COMMON, type ExportOptions, OF_TABLES, opening, written } from './file.ts';
import { argumentsOf, type GraphKind, kindsOf } from './kinds.ts';

/** What a file costs its client: about what a graph of middling size does. */
const COST = 10_000;

/** Graphs as files: `GET /graphs/{neighborhood|subgraph|co-participation|dossier}.{format}`. */
export function exportRoute(options: ExportOptions): Route {
  const { model, schema } = options;
  const kinds = kindsOf(schema);
  const answered = opening(options);
  return {
    path: '/graphs/',
    methods: ['GET', 'HEAD'],
    crossOrigin: true,
    isFile: true,
    async answer(request, { requestContext, signal, charge }) {
      const file = fileOf(kinds, pathOf(request.target));
      if (!file) throw new Refusal('BAD_USER_INPUT', 404, whatThereIs(kinds));
      requestContext.graph = file.name;
      requestContext.format = file.format.name;
      return await answered(request, signal, async (opened) => {
        if (opened.isThere) return new Answer(null, { status: 304, headers: opened.headers });
        const { operation, parameters } = opened;
        const { name, kind } = file;
        const known = [...COMMON, ...OF_TABLES, ...(kind.own ? [kind.own] : [])];
        const args = readArguments(argumentsOf(kind, schema), parameters, known);
        await charge(COST);
        const own = kind.own ? parameters.get(kind.own.name) : null;
        const made = await kind.make({ operation, model, args, own });
        return written(opened, { ...file, title: titleOf(name, parameters), ...made });
      });
    },
  };
}

/** Every format, by what its address ends in. */
export const files: ReadonlyMap<string, Format> = new Map(
  Object.keys(ExportFormat.values).map((value) => [formatPath(value), formats[formatPath(value) as FormatName]]),
);

const whatThereIs = (kinds: ReadonlyMap<string, GraphKind>) =>
  `No such graph. There is /graphs/{kind}.{format}, where kind is one of ${[...kinds.keys()].join(', ')}, and format one of ${[...files.keys()].join(', ')}. /graphs lists them.`;

function fileOf(
  kinds: ReadonlyMap<string, GraphKind>,
  path: string,
): { name: string; kind: GraphKind; format: Format } | undefined {
  const [, name = '', extension = ''] = /^\/graphs\/([a-z-]+)\.([a-z0-9.]+)$/.exec(path) ?? [];
  const kind = kinds.get(name);
  const format = files.get(extension);
  return kind && format ? { name, kind, format } : undefined;
}

function titleOf(kind: string, parameters: URLSearchParams): string {
  const about = parameters.get('of') ?? parameters.get('ids') ?? parameters.get('id');
  return about ? `${kind}: ${about}` : kind;
}
