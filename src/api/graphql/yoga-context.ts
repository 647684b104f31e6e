import type { Plugin } from 'graphql-yoga';
import type { Turns } from '../../declare/turns.ts';
import type { AbortState } from '../../graph/port.ts';
import type { Incoming } from '../http/message.ts';
import type { RequestContext } from '../request-context.ts';

/** What the plugins know of a request, besides what Yoga tells them. */
export interface YogaContext {
  readonly requestContext: RequestContext;
  readonly incoming: Incoming;
  /** The media type of the answer. */
  readonly type: string;
  /** Set while the operation runs. */
  running?: { readonly signal: AbortState; readonly until: number; readonly turns: Turns };
}

/** A plugin of Yoga's that is told of each request what is known here. */
export type RequestPlugin = Plugin<YogaContext, YogaContext>;
