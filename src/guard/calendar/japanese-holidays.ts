// National holidays of Japan, computed from the law itself: 国民の祝日に関する法律 (Act No. 178 of 1948) as in force
// since 2022: §2 the days, §3(2) substitute holidays, §3(3) a day between two holidays. The two equinoxes are
// fixed each February in the official gazette; the formula below is that of 新こよみ便利帳 (海上保安庁水路部), which agrees with
// the gazette for every year so far and holds for 1980-2099. Tests compare with the Cabinet Office's table.

import { dayNumber, dayOf, weekdayOf } from './days.ts';

/** `month-day`, or `month#n`: the n-th Monday of the month. */
const FIXED: Readonly<Record<string, string>> = {
  '01-01': '元日',
  '01#2': '成人の日',
  '02-11': '建国記念の日',
  '02-23': '天皇誕生日',
  '04-29': '昭和の日',
  '05-03': '憲法記念日',
  '05-04': 'みどりの日',
  '05-05': 'こどもの日',
  '07#3': '海の日',
  '08-11': '山の日',
  '09#3': '敬老の日',
  '10#2': 'スポーツの日',
  '11-03': '文化の日',
  '11-23': '勤労感謝の日',
};

const SUNDAY = 0;
const MONDAY = 1;

/** Day of the month on which the sun crosses the equator, by Japan's clock. */
function equinox(year: number, march1980: number): number {
  const years = year - 1980;
  return Math.floor(march1980 + 0.242194 * years - Math.floor(years / 4));
}

const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** The day that a key of the table above names in this year. */
function dayNamed(year: number, key: string): number {
  const month = key.slice(0, 2);
  if (key[2] === '-') return dayNumber(`${year}-${key}`);
  const first = dayNumber(`${year}-${month}-01`);
  return first + ((MONDAY - weekdayOf(first) + 7) % 7) + 7 * (Number(key[3]) - 1);
}

function namedHolidays(year: number): Map<number, string> {
  const equinoxes: readonly (readonly [key: string, name: string])[] = [
    [`03-${twoDigits(equinox(year, 20.8431))}`, '春分の日'],
    [`09-${twoDigits(equinox(year, 23.2488))}`, '秋分の日'],
  ];
  return new Map([...Object.entries(FIXED), ...equinoxes].map(([key, name]) => [dayNamed(year, key), name]));
}

/** §3(2): a holiday on a Sunday makes the next day that is none a day off. */
function substitutes(named: ReadonlyMap<number, string>): number[] {
  return [...named.keys()]
    .filter((day) => weekdayOf(day) === SUNDAY)
    .map((sunday) => {
      let day = sunday + 1;
      while (named.has(day)) day += 1;
      return day;
    });
}

/** §3(3): a day that is none, with a holiday right before and right after it. */
function sandwiched(named: ReadonlyMap<number, string>): number[] {
  return [...named.keys()].map((day) => day + 1).filter((day) => !named.has(day) && named.has(day + 1));
}

/** All days off of one year by the law, `YYYY-MM-DD` → name, in order. Right for 2022 to 2099. */
export function japaneseHolidays(year: number): ReadonlyMap<string, string> {
  const named = namedHolidays(year);
  const all = new Map(named);
  for (const day of sandwiched(named)) all.set(day, '国民の休日');
  for (const day of substitutes(named)) all.set(day, '振替休日');
  return new Map([...all].sort(([a], [b]) => a - b).map(([day, name]) => [dayOf(day), name]));
}
