import { type GraphQLArgument, type GraphQLInputField, isInputObjectType, isNonNullType } from 'graphql';
import { ExportFormat, formatPath } from '../../declare/export-format.ts';
import type { Route } from '../http/route.ts';
import { textRoute } from '../http/text-route.ts';
import { COMMON, type ExportOptions, OF_TABLES } from './file.ts';
import { files } from './graphs.ts';
import { argumentsOf, kindsOf } from './kinds.ts';

/** What there is below `/graphs/`, as JSON: the kinds of graph with their parameters, and the formats. */
export function catalogueRoute({ schema, url: base = '' }: ExportOptions): Route {
  return textRoute('/graphs', 'application/json', () =>
    JSON.stringify({
      graphs: [...kindsOf(schema)].map(([name, kind]) => ({
        name,
        description: kind.description ?? schema.getQueryType()?.getFields()[kind.field?.name ?? '']?.description ?? '',
        address: `${base}/graphs/${name}.{format}`,
        parameters: [
          ...argumentsOf(kind, schema).flatMap(parametersOf),
          ...[...(kind.own ? [kind.own] : []), ...COMMON, ...OF_TABLES].map((each) => ({ ...each, required: false })),
        ],
      })),
      formats: Object.entries(ExportFormat.values).map(([value, { description }]) => {
        const name = formatPath(value);
        return { name, description, mediaType: files.get(name)?.mediaType };
      }),
    }),
  );
}

interface Parameter {
  readonly name: string;
  /** As the schema has it: a list is one parameter with commas. */
  readonly type: string;
  readonly required: boolean;
  readonly default?: unknown;
  readonly description?: string;
}

/** An argument is a parameter; of a filter, each field is. */
function parametersOf(input: GraphQLArgument | GraphQLInputField): Parameter[] {
  const { name, type, defaultValue, description } = input;
  if (name === 'filter' && isInputObjectType(type)) return Object.values(type.getFields()).flatMap(parametersOf);
  return [
    {
      name,
      type: String(type),
      required: isNonNullType(type) && defaultValue === undefined,
      ...(defaultValue === undefined ? {} : { default: defaultValue }),
      ...(description ? { description } : {}),
    },
  ];
}
