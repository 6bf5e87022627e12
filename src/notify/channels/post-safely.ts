// Posts to a URL that somebody configured, so that it cannot be used to reach into the company: the name is resolved
// once, every address is looked at, the connection goes to the very address that was looked at, no redirect is followed,
// and nothing of the answer is read but its status. Called by channels.ts.

import { lookup } from 'node:dns/promises';
import { request as requestPlain } from 'node:http';
import { request as requestTls } from 'node:https';
import ipaddr from 'ipaddr.js';

export type Resolve = (hostName: string) => Promise<readonly string[]>;

export type PostRequest = {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly allowPrivate: boolean;
  readonly signal: AbortSignal;
  /** Of the machine, unless given. */
  readonly resolve?: Resolve;
};

export type PostResult =
  | { readonly kind: 'answered'; readonly status: number; readonly retryAfterMs: number | null }
  /** Nothing was sent to an address that must not be reached. */
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'failed'; readonly reason: string };

const MAX_HEADER_OCTETS = 16 * 1024;

const resolveHere: Resolve = async (hostName) =>
  (await lookup(hostName, { all: true, order: 'verbatim' })).map(({ address }) => address);

/** False for loopback, private, link-local, shared, reserved, multicast … and for whatever wraps such an IPv4 address. */
export function isPublicAddress(text: string): boolean {
  if (!ipaddr.isValid(text)) return false;
  return ipaddr.process(text).range() === 'unicast';
}

/** The host of a URL without the brackets of an IPv6 address. */
const hostOf = ({ hostname }: URL) => hostname.replace(/^\[(.*)\]$/, '$1');

async function addressesOf(url: URL, resolve: Resolve): Promise<readonly string[]> {
  const host = hostOf(url);
  return ipaddr.isValid(host) ? [host] : resolve(host);
}

/** Seconds or a date (RFC 9110 §10.2.3). */
function retryAfterOf(value: string | undefined, nowMs: number): number | null {
  if (value === undefined) return null;
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - nowMs;
  return Number.isNaN(ms) ? null : Math.max(0, ms);
}

function send(url: URL, address: string, { headers, body, signal }: PostRequest): Promise<PostResult> {
  const { promise, resolve } = Promise.withResolvers<PostResult>();
  const isTls = url.protocol === 'https:';
  const host = hostOf(url);
  const request = (isTls ? requestTls : requestPlain)({
    host: address,
    port: url.port === '' ? (isTls ? 443 : 80) : Number(url.port),
    path: `${url.pathname}${url.search}`,
    method: 'POST',
    headers: {
      ...headers,
      host: url.host,
      'content-length': Buffer.byteLength(body),
      'user-agent': 'Sekisho',
    },
    agent: false,
    maxHeaderSize: MAX_HEADER_OCTETS,
    signal,
    ...(isTls && { servername: ipaddr.isValid(host) ? '' : host }),
  });
  request.on('response', (response) => {
    const retryAfterMs = retryAfterOf(response.headers['retry-after'], Date.now());
    response.destroy();
    resolve({ kind: 'answered', status: response.statusCode ?? 0, retryAfterMs });
  });
  request.on('error', (error) => resolve({ kind: 'failed', reason: error.message }));
  request.end(body);
  return promise;
}

/** Never throws for what the other side says or fails to say. */
export async function postSafely(request: PostRequest): Promise<PostResult> {
  const { allowPrivate, resolve = resolveHere } = request;
  const url = new URL(request.url);
  if (url.protocol !== 'https:' && !allowPrivate) return { kind: 'refused', reason: 'not https' };
  try {
    const addresses = await addressesOf(url, resolve);
    const [address] = addresses;
    if (address === undefined) return { kind: 'failed', reason: `${url.hostname} has no address` };
    const hidden = allowPrivate ? undefined : addresses.find((one) => !isPublicAddress(one));
    if (hidden !== undefined) return { kind: 'refused', reason: `${url.hostname} is at ${hidden}` };
    return await send(url, address, request);
  } catch (error) {
    return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) };
  }
}
