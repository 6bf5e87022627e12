// Readings for tests, without anything else of the relay: reader programs import them too.

import type { Reading } from '../../src/message/reading.ts';
import { contentOf, type MailCase } from '../guard/mail.ts';

export const reading = (mail: MailCase = {}): Reading => ({ content: contentOf(mail), texts: [] });
