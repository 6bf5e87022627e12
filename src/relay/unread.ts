// The reading of a mail that could not be read: nothing known of it but why. Every check that looks at it finds
// the fault, so the mail is held. Used where a reader failed (reader-pool.ts) or judging broke (breakdown.ts).

import type { ContentFacts, Fault, HeaderFacts } from '../guard/facts.ts';
import type { Reading } from '../message/reading.ts';

const NO_HEADER: HeaderFacts = {
  from: [],
  sender: null,
  replyTo: [],
  to: [],
  cc: [],
  bcc: [],
  resentTo: [],
  subject: '',
  messageId: null,
  inReplyTo: null,
  references: [],
  autoSubmitted: null,
  precedence: null,
  listId: null,
  hasListUnsubscribe: false,
  contentType: '',
  reportType: null,
  calendarMethod: null,
  sensitivity: null,
  foreignMarks: 0,
  forwardingFields: [],
};

/** Content facts that know the header at most, and one fault. */
export function unreadContent(fault: Fault, header: HeaderFacts = NO_HEADER): ContentFacts {
  return {
    header,
    body: {
      ownTextLength: 0,
      salutations: [],
      quoted: [],
      addressesInText: [],
      mentionsAttachment: false,
      hasMassWording: false,
      passwordShown: null,
      passwordElsewhere: false,
      sketch: [],
      tone: null,
      aside: null,
    },
    files: [],
    faults: [fault],
    persons: 0,
    personalPlaces: [],
    marks: [],
  };
}

export function unreadReading(fault: Fault, header?: HeaderFacts): Reading {
  return { content: unreadContent(fault, header), texts: [] };
}
