import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Server as NetServer, type Socket } from 'node:net';
import type { Limits } from '../limits.ts';
import { plain, type Trusts } from './client.ts';
import { Deliveries } from './deliveries.ts';
import type { Handler } from './handler.ts';
import type { Readiness } from './health.ts';
import { NodeRequest } from './incoming.ts';
import { send } from './sending.ts';

/** How often the server looks for senders that are too slow, in milliseconds. */
const LOOKING = 1_000;

/** A server of Node's that answers by a handler, and drops those who are too slow, too silent or too many. */
export function createHttpServer(handler: Handler, limits: Limits, trusts: Trusts, readiness: Readiness): Server {
  const deliveries = new Deliveries(limits);
  const server = createServer(
    {
      headersTimeout: limits.headersTime,
      requestTimeout: limits.requestTime,
      connectionsCheckingInterval: LOOKING,
      keepAliveTimeout: limits.silence,
      maxHeaderSize: limits.headerBytes,
      // Probes may leave the Host out; of two, neither is taken.
      requireHostHeader: false,
      joinDuplicateHeaders: true,
    },
    (request: IncomingMessage, response: ServerResponse) => {
      // Who is told that the connection ends does not send on it again while it is being closed.
      if (readiness.draining) response.setHeader('connection', 'close');
      handler(new NodeRequest(request, response), request.socket.remoteAddress ?? '')
        .then(async (answer) => answer.tellSent(await send(answer, response, deliveries)))
        .catch(() => response.destroy());
    },
  );
  server.setTimeout(limits.silence);
  server.maxConnections = limits.connections;
  server.on('connection', countingAddresses(limits.connectionsPerAddress, trusts));
  return server;
}

function countingAddresses(most: number, trusts: Trusts): (socket: Socket) => void {
  const open = new Map<string, number>();
  return (socket) => {
    const address = plain(socket.remoteAddress ?? '');
    const count = (open.get(address) ?? 0) + 1;
    if (count > most && !trusts(address)) return void socket.destroy();
    open.set(address, count);
    socket.once('close', () => {
      const left = (open.get(address) ?? 1) - 1;
      if (left > 0) open.set(address, left);
      else open.delete(address);
    });
  };
}

/** How long a stopping server says so on `/ready` before it closes its door. */
const NOTICE = 700;
/**
 * So long after a client left last, those that are silent have nothing to ask; and then, what is asked takes too long. On a
 * machine that has other work, a request is under way for a second before it is seen.
 */
const LEAVING = 1_200;
const CUTTING = 3_000;
/** Clients that go on leaving, as on a busy machine, have this much time in all. */
const LEAVING_IN_ALL = 8_000;
const LOOKING_WHO_LEFT = 50;

/**
 * Stops a server without failing a request: says so on `/ready` while it still answers all, then takes no new
 * connection and lets go of each with its next answer, then closes the idle ones, and at last what is left.
 */
export async function stopServer(server: Server, readiness: Readiness): Promise<void> {
  if (!server.listening) return;
  readiness.stopping = true;
  await pause(NOTICE);
  readiness.draining = true;
  const closed = new Promise<void>((resolve) => {
    // Not the `close` of an HTTP server, which cuts idle connections at once, while their next request is on its way.
    NetServer.prototype.close.call(server, () => resolve());
  });
  const end = performance.now() + LEAVING_IN_ALL;
  await untilNoneLeaves(server, { closed, quiet: LEAVING, end });
  server.closeIdleConnections();
  await untilNoneLeaves(server, { closed, quiet: CUTTING, end });
  server.closeAllConnections();
  await closed;
}

/** Waits until all connections are closed, none has been for so many milliseconds, or the time is over. */
async function untilNoneLeaves(
  server: Server,
  { closed, quiet, end }: { readonly closed: Promise<void>; readonly quiet: number; readonly end: number },
): Promise<void> {
  let open = await connectionsOf(server);
  let left = performance.now();
  while (open > 0 && performance.now() < Math.min(left + quiet, end)) {
    await Promise.race([closed, pause(LOOKING_WHO_LEFT)]);
    const now = await connectionsOf(server);
    if (now < open) left = performance.now();
    open = now;
  }
}

function connectionsOf(server: Server): Promise<number> {
  return new Promise((resolve) => server.getConnections((_, count) => resolve(count ?? 0)));
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds).unref());
}
