// Is something in the mail protected so that it could not be read? By default only recorded: the sender did it on
// purpose. A file of which only some entries are protected is named as such.

import { CLEAR, defineCheck, found } from '../check.ts';

export const encryptedContent = defineCheck('encrypted-content', ({ content: { files } }, { settings }) => {
  const closed = files.filter(({ protection }) => protection !== 'none');
  const [first] = closed;
  if (first === undefined) return CLEAR;
  const evidence = closed.slice(0, 10).map(({ path, protection, protectionBy }) => ({
    kind: 'file' as const,
    value: path,
    note: protectionBy === null ? protection : `${protection}: ${protectionBy}`,
  }));
  return found(settings.action, 'encrypted-content', { count: closed.length, file: first.name }, evidence);
});
