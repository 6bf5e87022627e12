// SIGTERM while twenty clients are in the middle of their mails.

import { expect, it, onTestFinished } from 'vitest';
import { removeFolder, startSekisho } from '../e2e/sekisho.ts';
import { startSink } from '../e2e/sink.ts';
import { connectClient } from '../smtp/client.ts';

it('SIGTERM with twenty mails under way: each is answered with 250 and delivered, or neither', async () => {
  const sink = await startSink();
  onTestFinished(sink.close);
  const settings = { nextHop: { host: '127.0.0.1', port: sink.port } };
  const sekisho = await startSekisho(settings);
  onTestFinished(() => removeFolder(sekisho));
  const clients = await Promise.all(
    Array.from({ length: 20 }, async (_, n) => {
      const client = await connectClient(sekisho.smtpPort);
      onTestFinished(client.close);
      const to = `person${n}@corp.example`;
      for (const line of ['EHLO c.example', 'MAIL FROM:<ann@corp.example>', `RCPT TO:<${to}>`]) {
        expect(await client.say(line)).toMatch(/^250/);
      }
      expect(await client.say('DATA')).toMatch(/^354/);
      client.write(`From: ann@corp.example\r\nTo: ${to}\r\n`);
      return { client, to, n };
    }),
  );
  const stopped = sekisho.stop();
  await sekisho.waitFor(({ event }) => event === 'stopping');
  // Every fifth hangs up in the middle.
  const replies = await Promise.all(
    clients.map(async ({ client, to, n }) => {
      if (n % 5 === 0) {
        client.close();
        return { to, isTaken: false };
      }
      client.write(`Subject: ${n}\r\n\r\ntext\r\n.\r\n`);
      return { to, isTaken: (await client.reply()).startsWith('250') };
    }),
  );
  expect(await stopped).toBe(0);
  const again = await startSekisho(settings, sekisho.folder);
  const taken = replies.filter(({ isTaken }) => isTaken).map(({ to }) => to);
  expect(taken).toHaveLength(16);
  for (const to of taken) await sink.next((mail) => mail.to.includes(to));
  expect(await again.stop()).toBe(0);
  expect(sink.taken.flatMap(({ to }) => to).sort()).toEqual([...taken].sort());
});
