// The one table of everything that a program can ask for. A test walks it with every role and scope.

import { DEED_ROUTES } from './deeds.ts';
import { HOUSE_ROUTES } from './house.ts';
import { MAIL_ROUTES } from './mails.ts';
import { OVERSIGHT_ROUTES } from './oversight.ts';
import { POLICY_ROUTES } from './policy.ts';
import type { ApiRoute } from './route.ts';

export const API_ROUTES: readonly ApiRoute[] = [
  ...MAIL_ROUTES,
  ...DEED_ROUTES,
  ...HOUSE_ROUTES,
  ...POLICY_ROUTES,
  ...OVERSIGHT_ROUTES,
];
