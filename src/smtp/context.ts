// What the SMTP server is given and what its handlers share. Made once by server.ts, which checks here that the
// settings make neither an open relay nor a server nobody may use.

import type { AcceptMail } from '../relay/ports.ts';
import { type Authenticate, type AuthGate, createAuthGate } from './auth-gate.ts';
import { type ClientNetworks, parseClientNetworks, SmtpSettingsError } from './client-networks.ts';
import { DataBudget } from './data-budget.ts';
import { DEFAULT_LIMITS, type SmtpLimits } from './limits.ts';
import { createReadiness, type FindUnreadiness, type ReadinessPorts } from './readiness.ts';
import type { ReceptionPorts } from './reception.ts';
import type { Visit } from './visit.ts';

export type SmtpPorts = ReadinessPorts & {
  readonly accept: AcceptMail;
  /** null: there is no users table, and AUTH is not offered. */
  readonly authenticate: Authenticate | null;
};

export type SmtpSettings = {
  readonly listen: { readonly host: string; readonly port: number };
  readonly hostName: string;
  /** Networks (CIDR) whose clients may send without a password, unless `requireAuth`. */
  readonly allowNetworks: readonly string[];
  readonly requireAuth: boolean;
  /** PEM texts; null: STARTTLS is not offered. */
  readonly tls: { readonly cert: string; readonly key: string } | null;
  readonly maxSizeOctets: number;
  readonly maxRecipients: number;
  /** What cannot be read or is too large is taken and let go of, not refused: copies nobody waits for. */
  readonly takesUnreadable?: boolean;
  readonly limits?: Partial<SmtpLimits>;
};

/** What the handlers share. */
export type SmtpContext = {
  readonly ports: SmtpPorts;
  readonly settings: SmtpSettings;
  readonly limits: SmtpLimits;
  readonly networks: ClientNetworks;
  readonly authGate: AuthGate | null;
  readonly visits: Map<string, Visit>;
  readonly findUnreadiness: FindUnreadiness;
  readonly reception: ReceptionPorts;
};

/** Throws {@link SmtpSettingsError}. */
export function createContext(ports: SmtpPorts, settings: SmtpSettings): SmtpContext {
  const limits = { ...DEFAULT_LIMITS, ...settings.limits };
  if (settings.requireAuth && ports.authenticate === null) {
    throw new SmtpSettingsError('smtp.requireAuth needs smtp.users: nobody could send');
  }
  const { authenticate, monotonicNow, accept, log } = ports;
  const { maxSizeOctets, takesUnreadable = false } = settings;
  const { memoryOctets, smallMailOctets } = limits;
  const budget = new DataBudget(Math.max(memoryOctets, maxSizeOctets), smallMailOctets, memoryOctets);
  return {
    ports,
    settings,
    limits,
    networks: parseClientNetworks(settings.allowNetworks, settings.requireAuth),
    authGate: authenticate && createAuthGate(authenticate, monotonicNow, limits.authTriesPerAccount),
    visits: new Map(),
    findUnreadiness: createReadiness(ports),
    reception: { accept, log, monotonicNow, budget, limits, maxSizeOctets, takesUnreadable },
  };
}
