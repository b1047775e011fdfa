import i18n from 'i18next';

const root = '/api/v1';

export interface FieldError {
  /** Where: body.subject, query.limit. */
  location: string;
  message: string;
}

/** A request that the server refused, or that never reached it (status 0). */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly fields: FieldError[];
  /** A word by which the console knows what to do: reauthenticate, password, factor, passkey, network, … */
  readonly reason: string;

  constructor(status: number, code: string, detail: string, fields: FieldError[] = [], reason = '') {
    super(detail);
    this.name = 'ApiError';
    this.status = status;
    this.code = code;
    this.fields = fields;
    this.reason = reason;
  }

  /** The message for one field of the body, by its name: fieldOf('subject'). */
  fieldOf(name: string): string | undefined {
    return this.fields.find((f) => f.location === `body.${name}`)?.message;
  }

  /** The thing was changed by somebody else since it was read. */
  get isStale(): boolean {
    return this.status === 409 || this.status === 412;
  }

  /** The person owes another password or a second factor before he may do anything. */
  get isOwed(): boolean {
    return this.status === 403 && ['password', 'factor', 'passkey'].includes(this.reason);
  }
}

let prove: (() => Promise<boolean>) | undefined;
let proving: Promise<boolean> | undefined;

/** Names who asks the person to prove who he is, and tells whether he did. Gives the way to take that back. */
export function onReauthenticate(ask: () => Promise<boolean>): () => void {
  prove = ask;
  return () => {
    if (prove === ask) prove = undefined;
  };
}

/** Asks once, however many calls wait for it. */
function proved(): Promise<boolean> {
  if (prove === undefined) return Promise.resolve(false);
  proving ??= prove().finally(() => {
    proving = undefined;
  });
  return proving;
}

let csrfToken = '';

/** Remembers the token that every change must carry. */
export function setCsrfToken(token: string): void {
  csrfToken = token;
}

export type QueryValue = string | number | boolean | null | undefined;

export interface RequestOptions {
  query?: { [name: string]: QueryValue };
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
  /** It goes out even though the page is being left. */
  keepalive?: boolean;
  /** The person has just proved who he is. */
  again?: boolean;
}

type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

/**
 * Asks the API and gives its JSON answer; undefined where there is none.
 * Every failure is an ApiError whose message is a whole sentence in the user's language. What needs a fresh proof of who
 * one is is asked again once the person has given it.
 */
export async function request<T>(method: Method, path: string, options: RequestOptions = {}): Promise<T> {
  const response = await send(method, path, options);
  if (!response.ok) {
    const error = await toApiError(response);
    if (error.reason !== 'reauthenticate' || options.again || !(await proved())) throw error;
    return request<T>(method, path, { ...options, again: true });
  }
  const text = await response.text();
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

async function send(method: Method, path: string, options: RequestOptions): Promise<Response> {
  try {
    return await fetch(root + path + queryString(options.query), {
      method,
      credentials: 'same-origin',
      headers: headersOf(method, options),
      body: bodyOf(options.body),
      signal: options.signal,
      keepalive: options.keepalive,
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiError(0, 'offline', i18n.t('common:error.offline'));
  }
}

/** A part of a file goes as it is, all else as JSON. */
function bodyOf(body: unknown): BodyInit | undefined {
  if (body === undefined) return undefined;
  return body instanceof Blob ? body : JSON.stringify(body);
}

function headersOf(method: Method, options: RequestOptions): Record<string, string> {
  const headers: Record<string, string> = {
    Accept: 'application/json',
    'Accept-Language': i18n.language === 'en' ? 'en' : 'zh-CN',
    ...options.headers,
  };
  if (options.body instanceof Blob) headers['Content-Type'] = 'application/octet-stream';
  else if (options.body !== undefined) headers['Content-Type'] = 'application/json';
  if (method !== 'GET' && csrfToken !== '') headers['X-CSRF-Token'] = csrfToken;
  return headers;
}

/** Writes a query string; what is empty is left out. */
export function queryString(query: RequestOptions['query']): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== null && value !== '' && value !== false) params.set(name, String(value));
  }
  const text = params.toString();
  return text === '' ? '' : `?${text}`;
}

interface Problem {
  detail?: string;
  code?: string;
  reason?: string;
  errors?: FieldError[];
}

async function toApiError(response: Response): Promise<ApiError> {
  let problem: Problem = {};
  try {
    problem = (await response.json()) as Problem;
  } catch {
    // Something between us and the program answered; the status alone must do.
  }
  const detail = problem.detail || i18n.t('common:error.status', { status: response.status });
  return new ApiError(response.status, problem.code ?? '', detail, problem.errors ?? [], problem.reason ?? '');
}

export const get = <T>(path: string, query?: RequestOptions['query'], signal?: AbortSignal) =>
  request<T>('GET', path, { query, signal });
export const post = <T>(path: string, body?: unknown, headers?: Record<string, string>, keepalive?: boolean) =>
  request<T>('POST', path, { body, headers, keepalive });
export const patch = <T>(path: string, body: unknown) => request<T>('PATCH', path, { body });
export const put = <T>(path: string, body: unknown) => request<T>('PUT', path, { body });
export const remove = <T = void>(path: string) => request<T>('DELETE', path);
