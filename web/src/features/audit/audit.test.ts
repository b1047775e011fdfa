import { expect, test } from 'vitest';
import { pretty } from './audit';

test('JSON is laid out, anything else stays as it is', () => {
  expect(pretty('{"from":"127.0.0.1"}')).toBe('{\n  "from": "127.0.0.1"\n}');
  expect(pretty('plain')).toBe('plain');
});
