// How many mails of one sender may be held at once: part of the store's promise (store.ts).

import type { NewMail } from './store.ts';

export type HeldQuota = {
  /**
   * As insertMail, for a mail that is held. False: nothing of it was stored, for `mostOfSender` mails with its reverse-path
   * are held already; never more than these, however many come at once.
   */
  insertHeld(mail: NewMail, mostOfSender: number): Promise<boolean>;
};
