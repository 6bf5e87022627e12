// What strace has written down about a folder, as steps: writes, syncs, and the replies 250 between them. With it the
// files can be made as they were after any of these steps, or in the middle of one: a plug pulled just then.

import { closeSync, openSync, writeSync } from 'node:fs';
import { basename, join } from 'node:path';

export type Step =
  | { readonly kind: 'write'; readonly file: string; readonly octets: Buffer; readonly at: number }
  | { readonly kind: 'synced'; readonly file: string }
  | { readonly kind: 'answered'; readonly mailId: string };

const CALL = /^(?<thread>\d+) +(?<call>\w+)\(\d+<(?<path>[^>]*)>(?<rest>.*)$/;
const END = /^(?<thread>\d+) +<\.\.\. \w+ resumed>(?<rest>.*)$/;
const WRITTEN = /^, "(?<text>(?:[^"\\]|\\.)*)"(?<cut>\.\.\.)?, \d+, (?<at>\d+)/;

const NAMED: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', v: '\v', f: '\f' };

function octetsOf(text: string): Buffer {
  const plain = text.replace(/\\(?:x([0-9a-f]{2})|([0-7]{1,3})|(.))/g, (_, hex, octal, other) => {
    if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
    return NAMED[other] ?? other;
  });
  return Buffer.from(plain, 'latin1');
}

function writeOf(file: string, rest: string): Step {
  const { text = '', cut, at } = WRITTEN.exec(rest)?.groups ?? {};
  if (at === undefined || cut !== undefined) throw new Error(`no whole write to ${file}: ${rest.slice(-80)}`);
  return { kind: 'write', file, octets: octetsOf(text), at: Number(at) };
}

/** `record` is what strace -f -y -x writes of pwrite64, fsync, fdatasync and write. */
export function stepsOf(record: string, folder: string): readonly Step[] {
  const steps: Step[] = [];
  /** Syncs that have begun, by the thread that waits for them. */
  const begun = new Map<string, string>();
  for (const line of record.split('\n')) {
    const {
      thread = '',
      call = '',
      path = '',
      rest = '',
    } = (CALL.exec(line) ?? END.exec(line))?.groups ?? {};
    const file = path.startsWith(folder) && !path.endsWith('-shm') ? basename(path) : null;
    if (call === 'pwrite64' && file !== null) steps.push(writeOf(file, rest));
    if (/^f(data)?sync$/.test(call) && file !== null) begun.set(thread, file);
    const syncing = begun.get(thread);
    if (syncing !== undefined && /\) += 0$/.test(rest)) steps.push({ kind: 'synced', file: syncing });
    if (!rest.includes('<unfinished')) begun.delete(thread);
    const [, mailId] = /"250 2\.0\.0 \w+ as (m-\w+)/.exec(rest) ?? [];
    if (call === 'write' && mailId !== undefined) steps.push({ kind: 'answered', mailId });
  }
  return steps;
}

/** Does the write that a step was to a copy of the folder; `part` of it where the plug was pulled in its middle. */
export function redo(step: Step, copy: string, part = 1): void {
  if (step.kind !== 'write') return;
  const file = openSync(join(copy, step.file), 'r+');
  writeSync(file, step.octets, 0, Math.floor(step.octets.length * part), step.at);
  closeSync(file);
}
