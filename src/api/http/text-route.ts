import { once } from '../../declare/once.ts';
import { type Prepared, sendPrepared } from './prepared.ts';
import type { Route } from './route.ts';
import { tagOf } from './tags.ts';

/** The route of a text that is the same for as long as the program runs. @param make makes it when it is first asked for */
export function textRoute(path: string, mediaType: string, make: () => string): Route {
  const prepared = once((): Prepared => {
    const text = make();
    const headers = {
      'content-type': `${mediaType}; charset=utf-8`,
      'cache-control': 'no-cache',
      etag: tagOf(text),
    };
    return { body: Buffer.from(text), zipped: undefined, headers };
  });
  return {
    path,
    methods: ['GET', 'HEAD'],
    crossOrigin: true,
    unbounded: true,
    answer: (request) => sendPrepared(request, prepared()),
  };
}
