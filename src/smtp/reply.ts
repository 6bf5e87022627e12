// A reply to a command: the reply code (RFC 5321 §4.2) and a text that begins with its enhanced status code
// (RFC 3463). Texts are generic: details belong to the log.

export type Reply = { readonly kind: 'reply'; readonly code: number; readonly text: string };

export function reply(code: number, text: string): Reply {
  return { kind: 'reply', code, text };
}

/** The form in which smtp-server takes a refusal from a handler. */
export function replyError({ code, text }: Reply): Error & { responseCode: number } {
  return Object.assign(new Error(text), { responseCode: code });
}

const ENHANCED = /^[245]\.\d{1,3}\.\d{1,3} /;

/** What the library's own 421 texts mean; its table knows one code for all of them. */
const CLOSING: readonly (readonly [RegExp, string])[] = [
  [/timeout/i, '4.4.2'],
  [/shutting down/i, '4.3.2'],
  [/too long/i, '4.5.2'],
];

export function hasEnhancedCode(text: string): boolean {
  return ENHANCED.test(text);
}

/** Puts the right enhanced code before a 421 text of the library. */
export function closingText(text: string): string {
  const known = CLOSING.find(([pattern]) => pattern.test(text));
  return `${known?.[1] ?? '4.7.0'} ${text}`;
}
