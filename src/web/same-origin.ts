// Did a POST come from a page of ours? Two proofs are asked for: the browser's word on where the form stood, and the
// token that stood in it. Either alone would do against a forger; neither is trusted alone.

import { timingSafeEqual } from 'node:crypto';

/** Where the pages are, as far as it is known: from `web.publicUrl`, else from the request's Host. */
export type Site = {
  /** `https://guard.example`; null when no public URL is set. */
  readonly origin: string | null;
};

export type Provenance = {
  readonly origin: string | undefined;
  readonly host: string | undefined;
  readonly secFetchSite: string | undefined;
};

/** On plain http a page may be open under another name of the machine (localhost, its address). */
function isOurOrigin(site: Site, { origin, host }: Provenance): boolean {
  if (origin === site.origin) return true;
  const isPlain = site.origin === null || site.origin.startsWith('http:');
  return isPlain && host !== undefined && origin === `http://${host}`;
}

/** Every browser sends Origin with a POST; Sec-Fetch-Site comes on top where the connection is trusted. */
export function isSameOrigin(site: Site, provenance: Provenance): boolean {
  const { secFetchSite } = provenance;
  return isOurOrigin(site, provenance) && (secFetchSite === undefined || secFetchSite === 'same-origin');
}

export function isToken(given: unknown, expected: string): boolean {
  if (typeof given !== 'string' || expected === '') return false;
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
