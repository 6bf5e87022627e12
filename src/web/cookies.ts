// The cookies: who is signed in, the form token of those who are not, what belongs to a sign-in that is under way at a
// provider, and the chosen language. Over https all but the last carry the `__Host-` prefix, so that no neighbouring host can set them.

import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Language } from '../guard/sentences.ts';

const TEN_MINUTES_S = 600;
const YEAR_S = 365 * 24 * 60 * 60;

export type Cookies = ReturnType<typeof cookiesOf>;

/** `isSecure`: people reach the pages over https. */
export function cookiesOf(isSecure: boolean) {
  const prefix = isSecure ? '__Host-' : '';
  const names = {
    session: `${prefix}sekisho`,
    form: `${prefix}sekisho-form`,
    detour: `${prefix}sekisho-detour`,
    language: 'sekisho-language',
  };
  // Lax, not Strict: people come here by a link in a mail and should still be signed in.
  const options = { path: '/', httpOnly: true, sameSite: 'lax', secure: isSecure } as const;
  return {
    read(request: FastifyRequest, name: keyof typeof names): string | undefined {
      return request.cookies[names[name]];
    },
    setSession(reply: FastifyReply, id: string): void {
      reply.setCookie(names.session, id, options);
    },
    dropSession(reply: FastifyReply): void {
      reply.clearCookie(names.session, options);
    },
    setDetour(reply: FastifyReply, text: string): void {
      reply.setCookie(names.detour, text, { ...options, maxAge: TEN_MINUTES_S });
    },
    dropDetour(reply: FastifyReply): void {
      reply.clearCookie(names.detour, options);
    },
    setForm(reply: FastifyReply, token: string): void {
      reply.setCookie(names.form, token, options);
    },
    setLanguage(reply: FastifyReply, language: Language): void {
      reply.setCookie(names.language, language, { ...options, maxAge: YEAR_S });
    },
  };
}
