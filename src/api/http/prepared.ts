import Negotiator from 'negotiator';
import { Answer, type Incoming } from './message.ts';
import { isKnown, wantsNone } from './tags.ts';

/** A body that is made once and sent to many, compressed beforehand where that is worth it. */
export interface Prepared {
  readonly body: Buffer;
  readonly zipped: Buffer | undefined;
  readonly headers: Readonly<Record<string, string>>;
}

/** Sends a prepared body: nothing where the client has it, else compressed where the client takes gzip at all. */
export function sendPrepared(request: Incoming, { body, zipped, headers }: Prepared): Answer {
  const { etag } = headers;
  const known = request.headers.get('if-none-match');
  if (etag !== undefined && (isKnown(known, etag) || wantsNone(known)))
    return new Answer(null, { status: 304, headers });
  const zip = zipped !== undefined && takesGzip(request);
  return new Answer(zip ? zipped : body, { headers: zip ? { ...headers, 'content-encoding': 'gzip' } : headers });
}

function takesGzip(request: Incoming): boolean {
  const accept = request.headers.get('accept-encoding') ?? '';
  return new Negotiator({ headers: { 'accept-encoding': accept } }).encodings(['gzip']).length > 0;
}
