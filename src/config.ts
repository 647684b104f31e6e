import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import type { GraphConfig } from './graph/open.ts';

/** What a process is told by its environment. README's table says the same. */
export interface Config {
  readonly host: string;
  /** 0 is any free port. */
  readonly port: number;
  readonly graph: GraphConfig;
  /** The folder of the dossier that an empty graph starts with, or nothing. */
  readonly dossier: string | undefined;
}

/** A variable of the environment that cannot be used. The message names it and its value, unless that is a secret. */
export class InvalidConfig extends Error {
  override readonly name = 'InvalidConfig';
}

/** The folder of the package, which holds `seeds/`; the same from `src/` and from `dist/`. */
const PACKAGE = fileURLToPath(new URL('..', import.meta.url));

const unset = (value: unknown) => (value === '' ? undefined : value);
const optionalText = z.preprocess(unset, z.string().optional());

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
});

/** Reads the configuration from the environment. @throws InvalidConfig */
export function readConfig(env: { readonly [name: string]: string | undefined }): Config {
  const parsed = environment.safeParse(env);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const name = String(issue?.path[0]);
    throw new InvalidConfig(`${name} is ${JSON.stringify(env[name])}, and must be ${issue?.message}.`);
  }
  const values = parsed.data;
  return {
    host: values.HOST,
    port: values.PORT,
    dossier: values.DRAGOMAN_DOSSIER === 'none' ? undefined : resolve(values.DRAGOMAN_DOSSIER),
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
