import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { domainToASCII, fileURLToPath } from 'node:url';
import * as z from 'zod';
import { areInOrder, DEFAULT_LIMITS, isLimit, type Limits } from './api/limits.ts';
import { LOG_LEVELS, type LogLevel } from './api/observe/levels.ts';
import type { GraphConfig } from './graph/open.ts';

/** What a process is told by its environment. README's table says the same. */
export interface Config {
  readonly host: string;
  /** 0 is any free port. */
  readonly port: number;
  readonly graph: GraphConfig;
  /** Seconds that a start, a load or an unload waits for a store that does not answer. */
  readonly storeWait: number;
  /** The name of a model that ships or the folder of one, or nothing: the graph and its dossiers say which. */
  readonly model: string | undefined;
  /** The folder of the dossier that an empty graph starts with, or nothing. */
  readonly dossier: string | undefined;
  /** The address under which others reach the server, without a slash at the end, or nothing. */
  readonly url: string | undefined;
  /** Names under which it may be asked, in lower case; `localhost` and IP addresses are not among them. */
  readonly hosts: readonly string[];
  /** Origins whose pages may read it; `*` is all. */
  readonly origins: readonly string[];
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
/** What `set X=value && npm start` leaves on Windows is seldom meant. */
const trimmed = z.string().regex(/^\S(?:.*\S)?$/s, 'without spaces at its beginning or end');
const word = z.preprocess(unset, trimmed.optional());

/** A whole number. */
function whole(preset: number, most: number) {
  return z.preprocess(
    unset,
    z
      .string()
      .default(String(preset))
      .refine((text) => /^\d{1,9}$/.test(text) && Number(text) <= most, `a number from 0 to ${most}`)
      .transform(Number),
  );
}

const onOrOff = z.preprocess(
  unset,
  z
    .enum(['on', 'off'], 'on or off')
    .default('on')
    .transform((value) => value === 'on'),
);
/** `name=value,other=value`: a value may have further equals signs in it. */
const pairs = z
  .string()
  .default('')
  .transform((text) =>
    text.split(',').flatMap((pair): [string, string | undefined][] => {
      const [, name = '', value] = /^\s*([^=]*?)\s*(?:=\s*(.*?)\s*)?$/s.exec(pair) ?? [];
      return pair.trim() === '' ? [] : [[name, value]];
    }),
  );

/** An IP address, or a name as DNS has them. */
function isHost(text: string): boolean {
  return (
    isIP(text) !== 0 ||
    /^(?=.{1,253}$)(?:[a-z\d_](?:[\w-]{0,61}[a-z\d_])?\.)*[a-z\d_](?:[\w-]{0,61}[a-z\d_])?\.?$/i.test(text)
  );
}

/** An address that the driver takes: without a login, which has variables of its own. */
function isNeo4jAddress(text: string): boolean {
  if (!/^(neo4j|bolt)(\+s|\+ssc)?:\/\/[^\s/]\S*$/.test(text) || !URL.canParse(text)) return false;
  const { hostname, username, password, pathname, search, hash } = new URL(text);
  const isRouted = text.startsWith('neo4j');
  return (
    hostname !== '' && `${username}${password}${hash}` === '' && /^\/?$/.test(pathname) && (isRouted || search === '')
  );
}

const webAddress = z.preprocess(unset, z.url({ protocol: /^https?$/, error: 'an http or https URL' }).optional());

/** An address, or a network such as `10.0.0.0/8`. */
function isNetwork(text: string): boolean {
  const [address = '', prefix, ...more] = text.split('/');
  const bits = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  return bits >= 0 && more.length === 0 && (prefix === undefined || (/^\d+$/.test(prefix) && Number(prefix) <= bits));
}

/** Words between commas or spaces. */
const words = z
  .string()
  .default('')
  .transform((text) => text.split(/[ ,]+/).filter((each) => each !== ''));

/** An address of the web without a login, a query or a fragment. */
function isBase(text: string): boolean {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return false;
  const { username, password, search, hash } = new URL(text);
  return `${username}${password}${search}${hash}` === '' && !/[?#@\s]/.test(text);
}

/** The origin that a browser sends for a page: `https://lite.gephi.org`, or that of an extension. */
function isOrigin(text: string): boolean {
  if (text === '*') return true;
  // A star within a name stands for nothing here.
  if (!/^[a-z][a-z\d+.-]*:\/\/[^\s/?#@*]+$/.test(text) || !URL.canParse(text)) return false;
  return !/^https?:/.test(text) || new URL(text).origin === text;
}

/** A name as DNS has them, without a port. */
function isName(text: string): boolean {
  return /^[\p{L}\p{M}\d._-]+$/u.test(text) && isHost(domainToASCII(text));
}

/** The text with its escapes read, as OpenTelemetry has them; undefined where one is broken. */
function unescaped(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** What HTTP takes as a header. */
function isHeader(name: string, value: string | undefined): boolean {
  return /^[\w!#$%&'*+.^`|~-]+$/.test(name) && value !== undefined && /^[\t -~]*$/.test(value);
}

const environment = z.object({
  HOST: z.preprocess(
    unset,
    z
      .string()
      .default('127.0.0.1')
      .refine(isHost, 'an address or a name without a port, such as 127.0.0.1, ::1 or localhost'),
  ),
  PORT: whole(4000, 65_535),
  DRAGOMAN_DATA: z.preprocess(unset, trimmed.default('.dragoman')),
  DRAGOMAN_DOSSIER: z.preprocess(unset, trimmed.default(resolve(PACKAGE, 'seeds/gaza-diplomacy'))),
  DRAGOMAN_MODEL: word,
  DRAGOMAN_STORE_WAIT: whole(60, 86_400),
  NEO4J_URI: z.preprocess(
    unset,
    z
      .string()
      .refine(
        isNeo4jAddress,
        'an address such as neo4j://localhost:7687 or neo4j+s://<id>.databases.neo4j.io, without a login',
      )
      .optional(),
  ),
  NEO4J_USERNAME: word,
  NEO4J_PASSWORD: optionalText,
  NEO4J_DATABASE: word,
  DRAGOMAN_TOKEN: z.preprocess(
    unset,
    z
      .string()
      .min(16, 'at least 16 characters long')
      // What an Authorization header can hold.
      .regex(/^[!-~]+$/, 'of ASCII letters, digits and signs, without spaces')
      .optional(),
  ),
  DRAGOMAN_TRUSTED_PROXIES: z.preprocess(
    unset,
    words.refine(
      (proxies) => proxies.every(isNetwork),
      'addresses or networks such as 10.0.0.0/8, separated by commas',
    ),
  ),
  DRAGOMAN_URL: z.preprocess(
    unset,
    z
      .string()
      .refine(isBase, 'the http or https URL of this server, such as https://dragoman.example')
      .transform((url) => new URL(url).href.replace(/\/+$/, ''))
      .optional(),
  ),
  DRAGOMAN_HOSTS: z.preprocess(
    unset,
    words
      .refine((names) => names.every(isName), 'names without a port, such as dragoman.example, separated by commas')
      .transform((names) => names.map((name) => domainToASCII(name).replace(/\.$/, ''))),
  ),
  DRAGOMAN_ORIGINS: z.preprocess(
    unset,
    words.refine(
      (origins) => origins.every(isOrigin),
      'origins such as https://lite.gephi.org, without a slash at the end, separated by commas; or * for all',
    ),
  ),
  DRAGOMAN_GRAPHIQL: onOrOff,
  DRAGOMAN_EXPLORER: onOrOff,
  DRAGOMAN_INTROSPECTION: onOrOff,
  DRAGOMAN_LIMITS: z.preprocess(
    unset,
    pairs
      .refine(
        (limits) => limits.every(([name, value = '']) => /^\d+$/.test(value) && isLimit(name, Number(value))),
        `limits with whole numbers that can be kept, such as cost=200000,deadline=5000; there are ${Object.keys(DEFAULT_LIMITS).join(', ')}`,
      )
      .refine(
        (limits) => new Set(limits.map(([name]) => name)).size === limits.length,
        'limits of which each is given once',
      )
      .transform((limits): Partial<Limits> => Object.fromEntries(limits.map(([name, value]) => [name, Number(value)])))
      .refine(areInOrder, 'limits with a headersTime that is no longer than requestTime'),
  ),
  DRAGOMAN_LOG: z.preprocess(unset, z.enum(LOG_LEVELS, LOG_LEVELS.join(', ')).default('info')),
  OTEL_EXPORTER_OTLP_ENDPOINT: webAddress,
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: webAddress,
  OTEL_EXPORTER_OTLP_HEADERS: z.preprocess(
    unset,
    pairs
      .transform((headers) =>
        headers.map(([name, value]): [string, string | undefined] => [name, value && unescaped(value)]),
      )
      .refine(
        (headers) => headers.every(([name, value]) => isHeader(name, value)),
        'headers such as name=value,other=value, with commas and signs that are not of ASCII as %2C',
      ),
  ),
  OTEL_SERVICE_NAME: z.preprocess(unset, z.string().default('dragoman')),
});

/** Variables whose value no message repeats. */
const SECRET = new Set(['DRAGOMAN_TOKEN', 'NEO4J_PASSWORD', 'OTEL_EXPORTER_OTLP_HEADERS']);

/** An address that may have a password in it. */
const LOGIN = /:\/\/[^/]*@/;

/** Reads the configuration from the environment. @throws InvalidConfig */
export function readConfig(env: { readonly [name: string]: string | undefined }): Config {
  const parsed = environment.safeParse(env);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const name = String(issue?.path[0]);
    const value = SECRET.has(name) || LOGIN.test(env[name] ?? '') ? 'set' : JSON.stringify(env[name]);
    throw new InvalidConfig(`${name} is ${value}, and must be ${issue?.message}.`);
  }
  const values = parsed.data;
  return {
    host: values.HOST,
    port: values.PORT,
    model: values.DRAGOMAN_MODEL,
    dossier: values.DRAGOMAN_DOSSIER === 'none' ? undefined : resolve(values.DRAGOMAN_DOSSIER),
    url: values.DRAGOMAN_URL,
    hosts: [...values.DRAGOMAN_HOSTS, values.HOST.toLowerCase()],
    origins: values.DRAGOMAN_ORIGINS,
    token: values.DRAGOMAN_TOKEN,
    trustedProxies: values.DRAGOMAN_TRUSTED_PROXIES,
    graphiql: values.DRAGOMAN_GRAPHIQL,
    explorer: values.DRAGOMAN_EXPLORER ? resolve(PACKAGE, 'dist/explorer') : undefined,
    introspection: values.DRAGOMAN_INTROSPECTION,
    limits: values.DRAGOMAN_LIMITS,
    storeWait: values.DRAGOMAN_STORE_WAIT,
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
    headers: Object.fromEntries(values.OTEL_EXPORTER_OTLP_HEADERS.map(([name, value = '']) => [name, value])),
    service: values.OTEL_SERVICE_NAME,
  };
}
