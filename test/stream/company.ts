// The people of the invented stream: our employees, and an endless supply of outsiders with firms and freemail.

import type { Random } from './random.ts';

export type Person = { readonly address: string; readonly name: string; readonly firm: string | null };

export const OUR_DOMAIN = 'corp.example';

const SURNAMES =
  '佐藤:sato 鈴木:suzuki 高橋:takahashi 田中:tanaka 伊藤:ito 渡辺:watanabe 山本:yamamoto 中村:nakamura 小林:kobayashi 加藤:kato 吉田:yoshida 山田:yamada 佐々木:sasaki 山口:yamaguchi 松本:matsumoto 井上:inoue 木村:kimura 林:hayashi 斎藤:saito 清水:shimizu 山崎:yamazaki 森:mori 池田:ikeda 橋本:hashimoto 阿部:abe 石川:ishikawa 前田:maeda 藤田:fujita 小川:ogawa 岡田:okada 後藤:goto 長谷川:hasegawa 村上:murakami 近藤:kondo 石井:ishii 坂本:sakamoto 遠藤:endo 青木:aoki 藤井:fujii 西村:nishimura'
    .split(' ')
    .map((pair) => pair.split(':') as [string, string]);
const GIVEN =
  '健一:kenichi 直樹:naoki 美咲:misaki 陽子:yoko 大輔:daisuke 翔太:shota 由美:yumi 恵子:keiko 誠:makoto 和也:kazuya 彩:aya 真由美:mayumi 隆:takashi 浩二:koji 智子:tomoko 裕子:yuko 亮:ryo 千尋:chihiro 拓也:takuya 久美子:kumiko'
    .split(' ')
    .map((pair) => pair.split(':') as [string, string]);
const FIRM_A =
  'aoba kita minami asahi hikari midori sakura fuji tokiwa yamato mizuho kaede hinode nagisa wakaba chidori kogane shirogane akatsuki takara'.split(
    ' ',
  );
const FIRM_B =
  'denki shoji kogyo foods logi print soft design pharma kensetsu seimitsu chemi tech bussan trade'.split(
    ' ',
  );
const TLDS = ['co.jp', 'jp', 'com', 'ne.jp', 'or.jp', 'net'];
const FREEMAIL = ['gmail.com', 'yahoo.co.jp', 'icloud.com', 'outlook.jp', 'docomo.ne.jp', 'ezweb.ne.jp'];

/** Makes people; an address, and a firm's domain, is given out once. */
export class Population {
  readonly #random: Random;
  readonly #taken = new Set<string>();
  #firms = 0;

  constructor(random: Random) {
    this.#random = random;
  }

  #personAt(domain: string, firm: string | null): Person {
    const [surname, roman] = this.#random.pick(SURNAMES);
    const [given, givenRoman] = this.#random.pick(GIVEN);
    const plain = this.#random.pick([`${givenRoman}.${roman}`, `${roman}`, `${givenRoman[0]}-${roman}`]);
    let address = `${plain}@${domain}`;
    for (let n = 2; this.#taken.has(address); n += 1) address = `${plain}${n}@${domain}`;
    this.#taken.add(address);
    return { address, name: `${surname} ${given}`, firm };
  }

  employee(): Person {
    return this.#personAt(OUR_DOMAIN, null);
  }

  /** A domain nobody here has heard of. */
  newFirm(): string {
    const word = `${this.#random.pick(FIRM_A)}-${this.#random.pick(FIRM_B)}`;
    this.#firms += 1;
    return `${word}${this.#firms}x${this.#random.between(100, 999)}.${this.#random.pick(TLDS)}`;
  }

  atFirm(domain: string): Person {
    return this.#personAt(domain, `${domain.split('-')[0]}株式会社`);
  }

  atFreemail(): Person {
    return this.#personAt(this.#random.pick(FREEMAIL), null);
  }
}
