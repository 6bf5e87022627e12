// Words that say: this is a firm, a place or a thing, not a person. Tables only; asked by the name score.

import { wordFinder } from './word-finder.ts';

/** A firm, an office, a shop: wherever it stands in the text. */
const holdsFirm = wordFinder(
  '株式会社 有限会社 合同会社 合資会社 合名会社 (株) (有) (財) (社) (医) (福) (学) (同) (一社) (一財) (公社) (公財) 社団法人 財団法人 医療法人 学校法人 宗教法人 福祉法人 独立行政 組合 協会 協議会 連盟 商工会 商会 商店 商事 工業 産業 製作所 製薬 建設 工務店 病院 医院 診療所 クリニック 薬局 歯科 整形外科 眼科 大学 学校 高校 学園 学院 幼稚園 保育園 こども園 銀行 信用金庫 信金 農協 支店 本店 営業所 事業所 出張所 支社 本社 支部 本部 工場 センター 事務所 研究所 研究室 役所 役場 県庁 庁舎 郵便局 警察 消防 図書館 体育館 公民館 会館 ホール 美術館 博物館 神社 ホテル 旅館 レストラン カフェ 食堂 居酒屋 店舗 委員会 事務局 グループ チーム クラブ サークル'.split(
    ' ',
  ),
);

/** A building or a part of an address. */
const holdsPlace = wordFinder(
  'マンション アパート ハイツ コーポ メゾン ビル タワー 号店 号室 号棟 丁目 番地 団地 公園 空港 倉庫'.split(
    ' ',
  ),
);
const PLACE_LATIN = /\b(road|rd|avenue|ave|blvd|boulevard|terrace|building)\b/i;

/** What such a word ends in; but surnames (阿部, 土屋, 中村) and given names (美都) do too. */
const ORGANISATION_ENDING = /[署局駅荘店屋館部課係室班科組隊都道府県市区町村郡]$/;

/** The same in English; whole words that are no names. */
const FIRM_LATIN =
  /\b(inc|llc|ltd|plc|corp|corporation|company|co|gmbh|limited|university|college|hospital|clinic|branch|store|shop|department|dept|team|centre|center|airport|services?|solutions?|systems?|support|sales|marketing|finance|accounting|engineering|logistics|industries|partners|associates|consulting|agency|institute|association|foundation|committee|council|ministry|museum|restaurant|cafe|fc)\b/i;

/** Heads, notes and fillers that stand where names stand. */
const WORDS = new Set(
  '合計 小計 総計 計 平均 最高 最低 中央値 標準偏差 人数 備考 不明 未定 未記入 未入力 なし 無し 有り あり 該当なし 同上 空き 空席 全員 各位 一同 皆様 皆さま 御中 関係者 担当者 担当 責任者 代表 管理者 管理人 利用者 使用者 申込者 参加者 出席者 欠席者 応募者 受講者 被災者 患者 本人 家族 会員 社員 職員 役員 顧客 お客様 お客さま 氏名 名前 お名前 住所 電話 電話番号 性別 年齢 生年月日 続柄 男性 女性 男 女 父 母 祖父 祖母 長男 長女 次男 次女 夫 妻 子 兄 弟 姉 妹 そぼ そふ はは ちち 営業 経理 総務 人事 開発 企画 製造 品質 購買 広報 法務 早番 遅番 日勤 夜勤 休み 有休 公休 出勤 欠勤 午前 午後 終日 普通 当座 貯蓄 本日 明日 昨日 今日 月曜 火曜 水曜 木曜 金曜 土曜 日曜 祝日 東京 大阪 京都 名古屋 中国 台湾 日本 完了 未完了 対応中 未対応 未着手 進行中 保留 承認 却下 異常なし 要治療 要精密検査 経過観察 合格 不合格 正会員 準会員 一般会員 サンプル テスト ダミー 記入例 見本 取扱注意 社外秘 部外秘 個人情報 以上 以下 敬具 拝啓 前略 草々'.split(
    ' ',
  ),
);

/** Words that no English or romanised name consists of; lower case. */
const LATIN_WORDS = new Set(
  'the and or of for to from with in on at by as is are was be your our this that these hi hello dear thanks thank regards best kind sincerely cheers please total subtotal average none null true false yes no name names address phone tel fax mobile cell email mail date birth dob age sex gender male female note notes item items qty unit amount order invoice number id code type status description product products customer customers client clients patient patients employee employees member members user users student students contact contacts account credit debit visa mastercard charge charges exp expiry passport salary payroll roster list table report summary review meeting minutes agenda project plan task owner start end monday tuesday wednesday thursday friday saturday sunday today tomorrow new all any other senior junior manager director president officer executive assistant engineer developer suite bolt tube soap oat biscuits confidential internal public draft final version release update fixed error warning info debug data test sample example widgets widget completed inactive approved rejected'.split(
    ' ',
  ),
);

/** English words that are names too (April Young, Nancy Park): with one of these, form alone says nothing. */
const LATIN_DOUBTFUL = new Set(
  'january february march april may june july august september october november december jan feb mar apr jun jul aug sep oct nov dec red green blue black white yellow gold silver grey gray brown ruby amber jade olive violet rose north south east west upper lower street st drive dr lane ln court place way park bridge church bank city county state station group hotel house hall office school club league united first last old page bar tea desk paper steel power light water home work main high low open closed young head chief private standard special general royal grand victoria union central'.split(
    ' ',
  ),
);

const LATIN = /[A-Za-z]/;
const wordsOf = (text: string): string[] => text.toLowerCase().split(/[^\p{L}'’]+/u);

export const isFirm = (text: string): boolean =>
  holdsFirm(text) || (LATIN.test(text) && FIRM_LATIN.test(text));

/** Nothing a person is called: a firm or a place. */
export const isOrganisation = (text: string): boolean =>
  isFirm(text) || holdsPlace(text) || (LATIN.test(text) && PLACE_LATIN.test(text));

export const endsLikeOrganisation = (text: string): boolean => ORGANISATION_ENDING.test(text);

/** `text` is bare: no honorific. One word of English that no name has is enough. */
export const isWordNotName = (text: string): boolean =>
  LATIN.test(text)
    ? wordsOf(text).some((word) => LATIN_WORDS.has(word))
    : WORDS.has(text.replace(/\s+/g, ''));

export const isDoubtfulLatin = (text: string): boolean =>
  wordsOf(text).some((word) => LATIN_DOUBTFUL.has(word));
