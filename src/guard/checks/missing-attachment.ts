// Does the text speak of an attachment that is not there? Only the sender's own words count, and only mail that leaves.

import { CLEAR, defineCheck, found } from '../check.ts';

export const missingAttachment = defineCheck(
  'missing-attachment',
  ({ content: { body, files }, recipients }, { settings, mailClass }) => {
    if (mailClass !== 'ordinary' || !recipients.some(({ side }) => side !== 'inside')) return CLEAR;
    const isAttached = files.some(({ inline }) => !inline);
    return body.mentionsAttachment && !isAttached
      ? found(settings.action, 'missing-attachment', {}, [])
      : CLEAR;
  },
);
