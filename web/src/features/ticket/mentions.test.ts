import { expect, test } from 'vitest';
import type { Colleague } from '@/api/types';
import { mentionedIn } from './mentions';

const staff = [
  { id: '1', name: '高山' },
  { id: '2', name: '高山流' },
  { id: '3', name: 'Ann Lee' },
] as Colleague[];

test.each([
  ['请 @高山 看一下', ['1']],
  ['请 @高山流 看一下', ['2']],
  ['@Ann Lee @高山', ['1', '3']],
  ['@高山\n请看', ['1']],
  ['邮箱 a@b.c,高山', []],
])('%s', (text, ids) => expect(mentionedIn(text, staff)).toEqual(ids));
