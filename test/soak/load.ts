// The clients of a soak and the person who decides: they send, break off, release and return while the relay is killed
// under their hands, and write down what they were told.

import type { Person } from '../e2e/person.ts';
import { submit } from '../e2e/submit.ts';
import { connectClient } from '../smtp/client.ts';
import type { Random } from '../stream/random.ts';
import type { Lives } from './lives.ts';
import { makeMail, type SoakMail, sha256 } from './mails.ts';

/** What was said of a mail; `decided` only when the page said so. */
export type Told = Omit<SoakMail, 'octets'> & {
  readonly sizeOctets: number;
  readonly sha256: string;
  answer: 'none' | 'queued' | 'held';
  id: string | null;
  decided: 'released' | 'returned' | null;
};

export type Load = {
  readonly told: Map<number, Told>;
  /** Held mails that somebody will decide on, the oldest first. */
  readonly open: Told[];
};

async function breakOff(port: number, { from, to, octets }: SoakMail, random: Random): Promise<void> {
  const client = await connectClient(port);
  try {
    const commands = [
      'EHLO c.example',
      `MAIL FROM:<${from}>`,
      ...to.map((path) => `RCPT TO:<${path}>`),
      'DATA',
    ];
    for (const command of commands) await client.say(command);
    client.write(octets.toString('latin1', 0, random.between(0, octets.length)));
  } finally {
    client.close();
  }
}

async function sendOne(lives: Lives, load: Load, n: number, random: Random): Promise<void> {
  const mail = makeMail(n, random);
  const { octets, ...rest } = mail;
  const told: Told = {
    ...rest,
    sizeOctets: octets.length,
    sha256: sha256(octets),
    answer: 'none',
    id: null,
    decided: null,
  };
  load.told.set(n, told);
  const { smtpPort } = await lives.living();
  lives.pass('begun');
  try {
    if (mail.kind === 'aborted') return await breakOff(smtpPort, mail, random);
    const reply = await submit(smtpPort, mail.from, mail.to, octets);
    const [, answer, id] = /^250 2\.0\.0 (queued|held) as (m-\w+)/.exec(reply) ?? [];
    if (answer === undefined || id === undefined) throw new Error(reply);
    told.answer = answer === 'held' ? 'held' : 'queued';
    told.id = id;
    if (answer === 'held' && random.chance(0.7)) load.open.push(told);
    lives.pass('answered');
  } catch {
    // The connection broke, or the relay said "later": the client keeps its mail and was promised nothing.
    told.answer = 'none';
  }
}

/** Some clients at once, until told to end. */
export async function sendWhile(
  goesOn: () => boolean,
  { lives, load, random, clients }: { lives: Lives; load: Load; random: Random; clients: number },
): Promise<void> {
  const one = async () => {
    while (goesOn()) await sendOne(lives, load, load.told.size, random);
  };
  await Promise.all(Array.from({ length: clients }, one));
}

/** Decides on the oldest open mail; false: there is none. */
export async function decideOne(lives: Lives, load: Load, admin: Person, random: Random): Promise<boolean> {
  const told = load.open.shift();
  if (told === undefined) return false;
  await lives.living();
  const decision = random.chance(0.7) ? 'release' : 'return';
  try {
    await admin.get(`/held/${told.id}`);
    lives.pass('decided');
    const { status } = await admin.press(`/held/${told.id}/decision`, { decision, comment: '' });
    if (status === 200) told.decided = decision === 'release' ? 'released' : 'returned';
  } catch {
    // Killed meanwhile, or the deadline was there first: what holds stands in the store.
    told.decided = null;
  }
  return true;
}
