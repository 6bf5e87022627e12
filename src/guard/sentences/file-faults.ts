// Why a file could not be read, in words: the codes that attachment/ gives, beside those every part of a mail may have.

export const fileFaultsJa: Readonly<Record<string, string>> = {
  ratio: '圧縮率が異常に高いファイルです',
  'archive-mismatch': '書庫の目次と中身が合いません',
  polyglot: '二つの形式として読めるファイルです',
  doctype: 'XML に文書型宣言があります',
  'bad-encoding': '文字コードが正しくありません',
  'no-text': '画像だけで文字がありません',
  'unreadable-font': '文字を取り出せないフォントです',
  'unknown-format': '形式がわかりません',
};

export const fileFaultsEn: Readonly<Record<string, string>> = {
  ratio: 'compressed beyond any ordinary ratio',
  'archive-mismatch': 'an archive whose list and content differ',
  polyglot: 'a file that may be read as two formats',
  doctype: 'XML that declares a document type',
  'bad-encoding': 'text in a wrong encoding',
  'no-text': 'pictures only, no text',
  'unreadable-font': 'a font whose characters cannot be told',
  'unknown-format': 'an unknown format',
};
