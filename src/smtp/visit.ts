// What we know of one connection beside what smtp-server keeps: the transaction in our own words, the counters
// and the clock. Made by server.ts, kept up to date by command-gate.ts and reception.ts, watched by watchdog.ts.

import type { SMTPServer } from 'smtp-server';
import type { NewRecipient } from '../store/store.ts';
import type { DataLease } from './data-budget.ts';
import type { MailCommand, RcptCommand } from './path-grammar.ts';

/** smtp-server's connection object; it exports no type for it. */
export type Connection = SMTPServer['connections'] extends Set<infer One> ? One : never;

export type Transaction = { readonly mail: MailCommand; readonly recipients: NewRecipient[] };

/** A DATA between 354 and our reply. */
export type Reception = {
  readonly startedAt: number;
  readonly lease: DataLease;
  readonly receivedOctets: () => number;
  /** Time in which we did not read, which is not the client's fault. */
  waitedMs: number;
  isComplete: boolean;
};

export type Visit = {
  readonly connection: Connection;
  readonly clientAddress: string;
  /** The command line that smtp-server is being told of. */
  asked: MailCommand | RcptCommand | null;
  transaction: Transaction | null;
  reception: Reception | null;
  errors: number;
  junkCommands: number;
  authTries: number;
  /** Monotonic ms: the greeting or the last reply to DATA. */
  commandPhaseSince: number;
};

export function newVisit(connection: Connection, clientAddress: string, now: number): Visit {
  return {
    connection,
    clientAddress,
    asked: null,
    transaction: null,
    reception: null,
    errors: 0,
    junkCommands: 0,
    authTries: 0,
    commandPhaseSince: now,
  };
}
