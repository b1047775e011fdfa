import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { App } from 'antd';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import type { Ticket } from '@/api/types';
import { startI18n } from '@/i18n';
import { askOf, CallBackDialog } from './CallBackDialog';

beforeAll(() => startI18n('zh'));
afterEach(() => vi.unstubAllGlobals());

test.each([
  ['fault', 'fault'],
  ['emergency', 'fault'],
  ['request', 'request'],
  ['complaint', 'other'],
  ['consult', 'other'],
])('after a matter of the kind %s the question is that of: %s', (kind, ask) => {
  expect(askOf(kind)).toBe(ask);
});

test('a call that reached nobody is noted only with how it was tried', async () => {
  const sent: unknown[] = [];
  vi.stubGlobal('fetch', async (_path: string, init: RequestInit) => {
    sent.push(JSON.parse(String(init.body)));
    return new Response('{}', { headers: { 'Content-Type': 'application/json' } });
  });
  const onClose = vi.fn();
  const ticket = { id: 't1', kind: 'complaint', version: 7, contact: { name: '梁', phone: '13900000001' } };
  const common = { title: '回访客户', okText: '回访客户', done: '已记录', touches: [['tickets']], onClose };
  render(
    <QueryClientProvider client={new QueryClient()}>
      <App>
        <CallBackDialog ticket={ticket as Ticket} common={common} />
      </App>
    </QueryClientProvider>,
  );
  expect(screen.getByText('请联系 梁 13900000001：问题解决了吗？')).toBeTruthy();
  const submit = () => userEvent.click(screen.getByRole('button', { name: '记录回访' }));

  await userEvent.click(screen.getByText('没联系上'));
  await submit();
  expect(await screen.findByText('请写明怎样联系的：号码、时间、结果')).toBeTruthy();
  expect(sent).toEqual([]);

  await userEvent.type(screen.getByLabelText('记录'), '打了两次没人接');
  await submit();
  await waitFor(() => expect(onClose).toHaveBeenCalled());
  expect(sent).toEqual([{ outcome: 'unreached', note: '打了两次没人接', version: 7 }]);
});
