// Does the password travel the same way as the protected file it opens? In the text of the same mail, in the file's own
// name, or in another mail to the same people before or after it.

import { CLEAR, defineCheck, found } from '../check.ts';
import { minutesBefore } from '../recent.ts';

const IN_NAME =
  /(?:pass(?:word|code)?|pwd?|パス(?:ワード)?|ぱすわーど|暗証(?:番号)?|(?:解凍|復号)キー)[\s_＿=＝:：()（）-]{0,3}(?:は|is)?[\s_＿=＝:：-]{0,2}[A-Za-z0-9!#$%&*+@-]{4,}/iu;

export const passwordWithAttachment = defineCheck(
  'password-with-attachment',
  ({ content: { files, body }, recipients, recent, receivedAt }, { settings }) => {
    if (!recipients.some(({ side }) => side !== 'inside')) return CLEAR;
    const since = minutesBefore(receivedAt, settings.withinMinutes);
    const closed = files.filter(({ protection }) => protection !== 'none');
    const [first] = closed;
    const { passwordShown: shown } = body;
    const named = closed.find(({ name }) =>
      IN_NAME.test(name.normalize('NFKC').replace(/\.[A-Za-z0-9]+$/, '')),
    );
    if (named !== undefined)
      return found(settings.action, 'password-with-attachment/name', { file: named.name }, [
        { kind: 'file', value: named.path },
      ]);
    if (first !== undefined && shown !== null)
      return found(settings.action, 'password-with-attachment', { file: first.name }, [
        { kind: 'text', value: shown },
        { kind: 'file', value: first.path },
      ]);
    const { protectedFile, passwordAt } = recent;
    if (shown !== null && protectedFile !== null && protectedFile.at >= since)
      return found(settings.action, 'password-with-attachment/after', { file: protectedFile.name }, [
        { kind: 'text', value: shown },
        { kind: 'file', value: protectedFile.name, note: protectedFile.at },
      ]);
    if (first !== undefined && passwordAt !== null && passwordAt >= since)
      return found(settings.action, 'password-with-attachment/before', { file: first.name }, [
        { kind: 'file', value: first.path, note: passwordAt },
      ]);
    return CLEAR;
  },
);
