import { open } from 'node:fs/promises';
import { join } from 'node:path';

/** A graph that an earlier version of this program kept in the same folder, in a format that is not read any more. */
export interface EarlierGraph {
  readonly file: string;
  /** The ids of its dossiers, as far as they are found. */
  readonly dossiers: readonly string[];
}

/** Until version 0.1 the graph was in this file, which begins with these letters. */
const NAME = 'graph';
const MAGIC = 'GRAF';

const PIECE = 4_194_304;
/** Longer than any id with what stands around it, so that one at the border of two pieces is found. */
const OVERLAP = 4_096;

/** The earlier graph in a folder, if there is one. */
export async function earlierGraph(folder: string): Promise<EarlierGraph | undefined> {
  const file = join(folder, NAME);
  const handle = await open(file, 'r').catch(() => undefined);
  if (!handle) return undefined;
  try {
    const found = new Set<string>();
    const bytes = Buffer.alloc(PIECE + OVERLAP);
    for (let at = 0; ; at += PIECE) {
      const { bytesRead } = await handle.read(bytes, 0, bytes.length, at);
      const piece = bytes.toString('latin1', 0, bytesRead);
      if (at === 0 && !piece.startsWith(MAGIC)) return undefined;
      for (const id of dossiersIn(piece)) found.add(id);
      if (bytesRead < bytes.length) break;
    }
    return { file, dossiers: [...found].sort() };
  } catch {
    return { file, dossiers: [] };
  } finally {
    await handle.close();
  }
}

/**
 * That format keeps the values of a property one after the other, each text behind its length in four bytes. Among the ids
 * of nodes, those of dossiers are the ones without a type and a colon.
 */
function dossiersIn(piece: string): string[] {
  const found: string[] = [];
  let end = 0;
  // No text is so long that the upper half of its length is not zero.
  for (let zeros = piece.indexOf('\0\0', 2); zeros !== -1; zeros = piece.indexOf('\0\0', Math.max(zeros + 1, end))) {
    const texts = textsAt(piece, zeros - 2);
    end = zeros - 2 + texts.reduce((sum, text) => sum + 4 + text.length, 0);
    if (texts.some((text) => /^[A-Z][A-Za-z]*:/.test(text)))
      found.push(...texts.filter((text) => /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(text) && text !== 'graph'));
  }
  return found;
}

/** The texts that stand one after the other from a place on. */
function textsAt(piece: string, from: number): string[] {
  const texts: string[] = [];
  for (let at = from; ; ) {
    const length = piece.charCodeAt(at) + 256 * piece.charCodeAt(at + 1);
    const text = piece.slice(at + 4, at + 4 + length);
    if (length === 0 || text.length < length || !/^[ -~]+$/.test(text)) return texts;
    texts.push(text);
    at += 4 + length;
    if (piece.slice(at + 2, at + 4) !== '\0\0') return texts;
  }
}
