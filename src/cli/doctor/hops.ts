// The next hop and the routes: can they be reached, do they take our password, and what do they offer.

import { hostNameOf } from '../../config/relay-settings.ts';
import type { Config } from '../../config/schema.ts';
import type { ReadyConfig } from '../../config/secrets.ts';
import type { Hop } from '../../relay/ports.ts';
import { type HopConnection, HopUnavailable, openHopConnection } from '../../smtp/hop-connection.ts';
import { type Finding, reasonOf, speakOf } from './finding.ts';

const hops = speakOf('hop');

const LIMIT_MS = 10_000;

const TLS_MEND = 'it must offer STARTTLS with a certificate that names the host, or set tls: opportunistic';

const MENDS: readonly (readonly [RegExp, string])[] = [
  [/ECONNREFUSED/, 'nothing listens there: start the server, or correct host and port'],
  [/ENOTFOUND|EAI_AGAIN/, 'there is no such host: correct it, or your DNS'],
  [
    /timed? ?out|TIMEDOUT|ended by us/i,
    'a firewall, or the wrong port: port 25 is closed in many networks, try 587',
  ],
  [/Invalid login|535|authentication/i, 'it refuses the password: correct user and passwordFile'],
];

function mendOf({ tls }: Hop, said: string): string {
  const known = MENDS.find(([pattern]) => pattern.test(said))?.[1];
  return known ?? (tls === 'require' ? TLS_MEND : 'look into its log');
}

function offersOf({ offer }: HopConnection, { smtp }: Config, name: string): readonly Finding[] {
  const { extensions, maxSizeOctets } = offer;
  const missing = ['8BITMIME', 'SMTPUTF8', 'DSN'].filter((extension) => !extensions.has(extension));
  return [
    maxSizeOctets !== null && maxSizeOctets < smtp.maxSize
      ? hops.problem(
          `${name} takes ${maxSizeOctets} octets, we take ${smtp.maxSize}: what is between comes back as undeliverable`,
          `set smtp.maxSize: ${Math.floor(maxSizeOctets / 1024)}KiB, or raise its limit`,
        )
      : null,
    missing.length > 0
      ? hops.note(
          `${name} does not offer ${missing.join(', ')}: mail that needs it comes back as undeliverable`,
        )
      : null,
  ].filter((finding) => finding !== null);
}

async function examineHop(hop: Hop, config: Config): Promise<readonly Finding[]> {
  const name = `${hop.host}:${hop.port}`;
  const settings = {
    hostName: hostNameOf(config),
    connectMs: LIMIT_MS,
    greetingMs: LIMIT_MS,
    silenceMs: LIMIT_MS,
    ca: null,
  };
  try {
    const connection = await openHopConnection(hop, settings, AbortSignal.timeout(LIMIT_MS));
    const found = offersOf(connection, config, name);
    connection.close();
    return [hops.fine(`${name} answers (${[...connection.offer.extensions].join(' ')})`), ...found];
  } catch (error) {
    if (!(error instanceof HopUnavailable)) throw error;
    const said = reasonOf(error);
    return [hops.problem(`${name} cannot be used: ${said}`, mendOf(hop, said))];
  }
}

/** Each server once, however many routes lead to it. */
export async function examineHops(config: ReadyConfig): Promise<readonly Finding[]> {
  const all = [config.nextHop, ...config.routes];
  const different = new Map(all.map((hop) => [`${hop.host}:${hop.port}:${hop.user}:${hop.tls}`, hop]));
  const found = await Promise.all([...different.values()].map((hop) => examineHop(hop, config)));
  return found.flat();
}
