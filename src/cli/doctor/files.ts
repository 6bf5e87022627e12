// Files that others on this machine must not read or change, and certificates before they run out.

import { createPrivateKey, X509Certificate } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { filesOf } from '../../config/named-files.ts';
import { type ConfigError, problemText } from '../../config/problems.ts';
import { hostNameOf } from '../../config/relay-settings.ts';
import { storageOf } from '../../config/secrets.ts';
import { type Finding, type Patient, reasonOf, speakOf } from './finding.ts';

const files = speakOf('files');
const tls = speakOf('tls');

const OTHERS_READ = 0o044;
const OTHERS_WRITE = 0o022;
const DAY_MS = 86_400_000;
const SOON_DAYS = 14;

/** A certificate is public; everything else that a configuration names is a secret. */
const isPublic = (file: string, { loaded: { config } }: Patient) => file === config.smtp.tls.certFile;

function examineMode(file: string, isSecret: boolean): Finding | null {
  const mode = statSync(file).mode;
  if (isSecret && (mode & OTHERS_READ) !== 0)
    return files.problem(`${file} can be read by others on this machine`, `chmod 600 ${file}`);
  if ((mode & OTHERS_WRITE) !== 0)
    return files.problem(`${file} can be changed by others on this machine`, `chmod go-w ${file}`);
  return null;
}

/** Problems with files that have to be there, as the start would name them. */
export function examineNamedFiles(error: ConfigError): readonly Finding[] {
  return error.problems.map((problem) =>
    files.problem(problemText(problem), 'mend it as it says, or correct the path'),
  );
}

export function examineModes(patient: Patient): readonly Finding[] {
  const { loaded } = patient;
  const { keyFile } = storageOf(loaded);
  const all = [...filesOf(loaded.config).map(({ file }) => file), keyFile].filter((file) => existsSync(file));
  const found = all
    .map((file) => examineMode(file, !isPublic(file, patient)))
    .filter((finding) => finding !== null);
  return found.length > 0 ? found : [files.fine('files: nobody else may read or change them')];
}

function examineDates(certificate: X509Certificate, file: string, now: Date): Finding | null {
  const left = (Date.parse(certificate.validTo) - now.getTime()) / DAY_MS;
  const renew = `renew it, put it at ${file} and restart`;
  if (left < 0) return tls.problem(`the certificate ran out on ${certificate.validTo}`, renew);
  if (Date.parse(certificate.validFrom) > now.getTime())
    return tls.problem(
      `the certificate holds only from ${certificate.validFrom} on`,
      'is the clock of this machine right? (timedatectl)',
    );
  if (left < SOON_DAYS) return tls.problem(`the certificate runs out in ${Math.ceil(left)} days`, renew);
  return null;
}

/** The certificate of the SMTP listener. */
export function examineCertificate({ loaded: { config }, now }: Patient): readonly Finding[] {
  const { certFile, keyFile } = config.smtp.tls;
  if (certFile === null || keyFile === null || !existsSync(certFile) || !existsSync(keyFile)) return [];
  try {
    const certificate = new X509Certificate(readFileSync(certFile));
    const hostName = hostNameOf(config);
    const isOurs = certificate.checkPrivateKey(createPrivateKey(readFileSync(keyFile)));
    const found = [
      examineDates(certificate, certFile, now),
      isOurs
        ? null
        : tls.problem(
            `${keyFile} is not the key of the certificate`,
            'name the key it was made with (smtp.tls.keyFile)',
          ),
      certificate.checkHost(hostName) === undefined
        ? tls.note(
            `the certificate does not name ${hostName}`,
            'set smtp.hostName to a name in it, if clients check names',
          )
        : null,
    ].filter((finding) => finding !== null);
    return found.length > 0 ? found : [tls.fine(`TLS: the certificate holds until ${certificate.validTo}`)];
  } catch (error) {
    const mend = 'both must be PEM: the certificate (with its chain), and its key without a passphrase';
    return [tls.problem(`certificate or key cannot be used: ${reasonOf(error)}`, mend)];
  }
}
