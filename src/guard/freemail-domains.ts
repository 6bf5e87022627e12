// Domains where every address is a person of its own: free mail, mobile carriers and providers' customer mail.
// Added to by `freemailDomains` of the policy.

import type { Domain } from './address.ts';

export const FREEMAIL_DOMAINS: ReadonlySet<Domain> = new Set(
  `gmail.com googlemail.com yahoo.co.jp ymail.ne.jp yahoo.com ymail.com rocketmail.com outlook.com outlook.jp
hotmail.com hotmail.co.jp live.com live.jp msn.com icloud.com me.com mac.com aol.com aol.jp gmx.com gmx.net gmx.de
web.de mail.com zoho.com zohomail.com proton.me protonmail.com pm.me tutanota.com tuta.com yandex.com yandex.ru
mail.ru qq.com 163.com 126.com sina.com foxmail.com naver.com daum.net hanmail.net inter7.jp excite.co.jp
infoseek.jp goo.jp mail.goo.ne.jp nifty.com nifty.ne.jp biglobe.ne.jp so-net.ne.jp ocn.ne.jp plala.or.jp
dion.ne.jp odn.ne.jp asahi-net.or.jp hi-ho.ne.jp wakwak.com jcom.home.ne.jp jcom.zaq.ne.jp docomo.ne.jp
ezweb.ne.jp au.com softbank.ne.jp i.softbank.jp vodafone.ne.jp ymobile.ne.jp y-mobile.ne.jp disney.ne.jp
willcom.com pdx.ne.jp uqmobile.jp rakuten.jp comcast.net verizon.net att.net sbcglobal.net bellsouth.net cox.net
btinternet.com orange.fr wanadoo.fr free.fr laposte.net t-online.de libero.it`.split(/\s+/) as Domain[],
);
