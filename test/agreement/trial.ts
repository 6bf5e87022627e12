// One or several mails with everything that judging them depends on: organisation, policy, directory, history and clock.
// As files it is what the commands `check`, `explain` and `replay` read; a live relay gets the same by SMTP.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GivenContact } from '../../src/cli/given-history.ts';

export type Sent = {
  readonly from: string;
  readonly to: readonly string[];
  readonly octets: Uint8Array;
  readonly atSeconds: number;
};

export type Trial = {
  readonly name: string;
  /** Sections of a configuration. `organization.domains` is also what the case names as inside. */
  readonly config: {
    readonly organization: { readonly domains: readonly string[] };
    readonly policy: Readonly<Record<string, unknown>>;
  };
  /** The file of people that the configuration names; without it there is no directory. */
  readonly people?: Readonly<Record<string, unknown>>;
  readonly startAt: string;
  readonly history: readonly GivenContact[];
  /** In the order of their clock. */
  readonly mails: readonly Sent[];
};

export type Written = {
  readonly config: string;
  readonly history: string;
  readonly mail: (n: number) => string;
};

/** A mail in a file has its last line ended, as on the wire. */
function asSent(octets: Uint8Array): Uint8Array {
  const end = Buffer.from(octets.subarray(-2)).toString('latin1');
  return end === '\r\n' ? octets : Buffer.concat([octets, Buffer.from('\r\n')]);
}

export function sentAsOne({ mails, ...trial }: Trial): Trial {
  return { ...trial, mails: mails.map((mail) => ({ ...mail, octets: asSent(mail.octets) })) };
}

/** Writes the trial as a case with its configuration into `folder`. */
export function writeTrial(
  { name, config, people, startAt, history, mails }: Trial,
  folder: string,
): Written {
  const at = (file: string) => join(folder, file);
  const mailName = (n: number) => `message-${n}.eml`;
  mkdirSync(folder);
  for (const [n, { octets }] of mails.entries()) writeFileSync(at(mailName(n)), octets);
  const session = mails.map(({ from, to, atSeconds }, n) => ({
    envelope: { from, to },
    eml: mailName(n),
    atSeconds,
  }));
  const setup = { internalDomains: config.organization.domains, startAt, history };
  const directory = people === undefined ? {} : { file: at('people.json') };
  const storage = { url: `sqlite:${at('none.db')}` };
  const files = {
    'sekisho.json': { nextHop: { host: '127.0.0.1', port: 25 }, storage, directory, ...config },
    'people.json': people ?? {},
    'history.json': history,
    'case.json': { id: name, setup, session },
  };
  for (const [file, content] of Object.entries(files)) writeFileSync(at(file), JSON.stringify(content));
  return { config: at('sekisho.json'), history: at('history.json'), mail: (n) => at(mailName(n)) };
}
