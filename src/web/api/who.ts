// The roles that routes of the API are for, as on the pages.

export const SIGNED = ['admin', 'approver', 'delegate', 'auditor', 'sender'] as const;
export const REVIEWERS = ['admin', 'approver', 'delegate'] as const;
export const DECIDERS = ['admin', 'approver', 'delegate', 'sender'] as const;
export const TUNERS = ['admin', 'auditor'] as const;
export const AUDITORS = ['auditor'] as const;
export const ADMINS = ['admin'] as const;
