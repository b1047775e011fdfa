import { describe, expect, it } from 'vitest';
import { goingTo } from './search';

describe('goingTo', () => {
  it.each(['/tickets', '/tickets?status=open&unit=a#b', '/customers/1'])('goes on to the page %s', (to) => {
    expect(goingTo({ to })).toStrictEqual({ to });
  });

  it.each([
    'https://evil.example/',
    '//evil.example/',
    '/\\evil.example/',
    '/\t/evil.example/',
    '\\\\evil.example',
    '/.//evil.example',
    'javascript:alert(1)',
    'tickets',
    '',
    7,
    undefined,
  ])('does not follow %j', (to) => {
    expect(goingTo({ to })).toStrictEqual({ to: undefined });
  });
});
