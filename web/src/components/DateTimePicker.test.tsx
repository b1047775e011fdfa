import { fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { describe, expect, test, vi } from 'vitest';
import { wrongTime } from './BreakFields';
import { DateTimePicker } from './DateTimePicker';

/** The field in a form that keeps whatever it is given. */
function Kept({ start, heard }: { start?: string; heard: (value?: string) => void }) {
  const [value, setValue] = useState(start);
  const keep = (next?: string) => {
    heard(next);
    setValue(next);
  };
  return (
    <>
      <DateTimePicker value={value} onChange={keep} />
      <button type="button">next</button>
    </>
  );
}

function show(start?: string) {
  const heard = vi.fn();
  render(<Kept start={start} heard={heard} />);
  return { heard, input: screen.getByRole<HTMLInputElement>('textbox') };
}

async function type(input: HTMLInputElement, text: string) {
  await userEvent.click(input);
  fireEvent.change(input, { target: { value: text } });
  fireEvent.input(input, { target: { value: text } });
  await userEvent.click(screen.getByText('next'));
}

describe('a typed time', () => {
  test('is taken as the operator’s clocks show it', async () => {
    const { heard, input } = show();
    await type(input, '2027/1/4 9:00');
    expect(heard).toHaveBeenLastCalledWith('2027-01-04T01:00:00.000Z');
  });

  test('that means none stays in sight and reaches the form', async () => {
    const { heard, input } = show('2027-01-04T01:00:00.000Z');
    await type(input, '明天上午');
    expect(heard).toHaveBeenLastCalledWith('明天上午');
    expect(input.value).toBe('明天上午');
  });

  test('that is put right is an instant again; one that is wiped is none', async () => {
    const { heard, input } = show('2027-01-04T01:00:00.000Z');
    await type(input, '明天');
    await type(input, '2027-01-04 09:00');
    expect(heard).toHaveBeenLastCalledWith('2027-01-04T01:00:00.000Z');
    await type(input, '');
    expect(heard).toHaveBeenLastCalledWith(undefined);
  });
});

test.each([
  [undefined, true, 'needed'],
  [undefined, false, undefined],
  ['明天上午', false, 'unclear'],
  ['2026-11-23T05:00:00Z', true, 'past'],
  ['2026-11-23T07:00:00Z', true, undefined],
])('of the time to resume %s, needed %s, is wrong: %s', (value, needed, wrong) => {
  expect(wrongTime(value, needed, new Date('2026-11-23T06:00:00Z'))).toBe(wrong);
});
