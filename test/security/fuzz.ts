// Mails with a planted word, damaged at random, asked of four readers: a mail in which any of them finds the word must
// never be clear with us. Run for a moment by fuzz.test.ts, and for as long as one likes by `npm run fuzz`.

import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { simpleParser } from 'mailparser';
import PostalMime from 'postal-mime';
import { corpusMails } from '../corpora.ts';
import * as compose from '../message/compose.ts';
import { SECRET } from '../message/compose.ts';
import { type Random, seededRandom } from '../stream/random.ts';

const { attachment, base64, encodedWord, html, mail, multipart, octets, part, plain, text } = compose;

const quotedPrintable = () =>
  part(
    { 'Content-Type': 'text/plain; charset=utf-8', 'Content-Transfer-Encoding': 'quoted-printable' },
    'CONFI=\r\nDENTIAL-7=463A',
  );
const inBase64 = () =>
  part(
    { 'Content-Type': 'text/plain; charset=utf-8', 'Content-Transfer-Encoding': 'base64' },
    base64(`${SECRET} ${'x'.repeat(90)}`),
  );

/** The word in every place where a mail can hold one. */
const BUILT: readonly Uint8Array[] = [
  mail(multipart('mixed', [text('x'), attachment('a.txt', SECRET)], 'bnd01')),
  mail(multipart('alternative', [text('x'), html(`<p>${SECRET}</p>`)], 'bnd01')),
  mail(multipart('mixed', [multipart('alternative', [text('x'), inBase64()], 'in01'), text('y')], 'out01')),
  mail(multipart('mixed', [text('x'), quotedPrintable(), text('z')], 'bnd01')),
  mail(part({ 'Content-Type': 'message/rfc822' }, Buffer.from(plain(SECRET)).toString('latin1'))),
  mail(inBase64()),
  mail(quotedPrintable()),
  plain('x', { Subject: encodedWord(SECRET) }),
];

/** Small damage of the kinds that make readers disagree. */
const PIECES = [
  '',
  ' ',
  '\t',
  ';',
  '"',
  '=',
  '--',
  '\r\n',
  '\r\n ',
  '(',
  ')',
  ':',
  '\\',
  'base64',
  'boundary=',
  '\r\n\r\n',
  '=3D',
  '\0',
  'charset=utf-7',
  '--bnd01',
  '--bnd01--',
  'Content-Type: text/html\r\n',
  'Content-Transfer-Encoding: base64\r\n',
];

/** The built ones, and those of the corpora that hold the word. */
export function fuzzBases(): readonly string[] {
  const recorded = [...corpusMails()]
    .map((one) => one.octets)
    .filter((one) => one.length < 20_000 && one.includes(SECRET));
  return [...BUILT, ...recorded].map((one) => Buffer.from(one).toString('latin1'));
}

function damage(random: Random, base: string): string {
  let damaged = base;
  const cuts = 1 + Math.floor(random.next() * 4);
  for (let n = 0; n < cuts; n += 1) {
    const at = Math.floor(random.next() * damaged.length);
    const kind = Math.floor(random.next() * 4);
    if (kind === 0)
      damaged =
        damaged.slice(0, at) +
        String.fromCharCode(damaged.charCodeAt(at) ^ (1 << Math.floor(random.next() * 7))) +
        damaged.slice(at + 1);
    else if (kind === 1) damaged = shuffled(random, damaged);
    else
      damaged =
        damaged.slice(0, at) +
        PIECES[Math.floor(random.next() * PIECES.length)] +
        damaged.slice(at + Math.floor(random.next() * 4));
  }
  // The door refuses the rest.
  return damaged.replaceAll('\0', ' ').replace(/\r(?!\n)|(?<!\r)\n/g, ' ');
}

/** Two header fields change places, or one comes twice. */
function shuffled(random: Random, message: string): string {
  const end = message.indexOf('\r\n\r\n');
  const fields = message.slice(0, Math.max(0, end)).split(/\r\n(?![ \t])/);
  const [i, j] = [Math.floor(random.next() * fields.length), Math.floor(random.next() * fields.length)];
  const [a = '', b = ''] = [fields[i], fields[j]];
  if (random.next() < 0.5) fields.push(a);
  else [fields[i], fields[j]] = [b, a];
  return end < 0 ? message : fields.join('\r\n') + message.slice(end);
}

const holds = (found: string | Uint8Array | ArrayBuffer | null | undefined) =>
  found !== null &&
  found !== undefined &&
  (typeof found === 'string' ? found : Buffer.from(found as Uint8Array).toString('latin1')).includes(SECRET);

async function mailparserFinds(message: Uint8Array): Promise<boolean> {
  const read = await simpleParser(Buffer.from(message)).catch(() => null);
  return (
    read !== null &&
    [read.subject, read.text, read.html || '', ...read.attachments.map(({ content }) => content)].some(holds)
  );
}

async function postalFinds(message: Uint8Array): Promise<boolean> {
  const read = await PostalMime.parse(message).catch(() => null);
  return (
    read !== null &&
    [read.subject, read.text, read.html, ...read.attachments.map(({ content }) => content)].some(holds)
  );
}

const PYTHON = `
import sys, base64
from email import message_from_bytes, policy
for line in sys.stdin:
    octets = base64.b64decode(line)
    found = False
    try:
        mail = message_from_bytes(octets, policy=policy.default)
        found = ${JSON.stringify(SECRET)} in str(mail.get('subject', ''))
        for part in mail.walk():
            if part.is_multipart(): continue
            body = part.get_payload(decode=True) or b''
            found = found or ${JSON.stringify(SECRET)}.encode() in body
    except Exception:
        pass
    print(1 if found else 0, flush=True)
`;

/** Python's email, in a process that answers one line per mail. */
export function startPython(): { finds(message: Uint8Array): Promise<boolean>; close(): void } {
  const child: ChildProcess = spawn('python3', ['-c', PYTHON], { stdio: ['pipe', 'pipe', 'inherit'] });
  const answers: ((found: boolean) => void)[] = [];
  const ended = new Promise<never>((_, fail) => {
    child.once('exit', () => fail(new Error('python3 has ended')));
  });
  ended.catch(() => undefined);
  if (child.stdout === null) throw new Error('python3 has no output');
  createInterface({ input: child.stdout }).on('line', (line) => answers.shift()?.(line === '1'));
  return {
    finds: (message) => {
      const answered = new Promise<boolean>((done) => answers.push(done));
      child.stdin?.write(`${Buffer.from(message).toString('base64')}\n`);
      return Promise.race([answered, ended]);
    },
    close: () => void child.kill('SIGKILL'),
  };
}

export type Miss = { readonly by: string; readonly message: string };

/** Damages mails until `isOver`; what we called clear although a reader found the word. */
export async function fuzz(
  seed: number,
  isOver: (tried: number) => boolean,
): Promise<{ tried: number; found: number; misses: readonly Miss[] }> {
  const random = seededRandom(seed);
  const bases = fuzzBases();
  const python = startPython();
  const misses: Miss[] = [];
  let tried = 0;
  let found = 0;
  try {
    for (; !isOver(tried); tried += 1) {
      const damaged = damage(random, bases[Math.floor(random.next() * bases.length)] ?? '');
      const message = octets(damaged);
      const readers = {
        mailparser: await mailparserFinds(message),
        'postal-mime': await postalFinds(message),
        python: await python.finds(message),
      };
      const by = Object.entries(readers)
        .filter(([, finds]) => finds)
        .map(([name]) => name);
      if (by.length === 0) continue;
      found += 1;
      const { content } = await compose.read(message);
      const isClear = content.faults.length === 0 && content.marks.length === 0;
      if (isClear) misses.push({ by: by.join(', '), message: damaged });
    }
  } finally {
    python.close();
  }
  return { tried, found, misses };
}
