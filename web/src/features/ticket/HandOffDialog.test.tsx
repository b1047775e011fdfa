import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { App } from 'antd';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { keys } from '@/api/keys';
import type { Ticket } from '@/api/types';
import { startI18n } from '@/i18n';
import { askedOf } from './asking';
import { HandOffDialog } from './HandOffDialog';

const links = [
  { code: 'terminal', zh: '终端', en: 'Terminal' },
  { code: 'antenna', zh: '天线射频', en: 'Antenna' },
  { code: 'beam', zh: '卫星波束', en: 'Beam' },
];
const suggested: Record<string, string> = { terminal: 'rf', antenna: 'rf', beam: 'sky' };

beforeAll(() => startI18n('zh'));
afterEach(() => vi.unstubAllGlobals());

/** Answers like the program, which at first refuses what is asked of the unit sky. */
function program() {
  const asked: { unitIds: string[]; links: string[]; request: string }[] = [];
  let refusing = true;
  const answer = (body: unknown, status = 200) =>
    new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } });
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    if (path.includes('/suggest-units')) {
      const of = new URL(path, 'http://x').searchParams.get('links')?.split(',') ?? [];
      return answer({ items: of.map((link) => ({ link, unit: { id: suggested[link], name: '' } })) });
    }
    if (init.method !== 'POST') return answer({ items: [] });
    const body = JSON.parse(String(init.body));
    asked.push({ unitIds: body.unitIds, links: body.links, request: body.request });
    if (refusing && body.unitIds[0] === 'sky') return answer({ detail: '这个单位已停用。', code: 'invalid' }, 422);
    return answer({ items: [] });
  });
  return { asked, relent: () => (refusing = false) };
}

function show(onClose: () => void) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  client.setQueryData(keys.catalogue, { links });
  client.setQueryData(keys.units, [
    { id: 'rf', name: '射频组', kind: 'team' },
    { id: 'sky', name: '波束组', kind: 'team' },
  ]);
  const ticket = {
    id: 't1',
    handoffs: [],
    chain: { code: 'vsat', links: links.map((l) => ({ ...l, link: l.code, state: 'suspect' })) },
  } as unknown as Ticket;
  const common = { title: '转派单位', okText: '转派单位', done: '已转派', touches: [['tickets']], onClose };
  render(
    <QueryClientProvider client={client}>
      <App>
        <HandOffDialog ticket={ticket} common={common} />
      </App>
    </QueryClientProvider>,
  );
}

describe('handing to several units', () => {
  test('makes one request a unit, with all its links', () => {
    expect(askedOf(['antenna', 'space', 'terminal'], { antenna: 'rf', space: 'sky', terminal: 'rf' })).toEqual([
      { unitId: 'rf', links: ['antenna', 'terminal'] },
      { unitId: 'sky', links: ['space'] },
    ]);
  });

  test('keeps what was refused, says what was sent, and sends only the rest again', async () => {
    const { asked, relent } = program();
    const onClose = vi.fn();
    show(onClose);
    await screen.findByLabelText('卫星波束由谁查');
    await userEvent.type(screen.getByLabelText('请单位做什么'), '请查');
    const send = () => userEvent.click(screen.getByRole('button', { name: '转派单位' }));
    await waitFor(() => expect(screen.getByText('波束组')).toBeTruthy());
    await userEvent.type(screen.getByLabelText('只对波束组说'), '近三天的电平');

    await send();
    const said = await screen.findByRole('alert');
    expect(said.textContent).toContain('已转派 射频组（终端、天线射频）');
    expect(said.textContent).toContain('没有发出 波束组（卫星波束） — 这个单位已停用。');
    expect(onClose).not.toHaveBeenCalled();
    expect(screen.queryByLabelText('终端由谁查')).toBeNull();
    expect(screen.getByRole<HTMLInputElement>('checkbox', { name: /终端/ }).disabled).toBe(true);

    relent();
    await send();
    await waitFor(() => expect(onClose).toHaveBeenCalled());
    expect(asked).toEqual([
      { unitIds: ['rf'], links: ['terminal', 'antenna'], request: '请查' },
      { unitIds: ['sky'], links: ['beam'], request: '请查\n近三天的电平' },
      { unitIds: ['sky'], links: ['beam'], request: '请查\n近三天的电平' },
    ]);
  });
});
