import { once } from '../../declare/once.ts';
import { Answer } from './message.ts';
import type { Route } from './route.ts';
import { isKnown, tagOf, wantsNone } from './tags.ts';

/** The route of a text that is the same for as long as the program runs. @param make makes it when it is first asked for */
export function textRoute(path: string, mediaType: string, make: () => string): Route {
  const text = once(make);
  const headers = once(() => ({
    'content-type': `${mediaType}; charset=utf-8`,
    'cache-control': 'no-cache',
    etag: tagOf(text()),
  }));
  return {
    path,
    methods: ['GET', 'HEAD'],
    crossOrigin: true,
    unbounded: true,
    answer({ headers: given }) {
      const known = given.get('if-none-match');
      if (isKnown(known, headers().etag) || wantsNone(known))
        return new Answer(null, { status: 304, headers: headers() });
      return new Answer(text(), { headers: headers() });
    },
  };
}
