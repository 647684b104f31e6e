/** What one client, and all of them together, may use. Each figure is a default; docs/operations.md says how to set it. */
export interface Limits {
  /** Lexical tokens of a document. */
  readonly tokens: number;
  /** How deep its fields nest, fragments counted where they are used. */
  readonly depth: number;
  /** Aliases in a document. */
  readonly aliases: number;
  /** Fields at the root of an operation, fragments counted where they are used. */
  readonly rootFields: number;
  readonly directives: number;
  /** What an operation may cost: about as many values as its answer can hold. */
  readonly cost: number;
  readonly bodyBytes: number;
  /** Characters of a URL with its query string. */
  readonly urlLength: number;
  readonly headerBytes: number;
  /** Of parsed documents that are kept to be used again. */
  readonly documentBytes: number;
  /** Of memory for what is made of the whole graph once and shared by all operations. */
  readonly sharedBytes: number;
  /** Operations that run at once. */
  readonly concurrency: number;
  /** Graphs that are made and sent as files at once. */
  readonly files: number;
  /** Operations that wait for a place, and files that do. */
  readonly queue: number;
  /** Milliseconds from a whole request to its answer. */
  readonly deadline: number;
  /** Cost that a client may use up in a minute; 0 is no limit. */
  readonly costPerMinute: number;
  /** Milliseconds in which a request's headers must arrive, and in which all of it must. */
  readonly headersTime: number;
  readonly requestTime: number;
  /** Milliseconds for which a connection may stay silent, while an answer is read and between two requests. */
  readonly silence: number;
  /** Milliseconds in which an answer must be sent to its end. */
  readonly answerTime: number;
  /** Bytes a second that a reader takes at least, where an answer has waited for it for longer than `silence` in all. */
  readonly answerRate: number;
  readonly connections: number;
  /** Of one address that is no trusted proxy. */
  readonly connectionsPerAddress: number;
}

export const DEFAULT_LIMITS: Limits = {
  tokens: 2_000,
  depth: 20,
  aliases: 50,
  rootFields: 20,
  directives: 50,
  cost: 100_000,
  bodyBytes: 100_000,
  urlLength: 8_000,
  headerBytes: 16_384,
  documentBytes: 16_000_000,
  sharedBytes: 128_000_000,
  concurrency: 16,
  files: 2,
  queue: 200,
  deadline: 10_000,
  costPerMinute: 5_000_000,
  headersTime: 5_000,
  requestTime: 10_000,
  silence: 20_000,
  answerTime: 600_000,
  answerRate: 50_000,
  connections: 1_000,
  connectionsPerAddress: 250,
};

/** Limits that may be 0. */
const MAY_BE_ZERO: ReadonlySet<string> = new Set<keyof Limits>([
  'costPerMinute',
  'documentBytes',
  'queue',
  'sharedBytes',
]);
/** Limits that a timer keeps, which takes no more milliseconds than these. */
const TIMED: ReadonlySet<string> = new Set<keyof Limits>([
  'deadline',
  'headersTime',
  'requestTime',
  'silence',
  'answerTime',
]);
const LONGEST = 2 ** 31 - 1;

/** Whether there is such a limit, and it can be that much. */
export function isLimit(name: string, value: number): boolean {
  if (!Object.hasOwn(DEFAULT_LIMITS, name) || !Number.isSafeInteger(value)) return false;
  return value >= (MAY_BE_ZERO.has(name) ? 0 : 1) && !(TIMED.has(name) && value > LONGEST);
}

/** Whether limits, with the defaults for the others, go together: the headers of a request are a part of it. */
export function areInOrder(limits: Partial<Limits>): boolean {
  const { headersTime, requestTime } = { ...DEFAULT_LIMITS, ...limits };
  return headersTime <= requestTime;
}

/** What any request costs its client, on top of what an operation does. */
export const REQUEST_COST = 10;
