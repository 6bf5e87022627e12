// What one client may use up: connections, commands, seconds, octets. Every resource a stranger can hold has a
// number here. Read by server.ts; the numbers follow Postfix's defaults where it has one.

export type SmtpLimits = {
  readonly maxConnections: number;
  readonly maxConnectionsPerClient: number;
  /** Replies of 400 and above in one session, then 421. A taken mail sets the count back. */
  readonly maxErrors: number;
  /** Commands that move no mail forward (EHLO, NOOP, RSET, MAIL …), then 421. A taken mail sets the count back. */
  readonly maxJunkCommands: number;
  readonly maxCommandOctets: number;
  /** From the greeting, or from the last reply to DATA, to the next DATA; no command extends it. */
  readonly commandPhaseMs: number;
  readonly idleTimeoutMs: number;
  readonly dataGraceMs: number;
  readonly dataMinOctetsPerSecond: number;
  readonly dataMaxMs: number;
  /** How long inspecting and storing may take; clients wait 10 minutes after the dot (RFC 5321 §4.5.3.2.6). */
  readonly acceptMaxMs: number;
  readonly authTriesPerSession: number;
  /** Wrong passwords for one account from one address before it has to wait. */
  readonly authTriesPerAccount: number;
  /** Octets of mails over `smallMailOctets` held in memory at once, by all sessions together; a larger one goes alone. */
  readonly memoryOctets: number;
  readonly smallMailOctets: number;
  /** How long close() lets mails in progress finish. */
  readonly closeMs: number;
};

export const DEFAULT_LIMITS: SmtpLimits = {
  maxConnections: 200,
  maxConnectionsPerClient: 100,
  maxErrors: 20,
  maxJunkCommands: 100,
  maxCommandOctets: 4096,
  commandPhaseMs: 300_000,
  idleTimeoutMs: 300_000,
  dataGraceMs: 10_000,
  dataMinOctetsPerSecond: 500,
  dataMaxMs: 600_000,
  acceptMaxMs: 300_000,
  authTriesPerSession: 3,
  authTriesPerAccount: 5,
  memoryOctets: 30 * 1024 * 1024,
  smallMailOctets: 1024 * 1024,
  closeMs: 30_000,
};
