// A morning at a small trading company, for the pictures in the documents: customers that are known, and four mails
// that are held.

import { lesson } from '../store/samples.ts';
import type { House } from './house.ts';
import type { Sent } from './mails.ts';

export const COMPANY = 'aoba-trading.example';

const YAMADA = `hanako.yamada@${COMPANY}`;
const KNOWN = [
  'orders@kikuchi-dental.example',
  'm.hatano@hatano-farm.example',
  'office@minato-hotel.example',
  'k.sanwa@sanwa-print.example',
  'info@meiko-school.example',
  'y.toyoda@toyo-optics.example',
  'desk@asahina-tours.example',
  'shop@kitano-wines.example',
  'info@yukari-clinic.example',
  's.mori@mori-architects.example',
  'nakajima.books@freemail.example',
];
const NEW = 'eguchi@kitamura-law.example';

const DAY_MS = 86_400_000;

/** What the company has sent since spring: to every known customer now and then, never to several at once. */
export async function teach(house: House): Promise<void> {
  const now = house.now().getTime();
  const lessons = KNOWN.flatMap((customer, n) =>
    Array.from({ length: 7 + ((n * 5) % 17) }, (_, week) =>
      lesson(new Date(now - (week * 9 + n + 2) * DAY_MS).toISOString(), YAMADA, [customer]),
    ),
  );
  await house.store.learn(lessons);
}

type Parts = {
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: readonly string[];
  readonly file?: { readonly name: string; readonly type: string; readonly content: string };
};

const addressIn = (mailbox: string) => /<(.*)>/.exec(mailbox)?.[1] ?? mailbox;

function compose({ from, to, subject, text, file }: Parts): Sent {
  const attached =
    file === undefined
      ? []
      : [
          '--part',
          `Content-Type: ${file.type}; charset=UTF-8; name="${file.name}"`,
          `Content-Disposition: attachment; filename="${file.name}"`,
          '',
          ...file.content.split('\n'),
        ];
  return {
    from: addressIn(from),
    to: to.map(addressIn),
    lines: [
      `From: ${from}`,
      `To: ${to.join(',\r\n ')}`,
      `Subject: ${subject}`,
      `Message-ID: <${Buffer.from(subject).toString('hex').slice(0, 20)}@${COMPANY}>`,
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary=part',
      '',
      '--part',
      'Content-Type: text/plain; charset=UTF-8',
      '',
      ...text,
      ...attached,
      '--part--',
    ],
  };
}

const FAMILIES = ['Abe', 'Baba', 'Chiba', 'Doi', 'Endo', 'Fujita', 'Goto', 'Hara', 'Ishii', 'Kato'];
const GIVEN = ['Akiko', 'Daichi', 'Emi', 'Hiroshi', 'Kaori', 'Makoto', 'Naoko', 'Ryo', 'Sachiko', 'Takashi'];

const CONTACTS = FAMILIES.flatMap((family, f) =>
  GIVEN.map(
    (given, g) =>
      `${given} ${family},090-${4100 + f * 87}-${1000 + g * 713},${given.toLowerCase()}.${family.toLowerCase()}@freemail.example`,
  ),
);

/** The one with everything in it: a closing notice to twelve customers in To, and the list of contacts beside it. */
export const CLOSING = compose({
  from: `Hanako Yamada <${YAMADA}>`,
  to: [...KNOWN, NEW],
  subject: 'Year-end closing dates',
  text: [
    'Dear customers,',
    '',
    'Thank you for your business this year.',
    'Our office is closed from 29 December to 4 January. Orders that reach us by 24 December are shipped this year.',
    '',
    'Attached are the contacts we have on file. Please tell us if anything has changed.',
    '',
    'Hanako Yamada',
    'Sales, Aoba Trading',
  ],
  file: {
    name: 'customer-contacts.csv',
    type: 'text/csv',
    content: ['Name,Phone,Mail', ...CONTACTS].join('\n'),
  },
});

export const OTHERS: readonly Sent[] = [
  compose({
    from: `Kenji Ito <kenji.ito@${COMPANY}>`,
    to: ['office@minato-hotell.example'],
    subject: 'Quotation no. 2261',
    text: [
      'Dear Mr Minato,',
      '',
      'please find our quotation for the spring season attached.',
      '',
      'Kenji Ito',
    ],
    file: { name: 'quotation-2261.txt', type: 'text/plain', content: 'Quotation no. 2261' },
  }),
  compose({
    from: `Aya Takahashi <aya.takahashi@${COMPANY}>`,
    to: ['recruiting@harada-partners.example'],
    subject: 'Notes from the interviews',
    text: [
      'Hello,',
      '',
      'CONFIDENTIAL - for the hiring committee only.',
      'My notes are attached.',
      '',
      'Aya',
    ],
    file: { name: 'interview-notes.txt', type: 'text/plain', content: 'Notes' },
  }),
];

/** Mails about which somebody has decided. */
export const ENDED: readonly { readonly mail: Sent; readonly decision: 'return' | 'release' }[] = [
  {
    decision: 'return',
    mail: compose({
      from: `Aya Takahashi <aya.takahashi@${COMPANY}>`,
      to: ['m.hatano@hatano-farms.example'],
      subject: 'Price list for spring',
      text: ['Dear Mr Hatano,', '', 'please find the price list attached.', '', 'Aya Takahashi'],
      file: { name: 'price-list.txt', type: 'text/plain', content: 'Spring prices' },
    }),
  },
  {
    decision: 'release',
    mail: compose({
      from: `Kenji Ito <kenji.ito@${COMPANY}>`,
      to: ['k.endo@endo-logistics.example'],
      subject: 'Delivery dates in December',
      text: ['Dear Ms Endo,', '', 'the dates are in the attached list.', '', 'Kenji Ito'],
      file: { name: 'dates.txt', type: 'text/plain', content: '3, 10 and 17 December' },
    }),
  },
];

/** Takes a mail in, and the supervisor decides. */
export async function end(house: House, { mail, decision }: (typeof ENDED)[number]): Promise<void> {
  const id = await house.accept(mail);
  const sato = await house.signIn('sato');
  const path = `/held/${id}/decision`;
  await sato.get(`/held/${id}`);
  await sato.post(path, { ...sato.hiddenFields(path), decision });
}
