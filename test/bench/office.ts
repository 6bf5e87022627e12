// Section `office`: a typical office mail (2 KB of text, a workbook of 80 KB) through inspection: read, judged, not stored.

import { envelopeOf } from '../../src/cli/judge-with.ts';
import { organizationSchema, policySchema, type Rules } from '../../src/guard/policy.ts';
import { createRecordedHistory } from '../../src/guard/recorded-history.ts';
import { readMail } from '../../src/message/read-mail.ts';
import { inspect } from '../../src/relay/inspect.ts';
import type { ReadMail } from '../../src/relay/ports.ts';
import { createReaderPool } from '../../src/relay/reader-pool.ts';
import { octetsOf } from '../guard/cases/case.ts';
import { asXlsx, rosterRows } from './rosters.ts';
import { type Measured, percentile } from './section.ts';

const TO = 'hanako@partner.example';
const SENTENCE =
  '先日お打ち合わせいたしました件につき、資料をお送りいたします。ご確認のほど、よろしくお願いいたします。\n';
const MAILS = 150;

/** Items and their prices: about 80 KB, and about nobody. */
function workbook(): Uint8Array {
  const items = rosterRows(3500).map(([id = ''], n) => [
    id,
    `部品${(n * 7919) % 10_007}`,
    String((n * 104_729) % 99_991),
    '個',
    String(n % 97),
  ]);
  return asXlsx([['品番', '品名', '単価', '単位', '数量'], ...items]);
}

/** Milliseconds each, `atOnce` of them under way at any moment; and mails in a second. */
async function send(readWith: ReadMail, octets: Uint8Array, atOnce: number) {
  const history = createRecordedHistory();
  const rules: Rules = {
    organization: organizationSchema.parse({ domains: ['corp.example'] }),
    policy: policySchema.parse({}),
  };
  const ports = {
    readMail: readWith,
    answerHistory: async (...asked: Parameters<typeof history.answer>) => history.answer(...asked),
    rules,
  };
  const times: number[] = [];
  let left = MAILS;
  const work = async () => {
    while (left-- > 0) {
      const start = performance.now();
      await inspect(ports, envelopeOf('taro.yamada@corp.example', [TO]), octets, '2026-11-24T10:00:00Z');
      times.push(performance.now() - start);
    }
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: atOnce }, work));
  return { perSecond: MAILS / ((performance.now() - start) / 1000), times };
}

export async function office(): Promise<Measured> {
  const file = workbook();
  const octets = octetsOf({
    to: [TO],
    text: SENTENCE.repeat(13),
    files: [{ name: '見積.xlsx', octets: file }],
  });
  const pool = createReaderPool();
  const rows: (string | number)[][] = [];
  const ways: readonly (readonly [string, ReadMail, number])[] = [
    ['in one thread', readMail, 1],
    ['through the readers of the relay, 4 at once', pool.readMail, 4],
  ];
  try {
    for (const [way, readWith, atOnce] of ways) {
      await send(readWith, octets, atOnce);
      const { perSecond, times } = await send(readWith, octets, atOnce);
      rows.push([way, perSecond, percentile(times, 0.5), percentile(times, 0.99)]);
    }
  } finally {
    await pool.close();
  }
  const kib = Math.round(file.length / 1024);
  return {
    title: `An office mail, 2 KB of text and a workbook of ${kib} KiB, read and judged`,
    columns: ['way', 'mails/s', 'p50 ms', 'p99 ms'],
    rows,
    notes: [],
    failed: [],
  };
}
