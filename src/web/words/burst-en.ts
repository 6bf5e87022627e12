// The words of a burst that is decided on as one item. English.

export const burstEn = {
  size: (n: number) => `${n} mails in a row`,
  title: (n: number) => `One of ${n} mails sent in a row`,
  lead: (recipients: number) => `They go to ${recipients} recipients. Other senders are not affected.`,
  samples: 'Samples',
  all: 'All of them',
  release: (n: number) => `Send all ${n}`,
  return: (n: number) => `Return all ${n}`,
  hint: 'Decides on exactly the mails listed here; what comes later is held as well.',
};

export type BurstWords = typeof burstEn;
