// Check digits of personal numbers. A right check digit is never a finding by itself: one in ten random numbers has it.

const digitsOf = (text: string): number[] => [...text].map(Number);

/**
 * 個人番号: 12 digits; the last is computed from the 11 before it (平成26年総務省令第85号 第5条).
 */
export function isMyNumber(digits: string): boolean {
  if (!/^\d{12}$/.test(digits) || /^(\d)\1{11}$/.test(digits)) return false;
  const sum = digitsOf(digits.slice(0, 11))
    .reverse()
    .reduce((total, digit, index) => total + digit * (index < 6 ? index + 2 : index - 4), 0);
  const rest = sum % 11;
  return Number(digits[11]) === (rest <= 1 ? 0 : 11 - rest);
}

/** Codes of the prefectures that issue driving licences. */
const LICENCE_PREFECTURE = /^(00|1[0-4]|2[0-5]|30|4\d|5[0-5]|6[0-5]|7[0-4]|8[0-3]|9[0-7])/;

/**
 * 運転免許証番号: 12 digits; the eleventh is a check digit by a rule that is widely described but not published as law.
 * Used to recognise a number without a label; with a label the form is enough.
 */
export function isLicenceNumber(digits: string): boolean {
  if (!/^\d{12}$/.test(digits) || !LICENCE_PREFECTURE.test(digits)) return false;
  const weights = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2];
  const sum = weights.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  return Number(digits[10]) === ((11 - (sum % 11)) % 11) % 10;
}

/** Ranges that the card schemes issue from (ISO/IEC 7812): Visa, Mastercard, American Express, Diners, JCB, Discover, UnionPay. */
const CARD_RANGE =
  /^(4\d{12}(\d{3}){0,2}|(5[1-5]\d\d|222[1-9]|22[3-9]\d|2[3-6]\d\d|27[01]\d|2720)\d{12}|3[47]\d{13}|3(0[0-5]|[689]\d)\d{11}|35(2[89]|[3-8]\d)\d{12}|6(011|4[4-9]\d|5\d\d)\d{12}|62\d{14,17})$/;

const ZERO = 0x30;

/** Card number: a range of a scheme and the Luhn digit (ISO/IEC 7812-1 annex B). */
export function isCardNumber(digits: string): boolean {
  if (!CARD_RANGE.test(digits) || /^(\d)\1+$/.test(digits)) return false;
  let sum = 0;
  for (let place = 0; place < digits.length; place++) {
    const digit = digits.charCodeAt(digits.length - 1 - place) - ZERO;
    const product = place % 2 === 0 ? digit : digit * 2;
    sum += product > 9 ? product - 9 : product;
  }
  return sum % 10 === 0;
}

/** IBAN without spaces: country, check digits, up to 30 letters and digits; remainder 1 by 97 (ISO 13616). */
export function isIban(text: string): boolean {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(text)) return false;
  const moved = text.slice(4) + text.slice(0, 4);
  let rest = 0;
  for (const letter of moved) {
    const value = Number.parseInt(letter, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}

/** US social security number: no 000, 666 or 9xx area, no empty group or serial (SSA, since 2011). */
export const isSsn = (digits: string): boolean => /^(?!000|666|9)\d{3}(?!00)\d{2}(?!0000)\d{4}$/.test(digits);

/** UK national insurance number without spaces (HMRC NIM39110); QQ is what examples and temporary numbers use. */
export const isNino = (text: string): boolean =>
  /^(?!BG|GB|KN|NK|NT|TN|ZZ)(QQ|[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z])\d{6}[A-D]?$/.test(text);
