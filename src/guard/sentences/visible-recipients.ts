// The sentences about outsiders who would see each other's address, in both languages.

import { type Lines, plural, type SentenceKey } from './lines.ts';
import { repairRefusal } from './repair-refusals.ts';

type Keys = Extract<SentenceKey, `visible-recipients${string}`>;

export const visibleRecipientsJa: Readonly<Record<Keys, Lines>> = {
  'visible-recipients': {
    label: (v) => `宛先が見えます ${v.count}`,
    sentence: (v) =>
      `社外の ${v.count} 件（${v.organizations} 組織）のアドレスが、To/Cc で互いに初めて見えるようになります（しきい値 ${v.limit}）。${v.bcc === 1 ? 'Bcc の間違いではありませんか。' : ''}`,
    note: (_, e) => `社外のほかの ${e.note} 件の宛先に初めて見えます`,
  },
  'visible-recipients/not-repaired': {
    label: () => 'Bcc にできません',
    sentence: (v) =>
      `社外の ${v.count} 件のアドレスが互いに初めて見えるため、ポリシーではメールを自動で直しますが、できませんでした（${repairRefusal(String(v.why), 'ja')}）。`,
    note: (_, e) => `社外のほかの ${e.note} 件の宛先に初めて見えます`,
  },
};

export const visibleRecipientsEn: Readonly<Record<Keys, Lines>> = {
  'visible-recipients': {
    label: (v) => `Addresses visible: ${v.count}`,
    sentence: (v) =>
      `${v.count} outside addresses of ${plural(v.organizations, 'organisation')} are visible to each other in To/Cc for the first time (limit ${v.limit}).${v.bcc === 1 ? ' Was Bcc meant?' : ''}`,
    note: (_, e) => `newly visible to ${plural(e.note ?? '', 'other outside recipient')}`,
  },
  'visible-recipients/not-repaired': {
    label: () => 'Bcc was not possible',
    sentence: (v) =>
      `The policy repairs this mail (${v.count} outside addresses would be visible to others for the first time), but that was not possible: ${repairRefusal(String(v.why), 'en')}.`,
    note: (_, e) => `newly visible to ${plural(e.note ?? '', 'other outside recipient')}`,
  },
};
