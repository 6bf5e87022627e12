// How each command is used: the lines at the end of its help. A test asks every line of the commands themselves.

import type { Command } from 'commander';

const EXAMPLES: Readonly<Record<string, readonly string[]>> = {
  serve: ['serve --config /etc/sekisho/sekisho.yaml', 'serve --only courier'],
  reload: ['reload --config /etc/sekisho/sekisho.yaml'],
  demo: ['demo', 'demo --exit --json'],
  check: ['check mail.eml --from ann@corp.example --to bob@partner.example --json'],
  explain: ['explain mail.eml --from ann@corp.example --to bob@partner.example --config sekisho.yaml'],
  replay: ['replay cases/*', 'replay --jsonl stream.jsonl --eml mails --learn-days 14'],
  inspect: ['inspect roster.xlsx', 'inspect mail.eml --reveal'],
  simulate: [
    'simulate --set visible-recipients.confirmAt=6 --since 30d',
    'simulate --curve unencrypted-personal-data.confirmAt=1,3,5,10,20',
    'simulate --policy next-policy.yaml --json',
  ],
  'held list': ['held list', 'held list --all --json'],
  'held show': ['held show m-4p42qdkbstt7z5hrmrv1k1p4ya'],
  'held release': ['held release m-4p42qdkbstt7z5hrmrv1k1p4ya'],
  'held return': [
    'held return m-4p42qdkbstt7z5hrmrv1k1p4ya --comment "please use Bcc"',
    'held return m-4p42qdkbstt7z5hrmrv1k1p4ya --burst',
  ],
  'held withdraw': ['held withdraw m-4p42qdkbstt7z5hrmrv1k1p4ya'],
  'held escalate': ['held escalate m-4p42qdkbstt7z5hrmrv1k1p4ya'],
  'held repair': [
    'held repair m-4p42qdkbstt7z5hrmrv1k1p4ya --op to-bcc --preview',
    'held repair m-4p42qdkbstt7z5hrmrv1k1p4ya --op correct-domain=c1ient.example:client.example',
    'held repair m-4p42qdkbstt7z5hrmrv1k1p4ya --op drop-recipients=a@b.example,c@d.example --op drop-attachment=2',
  ],
  incident: [
    'incident m-4p42qdkbstt7z5hrmrv1k1p4ya --aware 2026-11-27T09:30+09:00',
    'incident m-4p42qdkbstt7z5hrmrv1k1p4ya --out letters',
  ],
  trace: ['trace bob@partner.example', "trace '<20261127.1@corp.example>' --json"],
  'config check': ['config check --config /etc/sekisho/sekisho.yaml'],
  'config show': ['config show --sources'],
  'config schema': ['config schema > sekisho.schema.json', 'config schema --policy > policy.schema.json'],
  'config explain': ['config explain visible-recipients'],
  'history import mbox': ['history import mbox Sent.mbox'],
  'history import maildir': ['history import maildir ~/Maildir/.Sent'],
  'history import maillog': ['history import maillog /var/log/mail.log.1'],
  'history import csv': [
    'history import csv trace.csv --columns date=Date,from=Sender,recipients=Recipient,id=MessageId',
  ],
  'history import imap': ['history import imap --host imap.corp.example --user ann@corp.example'],
  'audit verify': ['audit verify', 'audit verify --anchors /var/log/sekisho.log --json'],
  'audit export': ['audit export --format csv > audit.csv', 'audit export --format cef --last 1000'],
  'directory sync': ['directory sync'],
  'directory show': ['directory show --json'],
  'directory who': ['directory who ann@corp.example'],
  'user add': [
    'user add sato --role approver --address sato@corp.example',
    'user add scanner --smtp --config /etc/sekisho/sekisho.yaml',
  ],
  'user reset': ['user reset sato'],
  'user token add': [
    'user token add sato --scope read --scope decide --days 30 --label "ticket desk"',
    'user token add audit --scope read',
  ],
  'user token list': ['user token list', 'user token list sato --json'],
  'user token revoke': ['user token revoke t-0f3a9c41d27b'],
  'keys rotate': ['keys rotate', 'keys rotate --config /etc/sekisho/sekisho.yaml'],
  'keys rewrap': ['keys rewrap'],
  backup: ['backup /backup/2026-11-27', 'backup --verify /backup/2026-11-27'],
  restore: ['restore /backup/2026-11-27', 'restore --confirm deliver'],
  'store move': [
    'store move --to-file /run/secrets/database_url',
    'store move --to postgres://sekisho@db.corp.example/sekisho --json',
    'store move --give-up',
  ],
  doctor: ['doctor', 'doctor --dns 192.0.2.53 --json'],
  completion: ['completion bash', 'completion fish > ~/.config/fish/completions/sekisho.fish'],
  help: ['help held', 'help postfix'],
};

/** Words after `sekisho`, one line each. */
export function examplesOf(path: string): readonly string[] {
  return EXAMPLES[path] ?? [];
}

/** The end of a command's help; empty when it has no examples. */
export function examplesText(path: string): string {
  const lines = examplesOf(path).map((line) => `  sekisho ${line}`);
  if (lines.length === 0) return '';
  return `\n${lines.length === 1 ? 'Example' : 'Examples'}:\n${lines.join('\n')}\n`;
}

/** Gives the command and all below it their examples. */
export function addExamples(command: Command, path: string): void {
  const text = examplesText(path).trimEnd();
  if (text !== '') command.addHelpText('after', text);
  for (const one of command.commands) addExamples(one, `${path} ${one.name()}`);
}
