// The check ids of the contract (DESIGN §6). They appear in JSON, logs, metrics, policy keys: the list only grows.

export const CHECK_IDS = [
  'blocked-recipient',
  'uninspectable',
  'sender-mismatch',
  'visible-recipients',
  'many-recipients',
  'first-contact',
  'external-among-internal',
  'lookalike-domain',
  'freemail-recipient',
  'same-name-other-domain',
  'salutation-mismatch',
  'thread-drift',
  'distribution-list',
  'important-recipient',
  'auto-forward',
  'burst',
  'mail-merge-mismatch',
  'unencrypted-personal-data',
  'my-number',
  'special-care-data',
  'confidential-marking',
  'password-with-attachment',
  'attachment-recheck',
  'hidden-content',
  'wrong-file',
  'missing-attachment',
  'forbidden-attachment',
  'encrypted-content',
] as const;

export type CheckId = (typeof CHECK_IDS)[number];
