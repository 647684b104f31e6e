import { Refusal } from '../admission.ts';

/** What a POST must be of: nothing that a form of another site can send. */
const JSON_TYPE = /^application\/json *(?:; *charset *= *"?utf-8"? *)?$/i;

/**
 * A POST whose body is JSON and within bounds. One that does not tell its length is read here, to be counted.
 *
 * @throws Refusal it has another type, or is too long
 */
export async function boundedPost(request: Request, most: number): Promise<Request> {
  const type = request.headers.get('content-type') ?? '';
  if (!JSON_TYPE.test(type))
    throw new Refusal('BAD_USER_INPUT', 415, 'Content-Type: a POST must be application/json, in UTF-8.', {
      accept: 'application/json',
    });
  if (request.headers.get('content-encoding') !== null)
    throw new Refusal('BAD_USER_INPUT', 415, 'Content-Encoding: send the body as it is, not compressed.');
  const told = request.headers.get('content-length');
  if (told !== null) {
    if (Number(told) > most) throw tooLong(most);
    return request;
  }
  const { url, headers, signal } = request;
  return new Request(url, { method: 'POST', headers, signal, body: await readWithin(request, most) });
}

async function readWithin(request: Request, most: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    length += chunk.byteLength;
    // What is too long is read to its end all the same: a sender that is cut off never sees the answer.
    if (length <= most) chunks.push(chunk);
  }
  if (length > most) throw tooLong(most);
  return Buffer.concat(chunks).toString();
}

function tooLong(most: number): Refusal {
  return new Refusal('BAD_USER_INPUT', 413, `The body is too long: ${most} bytes are the most.`, {
    connection: 'close',
  });
}
