import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import { beforeAll, describe, expect, test } from 'vitest';
import { keys } from '@/api/keys';
import type { Notice } from '@/api/types';
import { NoticeWords } from '@/components/notices/NoticeWords';
import { setLanguage, startI18n } from '@/i18n';
import { changedTickets } from './changes';
import { placeOf } from './TodoRow';

const notice = (ticketId: string, kind: string, at: string, data: Notice['data'] = {}) =>
  ({ id: `${ticketId} ${at}`, ticketId, kind, at, data }) as Notice;

describe('what has changed', () => {
  test('is one line a ticket, with the latest of it and how much it was', () => {
    const [newest, other, older, oldest] = [
      notice('t1', 'handoff.returned', '2026-11-23T04:00:00Z'),
      notice('t2', 'message', '2026-11-23T03:00:00Z'),
      notice('t1', 'handoff.accepted', '2026-11-23T02:00:00Z'),
      notice('t1', 'message', '2026-11-23T01:00:00Z'),
    ] as const;
    expect(changedTickets([newest, other, older, oldest])).toEqual([
      { latest: newest, count: 3 },
      { latest: other, count: 1 },
    ]);
    expect(changedTickets([])).toEqual([]);
  });
});

describe('a change says', () => {
  beforeAll(() => startI18n('en').then(() => setLanguage('zh')));

  async function say(kind: string, data: Notice['data'], language: 'zh' | 'en' = 'zh') {
    await setLanguage(language);
    const client = new QueryClient();
    client.setQueryData(keys.catalogue, { links: [{ code: 'antenna', zh: '天线射频', en: 'Antenna' }] });
    const { container } = render(
      <QueryClientProvider client={client}>
        <NoticeWords notice={notice('t1', kind, '2026-11-23T04:00:00Z', data)} />
      </QueryClientProvider>,
    );
    return container.textContent;
  }

  test.each<[string, Notice['data'], string, string]>([
    ['handoff.returned', { unit: '射频组' }, '射频组退回了流转单', '射频组 returned the handoff'],
    ['promise.breached', { kind: 'resolve' }, '解决时限已过', 'Resolution is overdue'],
    ['promise.breached', { kind: 'accept', unit: '射频组' }, '射频组的接收时限已过', 'Acceptance by 射频组 is overdue'],
    ['promise.warned', { unit: '射频组' }, '射频组的流转单时限将到', 'A handoff of 射频组 is running out of time'],
    ['promise.warned', {}, '时限将到', 'A promise is running out of time'],
    ['dispute.opened', { link: 'antenna' }, '有争议待您裁定：天线射频', 'A dispute awaits your decision: Antenna'],
  ])('%s %j', async (kind, data, zh, en) => {
    expect(await say(kind, data)).toBe(zh);
    expect(await say(kind, data, 'en')).toBe(en);
  });
});

test('a dispute is decided where disputes are, all else is done on its ticket', () => {
  expect(placeOf({ kind: 'dispute', number: '1' })).toEqual({ to: '/disputes', search: { state: 'mine' } });
  expect(placeOf({ kind: 'resolve', number: '1' })).toEqual({ to: '/tickets/$id', params: { id: '1' } });
});
