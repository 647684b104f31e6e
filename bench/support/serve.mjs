/**
 * Serves on a free port of this machine, and prints the address as Dragoman does: the last word of a line.
 *
 * @param {import('node:http').Server} server
 * @param {string} path
 */
export async function serve(server, path) {
  await new Promise((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('no port');
  console.log(`listens at http://127.0.0.1:${address.port}${path}`);
}
