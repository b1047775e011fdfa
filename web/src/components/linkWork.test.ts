import { describe, expect, test } from 'vitest';
import type { Handoff, LinkStateCode } from '@/api/types';
import { standingOf } from './linkWork';

const antenna = (state: LinkStateCode) => ({ link: 'antenna', state });
const handoff = (status: Handoff['status'], unit: string, links = ['antenna']) => ({ status, unit, links });

describe('a link', () => {
  test('is looked at once its unit has accepted, and waits before that', () => {
    expect(standingOf(antenna('unknown'), [handoff('sent', '射频组')])).toEqual({ state: 'asked', unit: '射频组' });
    expect(standingOf(antenna('unknown'), [handoff('sent', '一组'), handoff('accepted', '二组')])).toEqual({
      state: 'checking',
      unit: '二组',
    });
  });

  test('stays unknown when nobody is at it', () => {
    const ended = (['returned', 'finished', 'withdrawn'] as const).map((status) => handoff(status, '射频组'));
    expect(standingOf(antenna('unknown'), ended)).toEqual({ state: 'unknown' });
    expect(standingOf(antenna('unknown'), [handoff('accepted', '波束组', ['beam'])])).toEqual({ state: 'unknown' });
  });

  test('is what was found, also while somebody looks again', () => {
    expect(standingOf(antenna('suspect'), [handoff('accepted', '射频组')])).toEqual({ state: 'suspect' });
  });
});
