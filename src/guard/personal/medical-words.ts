// Words that tell about somebody's health: Act on the Protection of Personal Information art. 2 para. 3, care included.
// Words that firms use of machines and markets as well (診断, 症状, 障害) are not among them.

const JAPANESE =
  '糖尿病|高血圧|低血圧|うつ病|鬱病|適応障害|統合失調症|認知症|脳梗塞|脳出血|脳卒中|くも膜下|心筋梗塞|心不全|狭心症|不整脈|喘息|ぜんそく|てんかん|肺炎|骨折|打撲|熱傷|捻挫|挫創|脱臼|腰痛|ヘルニア|リウマチ|白血病|肝炎|腎不全|貧血|脂質異常|痛風|結核|緑内障|白内障|難聴|麻痺|不眠症|双極性|依存症|流産|切迫早産|透析|[癌]|(?:胃|肺|乳|大腸|子宮|肝|膵|前立腺|食道|皮膚|甲状腺|血液の)がん|がん(?:検診|治療|手術|の疑い)|悪性腫瘍|腫瘍|ポリープ|疾患|発達障害|知的障害|精神障害|身体障害|障害者手帳|障害支援区分|既往歴?|持病|服薬|投薬|通院|入院|手術|診断書|と診断|病名|傷病|病歴|要介護|要支援|介護度|アレルギー|アナフィラキシー|妊娠|血糖値|HbA1c|γ-GTP|要精密検査|要再検査|要治療|休職|療養|陽性|インフルエンザ|コロナ感染|感染症|自殺|中絶|不妊|障がい|注意欠如|注意欠陥|自閉症|自閉スペクトラム|学習障害|パニック障害|不安障害|摂食障害|強迫性障害|睡眠障害|人格障害|ダウン症|筋ジストロフィー|硬化症|パーキンソン病|アルツハイマー|レビー小体|脳腫瘍|髄膜炎|心房細動|動脈瘤|骨粗鬆症|関節症|関節炎|五十肩|胃潰瘍|胃炎|腸炎|気管支炎|中耳炎|虫垂炎|胆石|結石|膠原病|クローン病|バセドウ病|橋本病|メニエール|無呼吸症候群|帯状疱疹|アトピー|蕁麻疹|じんましん|花粉症|水痘|麻疹|風疹|梅毒|エイズ|クラミジア|更年期障害|嚥下障害|褥瘡|胃ろう|胃瘻|人工肛門|インスリン|抗がん剤|化学療法|既往症|[片偏]頭痛';
const ENGLISH =
  'asthma|diabet\\w+|hypertension|depression|cancer|tumou?r|leuk\\w+|epilep\\w+|allerg\\w+|diagnos\\w+|prescription|blood test|surgery|chemotherapy|dialysis|pregnan\\w+|miscarriage|HIV|arthritis|dementia|alzheimer\\w*|parkinson\\w*|stroke|fracture\\w*|insulin|migraine|anxiety disorder|bipolar|schizophrenia|pneumonia|hepatitis|sick leave|disabilit\\w+|biopsy|HbA1c|ADHD|PTSD|autis\\w+|anemia|anaemia|lupus|crohn\\w*|eczema|sclerosis|heart failure|heart attack|angina|arrhythmia|COPD|tuberculosis|sleep apn(?:o?ea)|endometriosis|osteoporosis|thyroid\\w*|kidney disease|renal failure|glaucoma|cataracts?|eating disorder|anorexia|bulimia|OCD';

const SOURCE = `${JAPANESE}|\\b(?:${ENGLISH})\\b`;
const ONE = new RegExp(SOURCE, 'i');

/** For finding all; a new one each time, because a global expression remembers where it stopped. */
export const medicalWords = (): RegExp => new RegExp(SOURCE, 'gi');

export const hasMedicalWord = (text: string): boolean => ONE.test(text);
