import { Refusal } from '../admission.ts';
import type { Incoming } from './message.ts';

/** What a POST must be of: nothing that a form of another site can send. */
const JSON_TYPE = /^application\/json *(?:; *charset *= *"?utf-?8"? *)?$/i;

/**
 * The body of a POST, which must be JSON and within bounds. Whether it can be read as JSON is another's question.
 *
 * @param most bytes
 * @throws Refusal it has another type, or is too long
 */
export async function postedBody(request: Incoming, most: number): Promise<string> {
  const type = request.headers.get('content-type') ?? '';
  if (!JSON_TYPE.test(type))
    throw new Refusal('BAD_USER_INPUT', 415, 'Content-Type: a POST must be application/json, in UTF-8.', {
      accept: 'application/json',
    });
  if (!/^(?:identity)?$/i.test(request.headers.get('content-encoding') ?? ''))
    throw new Refusal('BAD_USER_INPUT', 415, 'Content-Encoding: send the body as it is, not compressed.');
  if (Number(request.headers.get('content-length') ?? 0) > most) throw tooLong(most);
  return await request.text(most);
}

/** @param most bytes */
export function tooLong(most: number): Refusal {
  return new Refusal('BAD_USER_INPUT', 413, `The body is too long: ${most} bytes are the most.`, {
    connection: 'close',
  });
}
