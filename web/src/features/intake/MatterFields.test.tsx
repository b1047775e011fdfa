import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { keys } from '@/api/keys';
import type { Field } from '@/api/types';
import { startI18n } from '@/i18n';
import { KindField } from './MatterFields';

beforeAll(() => startI18n('zh'));

function show(field: Field, wrong?: string) {
  const client = new QueryClient();
  client.setQueryData(keys.catalogue, { kinds: [] });
  const onChange = vi.fn<(value: string) => void>();
  render(
    <QueryClientProvider client={client}>
      <KindField field={field} value="" onChange={onChange} wrong={wrong} />
    </QueryClientProvider>,
  );
  return onChange;
}

const field = (type: Field['type'], more: Partial<Field> = {}): Field => ({
  code: 'x',
  zh: '地点',
  en: 'Where',
  type,
  required: false,
  ...more,
});

describe('a field of a kind', () => {
  test('of text is written into', async () => {
    const onChange = show(field('text'));
    await userEvent.type(screen.getByRole('textbox', { name: '地点' }), '港');
    expect(onChange).toHaveBeenLastCalledWith('港');
  });

  test('of a phone asks for a phone', () => {
    show(field('phone'));
    expect(screen.getByLabelText('地点').getAttribute('type')).toBe('tel');
  });

  test('of choice shows its words, and a way to leave it open', async () => {
    const onChange = show(field('choice', { options: [{ code: 'yes', zh: '是', en: 'Yes' }] }));
    expect(screen.getAllByRole('radio')).toHaveLength(2);
    await userEvent.click(screen.getByText('是'));
    expect(onChange).toHaveBeenLastCalledWith('yes');
  });

  test('that must be chosen cannot be left open', () => {
    show(field('choice', { required: true, options: [{ code: 'yes', zh: '是', en: 'Yes' }] }));
    expect(screen.getAllByRole('radio')).toHaveLength(1);
  });

  test('says what is wrong with it, tied to the control', () => {
    show(field('text', { required: true }), '请填写地点。');
    const control = screen.getByRole('textbox');
    expect(control.getAttribute('aria-invalid')).toBe('true');
    expect(document.getElementById(control.getAttribute('aria-describedby') ?? '')?.textContent).toBe('请填写地点。');
  });
});
