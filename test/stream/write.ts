// node test/stream/write.ts FOLDER [MAILS] [DAYS] [SEED]: writes the stream as `stream.jsonl` and `eml/NNNNNN.eml` for
// `sekisho replay --jsonl FOLDER/stream.jsonl --eml FOLDER/eml`, and prints its statistics beside those of real mail.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateStream } from './generate.ts';
import { countStream } from './statistics.ts';

const [folder = 'stream', mails = '20000', days = '270', seed = '5'] = process.argv.slice(2);
const stream = [...generateStream({ seed: Number(seed), mails: Number(mails), days: Number(days) })];
mkdirSync(join(folder, 'eml'), { recursive: true });
const lines = stream.map(({ octets, isReply: _, ...line }, n) => {
  writeFileSync(join(folder, 'eml', `${String(n + 1).padStart(6, '0')}.eml`), octets);
  return JSON.stringify(line);
});
writeFileSync(join(folder, 'stream.jsonl'), `${lines.join('\n')}\n`);

const percent = (share: number) => `${(share * 100).toFixed(1)} %`.padStart(8);
console.log(`${'share'.padEnd(48)}${'real'.padStart(8)}${'here'.padStart(8)}`);
for (const { name, real, here } of countStream(stream))
  console.log(`${name.padEnd(48)}${percent(real)}${percent(here)}`);
