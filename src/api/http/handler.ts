import { type Admission, HungUp, Lifetime, Refusal } from '../admission.ts';
import type { Allowance } from '../allowance.ts';
import { maskError, type Report } from '../errors.ts';
import { type Limits, REQUEST_COST } from '../limits.ts';
import { type Observer, RequestContext } from '../request-context.ts';
import { clientOf, type Trusts } from './client.ts';
import { ReaderTooSlow } from './deliveries.ts';
import { SAFE_HEADERS, vary } from './headers.ts';
import type { CheckHost } from './hosts.ts';
import { Answer, type Incoming, pathOf } from './message.ts';
import type { Origins } from './origins.ts';
import { type Route, routeOf } from './route.ts';
import { hasToken, unauthenticated } from './token.ts';

/** Answers a request. @param peer the address at the other end of its connection */
export type Handler = (request: Incoming, peer: string) => Promise<Answer>;

export interface HandlerOptions {
  /** Those that there are when a request comes. */
  readonly routes: () => readonly Route[];
  readonly limits: Limits;
  readonly admission: Admission;
  /** That of the routes whose answers are files. */
  readonly files: Admission;
  readonly allowance: Allowance;
  readonly token: string | undefined;
  readonly checkHost: CheckHost;
  readonly origins: Origins;
  readonly trusts: Trusts;
  readonly observers: readonly Observer[];
  readonly report: Report;
}

/** The signal of what has no bounds here. */
const NEVER = new Lifetime();

/** What is asked for at an address that is none. */
const NOTHING: Route = {
  path: 'none',
  methods: [],
  public: () => true,
  unbounded: true,
  answer: () => Promise.reject(new Refusal('BAD_USER_INPUT', 404, 'There is nothing at this address.')),
};

/** What all routes have in common: who asks, what they may, how long it may take, what every answer says. */
export function createHandler(options: HandlerOptions): Handler {
  const { routes, limits, admission, files, allowance, token, checkHost, origins, trusts, observers, report } = options;

  async function answer(
    request: Incoming,
    route: Route,
    requestContext: RequestContext,
    isKnown: boolean,
  ): Promise<Answer> {
    if (!route.anyHost) {
      // Whoever has a token shows it, under whatever name; a page that made up the name has none.
      if (token === undefined) checkHost(request.host);
      origins.check(request);
    }
    if (request.target.length > limits.urlLength)
      throw new Refusal(
        'BAD_USER_INPUT',
        414,
        `The URL is too long: ${limits.urlLength} characters are the most. Send a POST.`,
      );
    if (route.crossOrigin && isPreflight(request))
      return new Answer(null, { status: 204, headers: origins.preflight(request, route.methods) });
    if (route !== NOTHING && !route.methods.includes(request.method))
      throw new Refusal('BAD_USER_INPUT', 405, `${request.method} is not for this address.`, {
        allow: route.methods.join(', '),
      });
    const charged = route.cost === 0 ? undefined : allowance.charge(requestContext.account, route.cost ?? REQUEST_COST);
    if (charged) await charged;
    if (!isKnown && !route.public?.(request)) throw unauthenticated();
    const charge = async (cost: number) => {
      requestContext.cost = cost;
      await allowance.charge(requestContext.account, cost);
    };
    const answered = (signal: Lifetime) => route.answer(request, { requestContext, signal, charge });
    if (route.unbounded) return await answered(NEVER);
    if (!route.isFile) return await admission.run(request, answered);
    return await files.hold(request, async (signal, leave) => {
      const file = await answered(signal);
      file.whenSent(leave);
      return file;
    });
  }

  return async (request, peer) => {
    const client = clientOf(peer, request.headers.get('x-forwarded-for'), trusts);
    const route = routeOf(routes(), pathOf(request.target)) ?? NOTHING;
    const isKnown = hasToken(request, token);
    const requestContext = new RequestContext(request, route.path, accountOf(client, isKnown));
    let response: Answer;
    try {
      response = await answer(request, route, requestContext, isKnown);
    } catch (error) {
      response = refusal(error, requestContext, report);
    }
    finish(response, requestContext, route.crossOrigin ? origins.headers(request) : {});
    if (token !== undefined && !route.public?.(request)) keepPrivate(response);
    response.whenSent(({ bytes, failure }) => {
      requestContext.bytes = bytes;
      if (failure !== undefined) requestContext.cutOff = whyCutOff(failure, requestContext, report);
      for (const each of observers) each.answered?.(requestContext, response.status);
    });
    return response;
  };
}

/** A browser asks so before it sends something from another origin. */
function isPreflight({ method, headers }: Incoming): boolean {
  return method === 'OPTIONS' && headers.get('access-control-request-method') !== null;
}

/** Strangers at the address of someone who has the token have an allowance of their own. */
function accountOf(client: string, isKnown: boolean): string {
  return isKnown || client === '' ? client : `stranger at ${client}`;
}

/** As proxies log it: the client went before its answer. */
const GONE = 499;

function refusal(error: unknown, requestContext: RequestContext, report: Report): Answer {
  if (error instanceof HungUp) return new Answer(null, { status: GONE });
  const told = maskError(error, report, requestContext);
  const { code, http } = told.extensions as {
    code: string;
    http?: { status?: number; headers?: Record<string, string> };
  };
  requestContext.note([code]);
  const status = http?.status ?? STATUS[code] ?? 400;
  return new Answer(JSON.stringify({ errors: [{ message: told.message, extensions: { code } }] }), {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store', ...http?.headers },
  });
}

/** Why an answer was not sent to its end; what went wrong inside is reported. */
function whyCutOff(failure: unknown, requestContext: RequestContext, report: Report): string {
  if (failure instanceof ReaderTooSlow) return failure.message;
  if (failure instanceof HungUp || isReaderGone(failure)) return 'Its reader left.';
  const { message, extensions } = maskError(failure, report, requestContext);
  requestContext.codes.add(String(extensions['code']));
  return message;
}

/** What Node calls a connection that ended before the answer did. */
function isReaderGone(failure: unknown): boolean {
  return failure instanceof Error && 'code' in failure && READER_GONE.has(String(failure.code));
}

const READER_GONE = new Set(['ERR_STREAM_PREMATURE_CLOSE', 'ECONNRESET', 'EPIPE']);

const STATUS: Readonly<Record<string, number>> = {
  SERVICE_UNAVAILABLE: 503,
  TIMEOUT: 504,
  INTERNAL_SERVER_ERROR: 500,
};

/** What takes a token is for nobody else: no cache that others use may keep it. */
function keepPrivate({ headers }: Answer): void {
  const { 'cache-control': said } = headers;
  headers['cache-control'] = said === undefined ? 'private' : `private, ${said}`;
}

/** @param shared what is said to pages of other origins */
function finish(
  { headers }: Answer,
  { id, cost }: RequestContext,
  { vary: by, ...shared }: Readonly<Record<string, string>>,
) {
  for (const always of [SAFE_HEADERS, shared])
    for (const name in always) if (always[name] !== undefined) headers[name] ??= always[name];
  vary(headers, by);
  headers['x-request-id'] = id;
  if (cost !== undefined) headers['x-query-cost'] = String(cost);
}
