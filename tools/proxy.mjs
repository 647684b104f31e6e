/** A proxy before a TCP server such as Neo4j, whose connections can be cut: what becomes of a client on a bad network. */
import { connect, createServer } from 'node:net';

/**
 * A connection of a client, and the one behind it.
 *
 * @typedef {object} Link
 * @property {number} number how many came before it
 * @property {number} answers how many pieces the server has sent on it, the one that is told of included
 * @property {() => void} cut
 */

/**
 * @typedef {object} Proxy
 * @property {string} uri of the same scheme as that of the server
 * @property {() => void} cut cuts every connection that is open
 * @property {number} cuts how many connections were cut
 * @property {() => void} close
 */

/**
 * @param {string} uri `bolt://HOST:PORT`
 * @param {object} [options] what is told of each piece before it is passed on; a piece of a link that was cut is not
 * @param {(bytes: Buffer, link: Link) => void} [options.fromClient]
 * @param {(bytes: Buffer, link: Link) => void} [options.fromServer]
 * @returns {Promise<Proxy>}
 */
export async function startProxy(uri, { fromClient = () => {}, fromServer = () => {} } = {}) {
  const { protocol, hostname, port } = new URL(uri);
  /** @type {Set<Link>} */
  const links = new Set();
  let opened = 0;
  let cuts = 0;
  const proxy = createServer((client) => {
    const server = connect(Number(port), hostname);
    const end = () => {
      client.destroy();
      server.destroy();
      links.delete(link);
    };
    /** @type {Link} */
    const link = {
      number: opened++,
      answers: 0,
      cut() {
        if (links.has(link)) cuts++;
        end();
      },
    };
    links.add(link);
    for (const socket of [client, server]) socket.on('error', end).on('close', end);
    client.on('data', (bytes) => {
      fromClient(bytes, link);
      if (links.has(link)) server.write(bytes);
    });
    server.on('data', (bytes) => {
      link.answers++;
      fromServer(bytes, link);
      if (links.has(link)) client.write(bytes);
    });
  });
  await new Promise((done) => proxy.listen(0, '127.0.0.1', () => done(undefined)));
  const address = proxy.address();
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port');
  return {
    uri: `${protocol}//127.0.0.1:${address.port}`,
    cut() {
      for (const link of links) link.cut();
    },
    get cuts() {
      return cuts;
    },
    close() {
      for (const link of links) link.cut();
      proxy.close();
    },
  };
}
