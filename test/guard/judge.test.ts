import { describe, expect, it } from 'vitest';
import { CHECKS } from '../../src/guard/checks/index.ts';
import type { Facts } from '../../src/guard/facts.ts';
import { judge } from '../../src/guard/judge.ts';
import { policySchema } from '../../src/guard/policy.ts';
import { en } from '../../src/guard/sentences/en.ts';
import { ja } from '../../src/guard/sentences/ja.ts';
import { noteOf, sentenceOf } from '../../src/guard/sentences.ts';
import { factsOf, file, persons } from './mail.ts';

describe('judge', () => {
  it('asks all checks and keeps all reasons, the strongest first', () => {
    const { facts, rules } = factsOf({ to: persons(12), content: { files: [file({ protection: 'weak' })] } });
    const { action, needs, findings } = judge(facts, rules);
    expect(action).toBe('hold');
    expect(needs).toEqual(['supervisor']);
    expect(findings.map(({ check }) => check)).toEqual([
      'visible-recipients',
      'first-contact',
      'encrypted-content',
    ]);
  });

  it('says how many strangers there are beyond those it names, in both languages', () => {
    const { facts, rules } = factsOf({ to: persons(12) });
    const found = judge(facts, rules).findings.find(({ check }) => check === 'first-contact');
    if (found === undefined) throw new Error('not found');
    expect(sentenceOf(found, 'en').sentence).toContain('(+9 others)');
    expect(sentenceOf(found, 'ja').sentence).toContain(' ほか9件 ');
  });

  it('names the gravest first among reasons that ask for the same', () => {
    const { facts, rules } = factsOf({
      to: ['bob@partnar.example'],
      history: [['ann@corp.example', 'bob@partner.example']],
    });
    const { findings } = judge(facts, rules);
    expect(findings.map(({ check, action, severity }) => [check, action, severity])).toEqual([
      ['lookalike-domain', 'confirm', 'high'],
      ['first-contact', 'confirm', 'medium'],
    ]);
  });

  it('forwards everything in mode observe, and says what it would have done', () => {
    const { facts, rules } = factsOf({ to: persons(12), policy: { mode: 'observe' } });
    expect(judge(facts, rules)).toMatchObject({ action: 'forward', wouldBe: 'hold', needs: ['supervisor'] });
  });

  it('holds a mail when a check breaks: cannot tell is never no', () => {
    const { facts, rules } = factsOf({ to: ['x@customer.example'] });
    const broken = { ...facts, content: { ...facts.content, files: null } } as unknown as Facts;
    const verdict = judge(broken, rules);
    expect(verdict.action).toBe('hold');
    expect(verdict.unknown).toContain('encrypted-content');
    expect(verdict.findings[0]).toMatchObject({ check: 'uninspectable', certain: false, action: 'confirm' });
  });

  it('gives the same verdict for the same facts and rules', () => {
    const { facts, rules } = factsOf({ to: persons(12) });
    expect(judge(JSON.parse(JSON.stringify(facts)), rules)).toEqual(judge(facts, rules));
  });

  it('asks each check once', () => {
    expect(new Set(CHECKS.map(({ id }) => id)).size).toBe(CHECKS.length);
  });

  it('refuses an override whose settings do not fit the check, naming the place', () => {
    const parsed = policySchema.safeParse({ overrides: [{ when: {}, checks: { burst: { confirmAt: 3 } } }] });
    expect(parsed.error?.issues[0]?.path.slice(0, 4)).toEqual(['overrides', 0, 'checks', 'burst']);
  });
});

describe('the sentences', () => {
  it('exist in Japanese and English for the same keys', () => {
    expect(Object.keys(ja).sort()).toEqual(Object.keys(en).sort());
  });

  it('say what is wrong in one sentence with the number in it', () => {
    const { facts, rules } = factsOf({ to: persons(12) });
    const [finding] = judge(facts, rules).findings;
    if (finding === undefined) throw new Error('nothing found');
    expect(sentenceOf(finding, 'en').sentence).toBe(
      '12 outside addresses of 12 organisations are visible to each other in To/Cc for the first time (limit 10).',
    );
    expect(sentenceOf(finding, 'ja').sentence).toContain('社外の 12 件（12 組織）');
    expect(noteOf(finding, finding.evidence[0] ?? { kind: 'text', value: '' }, 'ja')).toContain('11 件');
  });
});
