// The words of a burst that is decided on as one item. English.

export const burstEn = {
  size: (n: number) => `${n} mails in a row`,
  title: (n: number) => `One of ${n} mails sent in a row`,
  listTitle: 'Mails sent in a row',
  lead: (recipients: number) => `They go to ${recipients} recipients. Other senders are not affected.`,
  samples: 'Samples',
  show: (n: number) => `Show all ${n}`,
  open: (n: number) => `Decide on all ${n}…`,
  none: 'None of these mails is held any longer.',
  first: (listed: number, size: number) =>
    `The first ${listed} of ${size}; the others follow when these are decided.`,
  release: (n: number) => `Send all ${n}`,
  return: (n: number) => `Return all ${n}`,
  hint: (n: number) =>
    `Decides on exactly the ${n} mails listed here, on all pages; what comes later is held as well.`,
};

export type BurstWords = typeof burstEn;
