import { expect, test } from 'vitest';
import { bytesOf, textOf } from './passkey';

test('bytes become base64url and back', () => {
  for (const text of ['', 'AA', '_-8', 'AQIDBAU', '-_-_']) expect(textOf(bytesOf(text))).toBe(text);
  expect([...new Uint8Array(bytesOf('_-8'))]).toEqual([255, 239]);
});
