import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { DEFAULT_LIMITS, type Limits } from './api/limits.ts';
import { LOG_LEVELS, type LogLevel } from './api/observe/levels.ts';
import type { GraphConfig } from './graph/open.ts';

/** What a process is told by its environment. README's table says the same. */
export interface Config {
  readonly host: string;
  /** 0 is any free port. */
  readonly port: number;
  readonly graph: GraphConfig;
  /** The folder of the dossier that an empty graph starts with, or nothing. */
  readonly dossier: string | undefined;
  /** What a client must send to be answered, or nothing. */
  readonly token: string | undefined;
  /** Addresses and networks. */
  readonly trustedProxies: readonly string[];
  readonly graphiql: boolean;
  /** The folder of the explorer's build, or nothing. */
  readonly explorer: string | undefined;
  readonly introspection: boolean;
  /** Those that differ from the defaults. */
  readonly limits: Partial<Limits>;
  readonly log: LogLevel;
  /** Where traces go, or nothing. */
  readonly traces:
    | { readonly endpoint: string; readonly headers: Readonly<Record<string, string>>; readonly service: string }
    | undefined;
}

/** A variable of the environment that cannot be used. The message names it and its value, unless that is a secret. */
export class InvalidConfig extends Error {
  override readonly name = 'InvalidConfig';
}

/** The folder of the package, which holds `seeds/`; the same from `src/` and from `dist/`. */
const PACKAGE = fileURLToPath(new URL('..', import.meta.url));

const unset = (value: unknown) => (value === '' ? undefined : value);
const optionalText = z.preprocess(unset, z.string().optional());

const onOrOff = z.preprocess(
  unset,
  z
    .enum(['on', 'off'], 'on or off')
    .default('on')
    .transform((value) => value === 'on'),
);
const pairs = z
  .string()
  .default('')
  .transform((text) => text.split(',').flatMap((pair) => (pair.trim() === '' ? [] : [pair.trim().split(/ *= */, 2)])));

/** An address, or a network such as `10.0.0.0/8`. */
function isNetwork(text: string): boolean {
  const [address = '', prefix, ...more] = text.split('/');
  const bits = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  return bits >= 0 && more.length === 0 && (prefix === undefined || (/^\d+$/.test(prefix) && Number(prefix) <= bits));
}

const environment = z.object({
  HOST: z.preprocess(unset, z.string().default('127.0.0.1')),
  PORT: z.preprocess(
    unset,
    z
      .string()
      .default('4000')
      .refine((port) => /^\d{1,5}$/.test(port) && Number(port) <= 65_535, 'a number from 0 to 65535')
      .transform(Number),
  ),
  DRAGOMAN_DATA: z.preprocess(unset, z.string().default('.dragoman')),
  DRAGOMAN_DOSSIER: z.preprocess(unset, z.string().default(resolve(PACKAGE, 'seeds/gaza-diplomacy'))),
  NEO4J_URI: z.preprocess(
    unset,
    z
      .string()
      .regex(
        /^(neo4j|bolt)(\+s|\+ssc)?:\/\/\S+$/,
        'an address such as neo4j://localhost:7687 or neo4j+s://<id>.databases.neo4j.io',
      )
      .optional(),
  ),
  NEO4J_USERNAME: optionalText,
  NEO4J_PASSWORD: optionalText,
  NEO4J_DATABASE: optionalText,
  DRAGOMAN_TOKEN: z.preprocess(unset, z.string().min(16, 'at least 16 characters long').optional()),
  DRAGOMAN_TRUSTED_PROXIES: z.preprocess(
    unset,
    z
      .string()
      .default('')
      .transform((text) => text.split(/[ ,]+/).filter((each) => each !== ''))
      .refine((proxies) => proxies.every(isNetwork), 'addresses or networks such as 10.0.0.0/8, separated by commas'),
  ),
  DRAGOMAN_GRAPHIQL: onOrOff,
  DRAGOMAN_EXPLORER: onOrOff,
  DRAGOMAN_INTROSPECTION: onOrOff,
  DRAGOMAN_LIMITS: z.preprocess(
    unset,
    pairs
      .refine(
        (limits) =>
          limits.every(([name = '', value]) => Object.hasOwn(DEFAULT_LIMITS, name) && /^\d+$/.test(value ?? '')),
        `limits with whole numbers, such as cost=200000,deadline=5000; there are ${Object.keys(DEFAULT_LIMITS).join(', ')}`,
      )
      .transform((limits): Partial<Limits> => Object.fromEntries(limits.map(([name, value]) => [name, Number(value)]))),
  ),
  DRAGOMAN_LOG: z.preprocess(unset, z.enum(LOG_LEVELS, LOG_LEVELS.join(', ')).default('info')),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.preprocess(unset, z.url('an http or https URL').optional()),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: z.preprocess(unset, z.url('an http or https URL').optional()),
  OTEL_EXPORTER_OTLP_HEADERS: z.preprocess(
    unset,
    pairs.refine((headers) => headers.every((pair) => pair.length === 2), 'headers such as name=value,other=value'),
  ),
  OTEL_SERVICE_NAME: z.preprocess(unset, z.string().default('dragoman')),
});

/** Variables whose value no message repeats. */
const SECRET = new Set(['DRAGOMAN_TOKEN', 'NEO4J_PASSWORD', 'OTEL_EXPORTER_OTLP_HEADERS']);

/** Reads the configuration from the environment. @throws InvalidConfig */
export function readConfig(env: { readonly [name: string]: string | undefined }): Config {
  const parsed = environment.safeParse(env);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const name = String(issue?.path[0]);
    const value = SECRET.has(name) ? 'set' : JSON.stringify(env[name]);
    throw new InvalidConfig(`${name} is ${value}, and must be ${issue?.message}.`);
  }
  const values = parsed.data;
  return {
    host: values.HOST,
    port: values.PORT,
    dossier: values.DRAGOMAN_DOSSIER === 'none' ? undefined : resolve(values.DRAGOMAN_DOSSIER),
    token: values.DRAGOMAN_TOKEN,
    trustedProxies: values.DRAGOMAN_TRUSTED_PROXIES,
    graphiql: values.DRAGOMAN_GRAPHIQL,
    explorer: values.DRAGOMAN_EXPLORER ? resolve(PACKAGE, 'dist/explorer') : undefined,
    introspection: values.DRAGOMAN_INTROSPECTION,
    limits: values.DRAGOMAN_LIMITS,
    log: values.DRAGOMAN_LOG,
    traces: tracesOf(values),
    graph: {
      folder: resolve(values.DRAGOMAN_DATA),
      neo4j: values.NEO4J_URI
        ? {
            uri: values.NEO4J_URI,
            username: values.NEO4J_USERNAME,
            password: values.NEO4J_PASSWORD,
            database: values.NEO4J_DATABASE,
          }
        : undefined,
    },
  };
}

/** The address for traces is given as it is, or is below the one for all signals, as OpenTelemetry has it. */
function tracesOf(values: z.infer<typeof environment>): Config['traces'] {
  const all = values.OTEL_EXPORTER_OTLP_ENDPOINT;
  const endpoint = values.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT ?? (all && `${all.replace(/\/$/, '')}/v1/traces`);
  if (endpoint === undefined) return undefined;
  return {
    endpoint,
    headers: Object.fromEntries(values.OTEL_EXPORTER_OTLP_HEADERS),
    service: values.OTEL_SERVICE_NAME,
  };
}
