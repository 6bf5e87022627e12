// The two doors of `serve`: what came in by the second is answered through the first.

import { expect, it, onTestFinished } from 'vitest';
import { connectClient } from '../smtp/client.ts';
import { removeFolder, startSekisho } from './sekisho.ts';
import { startSink } from './sink.ts';
import { submit } from './submit.ts';

const lines = (...all: string[]) => Buffer.from(`${all.join('\r\n')}\r\n`);
/** To a private person at a freemail domain: a first contact that holds. */
const mailTo = (to: string) =>
  lines('From: ann@corp.example', `To: ${to}`, 'Subject: Prices', '', 'As promised.');

it('who wrote first is answered; a mail of the second door goes nowhere, and strangers may not use it', async () => {
  const sink = await startSink();
  const sekisho = await startSekisho({
    nextHop: { host: '127.0.0.1', port: sink.port },
    smtp: { listen: '127.0.0.1:0', inbound: { listen: '127.0.0.1:0', allowNetworks: ['127.0.0.1/32'] } },
    policy: { learnDays: 0 },
  });
  onTestFinished(async () => {
    expect(await sekisho.stop()).toBe(0);
    await sink.close();
    removeFolder(sekisho);
  });
  const { inboundPort } = await sekisho.waitFor(({ event }) => event === 'ready');
  const send = (to: string) => submit(sekisho.smtpPort, 'ann@corp.example', [to], mailTo(to));
  const first = lines('From: Jo <jo@gmail.com>', 'To: ann@corp.example', 'Subject: Prices?', '', 'Please.');
  expect(await send('jo@gmail.com')).toMatch(/held as/);
  expect(await submit(Number(inboundPort), 'jo@gmail.com', ['ann@corp.example'], first)).toMatch(/noted as/);
  expect(await send('jo@gmail.com')).toMatch(/queued as/);
  expect(await send('mo@gmail.com')).toMatch(/held as/);
  const taken = await sink.next((mail) => mail.to.includes('jo@gmail.com'));
  expect(taken.from).toBe('ann@corp.example');
  const client = await connectClient(Number(inboundPort));
  onTestFinished(() => client.close());
  expect(await client.say('EHLO client.example')).not.toMatch(/AUTH|SIZE \d/);
  expect(await client.say('AUTH PLAIN AGEAYg==')).toMatch(/^50/);
});
