import { type Case, textFile } from './case.ts';

const policy = {
  distributionLists: [
    { address: 'kaihatsu@corp.example', members: 18, externalMembers: 0 },
    { address: 'zensha@corp.example', members: 300, externalMembers: 4 },
    { address: 'kaihatsu@renraku.example', members: 95, externalMembers: 95 },
    { address: 'members@forum.example', members: 60, externalMembers: 60 },
  ],
};
const FILE = [textFile('haigo.csv')];
const INTERNAL = '開発部各位\n\nお疲れさまです。配合表です。';

export const distributionList: readonly Case[] = [
  {
    title: '社内と同じ名前の社外のリストに資料',
    holds: true,
    policy,
    mail: { to: ['kaihatsu@renraku.example'], text: INTERNAL, files: FILE },
    history: { 'kaihatsu@renraku.example': 2 },
  },
  {
    title: '社外のリストに社内向けの文面',
    holds: true,
    policy,
    mail: { to: ['members@forum.example'], text: INTERNAL },
    history: { 'members@forum.example': 9 },
  },
  {
    title: '登録のない社外のリストらしい宛先に資料',
    holds: true,
    policy,
    mail: { to: ['plan-ml@other.example'], text: '資料です。', files: FILE },
    history: { 'plan-ml@other.example': 1 },
  },
  {
    title: 'the policy’s list with outsiders, marked confidential',
    holds: true,
    policy,
    mail: { to: ['zensha@corp.example'], text: '各位\n\n社外秘\n\n配合表です。' },
  },
  {
    title: 'a list at a list server',
    holds: true,
    policy,
    mail: { to: ['plans@lists.other.example'], text: 'Dear all,\n\nsee the file.', files: FILE },
  },
  {
    title: 'a file to an outside list hardly written to',
    holds: true,
    policy,
    mail: { to: ['members@forum.example'], text: 'Dear all,\n\nsee the file.', files: FILE },
    history: { 'members@forum.example': 2 },
  },
  {
    title: '自部署のリストに資料',
    holds: false,
    policy,
    mail: { to: ['kaihatsu@corp.example'], text: INTERNAL, files: FILE },
  },
  {
    title: '社外のいる全社リストへのふつうの連絡',
    holds: false,
    policy,
    mail: { to: ['zensha@corp.example'], text: '各位\n\nお疲れさまです。食堂は休みです。' },
  },
  {
    title: 'よく書く社外のリストに資料',
    holds: false,
    policy,
    mail: {
      to: ['members@forum.example'],
      text: '会員各位\n\nお世話になっております。議事録です。',
      files: FILE,
    },
    history: { 'members@forum.example': 12 },
  },
  {
    title: 'words only to an outside list',
    holds: false,
    policy,
    mail: { to: ['members@forum.example'], text: 'Dear all,\n\nthe meeting is on Friday.' },
  },
  {
    title: 'a person whose address holds the word',
    holds: false,
    policy,
    mail: { to: ['tallinn.member@client.example'], text: 'Hello,\n\nsee the file.', files: FILE },
  },
  {
    title: 'a newsletter',
    holds: false,
    policy,
    mail: {
      to: ['members@forum.example'],
      text: 'News',
      files: FILE,
      headers: ['List-Id: <n.corp.example>', 'List-Unsubscribe: <https://x.example/u>'],
    },
  },
];
