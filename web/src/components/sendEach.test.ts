import { expect, test } from 'vitest';
import { NotAllSent, sendEach } from './sendEach';

test('one refusal does not hold up the others, and says what is left to send', async () => {
  const tried: string[] = [];
  const sending = sendEach(['a', 'b', 'c'], async (one) => {
    tried.push(one);
    if (one === 'b') throw new Error('no');
  });
  const error = await sending.then(
    () => undefined,
    (e: unknown) => e,
  );
  expect(error).toBeInstanceOf(NotAllSent);
  const { outcome } = error as NotAllSent<string>;
  expect(tried).toEqual(['a', 'b', 'c']);
  expect(outcome.sent).toEqual(['a', 'c']);
  expect(outcome.refused.map(({ one, error: why }) => [one, String(why)])).toEqual([['b', 'Error: no']]);
});

test('nothing is said when all went well', async () => {
  await expect(sendEach([1, 2], async () => undefined)).resolves.toBeUndefined();
});
