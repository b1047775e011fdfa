import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ApiError } from '@/api/client';
import { DraftKeeper, type DraftServer, type KeptText } from './DraftKeeper';

/** A server as the real one behaves: versions grow, and a stale one is refused. */
function newServer() {
  let kept: KeptText = { data: '', version: 0, updatedAt: '' };
  let clock = 100;
  const server: DraftServer & { text: () => string; down: boolean; saves: number } = {
    down: false,
    saves: 0,
    text: () => kept.data,
    load: async () => {
      if (server.down) throw new ApiError(0, 'offline', 'offline');
      return kept;
    },
    save: async (data, version) => {
      if (server.down) throw new ApiError(0, 'offline', 'offline');
      server.saves++;
      if (kept.version !== 0 && kept.version !== version) throw new ApiError(409, 'conflict', 'changed');
      kept = data === '' ? { data, version: 0, updatedAt: '' } : { data, version: ++clock, updatedAt: 'now' };
      return kept;
    },
    drop: async () => {
      kept = { data: '', version: 0, updatedAt: '' };
    },
  };
  return server;
}

const wait = (ms: number) => vi.advanceTimersByTimeAsync(ms);

/** A window with the draft open; each on a device of its own unless they share a key. */
async function open(server: DraftServer, key = Math.random().toString()) {
  const keeper = new DraftKeeper(key, server);
  const close = keeper.open();
  await wait(0);
  return { keeper, close, text: () => keeper.read().text };
}

beforeEach(() => {
  localStorage.clear();
  vi.useFakeTimers();
});
afterEach(() => void vi.useRealTimers());

test('what is typed reaches the server at a pause, once, and another machine', async () => {
  const server = newServer();
  const one = await open(server);
  one.keeper.set('天');
  await wait(500);
  one.keeper.set('天线');
  await wait(900);
  expect(server.text()).toBe('');
  await wait(200);
  expect([server.text(), server.saves]).toEqual(['天线', 1]);
  expect((await open(server)).text()).toBe('天线');
});

test('without a network it stands on this device, and goes to the server once there is one', async () => {
  const server = newServer();
  server.down = true;
  const one = await open(server, 'mine');
  one.keeper.set('没有网');
  await wait(2_000);
  expect(one.keeper.read().isUnsaved).toBe(true);
  const back = await open(server, 'mine'); // the first window was never closed, as in a crash
  expect(back.text()).toBe('没有网');
  server.down = false;
  await wait(6_000);
  expect(server.text()).toBe('没有网');
});

test('another window takes over what was saved, where nothing is unsaved there', async () => {
  const server = newServer();
  const one = await open(server);
  const other = await open(server);
  one.keeper.set('一');
  await wait(1_100);
  await other.keeper.look();
  expect(other.text()).toBe('一');
  one.keeper.set('');
  await wait(1_100);
  await other.keeper.look();
  expect(other.text()).toBe('');
});

test('two windows that type do not overwrite each other: one chooses', async () => {
  const server = newServer();
  const one = await open(server);
  const other = await open(server);
  one.keeper.set('这里写的');
  other.keeper.set('那里写的');
  await wait(3_000);
  expect(server.text()).toBe('这里写的');
  expect(other.keeper.read()).toMatchObject({ text: '那里写的', theirs: { data: '这里写的' } });
  other.keeper.set('那里写的,更多');
  await wait(10_000);
  expect(server.text()).toBe('这里写的');
  other.keeper.choose('这里写的\n那里写的,更多');
  await wait(10);
  expect(server.text()).toBe('这里写的\n那里写的,更多');
  await one.keeper.look();
  expect(one.text()).toBe('这里写的\n那里写的,更多');
});

test('a sent text is gone in both windows; what was typed meanwhile stays', async () => {
  const server = newServer();
  const one = await open(server);
  const other = await open(server);
  one.keeper.set('您好');
  await wait(1_100);
  await other.keeper.look();
  await one.keeper.hold();
  one.keeper.set('您好,还有');
  await server.drop();
  one.keeper.sent('您好');
  expect(one.text()).toBe('您好,还有');
  one.keeper.sent('您好,还有');
  await wait(5_000);
  await other.keeper.look();
  expect([one.text(), other.text(), server.text()]).toEqual(['', '', '']);
});

test('nothing is saved after it was sent', async () => {
  const server = newServer();
  const one = await open(server);
  one.keeper.set('您好');
  await one.keeper.hold();
  one.keeper.sent('您好');
  await wait(10_000);
  expect([server.text(), server.saves]).toEqual(['', 0]);
});

test('a discarded draft is gone everywhere', async () => {
  const server = newServer();
  const one = await open(server, 'mine');
  one.keeper.set('不要了');
  await wait(1_100);
  await one.keeper.discard();
  one.close();
  expect(server.text()).toBe('');
  expect((await open(server, 'mine')).text()).toBe('');
});
