// Is the attached file another customer's? Its name names a company that the author's other mail goes to, or the same
// file went to one other organisation before and carries personal data.

import { CLEAR, defineCheck, found } from '../check.ts';

export const wrongFile = defineCheck(
  'wrong-file',
  ({ elsewhere, sentBefore, content, recipients }, { settings, mailClass }) => {
    if (mailClass !== 'ordinary' || !recipients.some(({ side }) => side === 'outside')) return CLEAR;
    const named = elsewhere.find(({ kind, where }) => kind === 'company' && where !== 'greeting');
    if (named !== undefined) {
      const values = { file: named.where, company: named.name, meant: named.subject };
      return found(settings.action, 'wrong-file', values, [
        { kind: 'file', value: named.where, note: named.subject },
      ]);
    }
    const sent = sentBefore.find(({ path, organizations }) => {
      const place = content.personalPlaces.find(({ where }) => where === path);
      return organizations.length === 1 && (place?.persons ?? 0) > 0;
    });
    if (sent === undefined) return CLEAR;
    const values = { file: sent.path, company: '', meant: sent.organizations[0] ?? '' };
    return found(settings.action, 'wrong-file/sent-before', values, [
      { kind: 'file', value: sent.path, note: values.meant },
    ]);
  },
  { needsHistory: true },
);
