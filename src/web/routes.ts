// The one table of everything that can be asked for, and by whom. A test walks it with every role; a path that is not in
// it does not exist.

import { redirect } from './answers.ts';
import { endSessions, showAccount, showPeople, signOutPerson } from './handlers/account.ts';
import { exportAudit, showAudit, verifyAudit } from './handlers/audit.ts';
import {
  applyPolicy,
  downloadPolicy,
  editPolicy,
  MAX_POLICY_OCTETS,
  tryPolicyText,
} from './handlers/change-policy.ts';
import { chooseLanguage } from './handlers/choose-language.ts';
import { confirmMail, showConfirm } from './handlers/confirm-mail.ts';
import { showDashboard } from './handlers/dashboard.ts';
import { decideBurst, showBurst } from './handlers/decide-burst.ts';
import { decideMail } from './handlers/decide-mail.ts';
import { showHelp, showPicture } from './handlers/help.ts';
import { showIncident } from './handlers/incident.ts';
import { judgeHold } from './handlers/judge-hold.ts';
import { showHeld, showRecent } from './handlers/lists.ts';
import { watchHeld } from './handlers/live.ts';
import {
  isAlive,
  isReady,
  serveAuditStyle,
  serveIcon,
  serveScript,
  serveStyle,
  serveTuningStyle,
} from './handlers/machines.ts';
import { comeFromProvider, goToProvider } from './handlers/oidc.ts';
import { openMailText } from './handlers/open-text.ts';
import { showPolicy, showVersion } from './handlers/policy.ts';
import { previewRepair, showRepair, storeRepair } from './handlers/repair-mail.ts';
import { setUp, showSetup } from './handlers/set-up.ts';
import { actOnSeveral, askSeveral } from './handlers/several.ts';
import { showMail } from './handlers/show-mail.ts';
import { showFiles, showLinkRecipients, showReasons, showRecipients } from './handlers/show-whole.ts';
import { showSignIn, signIn, signOut } from './handlers/sign-in.ts';
import { addToken, revokeToken } from './handlers/tokens.ts';
import { showTuning } from './handlers/tuning.ts';
import { CALLBACK } from './identity/oidc.ts';
import type { Route } from './visit.ts';

const SIGNED = ['admin', 'approver', 'delegate', 'auditor', 'sender'] as const;
const REVIEWERS = ['admin', 'approver', 'delegate'] as const;
const OVERSEERS = ['admin', 'auditor'] as const;
const DECIDERS = ['admin', 'approver', 'delegate', 'sender'] as const;

/** A form with a whole policy in it, of which every octet may take three. */
const LONG = { mostFormOctets: 3 * MAX_POLICY_OCTETS } as const;

export const ROUTES: readonly Route[] = [
  { method: 'GET', path: '/', roles: SIGNED, handle: async () => redirect('/held') },
  { method: 'GET', path: '/held', roles: SIGNED, hasScript: true, handle: showHeld },
  { method: 'GET', path: '/held/live', roles: SIGNED, isBackground: true, handle: watchHeld },
  { method: 'GET', path: '/held/several', roles: REVIEWERS, handle: askSeveral },
  { method: 'POST', path: '/held/several', roles: REVIEWERS, handle: actOnSeveral },
  { method: 'GET', path: '/recent', roles: SIGNED, handle: showRecent },
  { method: 'GET', path: '/held/:id', roles: SIGNED, handle: showMail },
  { method: 'GET', path: '/held/:id/recipients', roles: SIGNED, handle: showRecipients },
  { method: 'GET', path: '/held/:id/reasons', roles: SIGNED, handle: showReasons },
  { method: 'GET', path: '/held/:id/files', roles: SIGNED, handle: showFiles },
  { method: 'POST', path: '/held/:id/decision', roles: DECIDERS, handle: decideMail },
  { method: 'GET', path: '/held/:id/burst', roles: SIGNED, handle: showBurst },
  { method: 'POST', path: '/held/:id/burst', roles: DECIDERS, handle: decideBurst },

  { method: 'GET', path: '/account', roles: SIGNED, handle: showAccount },
  { method: 'POST', path: '/account/sessions', roles: SIGNED, handle: endSessions },
  { method: 'POST', path: '/account/tokens', roles: SIGNED, handle: addToken },
  { method: 'POST', path: '/account/tokens/revoke', roles: SIGNED, handle: revokeToken },
  { method: 'GET', path: '/tuning', roles: OVERSEERS, handle: showTuning },
  { method: 'GET', path: '/audit', roles: OVERSEERS, handle: showAudit },
  { method: 'POST', path: '/audit/verify', roles: OVERSEERS, handle: verifyAudit },
  { method: 'POST', path: '/audit/export', roles: OVERSEERS, handle: exportAudit },
  { method: 'GET', path: '/held/:id/incident', roles: OVERSEERS, handle: showIncident },
  { method: 'POST', path: '/held/:id/open', roles: ['auditor'], handle: openMailText },
  { method: 'GET', path: '/dashboard', roles: OVERSEERS, handle: showDashboard },
  { method: 'GET', path: '/policy', roles: OVERSEERS, handle: showPolicy },
  { method: 'GET', path: '/policy/versions/:n', roles: OVERSEERS, handle: showVersion },
  { method: 'GET', path: '/policy/edit', roles: ['admin'], handle: editPolicy },
  { method: 'POST', path: '/policy/try', roles: ['admin'], ...LONG, handle: tryPolicyText },
  { method: 'POST', path: '/policy/apply', roles: ['admin'], ...LONG, handle: applyPolicy },
  { method: 'POST', path: '/policy/download', roles: OVERSEERS, ...LONG, handle: downloadPolicy },
  { method: 'GET', path: '/people', roles: ['admin'], handle: showPeople },
  { method: 'POST', path: '/people/sessions', roles: ['admin'], handle: signOutPerson },
  { method: 'POST', path: '/held/:id/judgement', roles: SIGNED, handle: judgeHold },
  { method: 'GET', path: '/held/:id/repair', roles: DECIDERS, handle: showRepair },
  { method: 'POST', path: '/held/:id/repair', roles: DECIDERS, handle: previewRepair },
  { method: 'POST', path: '/held/:id/repair/store', roles: DECIDERS, handle: storeRepair },

  { method: 'GET', path: '/help', roles: 'everyone', handle: showHelp },
  { method: 'GET', path: '/help/:topic', roles: 'everyone', handle: showHelp },
  { method: 'GET', path: '/help/img/:name', roles: 'everyone', handle: showPicture },

  { method: 'GET', path: '/confirm/:token', roles: 'everyone', handle: showConfirm },
  { method: 'GET', path: '/confirm/:token/recipients', roles: 'everyone', handle: showLinkRecipients },
  { method: 'POST', path: '/confirm/:token', roles: 'everyone', handle: confirmMail },

  { method: 'GET', path: '/sign-in', roles: 'everyone', handle: showSignIn },
  { method: 'POST', path: '/sign-in', roles: 'everyone', isGuessable: true, handle: signIn },
  { method: 'GET', path: '/sign-in/oidc', roles: 'everyone', isGuessable: true, handle: goToProvider },
  { method: 'GET', path: CALLBACK, roles: 'everyone', isGuessable: true, handle: comeFromProvider },
  { method: 'POST', path: '/sign-out', roles: SIGNED, handle: signOut },
  { method: 'GET', path: '/setup/:token', roles: 'everyone', handle: showSetup },
  { method: 'POST', path: '/setup/:token', roles: 'everyone', isGuessable: true, handle: setUp },
  { method: 'POST', path: '/language', roles: 'everyone', handle: chooseLanguage },

  { method: 'GET', path: '/style.css', roles: 'machines', handle: serveStyle },
  { method: 'GET', path: '/tuning.css', roles: 'machines', handle: serveTuningStyle },
  { method: 'GET', path: '/audit.css', roles: 'machines', handle: serveAuditStyle },
  { method: 'GET', path: '/live.js', roles: 'machines', handle: serveScript },
  { method: 'GET', path: '/icon.svg', roles: 'machines', handle: serveIcon },
  { method: 'GET', path: '/livez', roles: 'machines', handle: isAlive },
  { method: 'GET', path: '/readyz', roles: 'machines', handle: isReady },
];
