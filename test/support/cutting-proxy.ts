/** A proxy before a Neo4j that breaks the connection when a commit was made, so that its client never hears of it. */
import { connect, createServer, type Socket } from 'node:net';

/** A COMMIT of the Bolt protocol: a chunk of two bytes, a structure without fields, and the end of the message. */
const COMMIT = Buffer.from([0x00, 0x02, 0xb0, 0x12, 0x00, 0x00]);
/** How the structure of a SUCCESS begins. */
const SUCCESS = Buffer.from([0xb1, 0x70]);

export interface CuttingProxy {
  readonly uri: string;
  /** Cuts at this commit from now, 1 being the next. */
  cutAt(commit: number): void;
  /** How many commits were cut. */
  readonly cuts: number;
  close(): void;
}

/** @param uri `bolt://HOST:PORT` */
export async function cuttingProxy(uri: string): Promise<CuttingProxy> {
  const { hostname, port } = new URL(uri);
  const sockets = new Set<Socket>();
  let left = 0;
  let cuts = 0;
  const proxy = createServer((client) => {
    const server = connect(Number(port), hostname);
    let committing = false;
    const close = () => {
      client.destroy();
      server.destroy();
      sockets.delete(client);
    };
    sockets.add(client);
    for (const socket of [client, server]) socket.on('error', close).on('close', close);
    client.on('data', (bytes) => {
      if (left > 0 && bytes.includes(COMMIT) && --left === 0) committing = true;
      server.write(bytes);
    });
    server.on('data', (bytes) => {
      if (!committing) return void client.write(bytes);
      if (bytes.includes(SUCCESS)) cuts++;
      close();
    });
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const address = proxy.address();
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port');
  return {
    uri: `bolt://127.0.0.1:${address.port}`,
    cutAt(commit) {
      left = commit;
    },
    get cuts() {
      return cuts;
    },
    close() {
      for (const socket of sockets) socket.destroy();
      proxy.close();
    },
  };
}
