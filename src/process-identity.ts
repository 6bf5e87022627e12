// Names this process among all that may share a database, and tells whether another one so named is gone for good: so
// that what a killed process was delivering is taken over at once, not when its leases run out. Used by serve.ts.

import { randomUUID } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';

export type ProcessIdentity = {
  /** `machine/pid/random`. */
  readonly name: string;
  /** True only when the named process certainly lives no more; one of another machine never is. */
  isGone(name: string): boolean;
};

/**
 * One boot of one machine, and within it one space of process numbers: host names and process numbers alone may be the
 * same on two machines or in two containers. Null where the system does not tell (anything but Linux).
 */
function machineId(): string | null {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const space = /\d+/.exec(readlinkSync('/proc/self/ns/pid'))?.[0];
    return space === undefined ? null : `${boot}.${space}`;
  } catch {
    return null;
  }
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

export function identifyProcess(): ProcessIdentity {
  const machine = machineId();
  return {
    name: `${machine ?? 'unknown'}/${process.pid}/${randomUUID().slice(0, 8)}`,
    isGone(name) {
      const [itsMachine, pid] = name.split('/');
      if (machine === null || itsMachine !== machine || !/^[1-9]\d*$/.test(pid ?? '')) return false;
      return Number(pid) !== process.pid && !lives(Number(pid));
    },
  };
}
