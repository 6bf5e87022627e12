import { makeZip } from '../../attachment/make-zip.ts';
import { type Case, type CaseFile, knows, textFile } from './case.ts';

const BOB = ['Bob <bob@client.example>'];
const history = knows(BOB);
const policy = { checks: { 'forbidden-attachment': { extensions: ['exe', '.JS', 'mdb'] } } };
const PROGRAM = Buffer.concat([
  Buffer.from('MZ'),
  Buffer.alloc(62),
  Buffer.from('PE\0\0'),
  Buffer.alloc(200),
]);
PROGRAM.writeUInt32LE(64, 60);

const file = (name: string, octets: Uint8Array = Buffer.from('x')): CaseFile => ({ name, octets });
const zip = (name: string) => file('siryo.zip', makeZip([{ name, content: 'alert(1)' }]));
const tried =
  (holds: boolean) =>
  (title: string, files: readonly CaseFile[], text = '添付をご確認ください。'): Case => ({
    title,
    holds,
    policy,
    history,
    mail: { to: BOB, text, files },
  });
const held = tried(true);
const passed = tried(false);

export const forbiddenAttachment: readonly Case[] = [
  held('禁止した拡張子のファイル', [file('顧客.mdb')]),
  held('拡張子が大文字で後ろに空白', [file('setup.EXE ')]),
  held('圧縮ファイルの中のスクリプト', [zip('readme.js')]),
  held('全角で書いた拡張子', [file('資料．ｅｘｅ')]),
  held('two endings', [file('report.pdf.js')], 'See the file.'),
  held('a program under another name', [file('photo.dat', PROGRAM)], 'See the photo.'),
  held('one among many', [textFile('a.csv'), textFile('b.csv'), file('c.js')], 'See the files.'),
  passed('普通の表', [textFile('価格表.csv')]),
  passed('拡張子が名前の途中にあるだけ', [textFile('exe.の説明.txt', '説明です。')]),
  passed('圧縮した普通の表', [file('siryo.zip', makeZip([{ name: 'a.csv', content: '1,2\n' }]))]),
  passed('本文で名前を挙げるだけ', [], 'setup.exe は添付していません。'),
  passed('an ending that only begins alike', [textFile('data.json', '{"a": 1}\n')], 'See the file.'),
  passed('no file at all', [], 'See you at ten.'),
  { ...passed('no list in the policy', [file('data.mdb')], 'See the file.'), policy: {} },
];
