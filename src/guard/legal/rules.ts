// From how many persons on a leak has to be reported to Japan's Personal Information Protection Commission, by the kind
// of the organisation, with the statute of each row. APPI: Act on the Protection of Personal Information (Act No. 57 of
// 2003) and its Enforcement Rules (Rules of the Commission No. 3 of 2016); for My Number the Act No. 27 of 2013 and the
// Rules of the Commission No. 5 of 2015. Data, no judgement: a change of the law is a change of this table.

export type OrganizationKind = 'private' | 'public';

/** `many`: the number of persons alone. */
export const LEGAL_CATEGORIES = ['special-care', 'financial', 'wrongful', 'my-number', 'many'] as const;
export type LegalCategory = (typeof LEGAL_CATEGORIES)[number];

export type LegalRow = {
  /** The first number of persons that has to be reported: 1,001 for "more than a thousand". */
  readonly from: number;
  readonly law: { readonly ja: string; readonly en: string };
};

const appi = (article: number, item: number) => ({
  ja: `個人情報保護法26条1項・施行規則${article}条${item}号`,
  en: `APPI art. 26(1), Enforcement Rules art. ${article}, item ${item}`,
});

const appiPublic = (article: number, item: number) => ({
  ja: `個人情報保護法68条1項・施行規則${article}条${item}号`,
  en: `APPI art. 68(1), Enforcement Rules art. ${article}, item ${item}`,
});

/** More than a hundred whoever the organisation is. The items for systems of public bodies are not for a relay to know. */
const MY_NUMBER: LegalRow = {
  from: 101,
  law: {
    ja: '番号法29条の4第1項・漏えい等報告規則2条4号',
    en: 'My Number Act art. 29-4(1), Rules on reporting art. 2, item 4',
  },
};

export const LEGAL_RULES: Readonly<Record<OrganizationKind, Readonly<Record<LegalCategory, LegalRow>>>> = {
  private: {
    'special-care': { from: 1, law: appi(7, 1) },
    financial: { from: 1, law: appi(7, 2) },
    wrongful: { from: 1, law: appi(7, 3) },
    'my-number': MY_NUMBER,
    many: { from: 1001, law: appi(7, 4) },
  },
  public: {
    'special-care': { from: 1, law: appiPublic(43, 1) },
    financial: { from: 1, law: appiPublic(43, 2) },
    wrongful: { from: 1, law: appiPublic(43, 3) },
    'my-number': MY_NUMBER,
    many: { from: 101, law: appiPublic(43, 4) },
  },
};
