// What a header or label says about its values: `ご住所` → address, `担当者` → staff, `店舗名` → organisation.
// The one table of such words; tables.ts reads headers with it, labels.ts labels, formats/ keys.

import type { PersonalKind } from '../facts.ts';

/**
 * `name` stands for a person by itself; `weak-name` may be a firm or thing as well (`Name`, `宛先`); `kana` is a second
 * spelling; `other-name` a second person (guardian); `staff` a person in a business role, never counted;
 * `organisation` and `thing` say what else the rows are about; `post` is a position at work; `trait` is age, sex …
 * of a person; `reference` is a number that tells persons apart; `date` a date of no matter; `weak-medical` may be about
 * health (`症状`, `Condition`): its value or its neighbours decide.
 */
export type Role =
  | PersonalKind
  | 'weak-name'
  | 'weak-medical'
  | 'surname'
  | 'given-name'
  | 'kana'
  | 'other-name'
  | 'staff'
  | 'organisation'
  | 'thing'
  | 'post'
  | 'trait'
  | 'reference'
  | 'postal'
  | 'date'
  | 'serial';

/** People that lists are made about. */
const PEOPLE =
  '患者|利用者|入居者|入所者|会員|顧客|お客様?|お客さま|客|契約者|加入者|申込者|申請者|申込人|応募者|受講者|受講生|参加者|当選者|生徒|児童|園児|幼児|学生|学童|卒業生|社員|従業員|職員|スタッフ|被保険者|被扶養者|扶養親族|受給者|受診者|受検者|受験者|世帯主|世帯員|購入者|注文者|注文主|予約者?|会葬者|寄付者|寄附者|入社者|退職者|対象者|被災者|負傷者|被害者|相談者|通報者|債務者|債権者|賃借人|借主|入会者|登録者|候補者|選手|組合員|評価者|被評価者|本人|子ども|子供|お子様|配偶者|名義人?|口座名義人?|預金者|受取人|保有者|所有者|訪問先|来場者|来店者|購読者|宿泊者|渡航者|搭乗者|乗客|議決権者|株主|隊員|部員|団員|班員|遺族|故人|ドライバー|運転者|乗務員|被験者|ドナー|モニター|回答者|投稿者|利用登録者|講習生|実習生|研修生|留学生|技能実習生';
const PEOPLE_EN =
  'patient|customer|client|employee|student|pupil|member|guest|applicant|candidate|beneficiary|claimant|resident|tenant|donor|attendee|participant|subscriber|passenger|traveller|traveler|policyholder|cardholder|account holder|starter|leaver|child|spouse|dependent|payee|worker|staff member|insured|user|buyer|recipient|respondent|registrant';

type Rule = readonly [role: Role, pattern: RegExp];

/** In order: the first that matches decides. Japanese labels are compared without spaces and honorific prefixes. */
const JAPANESE: readonly Rule[] = [
  [
    'thing',
    /^(時刻|日時|期間|場所|会場|議題|件名|目的|用件|内容|状態|進捗|開始|終了|期限|作業|数量|単位|単価|金額|価格|品番|型番|ライセンスキー|シリアル番号|伝票番号|注文番号|追跡番号|法人番号|登録番号|請求番号|管理番号|資産番号)$/,
  ],
  ['email', /メール|mail|ｅメール|アドレス$/i],
  ['my-number', /^(個人番号|マイナンバー|通知番号)|個人番号\(?12桁|マイナンバー$/],
  ['pension', /基礎年金番号|年金番号|年金手帳/],
  ['residence-card', /在留カード|在留番号|外国人登録/],
  ['driving-licence', /免許証?番号|免許証?No|運転免許/i],
  ['passport', /旅券番号|旅券No|パスポート番号|パスポートNo|^旅券$|^パスポート$/i],
  [
    'kana',
    /フリガナ|ふりがな|振り仮名|ヨミガナ|よみがな|読み仮名|カナ$|かな$|^カナ|カナ氏名|カナ名|ローマ字|英字|パスポート表記|^よみ$|^ヨミ$/,
  ],
  ['credit-card', /カード(?:会員)?(?:番号|No)|クレジットカード|クレカ/i],
  [
    'health-insurance',
    /保険者番号|被保険者証|被保険者番号|被保険者等?記号|保険証|記号番号|^記号・番号|^記号$|^番号\(保険/,
  ],
  ['bank-account', /口座(?!名義)|振込先|金融機関|銀行名|支店名?\(銀行|預金種別|口座種別|ゆうちょ/],
  ['address', /^(都道府県|市区町村|市町村|区市町村|番地|町域|建物|方書|住所\d)名?$/],
  [
    'organisation',
    /^(会社|企業|法人|団体|取引先|仕入先|得意先|販売店|店舗|店|支店|営業所|病院|医院|施設|学校|園|大学|事業所|事業者|商号|屋号|機関|工場|部品メーカー|メーカー|出版社|自治体|県|チーム|クラブ)(名称?|又は名称)?$|商号又は名称|^名称$|会社名|店舗名|病院名|施設名|法人名|企業名|団体名|取引先名|事業所名|学校名$/,
  ],
  [
    'thing',
    /(商品|製品|品|部品|機器|物件|建物|ファイル|項目|用語|書|資産|科目|件|工事|案件|プロジェクト|クラス|イベント|サービス|サーバー?|ホスト|マンション|ビル|コース|講座|路線|駅|町|祝日|薬剤|検査|作業|業務|会議|部屋|会場|画面|変数|型|属|種|車|機種|ブランド|メニュー|料理|曲|作品|資格|科|ユーザー?|アカウント|データ|テーブル|カラム|フィールド|地名|国|市|県)名$/,
  ],
  [
    'staff',
    /担当|(?<![身全体延波成])長$|^対応|立会|引率|受持|^代表|代表者|責任者|起票|承認|確認者|作成者|記入者|記録者|報告者|著者|監修|監督|講師|議長|出席者|主査|主任|PM|PL|リーダー|医師|主治医|窓口|施工者|設計者|撮影|発行者|検収|受付者|面接官|評価担当|紹介者|営業員|販売員|通知者|コメント/,
  ],
  [
    'other-name',
    /^(保護者|父|母|親|親権者|扶養者|連帯保証人|保証人|連名|家族|配偶者)(の?氏名|の?名前?)?\d?$|^緊急(?:時の?)?連絡先(?:の?氏名|の?名前?|者)/,
  ],
  ['phone', /電話|でんわ|携帯|ケータイ|スマホ|TEL|℡|連絡先|FAX|ファックス|ファクシミリ/i],
  [
    'post',
    /^(所属|部署|部門|課|役職|職位|職名|肩書|勤務先|勤務地|配属|内線|直通|新所属|旧所属|新役職|旧役職|新|旧|異動先|現職|前職|職種)(名|先|部署)?$/,
  ],
  ['birth-date', /生年月日|^生[年月日]$|誕生日|出生日|生まれ|たんじょうび|せいねんがっぴ/],
  ['postal', /^(郵便番号|〒|郵便)/],
  ['address', /住所|居所|所在地|現住|宛先住所|送付先住所|配送先|お届け先住所|じゅうしょ|本籍/],
  ['name', /氏名|姓名|名前$|なまえ|おなまえ|フルネーム/],
  ['name', new RegExp(`^.{0,6}(?:${PEOPLE})(?:様|さん|各位)?(?:名|氏名)?$`)],
  ['weak-name', /^(宛名|宛先|送付先|送り先|届け先|届先|請求先|納品先|配送先|受取|名義)$/],
  ['surname', /^(姓|苗字|名字|氏|せい|セイ)$/],
  ['given-name', /^(名|めい|メイ)$/],
  [
    'medical',
    /傷病|病名|既往|疾患|疾病|血圧|血糖|HbA1c|γ-?GTP|コレステロール|LDL|HDL|BMI|視力|聴力|う歯|要介護|要支援|介護度|障害(?:名|者|区分|等級|の種類|支援)|アレルギー|アレルゲン|あれるぎー|服薬|投薬|内服|健診|妊娠|ワクチン|接種|主訴|手術|病歴|受診|持病|診断名|診断結果|健康状態|特定健/i,
  ],
  ['weak-medical', /診断|症状|障害|所見|処方|検査結果|検診|健康|治療|体重|身長|体温|平熱|備考|特記|配慮/],
  [
    'salary',
    /給与|給料|基本給|月給|年収|年俸|賞与|支給額|支給合計|控除|手取|報酬|手当|時給|日給|所得|差引支給|源泉/,
  ],
  [
    'grade',
    /成績|得点|点数|評定|評価|偏差値|順位|^順$|合否|国語|算数|数学|英語|理科|社会|物理|化学|生物|日本史|世界史|地理|音楽|美術|体育|技術|家庭|総合点|合計点|内申|筆記|面接|模試|席次|通知表|学力/,
  ],
  [
    'trait',
    /性別|年齢|年令|続柄|血液型|国籍|学年|敬称|満年齢|既婚|配偶者有無|最終学歴|学歴|在留資格|利き手|判定$/,
  ],
  [
    'reference',
    /(会員|社員|職員|従業員|学籍|学生|顧客|お客様|患者|診察券|利用者|受験|受講|契約|整理|加入者|カルテ|登録者)(番号|No|ID|コード)/i,
  ],
  ['date', /日$|日付|年月$|期限|^登録日|入会/],
  ['serial', /^(No|番号?|#|項番|連番|通番|行|順番)$/i],
];

const ENGLISH: readonly Rule[] = [
  ['kana', /^(kana|name kana|furigana|reading|romaji|name romaji|name kana)$/],
  [
    'thing',
    /^(file|product|item|class|host|server|project|company code|event|course|domain|brand|user|display|part|model|branch|task|category|group|role|service|job|step|field|column|table|key|label|city|state|country|region) ?name$|^(item|task|product|description|gtin|sku|brand|title|summary|subject|isbn|jan|qty|quantity|price)$/,
  ],
  ['email', /\be ?mails?\b|^mail$|mail address/],
  ['my-number', /my ?number|individual number/],
  ['ssn', /\bssn\b|social security/],
  ['nino', /\bnino\b|^ni ?(number|no\.?)$|national insurance/],
  ['pension', /pension (number|no)/],
  ['residence-card', /residence card|alien registration/],
  ['driving-licence', /licen[cs]e ?(number|no\b|#|id)|driv\w+ licen[cs]e|^dl (number|no)/],
  ['passport', /passport/],
  ['credit-card', /card ?(number|no\b|num\b|#)|^(credit card|pan|card)$|cc ?(number|no)/],
  [
    'bank-account',
    /\biban\b|sort ?code|account ?(number|no\b|num\b|#)|^account$|routing|\baba\b|\bbic\b|swift|bank/,
  ],
  ['health-insurance', /insurance (number|no|id)|insurer|nhs (number|no)|medicare|policy holder id/],
  [
    'organisation',
    /^(company|organi[sz]ation|employer|firm|vendor|supplier|store|shop|branch|site|office|business|school|hospital|client company|department|dept|team)( name)?$/,
  ],
  [
    'staff',
    /owner|assignee|author|reporter|manager|supervisor|representative|\brep\b|contact person|account manager|approver|reviewer|instructor|doctor|physician|prepared by|responsible|agent|created by/,
  ],
  [
    'surname',
    /^(last|family|sur) ?name$|^surname$|^family$|^(sei|lname|lastname)$|^name (sei|last|family)$|^sei ?name$/,
  ],
  [
    'given-name',
    /^(first|given|fore) ?names?$|^given$|^forename$|^(mei|fname|firstname)$|^name (mei|first|given)$|^mei ?name$|^(middle name|middle initial|mi)$/,
  ],
  ['other-name', /^(parent|guardian|emergency contact|next of kin|mother|father|spouse)( name)?$/],
  ['birth-date', /\bdob\b|d\.o\.b|birth ?(date|day)?|\bborn\b|bday/],
  ['phone', /phone|\btel\b|telephone|mobile|\bcell\b|fax/],
  ['postal', /^(zip|zip ?code|postal ?code|post ?code|postcode)$/],
  [
    'address',
    /address|^street|^addr\b|^(city|town|state|province|county|pref|prefecture|line ?\d?)$|residence$/,
  ],
  ['name', /^full ?name$|^shimei$/],
  ['name', new RegExp(`^(?:${PEOPLE_EN})(?:'?s)? ?name$`)],
  ['weak-name', new RegExp(`^(?:${PEOPLE_EN})s?$`)],
  [
    'weak-name',
    /^(name|contact|contact name|customer name|ship to|bill to|sold to|fn|cn|display name|person|n)$/,
  ],
  [
    'medical',
    /diagnos|disease|allerg|medication|blood (type|pressure|sugar)|hba1c|prescription|\bicd\b|medical|\bbmi\b|vaccin|disabilit/,
  ],
  ['weak-medical', /condition|treatment|symptom|health|procedure|test result|^(notes?|remarks?|reason)$/],
  ['salary', /salary|wage|gross|net pay|^net$|bonus|compensation|\bpay\b|income|federal tax|deduction/],
  ['grade', /grade|score|\bgpa\b|marks?$|\bmath|english|science|history|exam|rank$/],
  [
    'trait',
    /^(gender|sex|age|nationality|marital status|blood type|ethnicity|religion|status of residence)$/,
  ],
  ['post', /^(title|job title|position|extension|ext|division|section)$/],
  [
    'reference',
    /(member|employee|emp|student|customer|patient|client|user|staff|account|person) ?(id|no|number|code|#)$/,
  ],
  ['date', /date$|^(date|time|timestamp|created|updated|ts)/],
  ['serial', /^(id|no|#|row|seq|index)$/],
];

/** `firstName`, `first_name` and `First Name` are one. */
const englishLabel = (label: string): string =>
  label
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[_\-./]+/g, ' ')
    .replace(/\s+/g, ' ')
    .toLowerCase()
    .trim();

/** 「お名前（姓）」, 「氏名_名」 */
const PART_OF_NAME = /(?:氏名|名前)[(_・-](姓|氏|名)\)?$/;

const cache = new Map<string, Role | null>();
const MAX_CACHE = 4096;

function lookUp(label: string): Role | null {
  const bare = label
    .replace(/^[\s●○■□◆◇・※*.【〔《[<(]+|[\s*:：】〕》\]>]+$/g, '')
    .replace(/\(必須\)|\(任意\)|必須|任意/g, '');
  if (!/[\u3040-\u9fff]/.test(bare)) {
    const english = englishLabel(bare.replace(/\([^)]*\)/g, ' ')).replace(/ ?\d$/, '');
    return ENGLISH.find(([, pattern]) => pattern.test(english))?.[0] ?? null;
  }
  const whole = bare.replace(/[\s"']/g, '');
  const main = whole
    .replace(/\([^)]*\)/g, '')
    .replace(/^[ごお](?=[^ぁ-ん客])/, '')
    .replace(/[\d①-⑳.]+$/, '');
  const find = (text: string) => JAPANESE.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
  const role = find(main === '' ? whole : main);
  const part = PART_OF_NAME.exec(whole)?.[1];
  if (role === 'name' && part !== undefined) return /^[姓氏]/.test(part) ? 'surname' : 'given-name';
  return role === 'name' && /\((カナ|かな|フリガナ|ローマ字|英字|ヨミ)/.test(whole) ? 'kana' : role;
}

/** The role of a header or label of at most 40 letters; null when it is no word of the table. */
export function roleOf(label: string): Role | null {
  const trimmed = label.trim();
  if (trimmed === '' || trimmed.length > 40 || /^[\d\s.,:/-]+$|[@<>]/.test(trimmed)) return null;
  const known = cache.get(trimmed);
  if (known !== undefined) return known;
  const role = lookUp(trimmed);
  if (cache.size < MAX_CACHE) cache.set(trimmed, role);
  return role;
}
