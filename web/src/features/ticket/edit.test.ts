import { describe, expect, it } from 'vitest';
import { changesOf } from './edit';

const before = {
  subject: '断网',
  description: '出海后',
  category: '',
  priority: 'normal',
  customerId: 'c1',
  terminalId: '',
  contactName: '林',
  contactPhone: '13900000001',
  details: { since: '', effect: 'one' },
};

describe('an edit', () => {
  it('sends nothing when nothing was changed, whatever the form makes of what is empty', () => {
    const after = { ...before, category: undefined, terminalId: undefined, details: { effect: 'one' } };
    expect(changesOf(before, after)).toEqual({});
  });

  it('sends only what was changed', () => {
    expect(changesOf(before, { ...before, priority: 'high', contactName: '' })).toEqual({
      priority: 'high',
      contactName: '',
    });
  });

  it('sends all details together, those emptied as empty', () => {
    const details = { since: '2026-11-23T02:00:00Z', effect: undefined } as unknown as Record<string, string>;
    expect(changesOf(before, { ...before, details })).toEqual({
      details: { since: '2026-11-23T02:00:00Z', effect: '' },
    });
  });

  it('leaves alone what the form did not show', () => {
    const { terminalId: _terminal, ...after } = { ...before, subject: '网断了' };
    expect(changesOf({ ...before, terminalId: '' }, after)).toEqual({ subject: '网断了' });
  });
});
