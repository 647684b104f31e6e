import type { ExecutionResult } from 'graphql';
import type { Turns } from '../../declare/turns.ts';
import { Answer } from '../http/message.ts';
import { isLong, writtenInTurns } from './json.ts';

/** An answer of fewer steps is written in some milliseconds. */
const FEW = 25_000;

/** The data of long answers, as they are sent. */
const written = new WeakMap<object, readonly Uint8Array[]>();

/** Stands for the data in the text that Yoga makes of a result. No key of an answer has a quotation mark in it. */
const STAND_IN = '\u0000';
const STANDING_IN = `"data":${JSON.stringify(STAND_IN)}`;

/**
 * A result whose data are written already where they are long: in turns, while the operation has its place and its time.
 *
 * @returns a promise where they are
 * @throws the reason for which the operation was ended before
 */
export function withLongData<R>(result: R, turns: Turns): R | Promise<R> {
  const { data } = result as ExecutionResult;
  return turns.steps < FEW || !data || !isLong(data) ? result : withWrittenData(result, data, turns);
}

async function withWrittenData<R>(result: R, data: object, turns: Turns): Promise<R> {
  written.set(data, await writtenInTurns(data, turns));
  // Yoga asks a result for what writes it.
  return { ...result, stringify: (told: object) => JSON.stringify({ ...told, data: STAND_IN }) };
}

/** The answer of a result, with its data where they were written already. */
export function withWritten(answer: Answer, result: object): Answer {
  const { data } = result as ExecutionResult;
  const pieces = data && written.get(data);
  if (!pieces || typeof answer.body !== 'string') return answer;
  const [before = '', after = ''] = answer.body.split(STANDING_IN);
  const body = Buffer.concat([Buffer.from(`${before}"data":`), ...pieces, Buffer.from(after)]);
  return new Answer(body, answer);
}
