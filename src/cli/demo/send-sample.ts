// Sends a sample mail to the relay as a mail client would, and reads from the reply what became of it.

import { randomUUID } from 'node:crypto';
import { createTransport } from 'nodemailer';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { Sample } from './samples.ts';

export type Reply = { readonly text: string; readonly id: string | null };

const addressOf = (text: string) => /<(.+)>/.exec(text)?.[1] ?? text;

function compose({ from, to, cc, subject, text, attachments }: Sample): Promise<Buffer> {
  const mail = new MailComposer({
    from,
    to: [...to],
    cc: [...(cc ?? [])],
    subject,
    text,
    messageId: `<${randomUUID()}@corp.example>`,
    attachments: (attachments ?? []).map(({ filename, content }) => ({ filename, content })),
  });
  return mail.compile().build();
}

/** Resolves with the last reply, a refusal included. */
export async function sendSample(sample: Sample, port: number): Promise<Reply> {
  const transport = createTransport({ host: '127.0.0.1', port, secure: false, ignoreTLS: true });
  const to = [...sample.to, ...(sample.cc ?? []), ...(sample.bcc ?? [])].map(addressOf);
  try {
    const raw = await compose(sample);
    const { response } = await transport.sendMail({ envelope: { from: addressOf(sample.from), to }, raw });
    return { text: response, id: /\b(m-[0-9a-z]{26})\b/.exec(response)?.[1] ?? null };
  } finally {
    transport.close();
  }
}
