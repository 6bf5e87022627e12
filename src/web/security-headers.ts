// The headers of every answer, made by helmet. A page may load our style sheet and icon and send our own forms; nothing
// else: no script, no frame, no other origin. Only the list of held mails may run our one script.

import type { FastifyHelmetOptions } from '@fastify/helmet';

const YEAR_S = 365 * 24 * 60 * 60;

export function securityHeaders(isSecure: boolean, hasScript = false): FastifyHelmetOptions {
  return {
    global: true,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        ...(hasScript && { scriptSrc: ["'self'"], connectSrc: ["'self'"] }),
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        requireTrustedTypesFor: ["'script'"],
      },
    },
    // Not `no-referrer`: with it browsers send `Origin: null` with our own forms, and same-origin.ts could not tell them
    // from forged ones on plain http. To other sites neither policy tells anything.
    referrerPolicy: { policy: 'same-origin' },
    frameguard: { action: 'deny' },
    crossOriginEmbedderPolicy: false,
    strictTransportSecurity: isSecure ? { maxAge: YEAR_S, includeSubDomains: false } : false,
  };
}
