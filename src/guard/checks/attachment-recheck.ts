// Does any file leave the company? Off by default: a company that wants a second look at every attachment (IPA point
// 14) switches it on, usually with a delay.

import { CLEAR, defineCheck, found } from '../check.ts';

export const attachmentRecheck = defineCheck(
  'attachment-recheck',
  ({ content: { files }, recipients }, { settings, mailClass }) => {
    if (mailClass !== 'ordinary' || !recipients.some(({ side }) => side !== 'inside')) return CLEAR;
    const attached = files.filter(({ inline, path, name }) => !inline && path === name);
    const [first] = attached;
    if (first === undefined) return CLEAR;
    return found(
      settings.action,
      'attachment-recheck',
      { count: attached.length, file: first.name },
      attached.slice(0, 10).map(({ path }) => ({ kind: 'file', value: path })),
    );
  },
);
