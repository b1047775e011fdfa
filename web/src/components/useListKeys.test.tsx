import { render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { useKeys } from './useKeys';
import { useListKeys } from './useListKeys';

function setUp(count = 3) {
  const open = vi.fn();
  const preview = vi.fn();
  const leave = vi.fn();
  const search = vi.fn();
  function List() {
    const { at, holder } = useListKeys(count, { open, preview, leave });
    useKeys({ 'Ctrl+K': search }, { always: true });
    return (
      <>
        <input aria-label="words" />
        <ul ref={holder}>
          {Array.from({ length: count }, (_, i) => i).map((i) => (
            <li key={i} data-row={i} aria-current={i === at}>
              <button type="button">row {i}</button>
            </li>
          ))}
        </ul>
      </>
    );
  }
  render(<List />);
  const pointed = () => screen.getAllByRole('listitem').findIndex((row) => row.getAttribute('aria-current') === 'true');
  return { user: userEvent.setup(), open, preview, leave, search, pointed };
}

test('J and K move within the list, Enter opens, Space previews, Esc leaves', async () => {
  const { user, open, preview, leave, pointed } = setUp();
  expect(pointed()).toBe(-1);
  await user.keyboard('{Enter}');
  expect(open).not.toHaveBeenCalled();
  await user.keyboard('jj');
  expect(pointed()).toBe(1);
  await user.keyboard('{Enter} {Escape}');
  expect(open).toHaveBeenCalledExactlyOnceWith(1);
  expect(preview).toHaveBeenCalledExactlyOnceWith(1);
  expect(leave).toHaveBeenCalledOnce();
  await user.keyboard('jjjj');
  expect(pointed()).toBe(2);
  await user.keyboard('{ArrowUp}kkk');
  expect(pointed()).toBe(0);
});

test('while somebody types, letters are letters', async () => {
  const { user, pointed, search } = setUp();
  await user.click(screen.getByLabelText('words'));
  await user.keyboard('jk');
  expect(pointed()).toBe(-1);
  expect(screen.getByLabelText('words')).toHaveProperty('value', 'jk');
  await user.keyboard('{Control>}k{/Control}');
  expect(search).toHaveBeenCalledOnce();
});

test('Enter and Space on a button belong to the button', async () => {
  const { user, open, preview } = setUp();
  await user.keyboard('j');
  screen.getByText('row 2').focus();
  await user.keyboard('{Enter} ');
  expect(open).not.toHaveBeenCalled();
  expect(preview).not.toHaveBeenCalled();
});

test('an empty list takes no keys', async () => {
  const { user, open } = setUp(0);
  await user.keyboard('j{Enter}');
  expect(open).not.toHaveBeenCalled();
});
