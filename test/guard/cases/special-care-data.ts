import { type Case, type CaseMail, knows, lockedZip, textFile } from './case.ts';
import { book, csv, letter, zipped } from './files.ts';

const BOB = ['Bob <bob@client.example>'];

const tried =
  (holds: boolean) =>
  (title: string, mail: Partial<CaseMail>): Case => ({
    title,
    holds,
    history: knows(BOB),
    mail: { to: BOB, text: 'ご確認ください。', ...mail },
  });
const held = tried(true);
const passed = tried(false);

const PATIENTS = [
  ['氏名', '生年月日', '病名'],
  ['早瀬 かえで', '昭和61年2月3日', '糖尿病'],
  ['堀内 大輔', '昭和49年7月9日', '高血圧'],
];
const INSURED = [
  ['氏名', '被保険者番号'],
  ['早瀬 かえで', '0033441122'],
  ['堀内 大輔', '0033441123'],
];
const ENGLISH = [
  ['Name', 'Date of birth', 'Diagnosis'],
  ['Emily Carter', '17/09/1984', 'asthma'],
  ['James Holloway', '03/02/1979', 'diabetes'],
];

export const specialCareData: readonly Case[] = [
  held('病名のある名簿', { files: [book('名簿.xlsx', { name: 'S', rows: PATIENTS })] }),
  held('本文に一人分の病歴', { text: '氏名：早瀬 かえで\n生年月日：昭和61年2月3日\n既往症：高血圧' }),
  held('被保険者番号の名簿', { files: [csv('保険.csv', INSURED)] }),
  held('圧縮ファイルの中', { files: [zipped('資料.zip', csv('a.csv', PATIENTS))] }),
  held('グループ会社へも', { to: ['x@sister.example'], files: [csv('a.csv', PATIENTS)] }),
  held('patients in a workbook', { text: 'See it.', files: [book('a.xlsx', { name: 'S', rows: ENGLISH })] }),
  held('patients in a file of text', { text: 'See it.', files: [csv('patients.csv', ENGLISH)] }),
  passed('病名だけで人のない資料', { text: '当院で扱う病名は糖尿病、高血圧、喘息です。' }),
  passed('「特になし」の問診票', { text: '氏名：早瀬 かえで\n既往症：特になし' }),
  passed('機械の診断と症状', {
    text: '搬送装置の診断結果と症状を添付します。',
    files: [textFile('log.csv')],
  }),
  passed('社内への名簿', { to: ['sato.ai@corp.example'], files: [csv('a.csv', PATIENTS)] }),
  passed('パスワードで守った名簿', { files: [lockedZip('名簿.zip')] }),
  passed('the disease of a market', { text: 'Our paper on diabetes and asthma appears in May.' }),
  passed('a letter about prices', { text: 'See it.', files: [letter('offer.docx', ['Offer', 'Price: 20'])] }),
];
