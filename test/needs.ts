// Which outside programs a test needs. Missing: the test is skipped and says so; with SEKISHO_TEST_ALL=1 it is an error.

import { spawnSync } from 'node:child_process';

const PATHS: Readonly<Record<string, string>> = {
  postfix: '/usr/sbin/postfix',
  swaks: '/usr/bin/swaks',
  chromium: '/usr/bin/chromium-headless-shell',
  slapd: '/usr/sbin/slapd',
  opendkim: '/usr/sbin/opendkim',
  dovecot: '/usr/sbin/dovecot',
};

/** True when `program` is installed (test/apt-packages lists the Debian packages). */
export function needs(program: keyof typeof PATHS | string): boolean {
  const path = PATHS[program] ?? program;
  const present = spawnSync('/bin/sh', ['-c', `command -v ${path}`]).status === 0;
  if (present) return true;
  if (process.env.SEKISHO_TEST_ALL === '1') throw new Error(`SEKISHO_TEST_ALL=1, but ${program} is missing`);
  console.log(`SKIPPED 1 (needs ${program})`);
  return false;
}
