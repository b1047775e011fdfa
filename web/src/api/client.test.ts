import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { setLanguage, startI18n } from '@/i18n';
import { ApiError, get, onReauthenticate, patch, post, queryString, remove, setCsrfToken } from './client';

/** Answers the next requests and keeps what was asked. */
function answerWith(status: number, body: unknown, type = 'application/json'): ReturnType<typeof vi.fn> {
  const asked = vi.fn(async () => {
    const text = body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body);
    return new Response(text, { status, headers: { 'Content-Type': type } });
  });
  vi.stubGlobal('fetch', asked);
  return asked;
}

const failure = async (promise: Promise<unknown>): Promise<ApiError> => {
  const error = await promise.then(
    () => undefined,
    (e: unknown) => e,
  );
  expect(error).toBeInstanceOf(ApiError);
  return error as ApiError;
};

beforeAll(() => startI18n('en').then(() => setLanguage('zh')));
beforeEach(() => setLanguage('zh'));
afterEach(() => {
  vi.unstubAllGlobals();
  setCsrfToken('');
});

describe('a request', () => {
  test('asks in the language of the interface', async () => {
    const asked = answerWith(200, { items: [] });
    await get('/tickets', { q: '接收', limit: 50, cursor: '' });
    await setLanguage('en');
    await get('/tickets');
    const headers = asked.mock.calls.map(([, init]) => init.headers['Accept-Language']);
    expect(headers).toEqual(['zh-CN', 'en']);
    expect(asked.mock.calls[0]?.[0]).toBe('/api/v1/tickets?q=%E6%8E%A5%E6%94%B6&limit=50');
  });

  test('carries the CSRF token on changes only', async () => {
    const asked = answerWith(200, {});
    setCsrfToken('secret');
    await get('/home');
    await post('/tickets', { kind: 'fault' }, { 'Idempotency-Key': 'k1' });
    const [read, written] = asked.mock.calls.map(([, init]) => init.headers);
    expect(read['X-CSRF-Token']).toBeUndefined();
    expect(written).toMatchObject({
      'X-CSRF-Token': 'secret',
      'Idempotency-Key': 'k1',
      'Content-Type': 'application/json',
    });
  });

  test('gives undefined where there is no content', async () => {
    answerWith(204, undefined);
    expect(await remove('/session')).toBeUndefined();
  });
});

describe('a failure', () => {
  test('keeps the server’s sentence and names the fields', async () => {
    answerWith(
      422,
      {
        status: 422,
        code: 'invalid',
        detail: '请求不完整或格式不对，请按所指出的项改正。',
        errors: [{ location: 'body.subject', message: '这一项必须填写。' }],
      },
      'application/problem+json',
    );
    const error = await failure(post('/tickets', {}));
    expect(error.message).toBe('请求不完整或格式不对，请按所指出的项改正。');
    expect([error.status, error.code, error.isStale]).toEqual([422, 'invalid', false]);
    expect(error.fieldOf('subject')).toBe('这一项必须填写。');
    expect(error.fieldOf('kind')).toBeUndefined();
  });

  test('tells a stale write', async () => {
    answerWith(409, { status: 409, code: 'conflict', detail: '已被别人修改。' }, 'application/problem+json');
    expect((await failure(patch('/tickets/1', { version: 1 }))).isStale).toBe(true);
  });

  test('says something whole when the answer is no problem document', async () => {
    answerWith(502, '<html>Bad gateway</html>', 'text/html');
    const error = await failure(get('/home'));
    expect(error.status).toBe(502);
    expect(error.message).toBe('服务器没有正常答复（状态 502），请稍后重试。');
  });

  test('says that the server cannot be reached', async () => {
    vi.stubGlobal('fetch', async () => {
      throw new TypeError('Failed to fetch');
    });
    await setLanguage('en');
    const error = await failure(get('/home'));
    expect([error.status, error.code]).toEqual([0, 'offline']);
    expect(error.message).toContain('cannot be reached');
  });

  test('an aborted request stays an abort', async () => {
    vi.stubGlobal('fetch', async () => {
      throw new DOMException('aborted', 'AbortError');
    });
    await expect(get('/home')).rejects.toMatchObject({ name: 'AbortError' });
  });
});

test('an empty part of a query is left out', () => {
  expect(queryString({ a: '', b: undefined, c: null, d: false, e: 0, f: 'x y' })).toBe('?e=0&f=x+y');
  expect(queryString({})).toBe('');
});

describe('what needs a fresh proof of who one is', () => {
  const refusal = { status: 403, code: 'forbidden', reason: 'reauthenticate', detail: '为了安全，请先确认是您本人。' };

  /** Refuses until the person has proved who he is. */
  function guarded(): { prove: () => Promise<boolean>; asked: () => number; calls: ReturnType<typeof vi.fn> } {
    let fresh = false;
    let asked = 0;
    const calls = vi.fn(async () =>
      fresh ? new Response('{"done":true}') : new Response(JSON.stringify(refusal), { status: 403 }),
    );
    vi.stubGlobal('fetch', calls);
    const prove = async () => {
      asked += 1;
      await Promise.resolve();
      fresh = true;
      return true;
    };
    return { prove, asked: () => asked, calls };
  }

  test('is asked for once by all calls that wait, and then they go on', async () => {
    const server = guarded();
    const stop = onReauthenticate(server.prove);
    expect(await Promise.all([post('/tokens', { name: 'a' }), post('/tokens', { name: 'b' })])).toEqual([
      { done: true },
      { done: true },
    ]);
    expect(server.asked()).toBe(1);
    expect(server.calls).toHaveBeenCalledTimes(4);
    stop();
  });

  test('fails when the person does not give it', async () => {
    guarded();
    const stop = onReauthenticate(() => Promise.resolve(false));
    expect((await failure(post('/tokens', {}))).reason).toBe('reauthenticate');
    stop();
    expect((await failure(post('/tokens', {}))).message).toBe(refusal.detail);
  });

  test('is asked for only once a call', async () => {
    const calls = vi.fn(async () => new Response(JSON.stringify(refusal), { status: 403 }));
    vi.stubGlobal('fetch', calls);
    const stop = onReauthenticate(() => Promise.resolve(true));
    await failure(post('/tokens', {}));
    expect(calls).toHaveBeenCalledTimes(2);
    stop();
  });
});
