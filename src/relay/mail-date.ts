// The date-time of a header field (RFC 5322 §3.3), always in UTC: where the relay stands is nobody's business.

/** `at` is an ISO time. */
export function mailDate(at: string): string {
  return new Date(at).toUTCString().replace('GMT', '+0000');
}
