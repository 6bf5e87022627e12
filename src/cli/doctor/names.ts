// What the DNS says of our domains: SPF, DKIM, DMARC, and the host that links in notices lead to.

import { createPrivateKey, createPublicKey } from 'node:crypto';
import { lookup } from 'node:dns/promises';
import { existsSync, readFileSync } from 'node:fs';
import { codeOf, type Finding, type Patient, reasonOf, speakOf } from './finding.ts';

const dns = speakOf('dns');

/** Records of the name as whole texts; null when there is no such name or none of them. Throws what else fails. */
async function textsAt({ resolveTxt }: Patient, name: string): Promise<readonly string[]> {
  try {
    return (await resolveTxt(name)).map((pieces) => pieces.join(''));
  } catch (error) {
    if (['ENOTFOUND', 'ENODATA'].includes(codeOf(error))) return [];
    throw error;
  }
}

/** RFC 7208 §4.5: exactly one. */
async function examineSpf(patient: Patient, domain: string): Promise<Finding> {
  const records = (await textsAt(patient, domain)).filter((text) => /^v=spf1( |$)/i.test(text));
  const [record] = records;
  if (record === undefined)
    return dns.problem(
      `${domain} has no SPF record: receivers may refuse its mail`,
      `publish TXT ${domain} "v=spf1 … -all" with the addresses of whoever delivers to the outside`,
    );
  if (records.length > 1)
    return dns.problem(
      `${domain} has ${records.length} SPF records: that is an error, and none of them counts`,
      'join them into one',
    );
  if (/\s\+?all\b/i.test(record))
    return dns.problem(`${domain} lets everybody send in its name ("${record}")`, 'end it with -all or ~all');
  return dns.fine(`SPF of ${domain}: ${record}`);
}

/** RFC 7489 §6.6.3. */
async function examineDmarc(patient: Patient, domain: string): Promise<Finding> {
  const [record] = (await textsAt(patient, `_dmarc.${domain}`)).filter((text) => /^v=DMARC1/.test(text));
  return record === undefined
    ? dns.note(
        `${domain} has no DMARC record`,
        `publish TXT _dmarc.${domain} "v=DMARC1; p=none; rua=mailto:…"`,
      )
    : dns.fine(`DMARC of ${domain}: ${record}`);
}

/** The `p=` that belongs to a private key: PKCS#1 or SPKI for RSA as published, raw octets for Ed25519 (RFC 8463 §4). */
function publishedKeysOf(pem: string): readonly string[] {
  const key = createPublicKey(createPrivateKey(pem));
  const spki = key.export({ type: 'spki', format: 'der' });
  if (key.asymmetricKeyType === 'ed25519') return [spki.subarray(-32).toString('base64')];
  return [spki, key.export({ type: 'pkcs1', format: 'der' })].map((der) => der.toString('base64'));
}

async function examineDkim(
  patient: Patient,
  { domain, selector, keyFile }: { domain: string; selector: string; keyFile: string },
): Promise<Finding> {
  const name = `${selector}._domainkey.${domain}`;
  const ours = publishedKeysOf(readFileSync(keyFile, 'utf8'));
  const published = (await textsAt(patient, name)).map(
    (text) => /(?:^|;)\s*p=([^;]*)/.exec(text)?.[1]?.replace(/\s/g, '') ?? '',
  );
  const mend = `publish TXT ${name} "v=DKIM1; ${ours.length === 1 ? 'k=ed25519; ' : ''}p=${ours[0]}"`;
  if (published.length === 0)
    return dns.problem(`the DKIM key at ${name} is not published: repaired mail would fail`, mend);
  return published.some((key) => ours.includes(key))
    ? dns.fine(`DKIM: ${name} is the key of ${keyFile}`)
    : dns.problem(`the DKIM key at ${name} is not the one of ${keyFile}: repaired mail would fail`, mend);
}

/** By the system's own way of looking names up: /etc/hosts counts. */
async function examinePublicUrl(url: string): Promise<Finding> {
  const host = new URL(url).hostname.replace(/^\[|\]$/g, '');
  try {
    await lookup(host);
    return dns.fine(`links in notices lead to ${host}, which there is`);
  } catch (error) {
    return dns.problem(
      `links in notices lead nowhere: ${host} cannot be looked up (${codeOf(error)})`,
      'correct web.publicUrl, or add the name to your DNS',
    );
  }
}

/** One question that gets no answer does not keep the others from being asked. */
async function asked(what: string, question: Promise<Finding>): Promise<Finding> {
  try {
    return await question;
  } catch (error) {
    return dns.problem(
      `${what} cannot be asked for: ${reasonOf(error)}`,
      'does this machine reach a DNS server?',
    );
  }
}

export async function examineNames(patient: Patient): Promise<readonly Finding[]> {
  const { organization, dkim, web } = patient.loaded.config;
  const domains = organization.domains.filter((domain) => !domain.startsWith('*.'));
  return Promise.all([
    ...domains.map((domain) => asked(`SPF of ${domain}`, examineSpf(patient, domain))),
    ...domains.map((domain) => asked(`DMARC of ${domain}`, examineDmarc(patient, domain))),
    ...dkim
      .filter(({ keyFile }) => existsSync(keyFile))
      .map((key) => asked(`DKIM of ${key.domain}`, examineDkim(patient, key))),
    ...(web.publicUrl === null ? [] : [examinePublicUrl(web.publicUrl)]),
  ]);
}
