// Exchange Online and Google Workspace before us, as far as their documentation tells: one mail in several transactions,
// their header fields, their sizes, reports with an empty sender; all given back (`routing: return`).

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectClient } from '../smtp/client.ts';
import { removeFolder, type Sekisho, startSekisho } from './sekisho.ts';
import { type Sink, startSink } from './sink.ts';
import { submit } from './submit.ts';

const EXCHANGE = [
  'Received: from TYCPR01MB0001.jpnprd01.prod.outlook.com (2603:1096:400:1::1) by',
  ' TYCPR01MB0002.jpnprd01.prod.outlook.com (2603:1096:400:2::1) with Microsoft SMTP Server',
  ' (version=TLS1_2, cipher=TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384) id 15.20.9000.1; Fri, 27 Nov 2026 01:00:00 +0000',
  'ARC-Seal: i=1; a=rsa-sha256; s=arcselector10001; d=microsoft.com; cv=none; b=AAAA',
  'X-MS-Exchange-Organization-AuthAs: Internal',
  'X-MS-Exchange-Organization-AuthMechanism: 04',
  'X-MS-Has-Attach:',
  'X-MS-TNEF-Correlator:',
  'x-ms-traffictypediagnostic: TYCPR01MB0001:EE_|TYCPR01MB0002:EE_',
  'X-LD-Processed: 00000000-0000-0000-0000-000000000000,ExtAddr',
  'X-OriginatorOrg: corp.example',
  `X-MS-Exchange-AntiSpam-MessageData-0: ${'A'.repeat(900)}`,
];

const GOOGLE = [
  'Received: by 2002:a05:6402:1234:b0:5a1:1111:2222 with SMTP id x1-20020a; Fri, 27 Nov 2026 01:00:00 -0800 (PST)',
  'X-Google-DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=1e100.net; s=20230601; b=AAAA',
  'X-Gm-Message-State: AOJu0Yw',
  'X-Google-Smtp-Source: AGHT+IE',
];

describe.each([
  ['Exchange Online', EXCHANGE],
  ['Google Workspace', GOOGLE],
])('behind %s', (_service, fields) => {
  let sink: Sink;
  let sekisho: Sekisho;
  let id = 0;

  beforeAll(async () => {
    sink = await startSink();
    sekisho = await startSekisho({
      nextHop: { host: '127.0.0.1', port: sink.port },
      routing: 'return',
      smtp: { listen: '127.0.0.1:0', maxSize: '1MiB' },
      policy: { learnDays: 0 },
    });
  });
  afterAll(async () => {
    expect(await sekisho.stop()).toBe(0);
    await sink.close();
    removeFolder(sekisho);
  });

  function mailTo(to: readonly string[], text: string, more: readonly string[] = []): Buffer {
    id += 1;
    const own = [
      'From: Ann Brown <ann@corp.example>',
      `To: ${to.join(', ')}`,
      'Subject: The meeting',
      `Message-ID: <${id}@corp.example>`,
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=utf-8',
    ];
    return Buffer.from([...fields, ...more, ...own, '', text, ''].join('\r\n'));
  }

  /** The service hands one mail over in one transaction per recipient; the replies in order. */
  async function split(to: readonly string[], octets: Buffer): Promise<readonly string[]> {
    const replies: string[] = [];
    for (const one of to) replies.push(await submit(sekisho.smtpPort, 'ann@corp.example', [one], octets));
    return replies;
  }

  it('a mail whose twelve strangers see each other is held in every part', async () => {
    const to = Array.from({ length: 12 }, (_, n) => `info@shop${n}.example`);
    const replies = await split(to, mailTo(to, 'We meet at ten.'));
    expect(replies.filter((reply) => !/held as/.test(reply))).toEqual([]);
  });

  it('the parts of one mail are no series that slipped by a row', async () => {
    const to = Array.from({ length: 6 }, (_, n) => `desk${n}@office${n % 2}.example`);
    const octets = mailTo(
      ['list@corp.example'],
      'Dear Mr Miller,\r\n\r\nwe meet at ten in the usual room as agreed.',
    );
    const replies = await split(to, octets);
    expect(replies.filter((reply) => !/queued as/.test(reply))).toEqual([]);
  });

  it('its fields and every octet come back to it, our mark in front', async () => {
    const octets = mailTo(['bob@corp.example'], 'We meet at ten.');
    expect(await submit(sekisho.smtpPort, 'ann@corp.example', ['bob@corp.example'], octets)).toMatch(
      /queued/,
    );
    const { octets: back } = await sink.next(({ to }) => to.includes('bob@corp.example'));
    expect(back.subarray(-octets.length).equals(octets)).toBe(true);
    const added = back.subarray(0, -octets.length).toString();
    expect(added).toMatch(
      /^Received: from [\s\S]*\(Sekisho\)[\s\S]*\r\nX-Sekisho: v=1; id=m-\w+; h=[\w-]{43}\r\n$/,
    );
    // What comes round again is told apart from a mark that somebody wrote, and judged again all the same.
    expect(await submit(sekisho.smtpPort, 'ann@corp.example', ['bob@corp.example'], back)).toMatch(/queued/);
    await sekisho.waitFor(({ event }) => event === 'came-back');
  });

  it('a mail that goes round is stopped', async () => {
    const rounds = Array.from(
      { length: 101 },
      (_, n) => `Received: from a by b id ${n}; Fri, 27 Nov 2026 01:00:00 +0000`,
    );
    const octets = mailTo(['bob@corp.example'], 'We meet at ten.', rounds);
    await expect(submit(sekisho.smtpPort, 'ann@corp.example', ['bob@corp.example'], octets)).rejects.toThrow(
      /5\.4\.6/,
    );
  });

  it('an automatic reply has no sender and passes; a mail above the limit is refused before it is sent', async () => {
    const octets = mailTo(['bob@partner.example'], 'I am away.', ['Auto-Submitted: auto-replied']);
    expect(await submit(sekisho.smtpPort, '', ['bob@partner.example'], octets)).toMatch(/queued as/);
    const client = await connectClient(sekisho.smtpPort);
    await client.say('EHLO mail-x.outbound.protection.outlook.com');
    expect(await client.say('MAIL FROM:<ann@corp.example> SIZE=1048577')).toMatch(/^552 5\.3\.4/);
    client.close();
  });
});
