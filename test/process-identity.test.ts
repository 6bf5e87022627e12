import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { identifyProcess } from '../src/process-identity.ts';

it('calls a process gone only when it has ended, and never one of another machine', async () => {
  const { name, isGone } = identifyProcess();
  const named = (pid: number | undefined, machine = name.split('/')[0]) => `${machine}/${pid}/00000000`;
  const child = spawn(process.execPath, ['-e', 'process.stdin.resume()']);
  await once(child, 'spawn');
  expect(isGone(named(child.pid))).toBe(false);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(isGone(named(child.pid))).toBe(true);
  expect(isGone(named(child.pid, 'elsewhere'))).toBe(false);
  expect(isGone(name)).toBe(false);
  expect(isGone('')).toBe(false);
});
