// The log: one JSON line per event on standard output, with fixed keys. Never octets, text, subject or credentials.
// Made once by a composer and handed down as a MailLog.

import { destination, pino, stdTimeFunctions } from 'pino';
import type { LogLine } from './relay/ports.ts';

/** Events of the program itself may carry more than those of a mail. */
export type ProgramLine = LogLine & Readonly<Record<string, unknown>>;

export type Log = (line: ProgramLine) => void;

/** Writes to a file descriptor; a line is out when the call returns, so none is lost when the process ends. */
export function createLog(fd = 1): Log {
  const logger = pino(
    { base: null, timestamp: stdTimeFunctions.isoTime, formatters: { level: (level) => ({ level }) } },
    destination({ dest: fd, sync: true }),
  );
  return ({ level = 'info', ...line }) => logger[level](line);
}
