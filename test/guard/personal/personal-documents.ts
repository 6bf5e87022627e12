// Documents about persons, invented: what they are, how many distinct persons they tell about, and the kinds of data that
// must be found. Several numbers where reasonable people would count differently.

import type { PersonalKind } from '../../../src/guard/facts.ts';

export type PersonalDocument = {
  readonly title: string;
  readonly persons: readonly number[];
  readonly kinds: readonly PersonalKind[];
  readonly text: string;
};

export const PERSONAL_DOCUMENTS: readonly PersonalDocument[] = [
  {
    title: 'a curriculum vitae',
    persons: [1],
    kinds: ['name', 'address', 'phone', 'birth-date', 'email'],
    text: `履 歴 書	令和6年4月1日現在
ふりがな	さとう　けんじ
氏　名	佐藤　健司
生年月日	昭和60年7月12日生（満38歳）	男
現住所	〒123-4567 東京都杉並区阿佐谷南3-5-11 コーポ緑202
電話	090-8123-0456
E-mail	k.sato85@example.com
学歴・職歴
2004年4月	明成大学経済学部入学
2008年3月	同卒業
2008年4月	株式会社東和システム入社
資格
2010年6月	普通自動車第一種運転免許 取得`,
  },
  {
    title: 'a referral letter',
    persons: [1, 2, 3],
    kinds: ['name', 'birth-date', 'address', 'phone', 'medical'],
    text: `診療情報提供書（紹介状）
紹介先医療機関　みどり総合病院　整形外科　担当医　先生御机下
紹介元　杉の木クリニック　院長　三浦　正人　印
患者氏名　吉村　千代子　　性別　女
生年月日　昭和14年3月9日（85歳）
患者住所　千葉県船橋市前原西2-14-8　電話 047-412-3366
傷病名　右大腿骨頸部骨折、骨粗鬆症
紹介目的　手術適応のご検討
既往歴　高血圧、白内障術後
処方　アムロジピン5mg 1錠 朝食後`,
  },
  {
    title: 'one pay slip',
    persons: [1],
    kinds: ['name', 'salary'],
    text: `給与明細書　2024年5月分
社員番号	10234	氏名	早川　真帆	所属	製造部
基本給	248,000	残業手当	31,200	通勤手当	12,000
健康保険	14,200	厚生年金	25,620	所得税	5,340
総支給額	291,200	控除合計	45,160	差引支給額	246,040`,
  },
  {
    title: 'a withholding slip with a My Number',
    persons: [1, 2],
    kinds: ['name', 'address', 'my-number', 'salary'],
    text: `令和5年分 給与所得の源泉徴収票
支払を受ける者　住所　大阪府吹田市千里山東1-20-3
氏名　（フリガナ）オカベ ミノル　岡部　稔
個人番号　123456789018
種別 給料・賞与　支払金額 5,320,000円　源泉徴収税額 98,400円
支払者　株式会社北摂機工　法人番号 1234567890123`,
  },
  {
    title: 'people who need help in a disaster',
    persons: [6],
    kinds: ['name', 'address', 'phone', 'medical'],
    text: `避難行動要支援者名簿（第3町内会）
番号	氏名	年齢	住所	電話番号	支援を必要とする事由	支援者
1	柏木 ウメ	88	本町2-3-4	0742-22-1111	要介護4	民生委員
2	村井 茂吉	91	本町2-5-1	0742-22-1112	要介護2	隣家
3	今泉 トシ	79	本町3-1-9	0742-22-1113	視覚障害1級	長男
4	樋口 正	65	本町3-2-2	0742-22-1114	人工透析	妻
5	沼田 キヨ	84	本町4-8-8	0742-22-1115	認知症	民生委員
6	荻野 善三	77	本町4-9-3	0742-22-1116	身体障害2級	妻`,
  },
  {
    title: 'surname and forename in two columns',
    persons: [4],
    kinds: ['name', 'birth-date', 'email'],
    text: `Surname	Forename	D.O.B.	E-mail address
O'Reilly	Sinead	12/03/1988	sinead.oreilly@example.com
van der Berg	Pieter	01/11/1979	p.vdberg@example.org
Müller	Jürgen	23/07/1965	j.mueller@example.de
Nguyen	Thi Mai	30/09/1991	mai.nguyen@example.com`,
  },
  {
    title: 'patients with diagnoses',
    persons: [5],
    kinds: ['name', 'birth-date', 'medical', 'phone'],
    text: `Patient Name	Date of Birth	Phone	Diagnosis	GP
Emily Hart	1985-02-11	07700 900111	Type 2 diabetes	Dr Shah
Tom Fielding	1972-06-30	07700 900112	Asthma	Dr Shah
Priya Nair	1990-12-01	07700 900113	Migraine	Dr Cole
George Baptiste	1958-09-17	07700 900114	Atrial fibrillation	Dr Cole
Mary Ellis	1949-04-05	07700 900115	Osteoarthritis	Dr Shah`,
  },
  {
    title: 'visitors of a funeral',
    persons: [6],
    kinds: ['name', 'address'],
    text: `会葬者芳名帳
ご芳名	ご住所	御香典
石黒 武	新潟県長岡市城内町1-1	10,000
大関 昌子	新潟県長岡市千手2-5-3	5,000
田代 勇	新潟県見附市本町1-2-9	5,000
遠山 和夫	新潟県三条市旭町2-2	10,000
古賀 澄江	新潟県小千谷市平成2-1-5	3,000
平沢 光	新潟県燕市吉田3-8	5,000`,
  },
  {
    title: 'guests of a hotel with passports',
    persons: [4],
    kinds: ['name', 'passport', 'address'],
    text: `宿泊者名簿 2024/06/01
部屋	宿泊者氏名	国籍	旅券番号	住所	前泊地
301	CHEN WEI LIN	台湾	312345678	Taipei	大阪
302	高田 伸子	日本		岐阜県高山市花里町3-10	-
305	ANNA KOWALCZYK	Poland	EA1234567	Krakow	京都
306	JAMES O'NEILL	Ireland	PB7654321	Dublin	東京`,
  },
  {
    title: 'a telephone chain of parents',
    persons: [7],
    kinds: ['name', 'phone'],
    text: `3年1組 緊急連絡網
担任 → 
安西 亮太 080-1111-2233
↓
岩永 さや 090-2222-3344
↓
江川 俊 070-3333-4455
↓
奥村 美帆 090-4444-5566
↓
加納 翼 080-5555-6677
↓
北見 葉月 090-6666-7788
↓
久野 陸斗 080-7777-8899`,
  },
  {
    title: 'three winners in the text of a mail',
    persons: [3],
    kinds: ['name', 'address'],
    text: `お世話になっております。
下記の方々へ賞品の発送をお願いいたします。

1) 尾崎 めぐみ様　〒330-0061 埼玉県さいたま市浦和区常盤9-3-2
2) 永井 達郎様　〒220-0012 神奈川県横浜市西区みなとみらい3-6-1-1205
3) 金城 さおり様　〒900-0015 沖縄県那覇市久茂地2-8-7

よろしくお願いいたします。`,
  },
  {
    title: 'volunteers as English bullet points',
    persons: [4],
    kinds: ['name', 'phone', 'email'],
    text: `Hi Dana,

Here are the new volunteers, please call them this week:

* Hannah Whitfield, 07700 900201, hannah.w@example.com
* Oluwaseun Adeyemi, 07700 900202, seun@example.com
* Marcus Thornbury, 07700 900203, m.thornbury@example.org
* Lucy Bramall, 07700 900204, lucyb@example.net

Thanks
Jo`,
  },
  {
    title: 'an American wage statement',
    persons: [1],
    kinds: ['name', 'ssn', 'address', 'salary'],
    text: `Form W-2 Wage and Tax Statement 2023
Employee's social security number: 219-09-9871
Employee name: Rosalind Pickett
Address: 44 Birch Street, Albany, NY 12207
Wages: 58,200.00`,
  },
  {
    title: 'payees with IBAN',
    persons: [4],
    kinds: ['name', 'bank-account'],
    text: `Beneficiary	IBAN	Amount
Hans Gruber	DE89370400440532013000	1200.00
Claire Dubois	FR1420041010050500013M02606	850.00
Giulia Rossi	IT60X0542811101000000123456	930.50
Sven Eriksson	SE4550000000058398257466	700.00`,
  },
  {
    title: 'direct debits',
    persons: [5],
    kinds: ['name', 'bank-account'],
    text: `口座振替依頼一覧
契約者番号	契約者名	銀行名	支店名	預金種別	口座番号	口座名義
A001	小川 敏夫	みどり銀行	本店	普通	1234567	オガワ トシオ
A002	水谷 玲子	みどり銀行	駅前	普通	2345671	ミズタニ レイコ
A003	児玉 誠一	あさひ信用金庫	南	普通	3456712	コダマ セイイチ
A004	日高 瞳	みどり銀行	本店	普通	4567123	ヒダカ ヒトミ
A005	岸本 勝	あさひ信用金庫	北	当座	5671234	キシモト マサル`,
  },
  {
    title: 'pension numbers under two title lines',
    persons: [3],
    kinds: ['name', 'pension', 'birth-date'],
    text: `社会保険 資格取得者
2024年4月分

氏名	基礎年金番号	生年月日	資格取得日
宇野 健	1234-567890	S63.1.5	R6.4.1
榊原 詩	2345-678901	H7.11.30	R6.4.1
丹羽 拓実	3456-789012	H12.2.14	R6.4.1`,
  },
  {
    title: 'marks of a class',
    persons: [5],
    kinds: ['name', 'grade'],
    text: `Class 10B - Spring Term
Student	Math	English	Science	Average
Alvarez, Sofia	88	91	79	86
Bennett, Caleb	72	65	70	69
Chowdhury, Anika	95	98	97	97
Dvorak, Petra	60	74	68	67
Egan, Liam	81	77	85	81`,
  },
  {
    title: 'candidates and what the interviewers thought',
    persons: [4],
    kinds: ['name', 'grade'],
    text: `中途採用 二次面接 評価シート
候補者名	年齢	希望年収	面接評価	コメント
古谷 亮介	34	650万円	A	即戦力
三好 美咲	29	480万円	B	コミュニケーション良好
西野 聡	41	800万円	C	スキル不一致
柳沢 杏奈	26	420万円	A	熱意あり`,
  },
  {
    title: 'drivers and licence numbers',
    persons: [3],
    kinds: ['name', 'driving-licence'],
    text: `運転者台帳
運転者名	免許証番号	有効期限
松永 剛	459803358720	2027-05-01
椎名 徹	309012345620	2026-01-15
野々村 清	621234567890	2025-11-30`,
  },
  {
    title: 'pupils and their allergies',
    persons: [5],
    kinds: ['name', 'medical'],
    text: `給食アレルギー対応一覧（2年生）
組	児童名	アレルゲン	対応
1	東 湊斗	卵	除去食
1	桑原 ひなた	乳	代替
2	酒向 葵	えび・かに	除去食
2	沖田 旭	小麦	弁当持参
3	目黒 凪	ナッツ類	除去食`,
  },
  {
    title: 'one sentence about an illness',
    persons: [1],
    kinds: ['name', 'medical'],
    text: `産業医の先生へ

製造二課の 黒沢 俊樹さんですが、先月の健診で糖尿病の疑いと診断され、現在通院中です。
就業制限の要否についてご意見をいただけますでしょうか。`,
  },
  {
    title: 'one My Number in a sentence',
    persons: [1],
    kinds: ['my-number'],
    text: `山本税理士事務所 御中
新入社員の内山 沙耶のマイナンバーは 1234 5678 9018 です。
よろしくお願いします。`,
  },
  {
    title: 'one card number in a mail',
    persons: [1],
    kinds: ['credit-card'],
    text: `ご予約のカード情報です。
名義 TAKESHI ONO
カード番号 4111-1111-1111-1111 有効期限 12/27`,
  },
  {
    title: 'JSON with Japanese keys',
    persons: [3],
    kinds: ['name', 'phone', 'address'],
    text: `{"会員一覧":[
{"会員番号":"100","氏名":"大塚 真由","電話番号":"090-1212-3434","住所":"福岡県福岡市東区香椎1-2-3"},
{"会員番号":"101","氏名":"辻本 修平","電話番号":"080-2323-4545","住所":"福岡県糟屋郡志免町2-4"},
{"会員番号":"102","氏名":"水戸 彩花","電話番号":"070-3434-5656","住所":"福岡県春日市春日5-6-7"}]}`,
  },
  {
    title: 'JSON with nested objects',
    persons: [2],
    kinds: ['name', 'email', 'phone'],
    text: `{"data":[{"id":1,"profile":{"firstName":"Ingrid","lastName":"Solberg","email":"ingrid@example.no","phone":"+47 22 12 34 56"}},
{"id":2,"profile":{"firstName":"Mateo","lastName":"Quispe","email":"mateo@example.pe","phone":"+51 987 654 321"}}]}`,
  },
  {
    title: 'XML attributes',
    persons: [3],
    kinds: ['name', 'phone'],
    text: `<?xml version="1.0"?>
<customers>
<customer id="1" name="Beatriz Lima" phone="+55 11 91234 5678"/>
<customer id="2" name="Rafael Souza" phone="+55 11 92345 6789"/>
<customer id="3" name="Camila Rocha" phone="+55 21 93456 7890"/>
</customers>`,
  },
  {
    title: 'an INSERT with its columns',
    persons: [3],
    kinds: ['name', 'email'],
    text: `INSERT INTO members (id, full_name, email, created_at) VALUES
(1,'Noriko Ueda','nueda@example.jp','2024-01-01'),
(2,'Keiji Hamada','khamada@example.jp','2024-01-02'),
(3,'Yui Natsume','ynatsume@example.jp','2024-01-03');`,
  },
  {
    title: 'private vCards',
    persons: [2],
    kinds: ['name', 'phone', 'birth-date'],
    text: `BEGIN:VCARD
VERSION:3.0
FN:浜口 直人
TEL;TYPE=HOME:052-123-4567
BDAY:1980-05-05
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:浜口 恵
TEL;TYPE=CELL:090-9876-5432
END:VCARD`,
  },
  {
    title: 'YAML',
    persons: [3],
    kinds: ['name', 'email'],
    text: `users:
  - first_name: Amara
    last_name: Okafor
    email: amara.okafor@example.com
  - first_name: Dmitri
    last_name: Volkov
    email: dmitri@example.com
  - first_name: Yuki
    last_name: Hayashida
    email: yukih@example.com`,
  },
  {
    title: 'log lines with key=value',
    persons: [3],
    kinds: ['name', 'email'],
    text: `ts=1 level=info msg="login" user=akira.f@example.com name="Akira Fuse"
ts=2 level=info msg="login" user=rio.t@example.com name="Rio Tachibana"
ts=3 level=info msg="login" user=sho.k@example.com name="Sho Kirishima"`,
  },
  {
    title: 'address labels side by side',
    persons: [4],
    kinds: ['name', 'address'],
    text: `〒105-0011	〒530-0001
東京都港区芝公園4-2-8	大阪府大阪市北区梅田3-1-1
曽根 弘美 様	飯島 大樹 様
〒810-0001	〒980-0811
福岡県福岡市中央区天神1-4-1	宮城県仙台市青葉区一番町3-7-1
川端 恵理 様	千田 守 様`,
  },
  {
    title: 'a table on its side',
    persons: [3],
    kinds: ['name', 'phone', 'birth-date'],
    text: `Field	Guest 1	Guest 2	Guest 3
Name	Olga Petrova	Simon Baker	Aisha Rahman
DOB	1980-01-01	1975-05-05	1992-08-08
Phone	+44 7700 900301	+44 7700 900302	+44 7700 900303`,
  },
  {
    title: 'patients by number, phone and illness',
    persons: [3],
    kinds: ['medical', 'phone'],
    text: `診察券番号	電話番号	病名
000123	090-1010-2020	高血圧症
000124	090-3030-4040	２型糖尿病
000125	080-5050-6060	気管支喘息`,
  },
  {
    title: 'shareholders, one of them a company',
    persons: [4],
    kinds: ['name', 'address'],
    text: `株主名簿（2024年3月31日現在）
株主名	住所	持株数
熊田 大	東京都港区赤坂1-2-3	1,000
白石 結子	東京都港区赤坂4-5-6	500
鷲尾 徹	神奈川県鎌倉市大町2-3-4	300
株式会社三ツ葉ホールディングス	東京都千代田区丸の内1-1-1	8,200
瓜生 海	埼玉県川口市栄町3-3-3	100`,
  },
  {
    title: 'one card without labels',
    persons: [1],
    kinds: ['name', 'address', 'phone'],
    text: `退職届出者の連絡先
須藤 彰
〒381-0000 長野県長野市鶴賀1-2-3
携帯 090-1357-2468`,
  },
  {
    title: 'a form with values under their labels',
    persons: [1],
    kinds: ['name', 'email', 'phone'],
    text: `お問い合わせを受け付けました。

■お名前
若林 涼子
■メールアドレス
ryoko.w@example.ne.jp
■電話番号
090-2468-1357
■お問い合わせ内容
修理の件で伺いたいです。`,
  },
  {
    title: 'a title row above the head',
    persons: [4],
    kinds: ['name', 'address', 'phone'],
    text: `寄附者芳名簿			
氏	名	所在地	TEL
相馬	航	北海道函館市末広町1-2	0138-22-0001
二宮	透	愛媛県今治市別宮町2-3	0898-22-0002
綾瀬	由衣	青森県弘前市本町3-4	0172-22-0003
生田	進	京都府宇治市宇治妙楽5	0774-22-0004`,
  },
  {
    title: 'phones that lost their leading zero',
    persons: [3],
    kinds: ['name', 'phone'],
    text: `氏名	携帯番号
塩田 望	9012345670
加賀 玲央	8098765431
由良 里佳	7055556661`,
  },
  {
    title: 'twelve names and nothing else',
    persons: [12],
    kinds: ['name'],
    text: `忘年会 参加申込み済みの方

相川 潤 様
池上 舞 様
上杉 岳 様
榎木 藍 様
小野寺 史 様
風間 廉 様
木村 紗英 様
久保田 秀 様
小山 鈴 様
佐野 譲 様
志村 希 様
鈴木 槙 様`,
  },
  {
    title: 'new starters in running English',
    persons: [2],
    kinds: ['name', 'nino', 'birth-date'],
    text: `New starters for payroll:

Gareth Pugh, DOB 14/02/1990, NI number AB 12 34 56 C, start 1 July.
Zainab Hussain, DOB 03/08/1986, NI number CE 65 43 21 A, start 8 July.`,
  },
  {
    title: 'social security numbers under a heading',
    persons: [3],
    kinds: ['name', 'ssn'],
    text: `Name / SSN
Walter Briggs 219-45-6781
Joanne Keller 457-55-1234
Dwight Palmer 078-11-2233`,
  },
  {
    title: 'a residence card in English',
    persons: [1],
    kinds: ['name', 'residence-card'],
    text: `Name: NGUYEN VAN MINH
Residence card number: AB12345678CD
Status: Technical Intern Training`,
  },
  {
    title: 'insurance cards, several labels in a line',
    persons: [2],
    kinds: ['name', 'health-insurance', 'birth-date'],
    text: `被保険者証 交付一覧
記号 1234 番号 56 氏名 倉持 優太 生年月日 平成2年3月4日
記号 1234 番号 57 氏名 倉持 未来 生年月日 平成5年6月7日`,
  },
  {
    title: 'names torn in two by a page',
    persons: [5],
    kinds: ['name', 'birth-date'],
    text: `No	氏名	生年月日	性別
1	大西	隼	1990/01/02	男
2	赤井	朱里	1991/03/04	女
3	中条	樹	1988/05/06	男
4	宝来	渚	1975/07/08	女
5	遠坂	凜	1966/09/10	女`,
  },
  {
    title: 'columns parted by bars',
    persons: [3],
    kinds: ['name', 'phone'],
    text: `氏名 | 電話 | 備考
真鍋 昴 | 090-1000-2000 | 
若松 雛 | 090-1000-2001 | 窓側希望
富樫 慧 | 090-1000-2002 | `,
  },
  {
    title: 'comma-separated rows pasted into a mail',
    persons: [4],
    kinds: ['name', 'email', 'phone'],
    text: `参加者です。

氏名,メール,携帯
須田 遥,haruka.suda@example.com,090-1111-0001
益子 稜,ryo.mashiko@example.com,090-1111-0002
根本 泉,izumi.nemoto@example.com,090-1111-0003
門脇 光,hikaru.k@example.com,090-1111-0004`,
  },
  {
    title: 'guests with allergies',
    persons: [3],
    kinds: ['name', 'address', 'medical'],
    text: `Guest	Address	Dietary / allergies
Megan Prosser	12 Harbour Road, Swansea SA1 1AA	nut allergy
Idris Bevan	3 Castle Street, Cardiff CF10 1BT	none
Nia Llewellyn	88 Mill Lane, Newport NP20 2DD	coeliac`,
  },
  {
    title: 'donors',
    persons: [3],
    kinds: ['name', 'email'],
    text: `Donor Name	Email	Amount
Felicity Grange	felicity@example.org	50
Roger Pym	roger.pym@example.com	100
Wen Li	wen.li@example.com	25`,
  },
  {
    title: 'one form in each line',
    persons: [6],
    kinds: ['name', 'birth-date'],
    text: `申込者：桜田 恭平　生年月日：S58.2.3　コース：水泳
申込者：水無月 椿　生年月日：H1.5.6　コース：水泳
申込者：諸星 大和　生年月日：S40.12.1　コース：水泳
申込者：菅野 百合　生年月日：S52.8.9　コース：水泳
申込者：速水 圭吾　生年月日：H3.3.3　コース：水泳
申込者：寺島 しのぶ　生年月日：S47.12.28　コース：水泳`,
  },
  {
    title: 'one blood test',
    persons: [1],
    kinds: ['name', 'birth-date', 'medical'],
    text: `血液検査結果報告書
患者ID　0012345
患者名　新藤　直美　様
生年月日　1972/11/08　　51歳　女性
検査項目	結果	基準値
HbA1c	7.2	4.6-6.2
LDLコレステロール	162	70-139
担当医　島田`,
  },
  {
    title: 'injured workers',
    persons: [3],
    kinds: ['name', 'medical'],
    text: `労働災害一覧（2023年度）
発生日	被災者	年齢	傷病名	休業日数
5/12	関口 隆司	44	左示指切創	3
8/3	奥山 剛	29	熱中症	1
11/20	持田 久	58	腰椎捻挫	14`,
  },
  {
    title: 'a passenger manifest',
    persons: [3],
    kinds: ['name', 'passport', 'birth-date'],
    text: `PASSENGER MANIFEST
Passenger	Passport No.	Nationality	Date of birth
ITO/HARUKA MS	TZ1234567	JPN	12MAR1990
SCHMIDT/LUKAS MR	C01X00T47	DEU	03JUN1985
TANAKA/SHOTA MR	TR7654321	JPN	25DEC1978`,
  },
  {
    title: 'names under a heading',
    persons: [10],
    kinds: ['name'],
    text: `合格者一覧
受験番号 氏名
1001 安部 奏
1002 飯塚 楓
1003 上坂 凌
1004 江口 澪
1005 大川 蒼
1006 梶原 栞
1007 北川 樹
1008 熊谷 雫
1009 小泉 仁
1010 坂上 蘭`,
  },
  {
    title: 'tenants by room',
    persons: [4],
    kinds: ['name', 'phone'],
    text: `入居者リスト(サンハイツ西町)
101 渡会 真一 090-3333-1001
102 空室
103 鶴田 綾子 090-3333-1003
201 ムハマド・アリ 080-3333-2001
202 大月 龍之介 090-3333-2002`,
  },
  {
    title: 'children and guardians',
    persons: [5, 6, 7, 8, 9, 10],
    kinds: ['name', 'phone'],
    text: `園児名	保護者名	続柄	緊急連絡先
あさい りん	浅井 純子	母	090-1000-0001
いのうえ はると	井上 大介	父	090-1000-0002
うめだ さき	梅田 陽一	父	090-1000-0003
えのもと そう	榎本 麻美	母	090-1000-0004
おかだ みお	岡田 千夏	母	090-1000-0005`,
  },
  {
    title: 'salaries between bars',
    persons: [4],
    kinds: ['name', 'salary'],
    text: `Employee Name | Base Salary | Bonus
Aaron Fitzgerald | $92,000 | $5,000
Bianca Moretti | $88,500 | $4,200
Chen Xiaoyu | $101,000 | $9,000
Deepika Rao | $79,300 | $3,000`,
  },
  {
    title: 'NHS numbers',
    persons: [3],
    kinds: ['name', 'birth-date', 'health-insurance'],
    text: `Surname,First name,NHS Number,DOB
Ashdown,Colin,943 476 5919,02/05/1951
Bexley,Maureen,987 654 4321,17/09/1947
Crowther,Alan,450 557 7104,30/01/1960`,
  },
  {
    title: 'buyer and recipient of an order',
    persons: [2, 3],
    kinds: ['name', 'address', 'phone'],
    text: `【ご注文者】
お名前：北原 修
住所：〒390-0811 長野県松本市中央1-2-3
電話：0263-11-2222
【お届け先】
お名前：北原 トミ
住所：〒392-0004 長野県諏訪市諏訪1-6-1
電話：0266-33-4444`,
  },
  {
    title: 'XML elements',
    persons: [2],
    kinds: ['name', 'birth-date', 'address'],
    text: `<patients>
 <patient><firstName>Oscar</firstName><lastName>Lindqvist</lastName><birthDate>1970-02-03</birthDate><address>5 Elm Street, Leeds</address></patient>
 <patient><firstName>Ingrid</firstName><lastName>Halvorsen</lastName><birthDate>1982-07-21</birthDate><address>9 Oak Road, York</address></patient>
</patients>`,
  },
  {
    title: 'a family tree for an inheritance',
    persons: [3, 4],
    kinds: ['name', 'birth-date'],
    text: `相続関係説明図
被相続人　海老原 三郎　昭和5年2月2日生
妻　海老原 ハル　昭和8年6月6日生
長男　海老原 義男　昭和30年9月9日生
長女　宮崎 良子　昭和33年12月12日生`,
  },
  {
    title: 'an insurance policy',
    persons: [1, 2],
    kinds: ['name', 'birth-date', 'bank-account', 'phone'],
    text: `保険契約内容のお知らせ
証券番号：123-4567890
契約者：松葉 恒夫 様
被保険者：松葉 恒夫 様（1958年4月4日生）
電話番号：03-1357-2468
振替口座：みらい銀行 本町支店 普通 7654321`,
  },
  {
    title: 'one complaint in a sentence',
    persons: [1],
    kinds: ['name', 'phone', 'address'],
    text: `昨日クレームの電話がありました。
倉田 邦彦様（090-8888-1234、東京都足立区千住1-2-3）より、商品の破損について至急連絡がほしいとのことです。`,
  },
  {
    title: 'an English resume',
    persons: [1],
    kinds: ['name', 'email', 'phone', 'address'],
    text: `Curriculum Vitae
Name: Theodora Blackwood
Address: 17 Priory Lane, Bristol BS1 4DJ
Phone: 07700 900456
Email: theodora.b@example.com
Date of birth: 9 April 1991
Education: BSc Physics, University of Example, 2012`,
  },
  {
    title: 'a discharge note',
    persons: [1],
    kinds: ['name', 'medical'],
    text: `Dear colleague,
Mr Arthur Penhaligon (DOB 12/08/1946) was admitted with pneumonia and a history of hypertension. He was discharged on 3 June.`,
  },
  {
    title: 'cards by scheme',
    persons: [2],
    kinds: ['credit-card'],
    text: `Please charge these cards:
Visa 4242 4242 4242 4242 exp 11/26
Mastercard 5555 5555 5555 4444 exp 01/27`,
  },
  {
    title: 'one social security number in prose',
    persons: [1],
    kinds: ['ssn'],
    text: `Her SSN is 457-55-5462, please add it to the file.`,
  },
  {
    title: 'accounts for refunds',
    persons: [3],
    kinds: ['name', 'bank-account'],
    text: `返金先です。
・今野 加奈：あおぞら銀行 新宿支店 普通 1122334
・手塚 力：ゆうちょ銀行 〇一八支店 普通 5566778
・六車 操：みずうみ銀行 本店 普通 9900112`,
  },
  {
    title: 'an address in four columns',
    persons: [3],
    kinds: ['name', 'address'],
    text: `姓（漢字）,名（漢字）,セイ,メイ,郵便番号,都道府県,市区町村,番地
久米,晶子,クメ,アキコ,900-0001,沖縄県,那覇市港町,1-2-3
城間,健,シロマ,タケル,901-0001,沖縄県,豊見城市,2-3-4
比嘉,優奈,ヒガ,ユウナ,902-0001,沖縄県,浦添市,3-4-5`,
  },
  {
    title: 'quoted values and semicolons',
    persons: [3],
    kinds: ['name', 'phone'],
    text: `"Customer Name";"Phone number";"Order"
"Sofia Petersen";"+45 20 12 34 56";"A1"
"Lars Nielsen";"+45 20 65 43 21";"A2"
"Freja Holm";"+45 20 11 22 33";"A3"`,
  },
  {
    title: 'columns parted by gaps',
    persons: [3],
    kinds: ['name', 'birth-date'],
    text: `NAME                DOB          SEX
YAMASHITA TARO      1980/01/02   M
KIMURA HANAKO       1991/03/04   F
ONODERA JIRO        1975/05/06   M`,
  },
  {
    title: 'LDIF',
    persons: [2],
    kinds: ['name', 'phone'],
    text: `dn: cn=Nagata Sho,ou=customers,dc=example,dc=com
cn: Nagata Sho
mobile: 090-1111-9999

dn: cn=Kuroki Mei,ou=customers,dc=example,dc=com
cn: Kuroki Mei
mobile: 090-2222-9999`,
  },
  {
    title: 'spaced letters in the head',
    persons: [3],
    kinds: ['name', 'phone', 'address'],
    text: `※取扱注意　顧客台帳
顧客ID	顧 客 名	所 在 地	連 絡 先	備 考
C1	名倉 圭一	福井県福井市大手3-1-1	0776-11-2222	
C2	仲宗根 幸	沖縄県糸満市西崎1-1	098-111-2222	要電話
C3	飛田 ゆず	茨城県つくば市吾妻1-1	029-111-2222	`,
  },
  {
    title: 'a head of two lines, groups above',
    persons: [3],
    kinds: ['name', 'phone', 'address'],
    text: `No	契約者		連絡先	
	氏名	フリガナ	電話	住所
1	岡林 誠	オカバヤシ マコト	088-111-0001	高知県高知市丸ノ内1-1
2	竹村 節	タケムラ セツ	088-111-0002	高知県南国市大埇甲2-2
3	浜口 進	ハマグチ ススム	088-111-0003	高知県土佐市高岡町3-3`,
  },
  {
    title: 'twelve addresses in a To line',
    persons: [12],
    kinds: ['email'],
    text: `To: persona.smith@example0.com, personb.smith@example1.com, personc.smith@example2.com, persond.smith@example0.com, persone.smith@example1.com, personf.smith@example2.com, persong.smith@example0.com, personh.smith@example1.com, personi.smith@example2.com, personj.smith@example0.com, personk.smith@example1.com, personl.smith@example2.com
Subject: party`,
  },
  {
    title: 'disability certificates',
    persons: [3],
    kinds: ['name', 'medical'],
    text: `障害者雇用 対象者
氏名,等級,障害の種類,手帳番号
阿久津 大,2級,身体障害,12345
伊集院 静,3級,精神障害,23456
鵜飼 豊,B2,知的障害,34567`,
  },
  {
    title: 'name and address in a line',
    persons: [3],
    kinds: ['name', 'address'],
    text: `お客様名　ご住所
真田 幸子　長野県上田市大手1-1-1
上杉 景　新潟県上越市本城町2-2
武田 玄　山梨県甲府市丸の内3-3`,
  },
  {
    title: 'households on welfare',
    persons: [3],
    kinds: ['name', 'birth-date', 'address'],
    text: `生活保護受給世帯一覧
世帯番号	世帯主	生年月日	住居	世帯人員
K-11	須磨 一	S21.5.6	兵庫県明石市本町1-1	1
K-12	舞子 薫	S30.8.1	兵庫県明石市大久保町2-2	2
K-13	垂水 保	S44.12.9	兵庫県明石市魚住町3-3	4`,
  },
  {
    title: 'a record of counselling',
    persons: [1, 2],
    kinds: ['name', 'phone', 'medical'],
    text: `相談受付票
受付日　令和6年5月7日
相談者氏名：長峰 千種
連絡先：090-1414-2020
相談内容：夫の暴力により不眠症となり通院中。転居を希望。`,
  },
  {
    title: 'the victim of an accident',
    persons: [1],
    kinds: ['name', 'address', 'medical'],
    text: `交通事故報告
被害者　柏崎 未央 様（29歳　女性　会社員）
被害者住所　新潟県上越市西城町1-1-1
負傷程度　右足首骨折 全治2か月`,
  },
  {
    title: 'officers of a parents association at home',
    persons: [4],
    kinds: ['name', 'phone', 'address'],
    text: `PTA役員名簿
役職	氏名	児童名	学年組	住所	電話
会長	安曇 野乃	安曇 光	6-1	緑町1-2-3	0263-11-0001
副会長	諏訪 剛	諏訪 凜	5-2	緑町2-3-4	0263-11-0002
書記	飯田 雅美	飯田 蒼	4-1	青葉3-4-5	0263-11-0003
会計	伊那 和也	伊那 咲	3-3	青葉4-5-6	0263-11-0004`,
  },
  {
    title: 'donors of a town',
    persons: [3],
    kinds: ['name', 'address', 'email'],
    text: `寄附受付番号,寄附者氏名,寄附者住所,メールアドレス,寄附金額,返礼品
1,我妻 善,宮城県白石市大手町1-1,agatsuma@example.com,10000,米
2,胡桃沢 桃,長野県松本市丸の内3-7,kurumi@example.com,20000,りんご
3,早乙女 律,埼玉県秩父市熊木町8-15,saotome@example.com,30000,酒`,
  },
  {
    title: 'answers to a survey, some without a name',
    persons: [3],
    kinds: ['name', 'email'],
    text: `No	お名前（任意）	ご連絡先メール	ご意見
1	匿名希望		特になし
2	丹羽 翠	niwa@example.com	対応が早くて良かった
3		hoshi@example.com	高い
4	八乙女 光	yaotome@example.net	また来ます`,
  },
  {
    title: 'support tickets',
    persons: [3],
    kinds: ['name', 'email'],
    text: `Ticket,Requester,Requester email,Subject
101,Marta Kowalska,marta.k@example.com,Cannot log in
102,Jean-Luc Moreau,jl.moreau@example.fr,Refund
103,Abebe Tadesse,abebe@example.org,Invoice copy`,
  },
  {
    title: 'employees between bars',
    persons: [3],
    kinds: ['name', 'salary', 'birth-date'],
    text: `Emp No.|Full name|Date of birth|Annual salary|Manager
E1|Caroline Whitlock|1985-03-02|54,000|D. Marsh
E2|Obinna Eze|1990-07-19|48,500|D. Marsh
E3|Siobhan Doyle|1979-11-30|61,200|D. Marsh`,
  },
  {
    title: 'two reports of pupils',
    persons: [2],
    kinds: ['name', 'grade'],
    text: `Student: Maya Lindgren
Grade: A
Comments: Excellent progress.

Student: Theo Papadakis
Grade: C
Comments: Needs to focus.`,
  },
  {
    title: 'names in katakana only',
    persons: [4],
    kinds: ['name', 'phone'],
    text: `カナ氏名	電話
サトナカ ミユキ	090-1000-1111
トヨカワ ユウト	090-1000-1112
ナルミ カホ	090-1000-1113
ハットリ ゲン	090-1000-1114`,
  },
  {
    title: 'retirement payments',
    persons: [3],
    kinds: ['name', 'salary'],
    text: `退職金支給明細
対象者	勤続年数	支給額
下関 武	38	21,500,000
宇部 節	25	12,300,000
萩 実	12	3,800,000`,
  },
  {
    title: 'columns parted by single spaces',
    persons: [3],
    kinds: ['name', 'grade'],
    text: `人事考課結果（上期）
社員番号 氏名 評価 昇給額
0101 阿南 岬 S 12000
0102 三好 海 A 8000
0103 鳴門 渚 B 5000`,
  },
  {
    title: 'two guests with cards',
    persons: [2],
    kinds: ['name', 'phone', 'credit-card'],
    text: `Guest: Mr Alan Petrie
Phone: 07700 900777
Card: 5105 1051 0510 5100 exp 09/27

Guest: Mrs Wendy Sharma
Phone: 07700 900778
Card: 4111 1111 1111 1111 exp 01/28`,
  },
  {
    title: 'samples and results',
    persons: [3],
    kinds: ['name', 'birth-date', 'medical'],
    text: `検査依頼 氏名 性別 生年月日 結果
A101 千歳 茜 女 1988/1/1 インフルエンザ陽性
A102 恵庭 駿 男 1979/2/2 陰性
A103 苫前 圭 男 2001/3/3 インフルエンザ陽性`,
  },
  {
    title: 'vaccinations',
    persons: [3],
    kinds: ['name', 'birth-date', 'medical'],
    text: `接種券番号	被接種者氏名	生年月日	接種日	ワクチン種類
100001	佐渡 真琴	1950/1/1	2024/10/1	インフルエンザ
100002	糸魚川 徹	1948/2/2	2024/10/1	コロナ
100003	柏 美琴	1955/3/3	2024/10/2	コロナ`,
  },
  {
    title: 'names and addresses without a head',
    persons: [4],
    kinds: ['name', 'address'],
    text: `諸橋 幸恵	新潟県三条市本町1-1-1
渋谷 大樹	山形県鶴岡市馬場町2-2
仙波 緑	愛媛県松山市二番町3-3
十河 健	香川県高松市番町4-4`,
  },
  {
    title: 'an English table without a head',
    persons: [4],
    kinds: ['name', 'address', 'phone'],
    text: `Gillian Frost	12 Beech Avenue, Leeds	07700 900501
Omar Siddiqui	9 Mill Road, Bradford	07700 900502
Peter Quill	44 Castle Street, York	07700 900503
Anita Desai	7 Park Lane, Hull	07700 900504`,
  },
  {
    title: 'addresses that go on in the next line',
    persons: [2],
    kinds: ['name', 'address', 'phone'],
    text: `申込者1
　氏名　　安宅 海
　住所　　〒923-0003
　　　　　石川県小松市安宅町1-1
　電話　　0761-11-0001
申込者2
　氏名　　内灘 砂
　住所　　〒920-0266
　　　　　石川県河北郡内灘町大根布2-2
　電話　　076-111-0002`,
  },
  {
    title: 'labels between bars',
    persons: [3],
    kinds: ['name', 'phone', 'email'],
    text: `Name: Tessa Byrne | Tel: 07700 900601 | Email: tessa@example.com
Name: Raul Ortega | Tel: 07700 900602 | Email: raul@example.com
Name: Kiri Ngata | Tel: 07700 900603 | Email: kiri@example.com`,
  },
  {
    title: 'debtors',
    persons: [3],
    kinds: ['name', 'address', 'phone'],
    text: `督促対象者リスト
債務者名	住所	電話	残高
大槻 護	京都府亀岡市安町1-1	0771-11-0001	120,000
園部 豊	京都府南丹市園部町2-2	0771-11-0002	80,000
綾部 静	京都府綾部市並松町3-3	0773-11-0003	45,000`,
  },
  {
    title: 'a passport',
    persons: [1],
    kinds: ['name', 'passport', 'birth-date'],
    text: `旅券情報
Surname: KISARAGI
Given names: MOMO
Passport number: TK7654321
Date of birth: 03 MAR 1992
Nationality: JAPAN`,
  },
  {
    title: 'eleven addresses in one line',
    persons: [11],
    kinds: ['email'],
    text: `member.no0x@mail0.example.com; member.no1x@mail1.example.com; member.no2x@mail2.example.com; member.no3x@mail3.example.com; member.no4x@mail0.example.com; member.no5x@mail1.example.com; member.no6x@mail2.example.com; member.no7x@mail3.example.com; member.no8x@mail0.example.com; member.no9x@mail1.example.com; member.no10x@mail2.example.com`,
  },
  {
    title: 'sales leads of several companies',
    persons: [3],
    kinds: ['name', 'phone', 'email'],
    text: `Lead Name	Title	Company	Phone	Email
Ursula Beck	CFO	Nordlicht GmbH	+49 30 1234567	ubeck@example.de
Paolo Bianchi	Buyer	Mare SpA	+39 06 1234567	pbianchi@example.it
Eva Novak	Head of IT	Hora s.r.o.	+420 2 1234567	enovak@example.cz`,
  },
  {
    title: 'three recruits',
    persons: [3],
    kinds: ['name', 'phone'],
    text: `内定者3名の連絡先を共有します。

稲垣 颯（090-2323-1001）
瀬川 まどか（080-2323-1002）
守山 陸（070-2323-1003）`,
  },
  {
    title: 'a change of address',
    persons: [1],
    kinds: ['name', 'address'],
    text: `契約者 稲沢 晃 様より住所変更のご連絡がありました。
新住所：愛知県一宮市本町4-1-9
旧住所：愛知県稲沢市稲葉2-2-2`,
  },
  {
    title: 'one English sentence about an illness',
    persons: [1],
    kinds: ['name', 'medical'],
    text: `Ms. Harriet Boone has been diagnosed with breast cancer and will be on sick leave until October.`,
  },
  {
    title: 'dividends',
    persons: [3],
    kinds: ['name', 'address', 'bank-account'],
    text: `配当金支払明細
株主番号	株主氏名	住所	振込口座	税引後金額
0001	兵藤 武	愛知県豊川市諏訪1-1	みどり銀行豊川支店(普)1234567	12,000
0002	榊 美雪	静岡県浜松市中区元城町2	あおい信金本店(普)2345678	8,000
0003	鬼頭 稔	岐阜県多治見市本町3	みどり銀行多治見支店(普)3456789	4,000`,
  },
  {
    title: 'test results parted by single spaces',
    persons: [4],
    kinds: ['name', 'grade'],
    text: `学習塾 月例テスト結果
学年 氏名 英 数 国 偏差値
中2 朝倉 陽 78 82 69 61
中2 越前 翼 65 90 70 62
中3 丹生 凪 88 71 80 65
中3 三方 蓮 55 60 58 47`,
  },
  {
    title: 'a clinical trial',
    persons: [3],
    kinds: ['name', 'medical'],
    text: `被験者識別コード	被験者氏名	年齢	診断名	割付群
S-01	白鳥 麗	54	関節リウマチ	A
S-02	鷹取 誠	61	関節リウマチ	B
S-03	鶴見 操	47	乾癬性関節炎	A`,
  },
  {
    title: 'a nursery class',
    persons: [4],
    kinds: ['name', 'medical'],
    text: `Nursery class list
Child's name,Age,Allergies,Collected by
Freddie Nash,3,None,Mum
Isla Begum,4,Peanuts,Gran
Noah Adeleke,3,None,Dad
Poppy Yeung,4,Dairy,Mum`,
  },
  {
    title: 'clients of a lawyer',
    persons: [2],
    kinds: ['name', 'address', 'birth-date'],
    text: `依頼者：財前 光彦（昭和45年6月6日生）
住所：東京都文京区本郷7-3-1
相手方：里見 脩（昭和47年7月7日生）
住所：大阪府大阪市北区中之島4-3-53`,
  },
  {
    title: 'addresses of leaving members',
    persons: [10],
    kinds: ['email'],
    text: `退会処理をお願いします。
・taikai0user@example0.net
・taikai1user@example1.net
・taikai2user@example2.net
・taikai3user@example0.net
・taikai4user@example1.net
・taikai5user@example2.net
・taikai6user@example0.net
・taikai7user@example1.net
・taikai8user@example2.net
・taikai9user@example0.net`,
  },
  {
    title: 'one English sentence with an address',
    persons: [1],
    kinds: ['name', 'address', 'phone'],
    text: `Please send the replacement to Mrs Yvonne Carter, 21 Elm Grove, Cardiff CF24 3PX (07700 900808).`,
  },
  {
    title: 'one card below the other',
    persons: [3],
    kinds: ['name', 'phone', 'address'],
    text: `氏名	飛鳥 真
電話	090-6000-0001
住所	奈良県明日香村岡1

氏名	斑鳩 遥
電話	090-6000-0002
住所	奈良県斑鳩町法隆寺2

氏名	葛城 玲
電話	090-6000-0003
住所	奈良県御所市柏原3`,
  },
  {
    title: 'labels in bold',
    persons: [2],
    kinds: ['name', 'email'],
    text: `**氏名**: 桐生 戦
**メール**: kiryu@example.com

**氏名**: 石動 美空
**メール**: isurugi@example.com`,
  },
  {
    title: 'rare surnames with phones',
    persons: [3],
    kinds: ['name', 'phone'],
    text: `鞍馬 天 → 090-7000-0001
貴船 雫 → 090-7000-0002
大原 雪 → 090-7000-0003`,
  },
  {
    title: 'testers with dashes',
    persons: [3],
    kinds: ['name', 'email'],
    text: `Beta testers:
Ruben Castillo – ruben.c@example.com
Lena Fischer – lena.f@example.com
Hugo Lambert – hugo.l@example.com`,
  },
  {
    title: 'readings beside the names',
    persons: [3],
    kinds: ['name', 'phone'],
    text: `ﾌﾘｶﾞﾅ	漢字氏名	TEL1
ﾋｶﾞｼ ﾏｻﾙ	東 勝	9070000001
ﾆｼ ﾕｷ	西 由紀	9070000002
ﾐﾅﾐ ﾚｲ	南 玲	9070000003`,
  },
  {
    title: 'a form for a new starter',
    persons: [1],
    kinds: ['name', 'bank-account', 'nino', 'birth-date'],
    text: `NEW STARTER FORM
Full name: Imogen Carrick
Date of birth: 23/08/1993
National Insurance number: JK 45 67 89 D
Sort code: 20-45-45   Account number: 63849203
Emergency contact: Paul Carrick 07700 900999`,
  },
  {
    title: 'a booking',
    persons: [1],
    kinds: ['name', 'phone'],
    text: `【予約受付】
予約者名　：　玉造 渚 様
連絡先　　：　080-5000-1234
宿泊日　　：　2024年8月10日（1泊）
人数　　　：　2名`,
  },
  {
    title: 'a certificate of death',
    persons: [1, 2],
    kinds: ['name', 'birth-date', 'medical'],
    text: `死亡診断書（写）
氏名　犬飼 銀次　男　昭和10年10月10日生
死亡したとき　令和6年2月2日
死亡の原因　(ア)直接死因　急性心筋梗塞
医師　小石川 章`,
  },
  {
    title: 'a car rental',
    persons: [2],
    kinds: ['name', 'driving-licence', 'birth-date'],
    text: `貸渡証
借受人 氏名 双葉 令 免許証番号 309012345620 生年月日 1988/8/8
運転者 氏名 楢葉 舞 免許証番号 459803358720 生年月日 1990/9/9`,
  },
  {
    title: 'columns parted by Japanese commas',
    persons: [3],
    kinds: ['name', 'birth-date'],
    text: `受験番号、氏名、生年月日
3001、都筑 航、2006年4月5日
3002、青葉 茜、2006年7月8日
3003、緑川 翔、2007年1月2日`,
  },
  {
    title: 'a payroll with gaps',
    persons: [3],
    kinds: ['name', 'ssn', 'salary'],
    text: `Employee            SSN            Gross pay
Walter Pinkman      219-45-6789    4,200.00
Skyler Goodman      457-55-4321    3,950.00
Jesse Fring         078-11-2468    4,010.00`,
  },
  {
    title: 'a paragraph of pasted mail addresses, some at firms and shops',
    persons: [12],
    kinds: ['email'],
    text: `断水のお知らせです。

BCC: kenji.sakuma@mail.example, emi-sales@shop.example, t.hori@mail.example, chiba_h@mail.example,
naito2002@mail.example, miho.okubo@mail.example, seki.e@team.example, araki-yuka@mail.example,
hina.sudo@mail.example, m.igarashi@mail.example, y.yanagi@mail.example, kataoka75@mail.example`,
  },
  {
    title: 'the export of a calendar',
    persons: [5],
    kinds: ['name', 'phone'],
    text: `BEGIN:VCALENDAR
${['佐久間 恵美', '堀 隆', '千葉 博之', '内藤 美穂', '荒木 由佳']
  .map((name, n) => `BEGIN:VEVENT\nSUMMARY:${name}様 面談\\, 090-0123-450${n}\nEND:VEVENT`)
  .join('\n')}
END:VCALENDAR`,
  },
  {
    title: 'a bank transfer file with commas',
    persons: [5],
    kinds: ['name', 'bank-account'],
    text: ['ﾊﾔｶﾜ ﾕｳﾄ', 'ﾋﾗｲ ﾏｻﾋﾛ', 'ﾔﾅｷﾞ ｱﾔｶ', 'ﾐｽﾞﾉ ｱｷｺ', 'ﾎﾘ ﾕｳﾄ']
      .map((name, n) => `2,0001,,123,,1,87607${n}8,${name},0000847958`)
      .join('\n'),
  },
  {
    title: 'two inquiries from a web form, labels in brackets',
    persons: [2],
    kinds: ['name', 'phone', 'email'],
    text: `【お名前】佐久間 恵美
【フリガナ】サクマ エミ
【メールアドレス】emi@mail.example
【電話番号】090-0123-4567

【お名前】堀 隆
【フリガナ】ホリ タカシ
【メールアドレス】hori@mail.example
【電話番号】090-0123-4568`,
  },
  {
    title: 'labels with arrows',
    persons: [2],
    kinds: ['name', 'phone'],
    text: `※氏名→佐久間 恵美
※電話→090-0123-4567
※氏名→堀 隆
※電話→090-0123-4568`,
  },
  {
    title: 'names whose other cells are blank',
    persons: [3],
    kinds: ['name', 'phone'],
    text: `氏名	電話番号	住所
早瀬 千尋	090-0123-4567	千葉県柏市柏4-4-4
土屋 健太郎
若林 美咲	090-0123-4568	`,
  },
  {
    title: 'accounts by their reading only',
    persons: [3],
    kinds: ['name', 'bank-account'],
    text: `口座名義（カナ）	銀行名	種別	口座番号
ﾂﾁﾔ ｹﾝﾀﾛｳ	みどり銀行	普通	1203344
ﾜｶﾊﾞﾔｼ ﾐｻｷ	みどり銀行	普通	1203345
ﾔｷﾞ ﾘﾝ	みどり銀行	普通	1203346`,
  },
  {
    title: 'surnames with an honorific and their phones',
    persons: [4],
    kinds: ['name', 'phone'],
    text: `落し物の連絡先
八木様 ご自宅047-012-4052 携帯080-0466-7705
上原様 ご自宅03-0372-9184 携帯070-0619-6008
上原様 ご自宅03-0372-9185 携帯070-0619-6009
・若林さん 携帯090-0856-2408`,
  },
  {
    title: 'applications with a reading and a postal code on lines of their own',
    persons: [2],
    kinds: ['name', 'address', 'phone'],
    text: `申込者氏名　八木　冬馬
フリガナ　ヤギ トウマ
〒260-0013
千葉県千葉市中央区中央2-29-18　みどり荘203
電話番号　043-012-3142

申込者氏名　桑田　正
フリガナ　クワタ タダシ
〒060-0042
北海道札幌市中央区大通西2-1-8
電話番号　011-012-4829`,
  },
  {
    title: 'values in several boxes',
    persons: [2],
    kinds: ['name', 'phone', 'birth-date'],
    text: `姓	名	セイ	メイ	生年	生月	生日	TEL1	TEL2	TEL3
三浦	凛	ミウラ	リン	1988	4	7	080	0067	2371
三浦	蓮	ミウラ	レン	1990	12	30	080	0067	2372`,
  },
  {
    title: 'parts of names under words of a program',
    persons: [3],
    kinds: ['name', 'address', 'phone'],
    text: `user_a	user_b	pref	addr1	tel
若林	あゆみ	千葉県	柏市柏4-4-4	0470123456
本間	勇気	千葉県	柏市柏4-4-5	0470123457
土屋	美咲	千葉県	柏市柏4-4-6	0470123458`,
  },
  {
    title: 'name parts in brackets',
    persons: [2],
    kinds: ['name', 'email'],
    text: `お名前（姓）	お名前（名）	フリガナ（姓）	フリガナ（名）	メール
三浦	凛	ミウラ	リン	rin@mail.example
三浦	蓮	ミウラ	レン	ren@mail.example`,
  },
  {
    title: 'names in the old spelling of their kanji',
    persons: [3],
    kinds: ['name', 'birth-date'],
    text: '予約は眞鍋美由紀さん（1968/3/16生）、廣瀨壽子さん（1951/1/8生）、瀧澤惠子さん（1946/5/15生）です。',
  },
  {
    title: 'names with an apostrophe',
    persons: [2],
    kinds: ['name', 'phone', 'birth-date'],
    text: `* Siobhan O'Halloran, 07700 900003, born 12/04/1978
* Tyrone D'Angelo, 07700 900004, born 21/11/1957`,
  },
  {
    title: 'cards of three beside each other without a blank line',
    persons: [6],
    kinds: ['name', 'address'],
    text: `伊集院 正	越智 浩二	戸田 美咲
〒604-8156	〒950-0087	〒640-8341
京都府京都市中京区山伏山町3-29-12	新潟県新潟市中央区東大通6-10-3	和歌山県和歌山市黒田8-8-29
中島 結菜	眞鍋 喜美子	梶 凛
〒640-8341	〒390-0811	〒950-0087
和歌山県和歌山市黒田4-24-4	長野県松本市中央5-10-12	新潟県新潟市中央区東大通7-23-24`,
  },
  {
    title: 'squares before names and dots after labels',
    persons: [3],
    kinds: ['name', 'address', 'phone'],
    text: ['渡邊 真理', '菅 俊介', '相馬 健太郎']
      .map((name, n) => `■${name}\n　住所… 新潟県新潟市中央区東大通5-7-2${n}\n　TEL… 025-062-010${n}`)
      .join('\n'),
  },
  {
    title: 'the form of a customer quoted in a text',
    persons: [1],
    kinds: ['name', 'address', 'phone'],
    text: `> 氏名 : 三浦 美由紀
> 住所 : 鳥取県米子市東町5-29-29
> TEL  : 0859-02-4758
>
> --
> 株式会社青空建設 営業部 堀 隆
> TEL 03-0123-4567`,
  },
  {
    title: 'answers to a form with the account that gave them',
    persons: [2],
    kinds: ['name', 'email', 'phone'],
    text: `Timestamp	Username	お名前（フルネーム）	当日の電話番号
2024/06/01 9:00:11	toma@mail.example	八木 冬馬	08009531432
2024/06/01 9:01:11	kuwata@mail.example	桑田 正	08007946564`,
  },
  {
    title: 'tests and what they found',
    persons: [3],
    kinds: ['name', 'medical'],
    text: `被験者	実施日	FSIQ	診断
八木 冬馬	2024/4/1	98	ADHD
桑田 正	2024/4/2	104	自閉スペクトラム症
若林 美咲	2024/4/3	110	特記なし`,
  },
  {
    title: 'names with dates that lie decades apart',
    persons: [4],
    kinds: ['name', 'birth-date'],
    text: `大和田 由紀子　昭和19年6月27日
滝沢 あゆみ 様（平成13年7月11日）
本間 俊介　昭和59年5月7日
勅使河原 琴音　1986/8/2`,
  },
];
