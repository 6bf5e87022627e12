// Facts: everything a check may look at, as plain JSON. `message/` and `attachment/` produce ContentFacts from
// the octets, `assemble.ts` adds what history knows. Facts hold no body text and no unmasked personal data, so
// they can be kept long and judged again (replay, what-if) after the octets are gone.

import type { AddrSpec, Domain } from './address.ts';
import type { Named } from './history.ts';
import type { RecentFacts } from './recent.ts';

/** One address of a header field; `name` is the decoded display name, null when there is none. */
export type Mailbox = { readonly name: string | null; readonly address: AddrSpec };

export type HeaderFacts = {
  readonly from: readonly Mailbox[];
  readonly sender: Mailbox | null;
  readonly replyTo: readonly Mailbox[];
  /** To, Cc with group members taken out of their groups (RFC 5322 §3.4). */
  readonly to: readonly Mailbox[];
  readonly cc: readonly Mailbox[];
  /** A Bcc field that the client left in the mail: every recipient can read it. */
  readonly bcc: readonly Mailbox[];
  /** Resent-To and Resent-Cc (RFC 5322 §3.6.6). */
  readonly resentTo: readonly Mailbox[];
  readonly subject: string;
  readonly messageId: string | null;
  readonly inReplyTo: string | null;
  readonly references: readonly string[];
  /** Values in lower case, without comments; null = field absent. */
  readonly autoSubmitted: string | null;
  readonly precedence: string | null;
  readonly listId: string | null;
  readonly hasListUnsubscribe: boolean;
  readonly contentType: string;
  /** The `report-type` of multipart/report, the `method` of a text/calendar part (lower case), or null. */
  readonly reportType: string | null;
  readonly calendarMethod: string | null;
  /** Sensitivity (RFC 2156) and the like, lower case. */
  readonly sensitivity: string | null;
  /** Foreign X-Sekisho fields found: never trusted, never removed, recorded. */
  readonly foreignMarks: number;
  /** X-MS-Exchange-Inbox-Rules-Loop, Resent-From, X-Forwarded-For and the like: names of fields, lower case. */
  readonly forwardingFields: readonly string[];
};

/** The header block that a mail client quotes above the text answered or forwarded. */
export type QuotedHeader = {
  readonly from: Mailbox | null;
  readonly fromName: string | null;
  readonly to: readonly Mailbox[];
  readonly cc: readonly Mailbox[];
  readonly subject: string | null;
  /** A word in the text below the block that keeps it among its readers (御社限り, 社内限り, do not forward). */
  readonly restricted: string | null;
};

/** How a mail opens: お疲れさまです is said to colleagues, お世話になっております to everybody else. */
export type Tone = 'colleagues' | 'outsiders';

export type BodyFacts = {
  /** Length in UTF-16 code units of what the sender wrote (without quotes and signature), all text parts. */
  readonly ownTextLength: number;
  /** Lines at the top that name whom the mail greets, NFKC, at most 5, at most 80 characters each. */
  readonly salutations: readonly string[];
  readonly quoted: readonly QuotedHeader[];
  /** null when the opening says neither, as in most English mail. */
  readonly tone: Tone | null;
  /** Words about outsiders as if none were reading: 先方には伏せて, between us, don't tell the client. */
  readonly aside: string | null;
  /** Every distinct address written in the sender's own text, at most 200. */
  readonly addressesInText: readonly AddrSpec[];
  readonly mentionsAttachment: boolean;
  /** 各位, 皆様, ご登録の方, unsubscribe … : wording of a mail to many. */
  readonly hasMassWording: boolean;
  /** A password stands in the text (masked), or the text says it goes another way. */
  readonly passwordShown: string | null;
  readonly passwordElsewhere: boolean;
  /**
   * MinHash sketch of what the sender wrote, greeting left out and digits masked, at most 64 numbers below 2^32:
   * mails made from one template share most of them. Empty for texts under 40 characters.
   */
  readonly sketch: readonly number[];
};

export type Protection = 'none' | 'weak' | 'partial' | 'protected';

export type PersonalKind =
  | 'name'
  | 'address'
  | 'phone'
  | 'email'
  | 'birth-date'
  | 'my-number'
  | 'health-insurance'
  | 'bank-account'
  | 'credit-card'
  | 'driving-licence'
  | 'passport'
  | 'pension'
  | 'residence-card'
  | 'medical'
  | 'salary'
  | 'grade'
  | 'ssn'
  | 'nino';

export type PersonalEvidence = {
  /** Where a person would look: `本文`-neutral place such as `Sheet1!B4`, `page 2`, `line 12`. */
  readonly at: string;
  readonly kind: PersonalKind;
  /** Masked value: `090-****-**12`, `山* 太*`. */
  readonly masked: string;
};

/** Personal data found at one place: the body (`where` = 'body') or one file (`where` = its path). */
export type PersonalPlace = {
  readonly where: string;
  /** Distinct persons in this place. */
  readonly persons: number;
  readonly kinds: readonly { readonly kind: PersonalKind; readonly count: number }[];
  /** At most 5. */
  readonly evidence: readonly PersonalEvidence[];
};

/** Content of a file that its reader does not see at first sight. */
export type HiddenFact = {
  readonly kind: 'sheet' | 'row' | 'column' | 'comment' | 'tracked-change' | 'notes' | 'embedded' | 'text';
  /** Where: `Sheet2`, `Sheet1!C:F`, `page 3` … */
  readonly at: string;
};

export type FileFacts = {
  /** The way to the file: `list.zip › inner/名簿.xlsx`. */
  readonly path: string;
  /** The name shown to a recipient, and every other name found for it anywhere (MIME name, filename, archive). */
  readonly name: string;
  readonly otherNames: readonly string[];
  /** By magic bytes, never by name: `pdf` `docx` `xlsx` `zip` `csv` `text` `html` `exe` `unknown` … */
  readonly type: string;
  readonly sizeOctets: number;
  /** Of its octets, lower-case hex; null for an entry whose octets nobody can see. */
  readonly sha256: string | null;
  /** At most 20. */
  readonly hidden: readonly HiddenFact[];
  /** Shown inside the text (Content-ID referenced from the HTML), not offered as an attachment. */
  readonly inline: boolean;
  readonly protection: Protection;
  /** How: `zip-aes`, `zipcrypto`, `pdf-user-password`, `ooxml-agile`, `smime`, `pgp` …; null when none. */
  readonly protectionBy: string | null;
  /** Whether all of its text could be read (a protected file is not readable, and that is no fault). */
  readonly readable: boolean;
  /** VBA or XLM macros; a script or program by content or by any of its names. */
  readonly hasMacros: boolean;
  readonly isScript: boolean;
  readonly isProgram: boolean;
};

/** One reason why a part of the mail could not be read as every reader may read it. */
export type Fault = {
  /** Stable word: `duplicate-header`, `bad-encoding`, `missing-close`, `too-deep`, `timeout`, `damaged-archive` … */
  readonly code: string;
  /** `header`, `part 2.1`, or the path of a file. */
  readonly where: string;
  /** Short English detail for log and page; may quote at most 80 characters of the mail. */
  readonly detail: string;
};

/** A confidentiality word of the policy or of the built-in list that was found. */
export type MarkFact = { readonly word: string; readonly where: string; readonly at: string };

export type ContentFacts = {
  readonly header: HeaderFacts;
  readonly body: BodyFacts;
  readonly files: readonly FileFacts[];
  readonly faults: readonly Fault[];
  /** Distinct persons over body and files together, and where they are; protected content is not in it. */
  readonly persons: number;
  readonly personalPlaces: readonly PersonalPlace[];
  readonly marks: readonly MarkFact[];
};

export type EnvelopeFacts = {
  /** null = the null reverse-path `<>` (RFC 5321 §4.5.5). */
  readonly reversePath: AddrSpec | null;
  readonly forwardPaths: readonly AddrSpec[];
  readonly clientAddress: string;
  readonly authenticatedAs: string | null;
};

/** How often and when mail was delivered before; dates are ISO strings. */
export type Contact = { readonly count: number; readonly firstAt: string; readonly lastAt: string };

/** `inside`: our domains; `affiliate`: organization.affiliates; otherwise `outside`. */
export type Side = 'inside' | 'affiliate' | 'outside';

export type RecipientFacts = {
  readonly address: AddrSpec;
  readonly side: Side;
  /** Registrable domain, or the address itself at a freemail domain. */
  readonly organization: string;
  readonly isFreemail: boolean;
  /** Named in To, Cc or Resent-To/Cc. */
  readonly visible: boolean;
  readonly name: string | null;
  readonly bySender: Contact | null;
  readonly byCompany: Contact | null;
  /** Of the domain by the company; null at freemail domains. */
  readonly domainByCompany: Contact | null;
  /** The recipient wrote the mail answered here (quoted From), or the quoted block names them. */
  readonly inQuotedThread: boolean;
  /** Names of persons that earlier mail gave this address, and of companies that it gave its domain; at most 5. */
  readonly calledAs: readonly Named[];
  readonly companies: readonly Named[];
  /** Other people of the same name whom the author writes to, likeliest first; at most 3. */
  readonly namesakes: readonly Namesake[];
  /** Of an outsider in a list of colleagues: how many of them have seen it in a list before. */
  readonly metColleagues: number;
  /** They have written to somebody here (known where received mail is learned from, `smtp.inbound`). */
  readonly hasWritten: boolean;
};

/** Somebody at another organisation whose address reads like that of a recipient. */
export type Namesake = {
  readonly address: AddrSpec;
  readonly side: Side;
  readonly count: number;
  /** The whole local part, its words in any order, or only the surname. */
  readonly how: 'local-part' | 'full-name' | 'surname';
};

/** A person or company that the mail names, and where the author's other mail to that name goes. */
export type NamedElsewhere = {
  readonly kind: 'person' | 'company';
  /** As the mail names it. */
  readonly name: string;
  /** An address or a domain that is no recipient of this mail. */
  readonly subject: string;
  readonly count: number;
  /** `greeting`, or the path of a file. */
  readonly where: string;
  /** The answered mail itself is from there. */
  readonly isQuotedAuthor: boolean;
};

/** A visible outside address and what showing it in this list discloses. */
export type VisibleFacts = {
  readonly address: AddrSpec;
  readonly side: Side;
  readonly organization: string;
  readonly isFreemail: boolean;
  /** Written to by this sender or the company before. */
  readonly known: boolean;
  /** Number of other outside organisations' visible addresses that have not seen this address before. */
  readonly newlySeenBy: number;
};

export type SimilarAddress = {
  readonly address: AddrSpec;
  readonly likelyMeant: string;
  readonly kind: 'domain' | 'address';
  readonly count: number;
};

export type Facts = {
  readonly v: 1;
  readonly receivedAt: string;
  readonly envelope: EnvelopeFacts;
  /** The address that history belongs to: From, else Sender, else reverse-path; null when there is none. */
  readonly author: AddrSpec | null;
  readonly content: ContentFacts;
  /** Of the whole mail: those of this envelope, and those of `earlierCopies`. */
  readonly recipients: readonly RecipientFacts[];
  /** Who had the same mail a moment before, in other transactions (guard/copies.ts). */
  readonly earlierCopies: readonly AddrSpec[];
  /** Visible addresses of header fields, in order, deduplicated; at most 2,000. */
  readonly visible: readonly VisibleFacts[];
  /**
   * Of the visible outside addresses, how many meet here for the first time: one more than would have to be left out
   * so that nobody sees a new address. Ten strangers are 10; a stranger joining a known round of nine makes 2.
   */
  readonly newlyTogether: number;
  /** Outside addresses this mail writes to that look like a frequent one, or whose domain does. */
  readonly similar: readonly SimilarAddress[];
  /** At most 10. */
  readonly elsewhere: readonly NamedElsewhere[];
  /** Files that went to other organisations before; at most 20. */
  readonly sentBefore: readonly { readonly path: string; readonly organizations: readonly string[] }[];
  readonly recent: RecentFacts;
  /** How many people at freemail domains the author often writes to. */
  readonly privateContacts: number;
  readonly learningOver: boolean;
};

export type { AddrSpec, Domain };
