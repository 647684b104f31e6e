import type { ServerResponse } from 'node:http';
import { polling } from '../../graph/polling.ts';
import type { Limits } from '../limits.ts';

const LOOKING_MS = 1_000;

/** An answer was not sent to its end: it took longer than it may, or its reader took too little of it at a time. */
export class ReaderTooSlow extends Error {
  override readonly name = 'ReaderTooSlow';
}

/** An answer that is being read. */
interface Delivery {
  readonly response: ServerResponse;
  readonly started: number;
  /** Bytes that the connection had taken by then. */
  readonly before: number;
  /** When it was looked at last. */
  looked: number;
  /** Milliseconds for which the answer waited for its reader. */
  waited: number;
  /** Why it was ended. */
  reason: ReaderTooSlow | undefined;
}

/** Ends the answers whose readers are too slow: each holds a connection, and a file its place among the few. */
export class Deliveries {
  readonly #watch: ReturnType<typeof polling<Delivery>>;

  constructor(limits: Pick<Limits, 'answerTime' | 'answerRate' | 'silence'>) {
    this.#watch = polling(LOOKING_MS, (delivery) => look(delivery, limits));
  }

  /** Sends an answer by a function, and ends it where that takes too long. @throws ReaderTooSlow */
  async track(response: ServerResponse, send: () => Promise<void>): Promise<void> {
    const now = performance.now();
    const before = takenBy(response);
    const delivery: Delivery = { response, started: now, before, looked: now, waited: 0, reason: undefined };
    const end = this.#watch(delivery);
    try {
      await send();
    } catch (error) {
      // To what sends, the connection was just closed.
      throw delivery.reason ?? error;
    } finally {
      end();
    }
  }
}

function look(
  delivery: Delivery,
  { answerTime, answerRate, silence }: Pick<Limits, 'answerTime' | 'answerRate' | 'silence'>,
) {
  const { response, started, before } = delivery;
  const now = performance.now();
  // What waits in the socket waits for its reader; else it is the answer that is not made yet.
  if ((response.socket?.writableLength ?? 0) > 0) delivery.waited += now - delivery.looked;
  delivery.looked = now;
  const allowed = silence + ((takenBy(response) - before) / answerRate) * 1_000;
  if (now - started > answerTime) delivery.reason = new ReaderTooSlow(`It took longer than ${answerTime} ms.`);
  else if (delivery.waited > allowed)
    delivery.reason = new ReaderTooSlow(`Its reader took less than ${answerRate} bytes a second.`);
  if (delivery.reason) response.destroy();
}

/** Bytes that the system took from a connection, of all answers on it. */
function takenBy({ socket }: ServerResponse): number {
  return socket === null ? 0 : socket.bytesWritten - socket.writableLength;
}
