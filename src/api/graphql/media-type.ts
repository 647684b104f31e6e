import type { Incoming } from '../http/message.ts';
import { preferring } from '../http/negotiation.ts';

const HTML = 'text/html';
export const EVENT_STREAM = 'text/event-stream';

/** What a GraphQL answer can be; the first to who takes anything. */
export const MEDIA_TYPES = ['application/json', 'application/graphql-response+json', EVENT_STREAM] as const;

/** The media type of the answer to who accepts these, or undefined where there is none. */
export const acceptedType = preferring(MEDIA_TYPES);

const answerOrPage = preferring([...MEDIA_TYPES, HTML]);

/** Whether a page is wanted rather than an answer: somebody opens the address in a browser. */
export function prefersPage({ method, headers }: Incoming): boolean {
  return method !== 'POST' && answerOrPage(headers.get('accept')) === HTML;
}
