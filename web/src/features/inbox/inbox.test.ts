import { describe, expect, it } from 'vitest';
import { filterOf } from './inbox';

describe('what the inbox asks for', () => {
  it('is what is open, unless the address says else', () => {
    expect(filterOf({})).toEqual({ status: 'sent,accepted' });
    expect(
      filterOf({ state: 'ended', unit: 'u1', mine: 'true', link: 'space', urged: 'true', assignee: 'none' }),
    ).toEqual({
      status: 'returned,finished,withdrawn',
      unit: 'u1',
      mine: 'true',
      link: 'space',
      urged: 'true',
      assignee: 'none',
    });
  });

  it('does not follow an address that makes up a state, nor what is open beside the list', () => {
    expect(filterOf({ state: 'x', handoff: 'h1', ticket: '1' })).toEqual(filterOf({}));
  });
});
