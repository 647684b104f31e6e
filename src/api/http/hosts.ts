import { isIP } from 'node:net';
import { Refusal } from '../admission.ts';

/** A name or an IP address, with or without a port. An IPv6 one is in brackets, and may name its interface. */
const HOST = /^(?:\[([\da-f:.]+)(?:%[\w.~%-]+)?\]|([\w.~!$&'()*+,;=%-]+))(?::\d*)?$/i;

/** Refuses a request to a host that is none of this server's. @throws Refusal */
export type CheckHost = (host: string | null) => void;

/**
 * Keeps a page of the web from reaching a server on the reader's desk under a name of its own, which it makes that of the
 * desk once it is open (DNS rebinding). That takes a name, so addresses are taken, and `localhost`, which nobody else can
 * have. No browser leaves the Host out.
 *
 * @param names further names
 */
export function checkingHosts(names: readonly string[]): CheckHost {
  const known = new Set(['localhost', ...names.map(folded)]);
  /** A header that was taken: most requests have the same. */
  let taken: string | undefined;
  return (host) => {
    if (host === null || host === taken) return;
    if (host === '') throw new Refusal('BAD_USER_INPUT', 400, 'Host: the header is missing.');
    const name = nameOf(host);
    if (name !== undefined && (known.has(name) || isIP(name) !== 0)) {
      taken = host;
      return;
    }
    throw new Refusal(
      'BAD_USER_INPUT',
      421,
      `Host: ${JSON.stringify(host.slice(0, SHOWN))} is no name of this server. Its names are listed in DRAGOMAN_HOSTS.`,
    );
  };
}

const SHOWN = 100;

/** The name in a Host header, in lower case and without the port; undefined where there is none. */
function nameOf(host: string): string | undefined {
  const [, address, name = address] = HOST.exec(host) ?? [];
  return name && folded(name);
}

/** A name as it is compared: of any case, and with or without the full stop of the root. */
function folded(name: string): string {
  return name.toLowerCase().replace(/(?<=.)\.$/, '');
}
