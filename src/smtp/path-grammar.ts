// MAIL and RCPT command lines (RFC 5321 §4.1.1, with the parameters of RFC 1870, 3461, 4954, 6152 and 6531),
// read whole and strictly: what the policy judges is what the client said and what the next hop is told.
// Pure; called by command-gate.ts with the octets of one line.

import { type AddrSpec, parseAddrSpec } from '../guard/address.ts';
import { type Reply, reply } from './reply.ts';

export type MailCommand = {
  readonly kind: 'mail';
  /** null: the null reverse-path `<>`. */
  readonly reversePath: AddrSpec | null;
  readonly sizeOctets: number | null;
  readonly is8bit: boolean;
  readonly isSmtpUtf8: boolean;
  readonly ret: 'FULL' | 'HDRS' | null;
  /** xtext as given (RFC 3461 §4.4). */
  readonly envid: string | null;
  readonly hadSourceRoute: boolean;
};

export type RcptCommand = {
  readonly kind: 'rcpt';
  readonly forwardPath: AddrSpec;
  /** `NEVER`, or a list of SUCCESS, FAILURE and DELAY, in upper case. */
  readonly notify: string | null;
  /** `addr-type;xtext` as given (RFC 3461 §4.2). */
  readonly orcpt: string | null;
  readonly hadSourceRoute: boolean;
};

/** Parameter names in upper case; null for a keyword without a value. */
type Parameters = ReadonlyMap<string, string | null>;
type Parts = { readonly path: string; readonly hadSourceRoute: boolean; readonly parameters: Parameters };

const LINE =
  /^(?:MAIL FROM|RCPT TO): *<([^<>]*)>((?: +[A-Za-z0-9][A-Za-z0-9-]*(?:=[\x21-\x3c\x3e-\x7e]+)?)*) *$/i;
const SOURCE_ROUTE = /^@[^,:@]+(?:,@[^,:@]+)*:/;
/** Controls, format characters (zero width, bidi), separators, unassigned: never part of an address. */
const INVISIBLE = /[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u;
const XTEXT = /^(?:[\x21-\x2a\x2c-\x3c\x3e-\x7e]|\+(?:[2-6][0-9A-F]|7[0-9A-E]))+$/;
const ORCPT = /^[A-Za-z0-9!#$%&'*/?^_`{|}~-]+;(.+)$/;
const NOTIFY = /^(?:NEVER|(?:SUCCESS|FAILURE|DELAY)(?:,(?:SUCCESS|FAILURE|DELAY)){0,2})$/;
const NON_ASCII = /[^\x00-\x7f]/;

const BAD_SYNTAX = reply(501, '5.5.4 Bad path or parameter syntax');
const BAD_PARAMETER = reply(501, '5.5.4 Bad parameter value');
const UNKNOWN_PARAMETER = reply(555, '5.5.4 Parameter not recognized');
const NEEDS_SMTPUTF8 = reply(553, '5.6.7 Address needs SMTPUTF8');
const BAD_SENDER = reply(501, '5.1.7 Bad sender address');
const BAD_RECIPIENT = reply(501, '5.1.3 Bad recipient address');

function parseParameters(text: string): Parameters | null {
  const parameters = new Map<string, string | null>();
  for (const word of text.split(' ').filter((part) => part !== '')) {
    const equals = word.indexOf('=');
    const name = (equals < 0 ? word : word.slice(0, equals)).toUpperCase();
    if (parameters.has(name)) return null;
    parameters.set(name, equals < 0 ? null : word.slice(equals + 1));
  }
  return parameters;
}

function parseParts(line: string): Parts | null {
  const match = LINE.exec(line);
  const parameters = match === null ? null : parseParameters(match[2] ?? '');
  if (match === null || parameters === null) return null;
  const path = match[1] ?? '';
  const route = SOURCE_ROUTE.exec(path)?.[0] ?? '';
  return { path: path.slice(route.length), hadSourceRoute: route !== '', parameters };
}

/** The address with its domain in A-labels, or null. Also asks that no character of it is invisible. */
function parsePath(path: string): AddrSpec | null {
  return INVISIBLE.test(path) ? null : parseAddrSpec(path);
}

type ParameterCheck = (value: string | null) => boolean;
const isXtext = (value: string) => XTEXT.test(value);

const MAIL_PARAMETERS: Readonly<Record<string, ParameterCheck>> = {
  SIZE: (value) => value !== null && /^\d{1,20}$/.test(value),
  BODY: (value) => value !== null && /^(?:7BIT|8BITMIME)$/i.test(value),
  SMTPUTF8: (value) => value === null,
  RET: (value) => value !== null && /^(?:FULL|HDRS)$/i.test(value),
  ENVID: (value) => value !== null && value.length <= 100 && isXtext(value),
  // Read and not used (RFC 4954 §5): who submitted is what AUTH said in this session.
  AUTH: (value) => value !== null && (value === '<>' || isXtext(value)),
};

const RCPT_PARAMETERS: Readonly<Record<string, ParameterCheck>> = {
  NOTIFY: (value) => value !== null && NOTIFY.test(value.toUpperCase()),
  ORCPT: (value) => value !== null && value.length <= 500 && isXtext(ORCPT.exec(value)?.[1] ?? ''),
};

function checkParameters(given: Parameters, known: Readonly<Record<string, ParameterCheck>>): Reply | null {
  for (const [name, value] of given) {
    const check = known[name];
    if (check === undefined) return UNKNOWN_PARAMETER;
    if (!check(value)) return BAD_PARAMETER;
  }
  return null;
}

function parseRet(value: string | null | undefined): 'FULL' | 'HDRS' | null {
  if (!value) return null;
  return value.toUpperCase() === 'FULL' ? 'FULL' : 'HDRS';
}

/** Reads one `MAIL FROM:` line, or says with which reply it is refused. */
export function parseMailCommand(line: string): MailCommand | Reply {
  const parts = parseParts(line);
  if (parts === null) return BAD_SYNTAX;
  const refusal = checkParameters(parts.parameters, MAIL_PARAMETERS);
  if (refusal !== null) return refusal;
  const { path, parameters, hadSourceRoute } = parts;
  const reversePath = path === '' ? null : parsePath(path);
  if (reversePath === null && path !== '') return BAD_SENDER;
  const isSmtpUtf8 = parameters.has('SMTPUTF8');
  if (!isSmtpUtf8 && NON_ASCII.test(path)) return NEEDS_SMTPUTF8;
  const size = parameters.get('SIZE');
  return {
    kind: 'mail',
    reversePath,
    sizeOctets: size ? Number(size) : null,
    is8bit: parameters.get('BODY')?.toUpperCase() === '8BITMIME',
    isSmtpUtf8,
    ret: parseRet(parameters.get('RET')),
    envid: parameters.get('ENVID') ?? null,
    hadSourceRoute,
  };
}

/**
 * Reads one `RCPT TO:` line, or says with which reply it is refused. `<postmaster>` without a domain is ours
 * (RFC 5321 §4.1.1.3) and gets `hostName`.
 */
export function parseRcptCommand(line: string, isSmtpUtf8: boolean, hostName: string): RcptCommand | Reply {
  const parts = parseParts(line);
  if (parts === null) return BAD_SYNTAX;
  const refusal = checkParameters(parts.parameters, RCPT_PARAMETERS);
  if (refusal !== null) return refusal;
  const { path, parameters, hadSourceRoute } = parts;
  const forwardPath = parsePath(/^postmaster$/i.test(path) ? `${path}@${hostName}` : path);
  if (forwardPath === null) return BAD_RECIPIENT;
  if (!isSmtpUtf8 && NON_ASCII.test(path)) return NEEDS_SMTPUTF8;
  return {
    kind: 'rcpt',
    forwardPath,
    notify: parameters.get('NOTIFY')?.toUpperCase() ?? null,
    orcpt: parameters.get('ORCPT') ?? null,
    hadSourceRoute,
  };
}
