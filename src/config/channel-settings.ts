// Chat channels and webhooks with their URLs and secrets in place of the files. Called by secrets.ts.

import type { Channel } from '../notify/channels/channel.ts';
import { problemAt } from './issues-to-problems.ts';
import type { LoadedConfig } from './load-config.ts';
import type { ConfigProblem } from './problems.ts';
import type { Config } from './schema.ts';

type ReadSecret = (given: string | null, file: string | null) => string | null;
type Entry = Config['channels'][number];

const MIN_SECRET = 24;
const MAX_SECRET = 64;

/** `whsec_` and base64 of 24 to 64 octets (Standard Webhooks); null when it is something else. */
function parseSecret(text: string): Uint8Array | null {
  const [, base64 = ''] = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(text.trim()) ?? [];
  const octets = Buffer.from(base64, 'base64');
  return octets.length >= MIN_SECRET && octets.length <= MAX_SECRET ? octets : null;
}

function urlFault(url: string, allowPrivate: boolean): string | null {
  if (!URL.canParse(url)) return 'this is not a URL';
  const { protocol, username, password } = new URL(url);
  if (username !== '' || password !== '') return 'a URL with a name or password in it is not used';
  if (protocol === 'https:' || (protocol === 'http:' && allowPrivate)) return null;
  return 'expected https: (http: only with allowPrivate)';
}

function channelOf(entry: Entry, read: ReadSecret): Channel {
  const { name, kind, events, detail, language, allowPrivate } = entry;
  const secret = parseSecret(read(entry.secret, entry.secretFile) ?? '');
  const url = (read(entry.url, entry.urlFile) ?? '').trim();
  return { name: name ?? kind, kind, url, secret, events, detail, language, allowPrivate };
}

export function channelsOf({ channels }: Config, read: ReadSecret): readonly Channel[] {
  return channels.map((entry) => channelOf(entry, read));
}

/** What is wrong with URLs and secrets; they are not shown. */
export function channelProblems({ config, tree }: LoadedConfig, read: ReadSecret): readonly ConfigProblem[] {
  return channelsOf(config, read).flatMap(({ kind, url, secret, allowPrivate }, n) => {
    const { urlFile, secretFile } = config.channels[n] ?? {};
    const at = (key: string, message: string) =>
      problemAt(tree, ['channels', n, key], { message, hint: null });
    const fault = urlFault(url, allowPrivate);
    return [
      ...(fault === null ? [] : [at(urlFile ? 'urlFile' : 'url', fault)]),
      ...(kind === 'webhook' && secret === null
        ? [at(secretFile ? 'secretFile' : 'secret', 'expected whsec_ and base64 of 24 to 64 octets')]
        : []),
    ];
  });
}
