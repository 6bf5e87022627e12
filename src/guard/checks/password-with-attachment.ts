// Does the password travel with the protected file it opens? In the text of the same mail, or in the file's own name.

import { CLEAR, defineCheck, found } from '../check.ts';

const IN_NAME =
  /(?:pass(?:word)?|pw|パスワード|ぱすわーど|暗証)[\s_＿=＝:：()（）-]{0,3}[A-Za-z0-9!#$%&*+@-]{4,}/iu;

export const passwordWithAttachment = defineCheck(
  'password-with-attachment',
  ({ content: { files, body }, recipients }, { settings }) => {
    if (!recipients.some(({ side }) => side !== 'inside')) return CLEAR;
    const closed = files.filter(({ protection }) => protection !== 'none');
    const [first] = closed;
    if (first === undefined) return CLEAR;
    const named = closed.find(({ name }) => IN_NAME.test(name.normalize('NFKC')));
    if (named !== undefined)
      return found(settings.action, 'password-with-attachment/name', { file: named.name }, [
        { kind: 'file', value: named.path },
      ]);
    if (body.passwordShown === null) return CLEAR;
    const evidence = [
      { kind: 'text' as const, value: body.passwordShown },
      { kind: 'file' as const, value: first.path },
    ];
    return found(settings.action, 'password-with-attachment', { file: first.name }, evidence);
  },
);
