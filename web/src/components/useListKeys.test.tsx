import { render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { useKeys } from './useKeys';
import { useListKeys } from './useListKeys';

interface Acts {
  open: (index: number) => void;
  preview: (index: number) => void;
  leave: () => void;
  search: () => void;
}

function List({ count, acts }: { count: number; acts: Acts }) {
  const { at, holder } = useListKeys(count, acts);
  useKeys({ 'ctrl+k': acts.search }, { always: true });
  return (
    <>
      <input aria-label="words" />
      <ul ref={holder}>
        {Array.from({ length: count }, (_, i) => `row ${i}`).map((name, i) => (
          <li key={name} data-row={i} aria-current={i === at}>
            <button type="button">{name}</button>
          </li>
        ))}
      </ul>
    </>
  );
}

function setUp(count = 3) {
  const acts = { open: vi.fn(), preview: vi.fn(), leave: vi.fn(), search: vi.fn() };
  render(<List count={count} acts={acts} />);
  const pointed = () => screen.getAllByRole('listitem').findIndex((row) => row.getAttribute('aria-current') === 'true');
  return { user: userEvent.setup(), ...acts, pointed };
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
