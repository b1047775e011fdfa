import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Attachment } from '@/api/types';
import { partSize, sizeWords, upload } from './files';

/** A server that keeps one file, and fails as it is told: a status, or 'cut' after it has taken the part. */
class Server {
  size = 0;
  received = 0;
  begun = 0;
  parts: number[] = [];
  failures: (number | 'cut')[] = [];

  async answer(url: string, init: RequestInit): Promise<Response> {
    const failure = this.failures.shift();
    if (failure === 0) throw new TypeError('network');
    if (typeof failure === 'number') return new Response('{"detail":"no"}', { status: failure });
    if (init.method === 'POST') {
      this.begun++;
      this.size = JSON.parse(init.body as string).size;
    }
    if (init.method === 'PUT') {
      const start = Number(url.split('/').at(-1));
      if (start > this.received) return new Response('{"detail":"gap"}', { status: 409 });
      this.parts.push(start);
      this.received = Math.max(this.received, start + (init.body as Blob).size);
    }
    if (failure === 'cut') throw new TypeError('network');
    const { size, received } = this;
    return Response.json({ id: 'a1', size, received, whole: received === size } as Attachment);
  }
}

let server: Server;
const file = new File([new Uint8Array(2 * partSize + 5)], '频谱.png', { lastModified: 1 });
const send = (signal = new AbortController().signal, seen: number[] = []) =>
  upload(file, {
    ticketId: 't',
    audience: 'internal',
    signal,
    onProgress: (n) => seen.push(n),
    sleep: () => Promise.resolve(),
  });

beforeEach(() => {
  localStorage.clear();
  server = new Server();
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => server.answer(url, init));
});
afterEach(() => vi.unstubAllGlobals());

test('a file goes in parts', async () => {
  const seen: number[] = [];
  expect((await send(undefined, seen)).whole).toBe(true);
  expect(server.parts).toEqual([0, partSize, 2 * partSize]);
  expect(seen).toEqual([0, partSize, 2 * partSize, file.size]);
});

test('a broken link is waited for, also when only the answer was lost', async () => {
  server.failures = [0, 503, 'cut', 'cut', 0, 'cut'];
  expect((await send()).whole).toBe(true);
  expect(server.received).toBe(file.size);
  expect(new Set(server.parts)).toEqual(new Set([0, partSize, 2 * partSize]));
});

test('the same file chosen again goes on where it stopped', async () => {
  const away = new AbortController();
  server.failures = [];
  await expect(
    upload(file, {
      ticketId: 't',
      audience: 'internal',
      signal: away.signal,
      onProgress: (n) => n === partSize && away.abort(),
      sleep: () => Promise.resolve(),
    }),
  ).rejects.toThrow();
  expect(server.received).toBe(partSize);
  expect((await send()).whole).toBe(true);
  expect(server.begun).toBe(1);
  expect(server.parts).toEqual([0, partSize, 2 * partSize]);
});

test('what the server refuses is said at once', async () => {
  server.failures = [422];
  await expect(send()).rejects.toThrow('no');
});

test.each([
  [5, '5 B'],
  [1500, '2 kB'],
  [1_240_000, '1.2 MB'],
  [52_000_000, '52 MB'],
])('%i bytes read %s', (bytes, words) => expect(sizeWords(bytes)).toBe(words));
