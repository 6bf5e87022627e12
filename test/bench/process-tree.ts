// Resident memory of a process and all below it, as Linux tells it.

import { readdirSync, readFileSync } from 'node:fs';

function parentsOfAll(): Map<number, number> {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = readOrEmpty(`/proc/${name}/stat`);
    const [, parent] = /^\d+ \(.*\) \S (\d+)/s.exec(stat) ?? [];
    if (parent !== undefined) parents.set(Number(name), Number(parent));
  }
  return parents;
}

/** A process may end while it is being looked at. */
function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

const rssOf = (pid: number): number =>
  Number(/^VmRSS:\s+(\d+) kB/m.exec(readOrEmpty(`/proc/${pid}/status`))?.[1] ?? 0) / 1024;

/** MiB. */
export function treeRss(root: number): number {
  const parents = parentsOfAll();
  const isBelow = (pid: number): boolean =>
    pid === root || (parents.has(pid) && isBelow(parents.get(pid) ?? 0));
  return [...parents.keys()].filter(isBelow).reduce((sum, pid) => sum + rssOf(pid), 0);
}

/** Looks ten times a second until stopped; `peak` since the last call of `peak`. */
export function watchRss(root: number): { peak(): number; stop(): void } {
  let most = treeRss(root);
  const timer = setInterval(() => {
    most = Math.max(most, treeRss(root));
  }, 100);
  return {
    peak() {
      const was = most;
      most = treeRss(root);
      return was;
    },
    stop: () => clearInterval(timer),
  };
}
