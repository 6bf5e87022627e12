// Whole documents: those about persons are counted and their kinds found, everyday papers are silent.

import { describe, expect, it } from 'vitest';
import { ORDINARY_DOCUMENTS } from './ordinary-documents.ts';
import { PERSONAL_DOCUMENTS } from './personal-documents.ts';
import { kindsIn, readTexts } from './read-text.ts';

describe('documents about persons', () => {
  it.each(PERSONAL_DOCUMENTS)('counts the persons in $title', ({ persons, kinds, text }) => {
    expect(persons).toContain(readTexts(text).persons);
    expect(kindsIn(text)).toEqual(expect.arrayContaining([...kinds]));
  });

  const plain = PERSONAL_DOCUMENTS.filter(({ kinds }) => !kinds.includes('medical'));
  it.each(plain)('sees nothing about health in $title', ({ text }) => {
    expect(kindsIn(text)).not.toContain('medical');
  });
});

describe('ordinary documents', () => {
  it.each(ORDINARY_DOCUMENTS)('finds nobody in %s', (_, text) => {
    expect(readTexts(text)).toEqual({ persons: 0, places: [] });
  });
});
