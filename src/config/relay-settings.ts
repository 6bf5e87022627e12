// What each part of the relay is set to, from the configuration. Pure but for the machine's own name. Called by serve.ts.

import { hostname } from 'node:os';
import { type AddrSpec, domainOf, matchesDomain, parseAddrSpec, parseDomain } from '../guard/address.ts';
import type { Hop, RelayPorts } from '../relay/ports.ts';
import type { SmtpSettings } from '../smtp/context.ts';
import type { Config, HopConfig } from './schema.ts';
import type { ReadyConfig } from './secrets.ts';

/** Our name: as configured, else the machine's if it may stand in EHLO. */
export function hostNameOf({ smtp }: Pick<Config, 'smtp'>): string {
  return parseDomain(smtp.hostName ?? hostname()) ?? 'localhost';
}

const hopOf = ({ host, port, tls, user, password }: HopConfig): Hop => ({ host, port, tls, user, password });

/** The first route that names the domain of an address, else the next hop. */
export function hopForOf({ nextHop, routes }: Config): (address: AddrSpec) => Hop {
  const byDomain = routes.map((route) => ({ domain: route.domain, hop: hopOf(route) }));
  const otherwise = hopOf(nextHop);
  return (address) =>
    byDomain.find(({ domain }) => matchesDomain(domainOf(address), domain))?.hop ?? otherwise;
}

/** Null when nobody is to be told. `sekisho@` is at the organisation's first domain. */
export function noticeSenderOf({
  notices: { from },
  organization,
}: Pick<Config, 'organization'> & { readonly notices: Pick<Config['notices'], 'from'> }): AddrSpec | null {
  if (from === null || from === 'none') return null;
  const [domain = ''] = organization.domains.map((name) => name.replace(/^\*\./, ''));
  return parseAddrSpec(from.endsWith('@') ? `${from}${domain}` : from);
}

/** Who gets the daily digest. */
export function digestReadersOf({ notices }: Pick<Config, 'notices'>): readonly AddrSpec[] {
  return notices.digestTo.map(parseAddrSpec).filter((address) => address !== null);
}

export function relaySettingsOf(
  config: Config,
  markKey: Uint8Array,
  webUrl: () => string,
): RelayPorts['settings'] {
  const { delivery, routing, smtp } = config;
  return {
    hostName: hostNameOf(config),
    giveUpAfterMs: delivery.giveUpAfter,
    maxHeldPerSender: smtp.maxHeldPerSender,
    noticeFrom: noticeSenderOf(config),
    routing,
    markKey,
    webUrl,
  };
}

/** Of the listener of received mail: nobody signs in there. Null when there is none. */
export function inboundSettingsOf(config: ReadyConfig): SmtpSettings | null {
  const { inbound } = config.smtp;
  if (inbound === null) return null;
  return { ...smtpSettingsOf(config), ...inbound, requireAuth: false, takesUnreadable: true };
}

export function smtpSettingsOf(config: ReadyConfig): SmtpSettings {
  const { listen, allowNetworks, requireAuth, maxSize, maxRecipients } = config.smtp;
  return {
    listen,
    hostName: hostNameOf(config),
    allowNetworks,
    requireAuth,
    tls: config.pem,
    maxSizeOctets: maxSize,
    maxRecipients,
  };
}
