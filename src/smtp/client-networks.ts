// From which addresses mail is taken without a password. Knows CIDR notation, both families and IPv4 addresses
// written as IPv6 (RFC 4291 §2.5.5.2); refuses a list that would make an open relay. Read by server.ts.

import { BlockList, isIP, isIPv4 } from 'node:net';

/** A setting with which the server must not start; the message is for the administrator. */
export class SmtpSettingsError extends Error {
  readonly code = 'smtp-settings';
}

export type ClientNetworks = { includes(address: string): boolean };

/** No company's network is larger: shorter prefixes than these are a slip of the pen or an open relay. */
const SHORTEST_PREFIX = { ipv4: 8, ipv6: 7 } as const;

/** An address without its zone; one of IPv4 that came in over an IPv6 socket in its own notation. */
export function plainAddress(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  return mapped?.[1] ?? address.replace(/%.*$/, '');
}

export function isLoopback(address: string): boolean {
  return address === '::1' || /^127\.\d+\.\d+\.\d+$/.test(plainAddress(address));
}

function parseNetwork(text: string) {
  const [written = '', length, ...rest] = text.split('/');
  const address = plainAddress(written);
  const mappedBits = address === written ? 0 : 96;
  const family = isIPv4(address) ? 'ipv4' : 'ipv6';
  const bits = family === 'ipv4' ? 32 : 128;
  const prefix = length === undefined ? bits : Number(length) - mappedBits;
  const isRight = isIP(address) !== 0 && rest.length === 0 && /^\d{1,3}$/.test(length ?? '0');
  if (!isRight || prefix < 0 || prefix > bits) {
    throw new SmtpSettingsError(`smtp.allowNetworks: "${text}" is not a network in CIDR notation`);
  }
  return { address, prefix, family } as const;
}

/** Reads the list. Throws {@link SmtpSettingsError} for what is no network and, unless `requireAuth`, for the world. */
export function parseClientNetworks(list: readonly string[], requireAuth: boolean): ClientNetworks {
  const networks = new BlockList();
  for (const text of list) {
    const { address, prefix, family } = parseNetwork(text);
    if (!requireAuth && prefix < SHORTEST_PREFIX[family]) {
      throw new SmtpSettingsError(
        `smtp.allowNetworks: "${text}" would make this an open relay; name your own networks or set smtp.requireAuth`,
      );
    }
    networks.addSubnet(address, prefix, family);
  }
  return {
    includes(address) {
      const plain = plainAddress(address);
      return isIP(plain) !== 0 && networks.check(plain, isIPv4(plain) ? 'ipv4' : 'ipv6');
    },
  };
}
