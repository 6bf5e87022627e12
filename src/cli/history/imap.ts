// The folder of sent mail on an IMAP server. Only the headers that history needs are fetched, in the order of UIDs, so
// that an interrupted import goes on behind the last one. Nothing on the server is changed: the folder is opened to read.

import { ImapFlow } from 'imapflow';
import { Problem } from '../explain-error.ts';
import { pastMailOf } from './past-mail.ts';
import type { Entry, OnProgress, Source } from './sources.ts';

export type ImapAccount = {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  /** `implicit` from the first octet (port 993), `starttls`, or `none` for a server on this machine. */
  readonly tls: 'implicit' | 'starttls' | 'none';
  /** null: the folder that the server marks as \Sent (RFC 6154). */
  readonly folder: string | null;
};

const HEADERS = ['date', 'from', 'to', 'cc', 'bcc', 'message-id'];

export type OpenedImap = { readonly source: Source; close(): Promise<void> };

function reasonOf(error: unknown): string {
  const { responseText, message } = error as { responseText?: string; message?: string };
  return responseText ?? message ?? String(error);
}

async function sentFolder(client: ImapFlow): Promise<string> {
  const folders = await client.list();
  const sent = folders.find(({ specialUse }) => specialUse === '\\Sent');
  if (sent !== undefined) return sent.path;
  const paths = folders.map(({ path }) => path).join(', ');
  throw new Problem(`the server marks no folder as sent mail: name one with --folder (${paths})`);
}

async function* entriesOf(client: ImapFlow, after: number, onProgress: OnProgress): AsyncIterable<Entry> {
  // `n:*` names the last mail even when its UID is below n (RFC 9051 §9, seq-range).
  for await (const { uid, headers } of client.fetch(
    `${after + 1}:*`,
    { uid: true, headers: HEADERS },
    { uid: true },
  )) {
    onProgress(1);
    if (uid > after) yield { position: uid, mail: headers === undefined ? null : pastMailOf(headers) };
  }
}

/** Signs in and opens the folder. Throws Problem with what the server says. */
export async function openImap({
  host,
  port,
  user,
  password,
  tls,
  folder,
}: ImapAccount): Promise<OpenedImap> {
  const client = new ImapFlow({
    host,
    port,
    secure: tls === 'implicit',
    doSTARTTLS: tls === 'starttls',
    auth: { user, pass: password },
    logger: false,
  });
  // What goes wrong is thrown by the call that waits for it.
  client.on('error', () => {});
  try {
    await client.connect();
    const { path, exists, uidValidity } = await client.mailboxOpen(folder ?? (await sentFolder(client)), {
      readOnly: true,
    });
    const source: Source = {
      kind: 'imap',
      name: JSON.stringify(['imap', host, port, user, path, String(uidValidity)]),
      total: exists,
      open: (after, onProgress) => entriesOf(client, after, onProgress),
    };
    return { source, close: () => client.logout() };
  } catch (error) {
    client.close();
    if (error instanceof Problem) throw error;
    throw new Problem(`${host}:${port}: ${reasonOf(error)}`);
  }
}
