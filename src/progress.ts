import type { Progress } from './dossier/read/dossier.ts';

/** Where progress is said: `process.stderr`. */
interface Output {
  readonly isTTY?: boolean | undefined;
  write(text: string): unknown;
}

const BAR = 24;
/** A terminal is told often, in one line; a log now and then, and not at all of what ends sooner. */
const EVERY_MS = { terminal: 100, log: 5_000 };
/** The first rows are slow, and say nothing of how long the others will take. */
const ENOUGH_TO_FORECAST = 0.01;
const VERBS = {
  renew: 'Bringing up to date',
  read: 'Reading',
  open: 'Reading tables',
  check: 'Checking',
  write: 'Writing',
  remove: 'Removing',
  collect: 'Reading the graph',
  save: 'Writing files',
};

/** Says how far a load is: a bar, how much of it, how fast and for how much longer. `end` leaves a clean line. */
export function progressOn(output: Output, now = () => performance.now()) {
  const every = output.isTTY ? EVERY_MS.terminal : EVERY_MS.log;
  let phase: Progress['phase'] | undefined;
  let start = now();
  let last = start;
  let first = 0;
  let width = 0;

  function say({ phase: current, done, total, of }: Progress): void {
    if (current !== phase) {
      phase = current;
      start = now();
      first = done;
    }
    if (now() - last < every) return;
    last = now();
    const perSecond = ((done - first) / Math.max(last - start, 1)) * 1_000;
    const line = `${VERBS[current]} ${bar(done / total)} ${amount(done, total, of ?? (current === 'read' ? 'file' : 'row'))}${pace(perSecond, done, total, of)}`;
    output.write(output.isTTY ? `\r${line.padEnd(width)}` : `${line}\n`);
    width = line.length;
  }

  return {
    say,
    end(): void {
      if (output.isTTY && width > 0) output.write(`\r${' '.repeat(width)}\r`);
      width = 0;
    },
  };
}

function bar(share: number): string {
  const full = Math.round(Math.min(Math.max(share, 0), 1) * BAR);
  return `[${'#'.repeat(full)}${'.'.repeat(BAR - full)}]`;
}

function amount(done: number, total: number, of: string): string {
  if (of === 'bytes') return `${(done / 1e6).toFixed(1)} of ${(total / 1e6).toFixed(1)} MB`;
  return `${done.toLocaleString('en')} of ${total.toLocaleString('en')} ${total === 1 ? of : `${of}s`}`;
}

function pace(perSecond: number, done: number, total: number, of: Progress['of']): string {
  if (perSecond <= 0) return '';
  const rate =
    of === 'bytes' ? `${(perSecond / 1e6).toFixed(1)} MB/s` : `${Math.round(perSecond).toLocaleString('en')}/s`;
  const forecast = done / total < ENOUGH_TO_FORECAST ? '' : `, ${duration((total - done) / perSecond)} left`;
  return `, ${rate}${forecast}`;
}

function duration(seconds: number): string {
  const whole = Math.ceil(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
