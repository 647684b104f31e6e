import { signal } from '@preact/signals';

/** A question to the server, as text, with the types of what it takes and gives. */
export interface Document<Result, Variables> {
  toString(): string;
  /** Never there: it carries the types. */
  readonly __apiType?: (variables: Variables) => Result;
}

/** What went wrong, in words for the reader. */
export class AskFailed extends Error {
  override readonly name = 'AskFailed';
  /** A code of the server's, or `UNREACHABLE`. */
  readonly code: string;

  constructor(message: string, code: string) {
    super(message);
    this.code = code;
  }
}

/** What was last asked, so that every view can show it: the text and its variables. */
export interface Asked {
  readonly query: string;
  readonly variables: object;
  /** Whether a person laid the query out: then it is shown as it is. */
  readonly laidOut?: boolean;
}

const TOKEN = 'dragoman-token';

/** Whether the server wants a token that the reader has not given. */
export const wantsToken = signal(false);
/** Whether the last question reached the server. */
export const reachable = signal(true);

/** Raised where the server does not know what the page asks for: its model is another than the page has read. */
export const outdated = signal(0);

/** Keeps the token for as long as the tab is open. */
export function giveToken(token: string): void {
  sessionStorage.setItem(TOKEN, token.trim());
  wantsToken.value = false;
}

/**
 * Asks the server. Answers to the same question are shared for as long as the page keeps them.
 *
 * @param language of names and words, where a field is asked for none
 * @throws AskFailed, with the first error where nothing was answered
 */
export async function ask<Result, Variables extends object>(
  document: Document<Result, Variables> | string,
  variables: Variables,
  language: string,
  signal?: AbortSignal,
): Promise<Result> {
  const response = await send('graphql', language, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
    body: JSON.stringify({ query: String(document), variables }),
    ...(signal ? { signal } : {}),
  });
  const answer: { data?: Result | null; errors?: { message: string; extensions?: { code?: string } }[] } =
    await response.json().catch(() => ({}));
  const [error] = answer.errors ?? [];
  if (error?.extensions?.code === 'GRAPHQL_VALIDATION_FAILED') outdated.value++;
  if (answer.data && (!error || hasAnything(answer.data))) return answer.data;
  throw new AskFailed(error?.message ?? response.statusText, error?.extensions?.code ?? String(response.status));
}

/** Whether one part failed and others did not: then what there is is shown. */
function hasAnything(data: object): boolean {
  return Object.values(data).some((value) => value !== null);
}

/** A file of the server's, as it is saved. @param path relative to the page: `graphs/subgraph.gexf?…` */
export async function download(path: string, language: string): Promise<Blob> {
  const response = await send(path, language, {});
  if (!response.ok) throw new AskFailed(response.statusText, String(response.status));
  return await response.blob();
}

/** A format in which the server gives graphs as files. */
export interface FileFormat {
  /** What the file's address ends in. */
  readonly name: string;
  /** In English. */
  readonly description: string;
}

/** The formats that there are. @throws AskFailed */
export async function fileFormats(language: string, signal?: AbortSignal): Promise<readonly FileFormat[]> {
  const response = await send('graphs', language, signal ? { signal } : {});
  const { formats }: { formats?: readonly FileFormat[] } = await response.json().catch(() => ({}));
  return formats ?? [];
}

async function send(path: string, language: string, init: RequestInit): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set('accept-language', language);
  const token = sessionStorage.getItem(TOKEN);
  if (token) headers.set('authorization', `Bearer ${token}`);
  const response = await fetch(path, { ...init, headers }).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    reachable.value = false;
    throw new AskFailed('', 'UNREACHABLE');
  });
  reachable.value = true;
  if (response.status === 401) {
    sessionStorage.removeItem(TOKEN);
    wantsToken.value = true;
    throw new AskFailed('', 'UNAUTHENTICATED');
  }
  return response;
}
