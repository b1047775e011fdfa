import { expect, test } from 'vitest';
import { isFoundBy } from './people';

const gao = { name: '高山', spelling: 'gaoshan gs' };

test.each([
  ['高', true],
  ['gs', true],
  ['GS', true],
  ['gao', true],
  ['gao shan', true],
  ['', true],
  ['shan', false],
  ['xin', false],
  ['信关', true],
])('%s', (typed, isFound) => expect(isFoundBy(typed, gao, ['怀柔信关站'])).toBe(isFound));

test('a name without pinyin is found by its letters', () =>
  expect(isFoundBy('lee', { name: 'Ann Lee', spelling: '' })).toBe(true));
