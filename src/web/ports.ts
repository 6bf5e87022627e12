// What the pages are given from outside (serve.ts composes it): nothing under web/ opens a store, reads a clock or
// decides about a mail by itself.

import type { People } from '../guard/people.ts';
import type { Rules } from '../guard/policy.ts';
import type { ActRequest, ActResult } from '../relay/act-on-hold.ts';
import type { LivePolicy } from '../relay/live-policy.ts';
import type { MailLog, ReadMail } from '../relay/ports.ts';
import type { Repairs } from '../relay/repair.ts';
import type { Store } from '../store/store.ts';
import type { Identity, IdentitySettings } from './identity/identity.ts';

export type WebPorts = {
  readonly store: Store;
  readonly act: (request: ActRequest) => Promise<ActResult>;
  readonly repairs: Repairs;
  readonly readMail: ReadMail;
  readonly rules: () => Rules;
  readonly people: () => People;
  readonly policies: Pick<LivePolicy, 'isOnPages' | 'parse' | 'apply'>;
  readonly log: MailLog;
  readonly now: () => Date;
  /** Of this program. */
  readonly version: string;
};

/** What the handlers are given. */
export type PagePorts = WebPorts & { readonly identity: Identity };

export type WebSettings = {
  readonly listen: { readonly host: string; readonly port: number };
  /** Where people's browsers find the pages; null: `http://host:port` of the listener. */
  readonly publicUrl: string | null;
  /** Absent: only local users sign in. */
  readonly identity?: IdentitySettings;
  /** How often an open list is looked at; tests are less patient. */
  readonly livePollMs?: number;
};
