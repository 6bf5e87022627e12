// Everyday papers, invented: names and numbers stand in them, but they tell about nobody.

export const ORDINARY_DOCUMENTS: readonly (readonly [title: string, text: string])[] = [
  [
    'companies and their representatives',
    `会社名	代表者	所在地	電話
株式会社青空建設	代表取締役 大川 忠	東京都板橋区板橋1-1-1	03-1111-2222
有限会社丸八商店	代表取締役 丸山 八郎	東京都北区王子2-2-2	03-2222-3333
みずほ野運送株式会社	代表取締役社長 野口 瑞穂	埼玉県蕨市塚越3-3-3	048-333-4444
合同会社ネクスト	代表社員 次田 一	千葉県柏市柏4-4-4	04-7144-5555`,
  ],
  [
    'a chronicle',
    `年	人物	出来事
1543年	徳川家康	三河国岡崎城に生まれる
1560年	織田信長	桶狭間の戦い
1582年	明智光秀	本能寺の変
1590年	豊臣秀吉	小田原征伐
1600年	石田三成	関ヶ原の戦い
1603年	徳川家康	征夷大将軍`,
  ],
  [
    'books and their authors',
    `書名	著者名	出版社	発行年
海と空のあいだ	森川 達也	青灯社	2011
機械学習入門	斎藤 康平	技術出版	2019
詩集 春の匂い	白川 みどり	花鳥社	2003
会計の基礎	田島 勉	商学館	2015`,
  ],
  [
    'a price list',
    `品番	品名	定価	在庫
AB-1001	木製チェア 松	12,800	4
AB-1002	木製デスク 杉	34,800	2
AB-1003	本棚 森シリーズ	22,000	9
AB-1004	ランプ 山本モデル	9,800	7`,
  ],
  [
    'an invoice',
    `請求書
株式会社オリエント商会 御中
請求番号 2024-0512　発行日 2024年5月12日
株式会社ミライ工房
〒150-0002 東京都渋谷区渋谷2-3-4 ミライビル5F
TEL 03-3400-0000 FAX 03-3400-0001
担当：大森 直樹
登録番号 T1234567890123
振込先：みどり銀行 渋谷支店 普通 1234567 カ）ミライコウボウ
品名	数量	単価	金額
設計費	1	300,000	300,000
合計			330,000`,
  ],
  [
    'minutes',
    `定例会議事録
日時：2024年6月3日 10:00-11:00
出席者：営業部 石原 部長、開発部 三宅 課長、太田、金井（記録）
欠席者：本田
議題1 新製品の進捗
・石原：7月末に試作完了予定
・三宅：評価環境は6/20に準備
次回：6月17日`,
  ],
  [
    'attendees by company',
    `出席者名簿
会社名	部署	出席者
A社	営業部	石原 大樹
A社	開発部	三宅 由美
B社	購買部	太田 健介
B社	品質保証部	金井 翔
C社	技術部	本田 里美
C社	技術部	村上 潤`,
  ],
  [
    'a work plan',
    `No	タスク	担当	開始日	終了日	状態
1	要件定義	石原 大樹	2024/04/01	2024/04/12	完了
2	設計	三宅 由美	2024/04/15	2024/05/10	完了
3	実装	太田 健介	2024/05/13	2024/06/28	進行中
4	試験	金井 翔	2024/07/01	2024/07/26	未着手`,
  ],
  [
    'source code',
    `export class Person {
  constructor(readonly name: string, readonly phone: string, readonly birthDate: Date) {}
}
const sample = new Person('山田太郎', '090-1234-5678', new Date('1990-01-01'));
test('formats a phone', () => expect(format('0312345678')).toBe('03-1234-5678'));`,
  ],
  [
    'an access log',
    `203.0.113.0 - - [12/May/2024:10:10:00 +0900] "GET /users/100000/profile?name=foo HTTP/1.1" 200 1000 "https://example.com/" "Mozilla/5.0"
203.0.113.1 - - [12/May/2024:10:11:00 +0900] "GET /users/100001/profile?name=foo HTTP/1.1" 200 1001 "https://example.com/" "Mozilla/5.0"
203.0.113.2 - - [12/May/2024:10:12:00 +0900] "GET /users/100002/profile?name=foo HTTP/1.1" 200 1002 "https://example.com/" "Mozilla/5.0"
203.0.113.3 - - [12/May/2024:10:13:00 +0900] "GET /users/100003/profile?name=foo HTTP/1.1" 200 1003 "https://example.com/" "Mozilla/5.0"
203.0.113.4 - - [12/May/2024:10:14:00 +0900] "GET /users/100004/profile?name=foo HTTP/1.1" 200 1004 "https://example.com/" "Mozilla/5.0"
203.0.113.5 - - [12/May/2024:10:15:00 +0900] "GET /users/100005/profile?name=foo HTTP/1.1" 200 1005 "https://example.com/" "Mozilla/5.0"
203.0.113.6 - - [12/May/2024:10:16:00 +0900] "GET /users/100006/profile?name=foo HTTP/1.1" 200 1006 "https://example.com/" "Mozilla/5.0"
203.0.113.7 - - [12/May/2024:10:17:00 +0900] "GET /users/100007/profile?name=foo HTTP/1.1" 200 1007 "https://example.com/" "Mozilla/5.0"
203.0.113.8 - - [12/May/2024:10:18:00 +0900] "GET /users/100008/profile?name=foo HTTP/1.1" 200 1008 "https://example.com/" "Mozilla/5.0"
203.0.113.9 - - [12/May/2024:10:19:00 +0900] "GET /users/100009/profile?name=foo HTTP/1.1" 200 1009 "https://example.com/" "Mozilla/5.0"
203.0.113.10 - - [12/May/2024:10:20:00 +0900] "GET /users/100010/profile?name=foo HTTP/1.1" 200 1010 "https://example.com/" "Mozilla/5.0"
203.0.113.11 - - [12/May/2024:10:21:00 +0900] "GET /users/100011/profile?name=foo HTTP/1.1" 200 1011 "https://example.com/" "Mozilla/5.0"
203.0.113.12 - - [12/May/2024:10:22:00 +0900] "GET /users/100012/profile?name=foo HTTP/1.1" 200 1012 "https://example.com/" "Mozilla/5.0"
203.0.113.13 - - [12/May/2024:10:23:00 +0900] "GET /users/100013/profile?name=foo HTTP/1.1" 200 1013 "https://example.com/" "Mozilla/5.0"
203.0.113.14 - - [12/May/2024:10:24:00 +0900] "GET /users/100014/profile?name=foo HTTP/1.1" 200 1014 "https://example.com/" "Mozilla/5.0"
203.0.113.15 - - [12/May/2024:10:25:00 +0900] "GET /users/100015/profile?name=foo HTTP/1.1" 200 1015 "https://example.com/" "Mozilla/5.0"
203.0.113.16 - - [12/May/2024:10:26:00 +0900] "GET /users/100016/profile?name=foo HTTP/1.1" 200 1016 "https://example.com/" "Mozilla/5.0"
203.0.113.17 - - [12/May/2024:10:27:00 +0900] "GET /users/100017/profile?name=foo HTTP/1.1" 200 1017 "https://example.com/" "Mozilla/5.0"
203.0.113.18 - - [12/May/2024:10:28:00 +0900] "GET /users/100018/profile?name=foo HTTP/1.1" 200 1018 "https://example.com/" "Mozilla/5.0"
203.0.113.19 - - [12/May/2024:10:29:00 +0900] "GET /users/100019/profile?name=foo HTTP/1.1" 200 1019 "https://example.com/" "Mozilla/5.0"
203.0.113.20 - - [12/May/2024:10:30:00 +0900] "GET /users/100020/profile?name=foo HTTP/1.1" 200 1020 "https://example.com/" "Mozilla/5.0"
203.0.113.21 - - [12/May/2024:10:31:00 +0900] "GET /users/100021/profile?name=foo HTTP/1.1" 200 1021 "https://example.com/" "Mozilla/5.0"
203.0.113.22 - - [12/May/2024:10:32:00 +0900] "GET /users/100022/profile?name=foo HTTP/1.1" 200 1022 "https://example.com/" "Mozilla/5.0"
203.0.113.23 - - [12/May/2024:10:33:00 +0900] "GET /users/100023/profile?name=foo HTTP/1.1" 200 1023 "https://example.com/" "Mozilla/5.0"
203.0.113.24 - - [12/May/2024:10:34:00 +0900] "GET /users/100024/profile?name=foo HTTP/1.1" 200 1024 "https://example.com/" "Mozilla/5.0"
203.0.113.25 - - [12/May/2024:10:35:00 +0900] "GET /users/100025/profile?name=foo HTTP/1.1" 200 1025 "https://example.com/" "Mozilla/5.0"
203.0.113.26 - - [12/May/2024:10:36:00 +0900] "GET /users/100026/profile?name=foo HTTP/1.1" 200 1026 "https://example.com/" "Mozilla/5.0"
203.0.113.27 - - [12/May/2024:10:37:00 +0900] "GET /users/100027/profile?name=foo HTTP/1.1" 200 1027 "https://example.com/" "Mozilla/5.0"
203.0.113.28 - - [12/May/2024:10:38:00 +0900] "GET /users/100028/profile?name=foo HTTP/1.1" 200 1028 "https://example.com/" "Mozilla/5.0"
203.0.113.29 - - [12/May/2024:10:39:00 +0900] "GET /users/100029/profile?name=foo HTTP/1.1" 200 1029 "https://example.com/" "Mozilla/5.0"
203.0.113.30 - - [12/May/2024:10:40:00 +0900] "GET /users/100030/profile?name=foo HTTP/1.1" 200 1030 "https://example.com/" "Mozilla/5.0"
203.0.113.31 - - [12/May/2024:10:41:00 +0900] "GET /users/100031/profile?name=foo HTTP/1.1" 200 1031 "https://example.com/" "Mozilla/5.0"
203.0.113.32 - - [12/May/2024:10:42:00 +0900] "GET /users/100032/profile?name=foo HTTP/1.1" 200 1032 "https://example.com/" "Mozilla/5.0"
203.0.113.33 - - [12/May/2024:10:43:00 +0900] "GET /users/100033/profile?name=foo HTTP/1.1" 200 1033 "https://example.com/" "Mozilla/5.0"
203.0.113.34 - - [12/May/2024:10:44:00 +0900] "GET /users/100034/profile?name=foo HTTP/1.1" 200 1034 "https://example.com/" "Mozilla/5.0"
203.0.113.35 - - [12/May/2024:10:45:00 +0900] "GET /users/100035/profile?name=foo HTTP/1.1" 200 1035 "https://example.com/" "Mozilla/5.0"
203.0.113.36 - - [12/May/2024:10:46:00 +0900] "GET /users/100036/profile?name=foo HTTP/1.1" 200 1036 "https://example.com/" "Mozilla/5.0"
203.0.113.37 - - [12/May/2024:10:47:00 +0900] "GET /users/100037/profile?name=foo HTTP/1.1" 200 1037 "https://example.com/" "Mozilla/5.0"
203.0.113.38 - - [12/May/2024:10:48:00 +0900] "GET /users/100038/profile?name=foo HTTP/1.1" 200 1038 "https://example.com/" "Mozilla/5.0"
203.0.113.39 - - [12/May/2024:10:49:00 +0900] "GET /users/100039/profile?name=foo HTTP/1.1" 200 1039 "https://example.com/" "Mozilla/5.0"`,
  ],
  [
    'an English stock list',
    `SKU	Description	Warehouse	Qty
10001234	Steel Washer M8	Leeds	400
10001235	Brass Hinge	York	120
10001236	Oak Panel	Bath	35`,
  ],
  [
    'a contract',
    `秘密保持契約書
株式会社アルファ（以下「甲」）と株式会社ベータ（以下「乙」）は以下のとおり契約する。
第1条 甲および乙は、個人情報（氏名、住所、電話番号、生年月日等）を善良な管理者の注意をもって管理する。
2024年5月1日
甲 東京都中央区日本橋1-2-3
株式会社アルファ 代表取締役 神谷 一郎
乙 大阪府大阪市中央区本町4-5-6
株式会社ベータ 代表取締役 名取 恵美子`,
  ],
  [
    'an organisation chart',
    `組織体制（2024年4月）
部署	役職	氏名
経営企画部	部長	藤巻 隆
経営企画部	課長	雨宮 春香
営業部	部長	相沢 宏
営業部	課長	土屋 瞬
管理部	部長	鬼塚 英二`,
  ],
  [
    'a blank form',
    `利用申込書
氏名：　　　　　　　　印
フリガナ：
住所：〒　　-
電話番号：　　（　　）
生年月日：　　年　　月　　日
緊急連絡先：
上記のとおり申し込みます。`,
  ],
  [
    'a sample of how to fill in a form',
    `記入例
氏名	山田 太郎
住所	東京都千代田区霞が関1-2-3
電話	03-1234-5678
メール	taro@example.com`,
  ],
  [
    'statistics of illnesses',
    `疾病別 入院患者数
病名	2022年	2023年	増減
肺炎	120	132	+12
脳梗塞	88	79	-9
骨折	64	70	+6
糖尿病	40	44	+4`,
  ],
  [
    'a mail from a drug maker',
    `株式会社メディカルリンク
佐々木 様

いつもお世話になっております。東都製薬の岡でございます。
高血圧症治療薬の新しいパンフレットができましたので、添付にてお送りいたします。
糖尿病領域のセミナーも来月予定しております。

東都製薬株式会社 学術部
岡 真一郎
TEL 03-5555-1111`,
  ],
  [
    'a mail to a doctor by full name',
    `みなと総合病院 内科
宮下 浩一先生

平素より大変お世話になっております。
糖尿病治療薬の適正使用に関する資料をお送りいたします。
ご不明な点がございましたらお申し付けください。`,
  ],
  [
    'symptoms of machines',
    `お問い合わせ管理表
受付番号	会社名	製品	症状	対応状況
1	A社	XR-200	電源が入らない	完了
2	B社	XR-300	異音がする	調査中
3	C社	XR-200	画面が映らない	完了`,
  ],
  [
    'meeting rooms',
    `会議室予約
時間	第1会議室	第2会議室
9:00	営業 石原	開発 三宅
10:00		総務 金井
11:00	役員会	`,
  ],
  [
    'a press release',
    `新製品「アクア」発売のお知らせ
株式会社ミズノ川精機（本社：東京都千代田区、代表取締役社長：水野川 太一）は、6月1日より新製品を発売します。
本件に関する報道関係者のお問い合わせ先
広報部 担当：飯塚 美和 TEL 03-6666-7777 E-mail pr@example.co.jp`,
  ],
  [
    'a job offer',
    `求人票
職種：看護師
給与：月給 28万円〜35万円
勤務地：埼玉県越谷市南越谷1-2-3
応募方法：電話連絡の上、履歴書（写真貼付）を郵送してください。
連絡先：048-900-1111 人事担当 堀内`,
  ],
  [
    'results of clubs',
    `第5節
横浜 2-1 川崎
浦和 0-0 鹿島
広島 3-2 福岡
札幌 1-1 新潟`,
  ],
  [
    'branches',
    `支店	住所	電話番号	FAX
秋田支店	秋田県秋田市山王1-1	018-800-0001	018-800-0002
山形営業所	山形県山形市旅篭町2-2	023-600-0001	023-600-0002
福島営業所	福島県福島市杉妻町3-3	024-500-0001	024-500-0002`,
  ],
  [
    'branches in places that are surnames',
    `拠点	電話番号	住所
山口	083-900-0001	山口県山口市滝町1-1
宮崎	0985-20-0001	宮崎県宮崎市橘通東2-1
石川	076-200-0001	石川県金沢市鞍月1-1
千葉	043-200-0001	千葉県千葉市中央区市場町1-1`,
  ],
  [
    'an English thread with signatures',
    `Hi Robert,

Please find attached the updated timeline. Let me know if Thursday 3pm works.

Kind regards,

Danielle Foster
Account Director
Brightwave Media Ltd
+44 20 7946 0999 | danielle.foster@example.com

From: Robert Klein <robert.klein@example.org>
Sent: Monday, May 6, 2024 9:12 AM
To: Danielle Foster
Subject: RE: timeline

Thanks Danielle, looks good.

Robert Klein
Head of Procurement
Sample Corp
T +44 20 7946 0555`,
  ],
  [
    'six Japanese signatures in one thread',
    `佐藤様

お世話になっております。資料を確認いたしました。

──────────────────
株式会社ダイヤ通商 営業部
加藤 健
〒100-0000 東京都千代田区丸の内1-2-3
TEL：03-1234-5670 携帯：090-1111-2220
E-mail：user0x@example.co.jp
──────────────────

2024-05-01 10:00 誰か <x@example.com>:

鈴木様

お世話になっております。資料を確認いたしました。

──────────────────
株式会社サンプル産業 購買部
吉田 香
〒100-0001 東京都千代田区丸の内2-2-3
TEL：03-1234-5671 携帯：090-1111-2221
E-mail：user1x@example.co.jp
──────────────────

2024-05-02 10:00 誰か <x@example.com>:

高橋様

お世話になっております。資料を確認いたしました。

──────────────────
株式会社ダイヤ通商 技術部
山口 誠
〒100-0002 東京都千代田区丸の内3-2-3
TEL：03-1234-5672 携帯：090-1111-2222
E-mail：user2x@example.co.jp
──────────────────

2024-05-03 10:00 誰か <x@example.com>:

田中様

お世話になっております。資料を確認いたしました。

──────────────────
株式会社サンプル産業 総務部
松本 梓
〒100-0003 東京都千代田区丸の内4-2-3
TEL：03-1234-5673 携帯：090-1111-2223
E-mail：user3x@example.co.jp
──────────────────

2024-05-04 10:00 誰か <x@example.com>:

伊藤様

お世話になっております。資料を確認いたしました。

──────────────────
株式会社ダイヤ通商 品質管理課
井上 航
〒100-0004 東京都千代田区丸の内5-2-3
TEL：03-1234-5674 携帯：090-1111-2224
E-mail：user4x@example.co.jp
──────────────────

2024-05-05 10:00 誰か <x@example.com>:

渡辺様

お世話になっております。資料を確認いたしました。

──────────────────
株式会社サンプル産業 企画室
木村 遥
〒100-0005 東京都千代田区丸の内6-2-3
TEL：03-1234-5675 携帯：090-1111-2225
E-mail：user5x@example.co.jp
──────────────────

2024-05-06 10:00 誰か <x@example.com>:
`,
  ],
  [
    'a menu',
    `本日のおすすめ
佐藤さんちのトマトサラダ 680円
田中農園の温野菜 880円
高橋牧場のチーズ 980円
鈴木鮮魚の刺身盛り 1,580円`,
  ],
  [
    'reviews of a product',
    `レビュー	評価	投稿日
とても良い商品でした	5	2024/05/01
色が写真と違いました	2	2024/05/02
配送が早かったです	4	2024/05/03`,
  ],
  [
    'servers',
    `hostname	ip	role	owner
web01	10.0.0.1	frontend	infra
db01	10.0.0.2	database	infra
mail01	10.0.0.3	mail	infra`,
  ],
  [
    'orders with tracking numbers',
    `ORD-1000	123456789000	2024/05/01	0円
ORD-1001	123456789037	2024/05/02	100円
ORD-1002	123456789074	2024/05/03	200円
ORD-1003	123456789111	2024/05/04	300円
ORD-1004	123456789148	2024/05/05	400円
ORD-1005	123456789185	2024/05/06	500円
ORD-1006	123456789222	2024/05/07	600円
ORD-1007	123456789259	2024/05/08	700円
ORD-1008	123456789296	2024/05/09	800円
ORD-1009	123456789333	2024/05/10	900円
ORD-1010	123456789370	2024/05/11	1000円
ORD-1011	123456789407	2024/05/12	1100円
ORD-1012	123456789444	2024/05/13	1200円
ORD-1013	123456789481	2024/05/14	1300円
ORD-1014	123456789518	2024/05/15	1400円
ORD-1015	123456789555	2024/05/16	1500円
ORD-1016	123456789592	2024/05/17	1600円
ORD-1017	123456789629	2024/05/18	1700円
ORD-1018	123456789666	2024/05/19	1800円
ORD-1019	123456789703	2024/05/20	1900円
ORD-1020	123456789740	2024/05/21	2000円
ORD-1021	123456789777	2024/05/22	2100円
ORD-1022	123456789814	2024/05/23	2200円
ORD-1023	123456789851	2024/05/24	2300円
ORD-1024	123456789888	2024/05/25	2400円
ORD-1025	123456789925	2024/05/26	2500円
ORD-1026	123456789962	2024/05/27	2600円
ORD-1027	123456789999	2024/05/28	2700円
ORD-1028	123456790036	2024/05/01	2800円
ORD-1029	123456790073	2024/05/02	2900円`,
  ],
  [
    'rules about My Numbers',
    `特定個人情報取扱規程
第1条 個人番号（12桁）の取扱いについて定める。
第2条 担当部署は人事部（内線 1234）とする。
第3条 収集する情報は氏名、住所、生年月日、個人番号とする。`,
  ],
  [
    'a privacy policy',
    `Data protection policy
We process names, addresses, dates of birth, national insurance numbers and bank details.
Contact our Data Protection Officer, Helen Marsh, at dpo@example.com or 020 7946 0100.`,
  ],
  [
    'authors of a paper',
    `Authors: Kenji Tanabe, Maria Fernandez, Li Na, Ahmed Khan
Affiliation: Example University
Abstract: We study the effects of hypertension treatment in 1,200 patients.
Correspondence: k.tanabe@example.ac.jp`,
  ],
  [
    'speakers of an event',
    `プログラム
10:00 開会挨拶 実行委員長 沢村 栄治
10:15 基調講演「AIの未来」 明成大学教授 羽田 孝雄
11:00 パネル 株式会社テック 稲葉 宏美、フリー研究者 大黒 誠
12:00 昼食`,
  ],
  [
    'appointments of directors',
    `人事異動（4月1日付）
営業本部長 取締役 大和田 暁
経理部長 半沢 直
情報システム部長 渡真利 忍`,
  ],
  [
    'a household account',
    `日付	内容	支出	残高
2024/05/01	給与		350000
2024/05/02	電気料金	8200	341800
2024/05/03	家賃	95000	246800`,
  ],
  [
    'a file of translations',
    `label.name=氏名
label.address=住所
label.phone=電話番号
label.birthday=生年月日
label.email=メールアドレス`,
  ],
  [
    'a timetable',
    `駅	到着	発車
大宮	9:00	9:01
熊谷	9:20	9:21
高崎	9:45	9:46`,
  ],
  [
    'a wine list',
    `Wine	Region	Price
Chateau Margaux	Bordeaux	900
Robert Mondavi	Napa	60
Marchesi Antinori	Tuscany	75`,
  ],
  [
    'contacts of a company',
    `Contacts
Sales: sales@example.com 020 7946 0001
Support: support@example.com 020 7946 0002
Accounts: accounts@example.com 020 7946 0003`,
  ],
  [
    'suppliers and whom to ask there',
    `見積依頼先一覧
仕入先	担当者	TEL	メール
東海金属(株)	山根 徹	052-111-2222	yamane@tokai.example
中部樹脂(株)	川口 舞	052-333-4444	kawaguchi@chubu.example
岐阜塗装(有)	桐山 零	058-555-6666	kiriyama@gifu.example
三重電機(株)	島田 開	059-777-8888	shimada@mie.example`,
  ],
  [
    'courses and teachers',
    `講座名	講師	定員	会場
ヨガ入門	永瀬 ゆり	20	A室
書道	一条 蓮	15	B室
英会話	Emma Stone	10	C室`,
  ],
  [
    'horses and jockeys',
    `馬番	馬名	騎手	斤量
1	ハヤテノゴトク	武藤	57
2	サクラフブキ	川島	55
3	キタノカゼ	横田	57`,
  ],
  [
    'a tariff of contributions',
    `等級	標準報酬月額	保険料
1	58,000	2,842
2	68,000	3,332
3	78,000	3,822`,
  ],
  [
    'a check of a network',
    `ネットワーク診断結果
ホスト	診断項目	判定	所見
web01	TLS設定	A	問題なし
web02	脆弱性	C	要対応
db01	パッチ	B	一部未適用`,
  ],
  [
    'test results of software',
    `試験項目	結果	確認者	確認日
ログイン	OK	石原	2024/05/01
検索	NG	三宅	2024/05/02
登録	OK	太田	2024/05/03`,
  ],
  [
    'one business card',
    `株式会社グリーンフィールド
営業本部 第一営業部
部長 江頭 和彦
〒812-0011 福岡県福岡市博多区博多駅前1-1-1
TEL 092-400-1111 携帯 090-4000-1111
k-egashira@example.co.jp`,
  ],
  [
    'attendees of a calendar entry',
    `BEGIN:VCALENDAR
BEGIN:VEVENT
ATTENDEE;CN=Anna Bell:mailto:anna@example.com
ATTENDEE;CN=Ben Cole:mailto:ben@example.com
ATTENDEE;CN=Cara Dunn:mailto:cara@example.com
END:VEVENT
END:VCALENDAR`,
  ],
  [
    'a bibliography',
    `[1] Nakamura, H., Sato, K. and Lee, J. (2015) "Deep nets", J. Imag. Res., 12(3), 44-59.
[2] Garcia, M. (2018) Optimal control. Example Press.
[3] Kim, S. and Park, D. (2020) "Sensors", Proc. Ex., 101-110.`,
  ],
  [
    'extensions of colleagues',
    `社内電話番号表
部署	氏名	内線
総務	青井 渚	101
総務	赤坂 良	102
経理	黄瀬 亮	201
経理	緑間 慎	202`,
  ],
  [
    'a novel',
    `"You must be tired," said Margaret Hale as she opened the door. John Thornton nodded and put down his hat.
Margaret looked at the clock. It was ten past nine, and the fever had not left her mother since morning.`,
  ],
  [
    'English minutes',
    `Meeting minutes - 3 June
Attendees: Paul Harris, Susan Cho, Miguel Ortega, Fatima Noor
Apologies: Greg Lane
Actions:
- Paul to send budget by 10 June
- Susan to book room
- Miguel to call vendor on 020 7946 0123`,
  ],
  [
    'drawings',
    `図番	名称	材質	担当
D-100-2345	ブラケット	SS400	山下
D-100-2346	シャフト	S45C	川村
D-100-2347	カバー	ABS	山下`,
  ],
  [
    'an itinerary',
    `6/1 9:00 羽田発 JL101
6/1 14:00 大阪支社 打合せ（松本様）
6/2 10:00 京都工場 視察
連絡先：06-1234-5678（大阪支社）`,
  ],
  [
    'a quotation',
    `Quote #1042
Bill to: Acme Widgets Ltd, 14 Station Road, Derby
Attn: Purchasing
1 x Conveyor belt 20m 4,500.00
2 x Motor 2kW 1,200.00`,
  ],
  [
    'terms of use',
    `第1条（定義）
「利用者」とは、本サービスに登録した個人をいいます。
第2条（登録情報）利用者は氏名、住所、電話番号、メールアドレスを登録するものとします。
第3条 お問い合わせ窓口：support@example.com 電話 0120-000-000`,
  ],
  [
    'statistics of applications',
    `応募者数推移
月	応募者数	内定者数	辞退者数
4月	120	12	3
5月	98	9	2
6月	110	15	4`,
  ],
  [
    'an application log',
    `2024-06-01 10:10:00 INFO [main] com.example.OrderService - order=900000000000 user_id=1000 amount=0
2024-06-01 10:11:00 INFO [main] com.example.OrderService - order=900000000007 user_id=1001 amount=120
2024-06-01 10:12:00 INFO [main] com.example.OrderService - order=900000000014 user_id=1002 amount=240
2024-06-01 10:13:00 INFO [main] com.example.OrderService - order=900000000021 user_id=1003 amount=360
2024-06-01 10:14:00 INFO [main] com.example.OrderService - order=900000000028 user_id=1004 amount=480
2024-06-01 10:15:00 INFO [main] com.example.OrderService - order=900000000035 user_id=1005 amount=600
2024-06-01 10:16:00 INFO [main] com.example.OrderService - order=900000000042 user_id=1006 amount=720
2024-06-01 10:17:00 INFO [main] com.example.OrderService - order=900000000049 user_id=1007 amount=840
2024-06-01 10:18:00 INFO [main] com.example.OrderService - order=900000000056 user_id=1008 amount=960
2024-06-01 10:19:00 INFO [main] com.example.OrderService - order=900000000063 user_id=1009 amount=1080
2024-06-01 10:20:00 INFO [main] com.example.OrderService - order=900000000070 user_id=1010 amount=1200
2024-06-01 10:21:00 INFO [main] com.example.OrderService - order=900000000077 user_id=1011 amount=1320
2024-06-01 10:22:00 INFO [main] com.example.OrderService - order=900000000084 user_id=1012 amount=1440
2024-06-01 10:23:00 INFO [main] com.example.OrderService - order=900000000091 user_id=1013 amount=1560
2024-06-01 10:24:00 INFO [main] com.example.OrderService - order=900000000098 user_id=1014 amount=1680
2024-06-01 10:25:00 INFO [main] com.example.OrderService - order=900000000105 user_id=1015 amount=1800
2024-06-01 10:26:00 INFO [main] com.example.OrderService - order=900000000112 user_id=1016 amount=1920
2024-06-01 10:27:00 INFO [main] com.example.OrderService - order=900000000119 user_id=1017 amount=2040
2024-06-01 10:28:00 INFO [main] com.example.OrderService - order=900000000126 user_id=1018 amount=2160
2024-06-01 10:29:00 INFO [main] com.example.OrderService - order=900000000133 user_id=1019 amount=2280
2024-06-01 10:30:00 INFO [main] com.example.OrderService - order=900000000140 user_id=1020 amount=2400
2024-06-01 10:31:00 INFO [main] com.example.OrderService - order=900000000147 user_id=1021 amount=2520
2024-06-01 10:32:00 INFO [main] com.example.OrderService - order=900000000154 user_id=1022 amount=2640
2024-06-01 10:33:00 INFO [main] com.example.OrderService - order=900000000161 user_id=1023 amount=2760
2024-06-01 10:34:00 INFO [main] com.example.OrderService - order=900000000168 user_id=1024 amount=2880
2024-06-01 10:35:00 INFO [main] com.example.OrderService - order=900000000175 user_id=1025 amount=3000
2024-06-01 10:36:00 INFO [main] com.example.OrderService - order=900000000182 user_id=1026 amount=3120
2024-06-01 10:37:00 INFO [main] com.example.OrderService - order=900000000189 user_id=1027 amount=3240
2024-06-01 10:38:00 INFO [main] com.example.OrderService - order=900000000196 user_id=1028 amount=3360
2024-06-01 10:39:00 INFO [main] com.example.OrderService - order=900000000203 user_id=1029 amount=3480`,
  ],
  [
    'a log of commits',
    `commit a1b2c3
Author: Kenta Mori <kmori@example.com>
Date:   Mon Jun 3 10:00:00 2024 +0900

    Fix login

commit d4e5f6
Author: Ana Lopez <alopez@example.com>
Date:   Mon Jun 3 09:00:00 2024 +0900

    Add tests

commit 778899
Author: Wei Zhang <wzhang@example.com>
Date:   Sun Jun 2 09:00:00 2024 +0900`,
  ],
  [
    'a package manifest',
    `{
  "name": "my-app",
  "version": "1.0.0",
  "author": "Jane Developer <jane@example.com>",
  "scripts": { "build": "tsc" },
  "dependencies": { "react": "18.2.0" }
}`,
  ],
  [
    'examples in an interface description',
    `components:
  schemas:
    Customer:
      properties:
        name: { type: string, example: "山田太郎" }
        phone: { type: string, example: "090-1234-5678" }
        birthday: { type: string, format: date, example: "1990-01-01" }`,
  ],
  [
    'a style sheet',
    `:root { --ruby: #e0115f; --amber: #ffbf00; --olive: #808000; }
.violet { color: #8f00ff; }`,
  ],
  [
    'flats to let',
    `メゾン高橋 202号室　賃料 8.5万円　所在地 東京都練馬区豊玉北1-2-3　最寄 練馬駅 徒歩5分
コーポ佐藤 101号室　賃料 7.2万円　所在地 東京都板橋区成増2-3-4　最寄 成増駅 徒歩8分
ハイツ鈴木 305号室　賃料 9.0万円　所在地 東京都豊島区巣鴨3-4-5　最寄 巣鴨駅 徒歩3分`,
  ],
  [
    'clinics named after surnames',
    `山田内科医院 東京都大田区蒲田1-2-3 03-1111-0001
佐々木小児科 東京都大田区大森2-3-4 03-1111-0002
高橋整形外科クリニック 東京都大田区池上3-4-5 03-1111-0003`,
  ],
  [
    'law firms named after surnames',
    `田中法律事務所 03-1111-2222
鈴木会計事務所 03-3333-4444
高橋特許事務所 03-5555-6666
伊藤司法書士事務所 03-7777-8888`,
  ],
  [
    'a notice inside a company',
    `総務部からのお知らせ
営業部の中川さんが6月1日より産前産後休業に入ります。
引継ぎは大塚さんが担当します。`,
  ],
  [
    'people honoured for long service',
    `永年勤続表彰
30年 製造部 遠藤 光一
20年 営業部 梶 裕子
10年 開発部 真鍋 亮`,
  ],
  [
    'a tax table',
    `源泉徴収税額表
課税給与所得金額	税率	控除額
195万円以下	5%	0円
330万円以下	10%	97,500円`,
  ],
  [
    'an English contract',
    `THIS AGREEMENT is made on 1 May 2024 between Alpha Ltd (registered office 1 King Street, London) and Beta plc (2 Queen Road, Leeds).
Signed for Alpha Ltd: Jonathan Reed, Director
Signed for Beta plc: Melissa Grant, Chief Executive`,
  ],
  [
    'speakers and their firms',
    `Keynote: Prof. Linda Okoye (University of Example)
Panel: Dr. Raj Mehta (Example Labs), Ms. Yuko Arai (Sample Inc.)
Moderator: Tom Hughes`,
  ],
  [
    'parcels',
    `伝票番号	お届け先	状況
4012-3456-7890	株式会社山川	配達完了
4012-3456-7891	有限会社海野	輸送中
4012-3456-7892	合同会社空田	持戻り`,
  ],
  [
    'prices of drugs',
    `薬剤名	規格	薬価
アムロジピン錠5mg	5mg1錠	10.1
メトホルミン塩酸塩錠	250mg1錠	9.8
ロキソプロフェンナトリウム錠	60mg1錠	7.9`,
  ],
  [
    'papers of a medical congress',
    `演題1 糖尿病における食事療法の検討 ○石黒 正, 片山 翠（青葉大学病院 内科）
演題2 高齢者の骨折予防 ○堀 雅人, 南条 薫（若葉会病院 整形外科）
演題3 認知症ケアの実際 ○小野田 進（みどり園）`,
  ],
  [
    'a line-up',
    `先発 投手 山本、捕手 田村、一塁 中村、二塁 菊地、三塁 岡本、遊撃 坂本、左翼 近藤、中堅 丸、右翼 鈴木`,
  ],
  [
    'stations that are surnames',
    `人身事故の影響で中央線は30分遅れ。高円寺、阿佐ケ谷、荻窪、西荻窪、吉祥寺、三鷹`,
  ],
  [
    'sales by person in charge',
    `担当者	4月	5月	6月
上原 亮	1,200	1,340	1,100
下田 恵	980	1,010	1,250
中尾 司	1,500	1,420	1,610
左近 環	800	790	900`,
  ],
  [
    'a tasting',
    `評価者	甘さ	香り	総合
A	4	3	4
B	5	4	4
C	3	3	3`,
  ],
  [
    'a test specification',
    `入力項目：氏名（全角20文字）、電話番号（半角11桁）、生年月日（YYYY/MM/DD）
正常系：氏名=山田太郎、電話番号=09012345678、生年月日=1990/01/01
異常系：氏名=空、電話番号=abc`,
  ],
  ['the weather', `東京 晴れ 28 / 大阪 くもり 27 / 福岡 雨 25 / 札幌 晴れ 22`],
  [
    'a plan of rooms',
    `会議室レイアウト
A1	A2	A3
山口	福島	宮崎`,
  ],
  [
    'who is who on a building site',
    `現場体制表
役割	会社	氏名	電話
現場代理人	(株)大成土木	松木 剛	03-1111-0001
主任技術者	(株)大成土木	栗原 徹	03-1111-0001
電気	(有)東光電設	橘 潤	048-222-0002`,
  ],
  [
    'an invitation',
    `工場見学会のご案内
日時：2024年7月10日 13:00
集合場所：愛知県豊田市元町1番地 本社正門
持ち物：身分証明書
申込：氏名・会社名・電話番号を明記のうえ info@example.co.jp まで`,
  ],
  [
    'places of delivery',
    `納品先一覧
納品先	住所	電話番号	備考
株式会社あかつき 東工場	茨城県日立市幸町1-1	0294-11-0001	午前
株式会社あかつき 西工場	茨城県水戸市宮町2-2	029-111-0002	午後
ひばり運輸(有)	茨城県土浦市大和町3-3	029-821-0003	`,
  ],
  [
    'offices of a company',
    `本社　〒100-0005 東京都千代田区丸の内1-1-1　TEL 03-1111-0000
大阪支社　〒530-0001 大阪府大阪市北区梅田2-2-2　TEL 06-1111-0000
福岡支社　〒812-0011 福岡県福岡市博多区博多駅前3-3-3　TEL 092-111-0000`,
  ],
  [
    'an article about a colleague',
    `今月の社員紹介は、開発部の丸井 匠さん。入社5年目、趣味は登山です。
「お客様の声を直接聞けるのがやりがいです」と話します。`,
  ],
  [
    'news about an arrest',
    `県警によると、逮捕されたのは住所不定、無職の男（45）。男は容疑を認めているという。`,
  ],
  [
    'laureates',
    `ノーベル賞受賞者
1949年 湯川秀樹 物理学賞
1965年 朝永振一郎 物理学賞
1968年 川端康成 文学賞
1973年 江崎玲於奈 物理学賞`,
  ],
  [
    'English prices',
    `Item,Unit price,Qty
Maple Desk,240.00,3
Cedar Shelf,85.50,10
Walnut Lamp,45.25,6`,
  ],
  [
    'questions and answers',
    `Q. 電話番号を教えてください。
A. 代表電話は 03-1111-2222 です。
Q. 住所はどこですか。
A. 東京都港区芝1-2-3 です。`,
  ],
  [
    'who builds what',
    `工程	担当会社	責任者	開始	終了
基礎	(株)大地建設	石堂 徹	4/1	4/20
鉄骨	(株)鋼栄	柳 誠	4/21	5/20
設備	(有)水原設備	水原 健	5/21	6/30`,
  ],
  [
    'an English job offer',
    `We are hiring a Nurse Practitioner in Springfield, IL. Salary $98,000. Send your resume to jobs@example.com or call (217) 555-0100.`,
  ],
  [
    'an English invitation',
    `Subject: Budget review
When: Tuesday, 11 June 2024 14:00
Where: Room 4
Attendees: Laura Simmons; Kevin O'Dea; Mei Tanaka; Pradeep Menon`,
  ],
  [
    'a package insert',
    `【用法・用量】通常、成人にはアムロジピンとして1日1回5mgを経口投与する。
【副作用】肝機能障害、黄疸、血小板減少、めまい、頭痛、高血圧の悪化。
【妊婦】妊娠中の投与に関する安全性は確立していない。`,
  ],
  [
    'fees of care',
    `サービス種別	要介護1	要介護2	要介護3
通所介護	658円	777円	900円
訪問介護	396円	396円	396円`,
  ],
  [
    'an invitation to a health check',
    `健康診断のご案内
対象：40歳以上の被保険者および被扶養者
検査項目：血圧、血糖、HbA1c、LDLコレステロール
申込：健康保険組合 保健事業課 03-1111-3333`,
  ],
  [
    'approvals of a document',
    `文書番号 QM-001　改訂 5
作成 品質管理課 日比野 環　承認 品質保証部長 熱田 篤
改訂履歴
2023/04/01 第4版 日比野
2024/04/01 第5版 日比野`,
  ],
  [
    'a code review',
    `> reviewer: Looks good to me.
> author: Thanks! Fixed the null check in user.name and user.phone.
def full_name(user): return f"{user.first_name} {user.last_name}"`,
  ],
  [
    'houses and sellers',
    `物件番号	所在地	価格	売主
1001	千葉県松戸市本町1-1	3,280万円	株式会社ひかり不動産
1002	千葉県柏市中央2-2	2,980万円	みどり住宅(株)`,
  ],
  [
    'a recipe',
    `豚の生姜焼き（2人分）
豚ロース 200g、生姜 1片、醤油 大さじ2、みりん 大さじ2
1. 生姜をすりおろす。
2. 豚肉を焼く。`,
  ],
  [
    'a shift plan by weekday',
    `曜日	早番	遅番
月	石川	福田
火	福田	宮本
水	宮本	石川`,
  ],
  [
    'questions of a committee',
    `質疑応答
（山口委員）予算の根拠は何か。
（事務局）昨年度実績による。
（長崎委員）了解した。`,
  ],
  [
    'the foot of a mailing list',
    `To unsubscribe, visit https://lists.example.org/ or write to list-leave@example.org.
Moderator contact: owner@example.org`,
  ],
  [
    'alerts',
    `ALERT host=db01 metric=cpu value=98 contact=oncall@example.com phone=+81-3-1111-2222 time=2024-06-01T00:00:00Z
ALERT host=db02 metric=cpu value=97 contact=oncall@example.com phone=+81-3-1111-2222 time=2024-06-01T00:05:00Z`,
  ],
  [
    'invoices to firms',
    `請求書番号	請求先	金額	期日
INV-1	あさひ製菓株式会社	120,000	2024/06/30
INV-2	(有)佐々木酒店	45,000	2024/06/30
INV-3	高橋商店	32,000	2024/06/30`,
  ],
  [
    'a signature of two colleagues',
    `株式会社ハマカゼ 湘南営業所
営業担当：真鶴 一郎　090-1111-2222
事務担当：湯河原 花　0465-11-2222
〒250-0001 神奈川県小田原市扇町1-1-1`,
  ],
  [
    'firms to call in an emergency',
    `設備故障時の連絡先
空調	アオキ空調(株)	03-1111-1111	24時間
電気	東都電気保安協会	03-2222-2222	平日
水道	山下水道工業所	03-3333-3333	24時間
エレベーター	(株)昇栄	03-4444-4444	24時間`,
  ],
  [
    'three English business cards',
    `Jonathan Price
Sales Manager
Northwind Traders Ltd
12 Dock Road, Hull
+44 1482 123456
j.price@example.com

Sarah Whitcombe
Marketing Director
Contoso plc
1 Queen Street, Leeds
+44 113 1234567
sarah.w@example.com

Miguel Santos
Field Engineer
Fabrikam Inc
300 Pine Avenue, Austin
(512) 555-0133
msantos@example.com`,
  ],
  [
    'researchers of a grant',
    `研究代表者 明成大学 教授 羽生 善
研究分担者 青葉大学 准教授 谷川 浩
研究分担者 緑川大学 助教 渡辺 明
研究課題名：高血圧モデルにおける遺伝子発現解析`,
  ],
  [
    'directors of a company',
    `代表取締役社長 名和 隆
専務取締役 真鍋 淳
取締役 島 耕
監査役 大町 久
設立 1965年4月1日 資本金 1億円 従業員 230名`,
  ],
  [
    'doctors on duty',
    `診療科	月	火	水	木	金
内科	大庭	片瀬	大庭	鵠沼	片瀬
外科	辻堂	茅野	辻堂	茅野	辻堂
整形外科	江島	江島	休診	由比	江島`,
  ],
  [
    'credits of a programme',
    `出演：阿久津 翼、伊吹 蘭、宇治川 仁
脚本：遠山 景、演出：岡部 弾
放送：毎週日曜 21:00`,
  ],
  [
    'results of players',
    `第1局 ○渡会 明 九段 ● 永世 二郎 八段
第2局 ●渡会 明 九段 ○ 永世 二郎 八段`,
  ],
  [
    'roles of a program',
    `role	permission	description
admin	all	Can edit name, phone and address of users
viewer	read	Read only
auditor	read,log	May export logs`,
  ],
  [
    'notes of a talk',
    `1. 現状の課題
2. 解決策：CRM導入（顧客氏名・電話番号・購入履歴を一元管理）
3. 効果：対応時間30%削減
4. スケジュール：7月要件定義、9月リリース`,
  ],
  [
    'a circulation slip',
    `回覧	部長	課長	係長	担当
印	大山	中川	小林	石原`,
  ],
  [
    'a timetable of a class',
    `	月	火	水	木	金
1	国語	数学	英語	理科	社会
2	数学	英語	国語	体育	音楽
3	理科	社会	数学	国語	英語`,
  ],
  [
    'events and teachers',
    `行事	期日	担当教員
運動会	5/25	佐倉、成田
遠足	10/3	柏木
文化祭	11/2	船橋、市川`,
  ],
  [
    'bugs and reporters',
    `ID	Summary	Reporter	Assignee	Status
101	Crash on login	T. Nakano	S. Ivanov	Open
102	Typo in footer	L. Gomez	S. Ivanov	Closed
103	Slow search	T. Nakano	K. Olsen	Open`,
  ],
  [
    'a delivery receipt',
    `検収書
品名 数量 単価 金額
養生シート 10 1,200 12,000
軍手 50 80 4,000
検収者 資材部 柏 誠`,
  ],
  [
    'patients of a study',
    `患者120名（男性70名、女性50名、平均年齢64.2歳）を対象とした。
糖尿病合併は34名（28.3%）、高血圧は58名（48.3%）であった。`,
  ],
  [
    'comments of a review',
    `1. 柏木さんのコメント：3章の図を更新してください。
2. 市原さんのコメント：参考文献を追加。
3. 木更津さんのコメント：OKです。`,
  ],
  [
    'rules of a race',
    `第10回 市民マラソン大会 開催要項
期日：2024年11月3日　会場：市営運動公園
申込先：〒262-0001 千葉県千葉市花見川区1-1 大会事務局 TEL 043-111-0000
参加資格：高校生以上の健康な方。持病のある方は医師に相談すること。`,
  ],
  [
    'a vehicle ledger',
    `車番	車種	登録番号	使用部署	車検満了日
1	ハイエース	千葉 300 あ 12-34	配送課	2025/3/1
2	プロボックス	習志野 500 い 56-78	営業課	2025/6/1`,
  ],
  [
    'transcriptions of names',
    `原語	訳語
Jackson	ジャクソン
Elizabeth	エリザベス
Charlotte	シャーロット`,
  ],
  [
    'an English article',
    `The mayor, Linda Hargrove, opened the new library on 3 May 2024. Architect Tomasz Zielinski said the building cost 4 million pounds.`,
  ],
  [
    'desks and extensions',
    `島A: 石田(101) 大谷(102) 真田(103)
島B: 直江(201) 上杉(202) 前田(203)`,
  ],
  [
    'a maintenance report',
    `作業報告書
お客様名：株式会社モリタ　本社
作業日：2024年6月5日　作業者：瀬戸 内
症状：印刷時に異音。原因：ローラーの劣化。処置：ローラー交換。`,
  ],
  [
    'an invitation to a meeting',
    `BEGIN:VCALENDAR
BEGIN:VEVENT
SUMMARY:佐久間 恵美様 ご面談 090-0123-4501
ATTENDEE;CN=堀 隆:mailto:hori@client.example
END:VEVENT
END:VCALENDAR`,
  ],
  [
    'a change log',
    Array.from(
      'Kenji Emi Takashi Yuka Koji Miho Makoto Nanami Takuma Hina Yuto Sora'.split(' '),
      (name, n) =>
        `2024-02-${10 + n}  ${name} Sakuma  <${name.toLowerCase()}@dev.example>\n\n\t* scan.c: Fix.`,
    ).join('\n\n'),
  ],
  [
    'serial numbers under a word of their own, with the check digit of a My Number by accident',
    `設備番号	設備名	設置場所	シリアル
${[
  '513297421430',
  '165038830421',
  '159559863113',
  '235337207348',
  '326215941364',
  '660397978249',
  '088522322991',
  '502612391632',
  '683973604538',
  '558509297720',
  '597490222983',
  '929014476384',
  '824946306064',
  '624862123950',
  '401648226483',
  '528623811578',
  '043695859890',
  '987307464763',
  '793543688649',
  '955100844990',
  '431053865799',
  '184934958792',
  '741088241436',
  '460421430021',
]
  .map((serial, n) => `M-${n}\tコンプレッサ\t第1工場\t${serial}`)
  .join('\n')}`,
  ],
  [
    'a thread quoted in a text',
    `ありがとうございます。
> 三浦様
> 資料を受け取りました。
> --
> 株式会社青空建設 営業部 堀 隆
> TEL 03-0123-4567 E-mail hori@client.example
>> 堀様
>> 資料をお送りします。
>> みどり商事株式会社 三浦 美由紀 TEL 06-0123-4567`,
  ],
  [
    'names with dates of this year',
    `大和田 由紀子　2024年6月27日
滝沢 あゆみ 様（2024年7月11日）
本間 俊介　2024年5月7日
勅使河原 琴音　2024/8/2`,
  ],
];
