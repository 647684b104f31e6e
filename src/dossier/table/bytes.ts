import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { type ReadingOptions, TableUnreadable } from './streaming.ts';

const CHUNK = 1 << 18;

/** The bytes of a file, plain or gzipped, without the compression. */
export async function bytesOf(path: string, onBytes?: ReadingOptions['onBytes']): Promise<Readable> {
  const file = await open(path);
  const head = Buffer.alloc(2);
  await file.read(head, 0, 2, 0);
  await file.close();
  const bytes = createReadStream(path, { highWaterMark: CHUNK });
  if (onBytes) bytes.on('data', (chunk) => onBytes(chunk.length));
  if (head[0] !== 0x1f || head[1] !== 0x8b) return bytes;
  const plain = createGunzip({ chunkSize: CHUNK });
  bytes.on('error', (error) => plain.destroy(error));
  plain.on('close', () => bytes.destroy());
  return bytes.pipe(plain);
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
