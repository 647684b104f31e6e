import { beforeDeadline, HungUp, type Places, Refusal } from '../admission.ts';
import type { Allowance } from '../allowance.ts';
import { maskError, type Report } from '../errors.ts';
import { Exchange, type Observer } from '../exchange.ts';
import { type Limits, REQUEST_COST } from '../limits.ts';
import { clientOf, type Trusts } from './client.ts';
import { ANY_ORIGIN, ANY_ORIGIN_PREFLIGHT, SAFE_HEADERS } from './headers.ts';
import { Answer, type Incoming } from './message.ts';
import { ReaderTooSlow } from './readers.ts';
import { type Route, routeOf } from './route.ts';
import { checkToken } from './token.ts';

/** Answers a request. @param peer the address at the other end of its connection */
export type Handler = (request: Incoming, peer: string) => Promise<Answer>;

export interface HandlerOptions {
  readonly routes: readonly Route[];
  readonly limits: Limits;
  readonly places: Places;
  readonly allowance: Allowance;
  readonly token: string | undefined;
  readonly trusts: Trusts;
  readonly observers: readonly Observer[];
  readonly report: Report;
}

/** The signal of what has no bounds here. */
const NEVER = new AbortController().signal;

/** What all routes have in common: who asks, what they may, how long it may take, what every answer says. */
export function createHandler(options: HandlerOptions): Handler {
  const { routes, limits, places, allowance, token, trusts, observers, report } = options;

  async function answer(request: Incoming, route: Route, exchange: Exchange): Promise<Answer> {
    if (request.target.length > limits.urlLength)
      throw new Refusal(
        'BAD_USER_INPUT',
        414,
        `The URL is too long: ${limits.urlLength} characters are the most. Send a POST.`,
      );
    if (route.anyOrigin && request.method === 'OPTIONS')
      return new Answer(null, { status: 204, headers: ANY_ORIGIN_PREFLIGHT });
    if (!route.methods.includes(request.method))
      throw new Refusal('BAD_USER_INPUT', 405, `${request.method} is not for this address.`, {
        allow: route.methods.join(', '),
      });
    if (route.cost !== 0) await allowance.charge(exchange.client, route.cost ?? REQUEST_COST);
    if (!route.public?.(request)) checkToken(request, token);
    if (route.unbounded) return await route.answer(request, { exchange, signal: NEVER });
    return await beforeDeadline(limits.deadline, request, async (signal) => {
      const free = await places.take(signal);
      try {
        return await route.answer(request, { exchange, signal });
      } finally {
        free();
      }
    });
  }

  return async (request, peer) => {
    const client = clientOf(peer, request.headers.get('x-forwarded-for'), trusts);
    const route = routeOf(routes, pathOf(request.target));
    const exchange = new Exchange(request, route?.path ?? 'none', client);
    const response = await (route ? answer(request, route, exchange) : Promise.reject(nothingThere())).catch(
      (error: unknown) => refusal(error, exchange, report),
    );
    finish(response, route, exchange);
    response.whenSent = ({ bytes, failure }) => {
      exchange.bytes = bytes;
      if (failure !== undefined) exchange.cutOff = whyCutOff(failure, exchange, report);
      for (const each of observers) each.answered?.(exchange, response.status);
    };
    return response;
  };
}

function pathOf(target: string): string {
  const end = target.indexOf('?');
  return end < 0 ? target : target.slice(0, end);
}

function nothingThere(): Refusal {
  return new Refusal('BAD_USER_INPUT', 404, 'There is nothing at this address.');
}

/** As proxies log it: the client went before its answer. */
const GONE = 499;

function refusal(error: unknown, exchange: Exchange, report: Report): Answer {
  if (error instanceof HungUp) return new Answer(null, { status: GONE });
  const told = maskError(error, report, exchange);
  const { code, http } = told.extensions as {
    code: string;
    http?: { status?: number; headers?: Record<string, string> };
  };
  exchange.codes.add(code);
  const status = http?.status ?? STATUS[code] ?? 400;
  return new Answer(JSON.stringify({ errors: [{ message: told.message, extensions: { code } }] }), {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...http?.headers },
  });
}

/** Why an answer was not sent to its end; what went wrong inside is reported. */
function whyCutOff(failure: unknown, exchange: Exchange, report: Report): string {
  if (failure instanceof ReaderTooSlow) return failure.message;
  if (failure instanceof HungUp || isReaderGone(failure)) return 'Its reader left.';
  const { message, extensions } = maskError(failure, report, exchange);
  exchange.codes.add(String(extensions['code']));
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

function finish({ headers }: Answer, route: Route | undefined, { id, cost }: Exchange): void {
  const always = route?.anyOrigin ? { ...SAFE_HEADERS, ...ANY_ORIGIN } : SAFE_HEADERS;
  for (const name in always) if (always[name] !== undefined) headers[name] ??= always[name];
  headers['x-request-id'] = id;
  if (cost !== undefined) headers['x-query-cost'] = String(cost);
}
