import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { App } from 'antd';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { keys } from '@/api/keys';
import type { Handoff } from '@/api/types';
import { startI18n } from '@/i18n';
import { FinishDialog } from './FinishDialog';

beforeAll(() => startI18n('zh'));
afterEach(() => vi.unstubAllGlobals());

const check = (pos: number, text: string, done = false) => ({ pos, text, done, by: '' });

test('what is done of the checklist is ticked first, what is left needs a word why', async () => {
  const sent: [string, unknown][] = [];
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    sent.push([path.replace('/api/v1/handoffs/h1/', ''), JSON.parse(String(init.body))]);
    return new Response(JSON.stringify({ version: 3 + sent.length }), {
      headers: { 'Content-Type': 'application/json' },
    });
  });
  const client = new QueryClient();
  client.setQueryData(keys.catalogue, { links: [{ code: 'antenna', zh: '天线射频', en: 'Antenna' }] });
  const checklist = [check(1, '量电压', true), check(2, '装滤波器'), check(3, '前后对比')];
  const handoff = { id: 'h1', version: 3, links: ['antenna'], checklist } as Handoff;
  const onClose = vi.fn();
  const common = { title: '完成', okText: '完成流转单', done: '已完成', touches: [['tickets']], onClose };
  render(
    <QueryClientProvider client={client}>
      <App>
        <FinishDialog handoff={handoff} common={common} />
      </App>
    </QueryClientProvider>,
  );
  expect(screen.queryByLabelText('量电压')).toBeNull();
  await userEvent.type(screen.getByLabelText('处理结果'), '干扰消失');
  await userEvent.click(screen.getByText('排除'));
  await userEvent.click(screen.getByLabelText('装滤波器'));
  const submit = () => userEvent.click(screen.getByRole('button', { name: '完成流转单' }));
  await submit();
  expect(await screen.findByText('请勾选做完的项，或写明为何未做')).toBeTruthy();
  expect(sent).toEqual([]);

  await userEvent.type(screen.getByLabelText(/为何未做/), '没有仪器');
  await submit();
  await waitFor(() => expect(onClose).toHaveBeenCalled());
  const links = [{ link: 'antenna', state: 'cleared' }];
  expect(sent).toEqual([
    ['check', { pos: 2, done: true }],
    ['finish', { result: '干扰消失', links, skipped: '没有仪器', version: 4 }],
  ]);
});
