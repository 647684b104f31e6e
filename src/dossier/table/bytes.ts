import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { type Readable, Transform } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { type ReadOptions, TableUnreadable } from './streaming.ts';

const CHUNK = 1 << 18;

/** The bytes of a file, plain or gzipped, without the compression. */
export async function bytesOf(path: string, onBytes?: ReadOptions['onBytes']): Promise<Readable> {
  const file = await open(path);
  const head = Buffer.alloc(2);
  await file.read(head, 0, 2, 0);
  await file.close();
  const stored = createReadStream(path, { highWaterMark: CHUNK });
  const bytes = onBytes ? through(stored, counting(onBytes)) : stored;
  return head[0] === 0x1f && head[1] === 0x8b ? through(bytes, createGunzip({ chunkSize: CHUNK })) : bytes;
}

/** Sends one stream through another: what ends or breaks one of them ends the other. */
function through(from: Readable, to: Transform): Readable {
  from.on('error', (error) => to.destroy(error));
  to.on('close', () => from.destroy());
  return from.pipe(to);
}

/** Passes on what is taken. A listener of the stream itself would have it flow before anyone takes anything. */
function counting(onBytes: (bytes: number) => void): Transform {
  return new Transform({
    transform(chunk, _encoding, done) {
      onBytes(chunk.length);
      done(null, chunk);
    },
  });
}

/** The first bytes of a file without its compression: so many, unless it has fewer. @throws TableUnreadable */
export async function firstBytes(path: string, most: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  const bytes = await bytesOf(path);
  try {
    for await (const chunk of bytes) {
      // A stream without an encoding gives buffers.
      chunks.push(chunk as Buffer);
      length += chunk.length;
      if (length >= most) break;
    }
  } catch (error) {
    throw isOfFile(error) ? unreadable(0, error) : error;
  } finally {
    bytes.destroy();
  }
  return Buffer.concat(chunks).subarray(0, most);
}

/** What Node says of a file or of a gzip. */
export function isOfFile(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && 'errno' in error;
}

export function unreadable(line: number, error: Error): TableUnreadable {
  return new TableUnreadable(line, `the file cannot be read on: ${error.message}.`);
}
