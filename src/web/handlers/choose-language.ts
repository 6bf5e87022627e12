// Keeps the chosen language in a cookie and goes back to the page.

import { z } from 'zod';
import { say } from '../answers.ts';
import { type Answer, ownPath, type Visit } from '../visit.ts';

const languageForm = z.strictObject({
  csrf: z.string(),
  back: z.string().max(2000),
  language: z.enum(['ja', 'en']),
});

export async function chooseLanguage(visit: Visit): Promise<Answer> {
  const form = languageForm.safeParse(visit.form);
  if (!form.success) return say(visit, 'bad');
  const { back, language } = form.data;
  return { kind: 'redirect', to: ownPath(back, '/held'), language };
}
