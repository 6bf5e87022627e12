import { describe, expect, it } from 'vitest';
import { isLoopback, parseClientNetworks, SmtpSettingsError } from '../../src/smtp/client-networks.ts';
import { start } from './start.ts';

const INSIDE = [
  ['10.0.0.0/8', '10.255.0.1', true],
  ['10.0.0.0/8', '::ffff:10.255.0.1', true],
  ['10.0.0.0/8', '11.0.0.1', false],
  ['192.0.2.7', '192.0.2.7', true],
  ['192.0.2.7', '192.0.2.8', false],
  ['2001:db8::/32', '2001:db8:1::1', true],
  ['2001:db8::/32', '2001:db9::1', false],
  ['::ffff:10.0.0.0/104', '10.1.1.1', true],
  ['::1/128', '127.0.0.1', false],
  ['127.0.0.0/8', 'nonsense', false],
] as const;

describe('the networks that may send', () => {
  it.each(INSIDE)('%s and %s: %s', (network, address, expected) => {
    expect(parseClientNetworks([network], false).includes(address)).toBe(expected);
  });

  it.each(['0.0.0.0/0', '::/0', '0.0.0.0/1', '128.0.0.0/1', '::ffff:0.0.0.0/96', '2000::/3'])(
    'never make an open relay: %s does not start',
    async (network) => {
      await expect(start({ allowNetworks: [network] })).rejects.toThrow(SmtpSettingsError);
      expect(() => parseClientNetworks([network], true)).not.toThrow();
    },
  );

  it.each([
    '',
    'corp.example',
    '10.0.0.0/33',
    '10.0.0.0/8/8',
    '10.0.0.0/',
    '10.0.0.0/x',
    '::1/129',
    '10.0.0/8',
  ])('are refused when "%s" is no network', (network) => {
    expect(() => parseClientNetworks([network], true)).toThrow(/not a network/);
  });

  it('does not start when a password is required and there are no users', async () => {
    await expect(start({ requireAuth: true })).rejects.toThrow(/smtp\.users/);
  });

  it('knows loopback in both families', () => {
    const addresses = ['127.0.0.1', '::1', '::ffff:127.9.9.9', '10.0.0.1', '::ffff:10.0.0.1', '127.evil'];
    expect(addresses.map(isLoopback)).toEqual([true, true, true, false, false, false]);
  });
});
