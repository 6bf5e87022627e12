// What of a mail's text reaches the eye: nothing stays invisible, nothing turns the line around.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { showAddress, showLine, showText } from '../../src/web/shown.ts';
import { address } from '../store/samples.ts';

const INVISIBLE =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200c\u200e-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/;

describe('text of a mail on a page', () => {
  it.each([
    ['a direction change', 'gnp\u202eexe.txt', 'gnp⟦U+202E⟧exe.txt'],
    ['a zero-width space', 'pay\u200bpal', 'pay⟦U+200B⟧pal'],
    ['a control', 'a\u0000b\u001b[31m', 'a⟦U+0000⟧b⟦U+001B⟧[31m'],
    ['a letter without ink', 'a\u3164b', 'a⟦U+3164⟧b'],
    ['a tag character', 'a\u{e0041}', 'a⟦U+E0041⟧'],
    ['half a character', 'a\ud800b', 'a⟦U+D800⟧b'],
    ['a joiner between letters', 'a\u200db', 'a⟦U+200D⟧b'],
  ])('names %s', (_, text, shown) => {
    expect(showText(text)).toBe(shown);
  });

  it.each([
    ['the joiner of an emoji', '👩‍👩‍👧'],
    ['variants of kanji', '葛\u{e0100}飾区'],
    ['accents', 'Ångström, é'],
    ['line ends and tabs of a text', 'one\n\ttwo'],
    ['the ideographic space', '山田　太郎'],
  ])('keeps %s', (_, text) => {
    expect(showText(text)).toBe(text);
  });

  it('keeps piled-up marks from running over other lines', () => {
    expect(showText(`e${'\u0301'.repeat(50)}!`)).toBe(`e${'\u0301'.repeat(4)}⟦…⟧!`);
  });

  it('draws a name into one line of bounded length', () => {
    expect(showLine('one\r\n\ttwo')).toBe('one two');
    expect([...showLine('x'.repeat(5000), 60)]).toHaveLength(60);
  });

  it('shows nothing invisible, whatever comes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(showText(text)).not.toMatch(INVISIBLE);
        expect(showLine(text)).not.toMatch(/[\n\t]/);
      }),
      { numRuns: 500 },
    );
  });
});

describe('an address on a page', () => {
  it('shows the domain as it is sent, and as it is written', () => {
    expect(showAddress(address('a@例え.example'))).toEqual({
      localPart: 'a',
      domain: 'xn--r8jz45g.example',
      unicode: '例え.example',
    });
    expect(showAddress(address('a@client.example')).unicode).toBe(null);
  });
});
