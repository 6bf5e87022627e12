// What the pages are given from outside (serve.ts composes it): nothing under web/ opens a store, reads a clock or
// decides about a mail by itself.

import type { Rules } from '../guard/policy.ts';
import type { DecideRequest } from '../relay/decide.ts';
import type { MailLog, ReadMail } from '../relay/ports.ts';
import type { DecisionResult, Store } from '../store/store.ts';

export type WebPorts = {
  readonly store: Store;
  readonly decide: (request: DecideRequest) => Promise<DecisionResult>;
  readonly readMail: ReadMail;
  readonly rules: () => Rules;
  readonly log: MailLog;
  readonly now: () => Date;
};

export type WebSettings = {
  readonly listen: { readonly host: string; readonly port: number };
  /** Where people's browsers find the pages; null: `http://host:port` of the listener. */
  readonly publicUrl: string | null;
  /** How often an open list is looked at; tests are less patient. */
  readonly livePollMs?: number;
};
