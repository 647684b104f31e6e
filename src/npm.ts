import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

const LOOKING_MS = 500;
/** npm runs a script by a shell, and that may run another. */
const SHELLS_AT_MOST = 4;
const SHELL = /^-?(?:\S*[\\/])?(?:(?:ba|da|a|z|k|c|tc|fi)?sh|busybox|cmd|powershell|pwsh)(?:\.exe)?(?:\s|$)/i;

/**
 * Calls the listener once the npm that runs this process as its script is gone: ended by a signal, it leaves the script
 * running, which holds a port and a folder. A process that something else started is not concerned, whoever started that.
 */
export async function whenNpmIsGone(listener: () => void): Promise<void> {
  // npm, pnpm and yarn tell their scripts where they are themselves.
  const { npm_execpath: program, npm_lifecycle_event: script } = process.env;
  if (program === undefined || script === undefined) return;
  const npm = await npmAbove(process.ppid, basename(program));
  if (npm === undefined) return;
  const timer = setInterval(() => {
    if (isThere(npm)) return;
    clearInterval(timer);
    listener();
  }, LOOKING_MS).unref();
}

/** A command of ours as the person would type it who typed this one: by an npm script, or by its name. */
export function commandLine(command: string, argument: string): string {
  const { npm_command: by } = process.env;
  const isScript = by === 'run-script' || by === 'start' || by === 'run';
  return isScript ? `npm run ${command} -- ${argument}` : `dragoman ${command} ${argument}`;
}

/** The process of npm, where there are but shells between this one and it. */
async function npmAbove(pid: number, program: string): Promise<number | undefined> {
  for (let at = pid, shells = 0; shells <= SHELLS_AT_MOST; shells++) {
    const { command, parent } = await processOf(at);
    // npm gives its process a title of its own, where that can be done.
    if (command.includes(program) || /^(?:npm|pnpm|yarn)\b/.test(command)) return at;
    if (!SHELL.test(command) || parent === undefined) return undefined;
    at = parent;
  }
  return undefined;
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // One that belongs to somebody else is there.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

interface Ancestor {
  readonly command: string;
  readonly parent: number | undefined;
}

/** What a process runs, and whose child it is; nothing of one that cannot be looked up. */
async function processOf(pid: number): Promise<Ancestor> {
  const look = process.platform === 'linux' ? onLinux : process.platform === 'win32' ? onWindows : onUnix;
  return await look(pid).catch(() => ({ command: '', parent: undefined }));
}

async function onLinux(pid: number): Promise<Ancestor> {
  const [command, stat] = await Promise.all([
    readFile(`/proc/${pid}/cmdline`, 'utf8'),
    readFile(`/proc/${pid}/stat`, 'utf8'),
  ]);
  // The name in parentheses may hold any character.
  const [, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { command: command.replaceAll('\0', ' ').trim(), parent: Number(parent) };
}

async function onUnix(pid: number): Promise<Ancestor> {
  const { stdout } = await run('ps', ['-o', 'ppid=,command=', '-p', String(pid)]);
  const [, parent, command = ''] = /^\s*(\d+)\s+(.*)/.exec(stdout) ?? [];
  return { command, parent: Number(parent) };
}

async function onWindows(pid: number): Promise<Ancestor> {
  const query = `$p = Get-CimInstance Win32_Process -Filter 'ProcessId=${pid}'; "$($p.ParentProcessId) $($p.CommandLine)"`;
  const { stdout } = await run('powershell.exe', ['-NoProfile', '-NonInteractive', '-Command', query]);
  const [, parent, command = ''] = /^\s*(\d+)\s+(.*)/.exec(stdout) ?? [];
  return { command: command.replaceAll('"', ''), parent: Number(parent) };
}
