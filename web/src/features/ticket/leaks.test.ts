import { expect, test } from 'vitest';
import { sharedStretch } from './leaks';

const note = '信关站二号机柜电源老化,上周就该换。';

test('a stretch of twelve characters is the same, spaces and line ends aside', () => {
  expect(sharedStretch('您好:信关站二号机柜 电源\n老化,请等待', note)).toBe('信关站二号机柜电源老化,');
  expect(sharedStretch('您好:信关站二号机柜坏了,请等待。', note)).toBeUndefined();
  expect(sharedStretch('短', note)).toBeUndefined();
});
