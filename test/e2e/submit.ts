// One mail over SMTP, octets as they are.

import { createTransport } from 'nodemailer';

/** Sends octets as they are; returns the reply to the final dot. */
export async function submit(
  port: number,
  from: string,
  to: readonly string[],
  octets: Buffer,
): Promise<string> {
  const transport = createTransport({ host: '127.0.0.1', port, secure: false, ignoreTLS: true });
  try {
    const info = await transport.sendMail({ envelope: { from, to: [...to] }, raw: octets });
    return String(info.response);
  } finally {
    transport.close();
  }
}
