import { describe, expect, it } from 'vitest';
import { inOneOctetALetter } from '../src/bundle.ts';

const CODE = `
const word = '関所';
const say = (name) => \`\${name}さん、\\n😀\`;
export default [word, say('山田'), /^[ぁ-ん]+$/u.test('ひらがな'), /[😀-😂]/u.test('😁'), { 名: 1 }.名];
// ${'a line of some length '.repeat(20)}
`;

const defaultOf = async (code: string) =>
  (await import(`data:text/javascript,${encodeURIComponent(code)}`)).default;

describe('the text of a program', () => {
  it('has letters of one octet alone, and says the same', async () => {
    const code = inOneOctetALetter(CODE);
    expect(/[^\0-\xff]/.test(code)).toBe(false);
    expect(await defaultOf(code)).toEqual(await defaultOf(CODE));
  });

  it('stays as it is where most of it is Japanese', () => {
    expect(inOneOctetALetter("'関所関所関所'")).toBe("'関所関所関所'");
  });

  it.each(['const code = String.raw`あ`;', "const code = '\\、';"])(
    'is refused where it would say something else: %s',
    (code) => {
      expect(() => inOneOctetALetter(`${code} // ${'a line of some length '.repeat(20)}`)).toThrow('escaped');
    },
  );
});
